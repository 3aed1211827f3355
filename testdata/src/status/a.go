// Package status: what one test of the status code says about the next.
package status

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	hc   *http.Client
	send func(*http.Request) (*http.Response, error)
	next http.RoundTripper
}

var (
	errNotFound = errors.New("not found")
	errServer   = errors.New("server error")
	errClient   = errors.New("client error")
)

// Below 400, or 400 and above: there is nothing else.
func goodComplement(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode < 400 {
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return errClient
	}
	return err
}

// Below 300, or above 300: there is 300.
func badComplement(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode < 300 {
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	}
	if resp.StatusCode > 300 {
		resp.Body.Close()
		return errClient
	}
	return err
}

// Three intervals that touch.
func goodIntervals(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 500 {
		resp.Body.Close()
		err = errServer
	}
	if resp.StatusCode >= 400 && resp.StatusCode <= 499 {
		resp.Body.Close()
		err = errClient
	}
	if resp.StatusCode < 400 {
		resp.Body.Close()
	}
	return err
}

// Three intervals that leave out 499 and 500.
func badIntervals(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode > 500 {
		resp.Body.Close()
		err = errServer
	}
	if resp.StatusCode >= 400 && resp.StatusCode < 499 {
		resp.Body.Close()
		err = errClient
	}
	if resp.StatusCode < 400 {
		resp.Body.Close()
	}
	return err
}

// The hundreds are 2, or they are not; 300 and more are not.
func goodHundreds(d Doer, req *http.Request, v any) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		resp.Body.Close()
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	if resp.StatusCode >= 300 {
		return errors.New("unreachable")
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v)
}

// Not 2 hundreds can be less than 2 hundreds: 1xx and worse.
func badHundreds(d Doer, req *http.Request, v any) error {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode/100 == 2 {
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(v)
	}
	if resp.StatusCode > 299 {
		resp.Body.Close()
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// A switch on the hundreds with a default.
func (c *client) goodSwitchHundreds(req *http.Request) (err error) {
	resp, err := c.send(req)
	if err != nil {
		return err
	}
	switch resp.StatusCode / 100 {
	case 2, 3:
		err = resp.Body.Close()
	case 4:
		resp.Body.Close()
		err = errClient
	default:
		resp.Body.Close()
		err = errServer
	}
	return err
}

// A switch on the hundreds without a case for 3.
func (c *client) badSwitchHundreds(req *http.Request) (err error) {
	resp, err := c.send(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	switch resp.StatusCode / 100 {
	case 1, 2:
		err = resp.Body.Close()
	case 4:
		resp.Body.Close()
		err = errClient
	case 5, 6, 7, 8, 9:
		resp.Body.Close()
		err = errServer
	}
	return err
}

// Two switches on the code, with the same cases.
func goodSwitchTwice(url string, v any) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
	case http.StatusNotFound:
		resp.Body.Close()
		err = errNotFound
	default:
		resp.Body.Close()
		err = fmt.Errorf("status %d", resp.StatusCode)
	}
	switch resp.StatusCode {
	case http.StatusCreated, http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	}
	return err
}

// Two switches on the code, and 201 is in neither that closes.
func badSwitchTwice(url string, v any) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
	case http.StatusNotFound:
		resp.Body.Close()
		err = errNotFound
	default:
		resp.Body.Close()
		err = fmt.Errorf("status %d", resp.StatusCode)
	}
	switch resp.StatusCode {
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	}
	return err
}

// The connection of a 101 is the body; the one who upgraded has it now.
func (c *client) goodUpgrade(req *http.Request) error {
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body.Close()
		return fmt.Errorf("no upgrade: %s", resp.Status)
	}
	return nil
}

// Of the responses that are no 101, only the failures are closed.
func (c *client) badUpgrade(req *http.Request) error {
	resp, err := c.next.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusSwitchingProtocols {
		return nil
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
	}
	return fmt.Errorf("no upgrade: %s", resp.Status)
}

// 101 among the cases of a switch.
func (c *client) goodUpgradeSwitch(req *http.Request) (upgraded bool, err error) {
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return false, err
	}
	switch resp.StatusCode {
	case http.StatusSwitchingProtocols:
		return true, nil
	case http.StatusUpgradeRequired:
		err = errClient
	}
	resp.Body.Close()
	return false, err
}

