// Package leaks holds response bodies that are closed on most paths only.
// Each is the kind of mistake that survives a review, because a Close is in
// plain sight. Package cures has them right.
package leaks

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Version returns before the defer if the status is not the expected one.
func Version(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("unexpected status %s", resp.Status)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Fetch tries again, and forgets the response of the attempt before.
func Fetch(client *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
	}
	return nil, errors.New("the server is not well")
}

// Ping is interested in nothing but the error.
func Ping(url string) error {
	_, err := http.Head(url)
	return err
}

// Decode closes the copy: the body that it came with is lost.
func Decode(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body = io.NopCloser(io.LimitReader(resp.Body, 1<<20))
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}
