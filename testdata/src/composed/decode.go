package composed

import "net/http"

// The helper closes, the decoder reads.
func goodInto(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return into(resp, decodeJSON, v)
}

// The helper is not called for everything.
func badInto(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if v == nil {
		return nil
	}
	return into(resp, decodeJSON, v)
}

// The decoder closes.
func goodWith(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return with(resp, decodeClose, v)
}

// This decoder does not.
func badWith(url string, v any) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	return with(resp, decodeOpen, v)
}

// The choice of the decoder does not matter: both close here.
func goodWithChoice(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	decode := decodeOpen
	if v == nil {
		defer resp.Body.Close()
	} else {
		decode = decodeClose
	}
	return with(resp, decode, v)
}

// One choice of the decoder closes.
func badWithChoice(url string, v any) error {
	resp, err := http.Get(url) // leaks, not seen yet
	if err != nil {
		return err
	}
	decode := decodeOpen
	if v != nil {
		decode = decodeClose
	}
	return with(resp, decode, v)
}

// A function that is made for the call.
func goodDecoding(url string, v any) error {
	return decoding(decodeJSON, v)(http.Get(url))
}

// One that is made for the call and reads only.
func badReading(url string, v any) error {
	return reading(decodeJSON, v)(http.Get(url)) // leaks, not seen yet
}
