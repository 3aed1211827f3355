package bodyidentity

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
)

// One variable for two kinds of source, one Close for both.
func goodMergedSources(name string) (int64, error) {
	var rc io.ReadCloser
	if strings.HasPrefix(name, "https://") {
		resp, err := http.Get(name)
		if err != nil {
			return 0, err
		}
		rc = resp.Body
	} else {
		f, err := os.Open(name)
		if err != nil {
			return 0, err
		}
		rc = f
	}
	defer rc.Close()
	return io.Copy(io.Discard, rc)
}

// The status is looked at before the body has reached the common variable.
func badMergedSources(name string) (int64, error) {
	var rc io.ReadCloser
	if strings.HasPrefix(name, "https://") {
		resp, err := http.Get(name) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		if resp.StatusCode != http.StatusOK {
			return 0, errors.New(resp.Status)
		}
		rc = resp.Body
	} else {
		f, err := os.Open(name)
		if err != nil {
			return 0, err
		}
		rc = f
	}
	defer rc.Close()
	return io.Copy(io.Discard, rc)
}

// Nil until a source is chosen; closed if one was.
func goodMergedMaybe(client *http.Client, url, fallback string) (string, error) {
	var rc io.ReadCloser
	if url != "" {
		resp, err := client.Get(url)
		if err != nil {
			return "", err
		}
		rc = resp.Body
	}
	if rc == nil {
		return fallback, nil
	}
	defer rc.Close()
	data, err := io.ReadAll(rc)
	return string(data), err
}

// The common variable gets a reader that closes nothing.
func badMergedBehindNopCloser(client *http.Client, url, fallback string) (string, error) {
	rc := io.NopCloser(strings.NewReader(fallback))
	if url != "" {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			return "", err
		}
		rc = io.NopCloser(io.LimitReader(resp.Body, maxBody))
	}
	defer rc.Close()
	data, err := io.ReadAll(rc)
	return string(data), err
}

// A shallow copy of the response still leads to the body: the caller's now.
func goodCopiedResponse(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req)
	if err != nil {
		return nil, err
	}
	clone := *resp
	clone.Header = resp.Header.Clone()
	return &clone, nil
}

// The original is closed, its copy gets what was read.
func goodCopiedResponseWithCopiedBody(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	clone := *resp
	clone.Body = io.NopCloser(bytes.NewReader(data))
	return &clone, nil
}

// The copy leads to what was read, and the response is forgotten.
func badCopiedResponseWithCopiedBody(d doer, req *http.Request) (*http.Response, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	clone := *resp
	clone.Body = io.NopCloser(bytes.NewReader(data))
	return &clone, nil
}
