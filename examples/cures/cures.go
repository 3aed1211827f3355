// Package cures is package leaks without its mistakes.
package cures

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Version defers as soon as there is something to close.
func Version(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("unexpected status %s", resp.Status)
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// Fetch closes what it does not return.
func Fetch(client *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errors.New("the server is not well")
}

// Ping closes a body that it does not read: a response to HEAD has one, too.
func Ping(url string) error {
	resp, err := http.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Decode leaves the body where it is.
func Decode(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(v)
}
