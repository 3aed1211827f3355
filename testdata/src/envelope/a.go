// Package envelope is about types around a response: envelopes that embed it,
// getters, owners with a Close of their own, builders, options, interfaces.
package envelope

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A Response is a response with how long it took.
type Response struct {
	*http.Response
	Took time.Duration
}

// get returns the envelope; what is in it is open.
func get(client *http.Client, url string) (*Response, error) {
	begin := time.Now()
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return &Response{resp, time.Since(begin)}, nil
}

// The promoted field leads to the body.
func goodEnvelope(client *http.Client, url string) (time.Duration, error) {
	resp, err := get(client, url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.Took, err
}

// The time is what was wanted.
func badEnvelope(client *http.Client, url string) (time.Duration, error) {
	resp, err := get(client, url) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.Took, nil
}

// The wrong status is returned as an error, its body to nobody.
func badEnvelopeStatus(client *http.Client, url string, v any) error {
	resp, err := get(client, url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s after %v", resp.Status, resp.Took)
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// The envelope is made by hand around the first try, and one variable has the
// second: only that one is closed.
func badEnvelopeOfFirst(client *http.Client, url string) (*Response, error) {
	first, err := client.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	r := &Response{Response: first}
	if r.StatusCode == http.StatusServiceUnavailable {
		again, err := client.Get(url)
		if err != nil {
			return nil, err
		}
		r = &Response{Response: again}
	}
	return r, nil
}

// Before the second try, the first is closed.
func goodEnvelopeOfFirst(client *http.Client, url string) (*Response, error) {
	first, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	r := &Response{Response: first}
	if r.StatusCode == http.StatusServiceUnavailable {
		r.Body.Close()
		again, err := client.Get(url)
		if err != nil {
			return nil, err
		}
		r = &Response{Response: again}
	}
	return r, nil
}

// What either of them returns is closed here.
func goodEnvelopeOfEither(client *http.Client, url string, careful bool) (int, error) {
	open := badEnvelopeOfFirst
	if careful {
		open = goodEnvelopeOfFirst
	}
	r, err := open(client, url)
	if err != nil {
		return 0, err
	}
	defer r.Body.Close()
	return r.StatusCode, nil
}

// An apiResponse shows parts of a response that has come closed.
type apiResponse struct {
	*http.Response
	next string
}

// goodCall decodes and closes; its envelope needs no closing.
func goodCall(client *http.Client, req *http.Request, v any) (*apiResponse, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := &apiResponse{Response: resp, next: resp.Header.Get("Link")}
	if resp.StatusCode >= 400 {
		return r, errors.New(resp.Status)
	}
	return r, json.NewDecoder(resp.Body).Decode(v)
}

// badCall closes what it decodes, and only that.
func badCall(client *http.Client, req *http.Request, v any) (*apiResponse, error) {
	resp, err := client.Do(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	r := &apiResponse{Response: resp, next: resp.Header.Get("Link")}
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("%s, next %s", resp.Status, r.next)
	}
	defer resp.Body.Close()
	return r, json.NewDecoder(resp.Body).Decode(v)
}

// The envelope is looked at, the body was closed before.
func goodAfterCall(client *http.Client, req *http.Request, v any) (string, error) {
	r, err := goodCall(client, req, v)
	if err != nil {
		return "", err
	}
	if r.next == "" {
		r, err = badCall(client, req, v)
		if err != nil {
			return "", err
		}
	}
	return r.next, nil
}

// A reply has its response behind getters.
type reply struct{ raw *http.Response }

func (r *reply) Raw() *http.Response { return r.raw }

func (r *reply) RawBody() io.ReadCloser {
	if r.raw == nil {
		return nil
	}
	return r.raw.Body
}

func (r *reply) Code() int { return r.Raw().StatusCode }

func execute(client *http.Client, req *http.Request) (*reply, error) {
	resp, err := client.Do(req)
	return &reply{resp}, err
}

// Through the getter of the response.
func goodGetter(client *http.Client, req *http.Request) (int, error) {
	r, err := execute(client, req)
	if err != nil {
		return 0, err
	}
	defer r.Raw().Body.Close()
	return r.Code(), nil
}

// Through the getter of the body.
func goodBodyGetter(client *http.Client, req *http.Request) ([]byte, error) {
	r, err := execute(client, req)
	if err != nil {
		return nil, err
	}
	defer r.RawBody().Close()
	return io.ReadAll(r.RawBody())
}

// Two getters, and no close behind them.
func badGetter(client *http.Client, req *http.Request) (string, error) {
	r, err := execute(client, req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	if r.Code() != http.StatusOK {
		return "", errors.New(r.Raw().Status)
	}
	return r.Raw().Header.Get("ETag"), nil
}

// The getter's body is read to an error, which ends it all.
func badBodyGetter(client *http.Client, req *http.Request) ([]byte, error) {
	r, err := execute(client, req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r.RawBody())
	if err != nil {
		return nil, err
	}
	return data, r.RawBody().Close()
}