// The code under a second name.
func goodVariable(d Doer, req *http.Request) (code int, err error) {
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	code = resp.StatusCode
	if code >= 500 {
		resp.Body.Close()
	}
	if resp.StatusCode < 500 {
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	return code, err
}

// The code under a second name, and another border.
func badVariable(d Doer, req *http.Request) (code int, err error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	code = resp.StatusCode
	if code > 500 {
		resp.Body.Close()
	}
	if resp.StatusCode < 500 {
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	return code, err
}

// Gone is rewritten to the code that the second test takes for closed.
func badRewritten(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
		return errNotFound
	}
	if resp.StatusCode == http.StatusGone {
		resp.StatusCode = http.StatusNotFound
	}
	if resp.StatusCode != http.StatusNotFound {
		resp.Body.Close()
	}
	return nil
}

// Whatever the code is rewritten to, both tests are of the new one.
func goodRewritten(rt http.RoundTripper, req *http.Request) error {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusGone {
		resp.StatusCode = http.StatusNotFound
	}
	if resp.StatusCode == http.StatusNotFound {
		resp.Body.Close()
	}
	if resp.StatusCode != http.StatusNotFound {
		resp.Body.Close()
	}
	return nil
}

// Outside of 200 to 299 is what is not inside.
func goodDeMorgan(url string) (ok bool, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return false, err
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		resp.Body.Close()
		return false, nil
	}
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		resp.Body.Close()
		return true, nil
	}
	return false, errors.New("unreachable")
}

// Outside of 200 to 299 is more than what is above.
func badDeMorgan(url string) (ok bool, err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	if resp.StatusCode > 299 {
		resp.Body.Close()
		return false, nil
	}
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		resp.Body.Close()
		return true, nil
	}
	return false, errors.New("an informational response")
}

// An answer without content has a body.
func (c *client) badWithoutContent(url, etag string) (string, error) {
	resp, err := c.hc.Head(url) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	switch resp.StatusCode {
	case http.StatusNoContent, http.StatusNotModified:
		return etag, nil
	}
	resp.Body.Close()
	return resp.Header.Get("ETag"), nil
}

// An answer without content has a body, which is closed.
func (c *client) goodWithoutContent(url, etag string) (string, error) {
	resp, err := c.hc.Head(url)
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent, http.StatusNotModified:
		return etag, nil
	}
	return resp.Header.Get("ETag"), nil
}

// The length is positive, zero, or unknown.
func goodLength(d Doer, req *http.Request) (n int64, err error) {
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	if resp.ContentLength > 0 {
		n = resp.ContentLength
		resp.Body.Close()
	}
	if resp.ContentLength <= 0 {
		n, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	return n, err
}

// The length is positive or zero, and -1 is forgotten.
func badLength(d Doer, req *http.Request) (n int64, err error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	if resp.ContentLength > 0 {
		n = resp.ContentLength
		resp.Body.Close()
	}
	if resp.ContentLength == 0 {
		resp.Body.Close()
	}
	return n, nil
}

// Membership in a table is not known from the code.
func badTable(c *http.Client, req *http.Request, retryable map[int]bool) error {
	resp, err := c.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	if retryable[resp.StatusCode] {
		return errServer
	}
	return resp.Body.Close()
}

// Membership in a table, asked under the defer.
func goodTable(c *http.Client, req *http.Request, retryable map[int]bool) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if retryable[resp.StatusCode] {
		return errServer
	}
	return nil
}

// The truth about the code, kept in a variable.
func goodKept(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	ok := resp.StatusCode >= 200 && resp.StatusCode < 300
	if !ok {
		resp.Body.Close()
	}
	if resp.StatusCode == http.StatusInternalServerError {
		return errServer
	}
	if ok {
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(v)
	}
	return errClient
}

// The truth about the code, kept in a variable that means less.
func badKept(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	ok := resp.StatusCode < 500
	if !ok {
		resp.Body.Close()
	}
	if resp.StatusCode == http.StatusNotFound {
		return errNotFound
	}
	if ok {
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(v)
	}
	return errServer
}
