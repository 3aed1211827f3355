// Package aliases is about the same types and functions by other names:
// aliases, defined types, renamed imports and, in dot, a dot import.
package aliases

import (
	"encoding/json"
	"errors"
	"io"
	web "net/http"
)

type (
	// Response, Request and Client are other names for types of net/http.
	Response = web.Response
	Request  = web.Request
	Client   = web.Client

	// ResponsePtr is another name for the pointer.
	ResponsePtr = *web.Response

	// Body is another name for an interface.
	Body = io.ReadCloser

	// Result is a generic alias.
	Result[T any] = struct {
		Value T
		Err   error
	}

	// raw is a type of its own with the fields of a response.
	raw web.Response
)

// doer has a method whose signature is written with aliases only.
type doer interface {
	Do(*Request) (ResponsePtr, error)
}

// api gets Do and Get from the client that it embeds, by an alias.
type api struct {
	*Client
	base string
}

// A renamed import is the same package.
func goodRenamedImport(url string) ([]byte, error) {
	resp, err := web.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The renamed function opens all the same.
func badRenamedImport(url string) ([]byte, error) {
	resp, err := web.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// The variable's type is the alias.
func goodAliasOfStruct(c *Client, url string) (code int, err error) {
	var resp *Response
	resp, err = c.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The variable's type is the alias of the pointer; the error path leaks.
func badAliasOfPointer(c *Client, url string) (data []byte, err error) {
	var resp ResponsePtr
	if resp, err = c.Get(url); err != nil { // want "response body is not closed"
		return nil, err
	}
	if data, err = io.ReadAll(resp.Body); err != nil {
		return nil, err
	}
	return data, resp.Body.Close()
}

// The interface method opens by its signature, however that is written.
func goodAliasInSignature(d doer, req *Request) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The signature with aliases is the signature.
func badAliasInSignature(d doer, req *Request) (string, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

// So it is in a function type.
func goodAliasInFuncType(do func(*Request) (*Response, error), req *Request) error {
	resp, err := do(req)
	if err != nil {
		return err
	}
	defer func(b Body) { b.Close() }(resp.Body)
	return json.NewDecoder(resp.Body).Decode(&struct{}{})
}

// A parameter of function type, and a return before the defer.
func badAliasInFuncType(do func(*Request) (ResponsePtr, error), req *Request) error {
	resp, err := do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.Header.Get("Content-Type") != "application/json" {
		return errors.New("not JSON")
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&struct{}{})
}

// Get is promoted from the embedded client.
func (a api) goodPromoted(path string) (int64, error) {
	resp, err := a.Get(a.base + path)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// Do is promoted from the embedded client, and what it opened is forgotten.
func (a api) badPromoted(req *Request) (int, error) {
	resp, err := a.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// The body's type is the alias of an interface.
func goodAliasOfBody(url string) error {
	resp, err := web.Get(url)
	if err != nil {
		return err
	}
	var body Body = resp.Body
	return body.Close()
}

// Held by the alias, never closed.
func badAliasOfBody(url string) ([]byte, error) {
	resp, err := web.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	var body Body = resp.Body
	return io.ReadAll(body)
}

// A conversion changes the type and keeps the pointer.
func goodConverted(url string) error {
	resp, err := web.Get(url)
	if err != nil {
		return err
	}
	r := (*raw)(resp)
	defer r.Body.Close()
	_, err = io.Copy(io.Discard, r.Body)
	return err
}

// Through the other type, too, the body stays open.
func badConverted(url string) (string, error) {
	resp, err := web.Get(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	r := (*raw)(resp)
	return r.Status, nil
}

// A generic alias is the struct behind it: the caller gets the response.
func goodGenericAlias(url string) Result[*Response] {
	resp, err := web.Get(url)
	return Result[*Response]{resp, err}
}

// A local one: without a length, it is neither an error nor closed.
func badGenericAlias(url string) (int64, error) {
	resp, err := web.Get(url) // want "response body is not closed"
	r := Result[ResponsePtr]{resp, err}
	if r.Err != nil || r.Value.ContentLength <= 0 {
		return 0, r.Err
	}
	defer r.Value.Body.Close()
	return r.Value.ContentLength, nil
}
