package stored

import (
	"net/http"

	"stored/lib"
)

// Cases whose proof needs more than most: kept apart, so that they can
// be found.

// Anybody can assign an exported variable of another package. Nobody does.
func badExportedVariable(url string) (string, error) {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return "", err
	}
	defer lib.OnResponse(resp)
	return resp.Status, nil
}

// What it has been set to closes.
func goodExportedVariable(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer lib.OnDone(resp)
	return resp.Status, nil
}
