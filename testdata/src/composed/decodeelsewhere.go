package composed

import (
	"net/http"

	"composed/lib"
)

// The helper closes, the decoder reads.
func goodIntoElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.Into(resp, lib.DecodeJSON, v)
}

// The helper is not called for everything.
func badIntoElsewhere(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if v == nil {
		return nil
	}
	return lib.Into(resp, lib.DecodeJSON, v)
}

// The decoder closes.
func goodWithElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return lib.With(resp, lib.DecodeClose, v)
}

// This decoder does not.
func badWithElsewhere(url string, v any) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return lib.With(resp, lib.DecodeOpen, v)
}

// The choice of the decoder does not matter: both close here.
func goodWithChoiceElsewhere(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	decode := lib.DecodeOpen
	if v == nil {
		defer resp.Body.Close()
	} else {
		decode = lib.DecodeClose
	}
	return lib.With(resp, decode, v)
}

// One choice of the decoder closes.
func badWithChoiceElsewhere(url string, v any) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	decode := lib.DecodeOpen
	if v != nil {
		decode = lib.DecodeClose
	}
	return lib.With(resp, decode, v)
}

// A function that is made for the call.
func goodDecodingElsewhere(url string, v any) error {
	return lib.Decoding(lib.DecodeJSON, v)(http.Get(url))
}

// One that is made for the call and reads only.
func badReadingElsewhere(url string, v any) error {
	return lib.Reading(lib.DecodeJSON, v)(http.Get(url)) // leaks, not seen yet
}
