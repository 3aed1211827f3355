// Package branch: the Close stands on some branches only.
package branch

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type service struct {
	hc   *http.Client
	send func(*http.Request) (*http.Response, error)
}

var errGone = errors.New("gone")

// Closed if all went well, and only then.
func badSuccessOnly(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusOK {
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	} else {
		err = fmt.Errorf("get: %s", resp.Status)
	}
	return err
}

// Closed on both branches.
func goodBothBranches(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusOK {
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	} else {
		err = fmt.Errorf("get: %s", resp.Status)
		resp.Body.Close()
	}
	return err
}

// The condition of the defer asks for more than "there is a response".
func (s *service) badWrongCondition(req *http.Request) (string, error) {
	resp, err := s.hc.Do(req) // want "response body is not closed"
	if err == nil && resp.StatusCode == 200 {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// The condition of the defer is exactly "there is a response".
func (s *service) goodCondition(req *http.Request) (string, error) {
	resp, err := s.hc.Do(req)
	if err == nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// One condition for two failures: only one of them has no response.
func badTwoFailures(d Doer, req *http.Request) ([]byte, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil || resp.StatusCode >= 300 {
		return nil, errors.Join(errGone, err)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// One condition for two failures; what there is, is closed.
func goodTwoFailures(d Doer, req *http.Request) ([]byte, error) {
	resp, err := d.Do(req)
	if err != nil || resp.StatusCode >= 300 {
		if resp != nil {
			resp.Body.Close()
		}
		return nil, errors.Join(errGone, err)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Any other status falls out of the switch.
func badNoDefault(url string) (found bool, err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return false, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
		resp.Body.Close()
		return true, nil
	case http.StatusNotFound:
		resp.Body.Close()
		return false, nil
	}
	return false, fmt.Errorf("status %d", resp.StatusCode)
}

// The default case closes as well.
func goodDefault(url string) (found bool, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return false, err
	}
	switch resp.StatusCode {
	case http.StatusOK:
		resp.Body.Close()
		return true, nil
	case http.StatusNotFound:
		resp.Body.Close()
		return false, nil
	default:
		resp.Body.Close()
	}
	return false, fmt.Errorf("status %d", resp.StatusCode)
}

// A switch without a tag that forgets the middle of the range.
func (s *service) badGapInConditions(req *http.Request) string {
	resp, err := s.send(req) // want "response body is not closed"
	switch {
	case err != nil:
		return "down"
	case resp.StatusCode < 300:
		resp.Body.Close()
		return "up"
	case resp.StatusCode >= 500:
		resp.Body.Close()
		return "failing"
	}
	return "strange"
}

// A switch without a tag whose cases all close.
func (s *service) goodAllConditions(req *http.Request) string {
	resp, err := s.send(req)
	switch {
	case err != nil:
		return "down"
	case resp.StatusCode < 300:
		resp.Body.Close()
		return "up"
	case resp.StatusCode >= 500:
		resp.Body.Close()
		return "failing"
	}
	resp.Body.Close()
	return "strange"
}

// The case of the cancelled context forgets the response.
func badSelectDone(ctx context.Context, d Doer, req *http.Request, lines chan<- string) error {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		select {
		case lines <- sc.Text():
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	resp.Body.Close()
	return sc.Err()
}

// Each case that leaves closes first.
func goodSelectDone(ctx context.Context, d Doer, req *http.Request, lines chan<- string) error {
	resp, err := d.Do(req)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		select {
		case lines <- sc.Text():
		case <-ctx.Done():
			resp.Body.Close()
			return ctx.Err()
		}
	}
	resp.Body.Close()
	return sc.Err()
}

// A full channel takes the default case, which forgets the body.
func badSelectDefault(url string, codes chan<- int) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	select {
	case codes <- resp.StatusCode:
		return resp.Body.Close()
	default:
		return errors.New("nobody listens")
	}
}

// Closed in front of the select.
func goodSelectDefault(url string, codes chan<- int) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body.Close()
	select {
	case codes <- resp.StatusCode:
		return nil
	default:
		return errors.New("nobody listens")
	}
}

// Waiting before the close: the timeout returns.
func badSelectTimeout(rt http.RoundTripper, req *http.Request, ready <-chan struct{}) (string, error) {
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return "", err
	}
	select {
	case <-ready:
		defer resp.Body.Close()
	case <-time.After(time.Second):
		return "", context.DeadlineExceeded
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// All cases come to the same Close.
func goodSelectTimeout(rt http.RoundTripper, req *http.Request, ready <-chan struct{}) (string, error) {
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return "", err
	}
	late := false
	select {
	case <-ready:
	case <-time.After(time.Second):
		late = true
	}
	defer resp.Body.Close()
	if late {
		return "", context.DeadlineExceeded
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// The case in the middle neither closes nor falls through.
func badFallthrough(url string) string {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return "error"
	}
	kind := "other"
	switch resp.StatusCode {
	case 200:
		kind = "full"
		fallthrough
	case 206:
		resp.Body.Close()
	case 304:
		kind = "cached"
	default:
		resp.Body.Close()
	}
	return kind
}

// Every case falls through to the one that closes.
func goodFallthrough(url string) string {
	resp, err := http.Get(url)
	if err != nil {
		return "error"
	}
	kind := "other"
	switch resp.StatusCode {
	case 200:
		kind = "full"
		fallthrough
	case 206:
		fallthrough
	case 304:
		kind += "?"
		fallthrough
	default:
		resp.Body.Close()
	}
	return kind
}

// Whether there is something to write to does not change the duty.
func (s *service) badTypeSwitch(req *http.Request, dst any) error {
	resp, err := s.hc.Do(req) // want "response body is not closed"
	if err != nil {
		return err
	}
	switch w := dst.(type) {
	case nil:
		return resp.Body.Close()
	case io.Writer:
		_, err = io.Copy(w, resp.Body)
		return errors.Join(err, resp.Body.Close())
	case func(string):
		w(resp.Status)
	}
	return err
}

// The type switch stands under the defer.
func (s *service) goodTypeSwitch(req *http.Request, dst any) error {
	resp, err := s.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch w := dst.(type) {
	case nil:
	case io.Writer:
		_, err = io.Copy(w, resp.Body)
	case func(string):
		w(resp.Status)
	}
	return err
}

// A chain of else-ifs that ends without an else.
func badElseIf(url string) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		log.Print(err)
	} else if strings.HasPrefix(resp.Header.Get("Server"), "nginx") {
		log.Print("nginx")
		resp.Body.Close()
	} else if resp.StatusCode == http.StatusTeapot {
		log.Print("teapot")
		resp.Body.Close()
	}
}

// A chain of else-ifs with an else.
func goodElseIf(url string) {
	resp, err := http.Get(url)
	if err != nil {
		log.Print(err)
	} else if strings.HasPrefix(resp.Header.Get("Server"), "nginx") {
		log.Print("nginx")
		resp.Body.Close()
	} else {
		resp.Body.Close()
	}
}

// A body of no length is a body: the length is the wrong thing to ask.
func badLengthGuard(d Doer, req *http.Request) (int, error) {
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	if resp.ContentLength > 0 {
		defer resp.Body.Close()
	}
	return resp.StatusCode, nil
}

// A response's body is never nil, so this guard is always true.
func goodBodyGuard(d Doer, req *http.Request) (int, error) {
	resp, err := d.Do(req)
	if err != nil {
		return 0, err
	}
	if resp.Body != nil {
		defer resp.Body.Close()
	}
	return resp.StatusCode, nil
}

// The response lives in the scope of the if, and so does the leak.
func badInitStatement(url string) bool {
	if resp, err := http.Get(url); err == nil { // want "response body is not closed"
		if resp.StatusCode == http.StatusOK {
			resp.Body.Close()
			return true
		}
	}
	return false
}

// The response lives in the scope of the if and dies closed.
func goodInitStatement(url string) bool {
	if resp, err := http.Get(url); err == nil {
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return true
		}
	}
	return false
}

// Two ways to open, and the Close belongs to one of them.
func badEitherOpen(url string, form io.Reader) (int, error) {
	if form == nil {
		resp, err := http.Get(url) // want "response body is not closed"
		if err != nil {
			return 0, err
		}
		return resp.StatusCode, nil
	}
	resp, err := http.Post(url, "text/plain", form)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// Two ways to open, one Close for both.
func goodEitherOpen(url string, form io.Reader) (int, error) {
	var resp *http.Response
	var err error
	if form == nil {
		resp, err = http.Get(url)
	} else {
		resp, err = http.Post(url, "text/plain", form)
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
