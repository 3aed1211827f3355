// Package gotolabel: jumps past the Close, by goto and by label.
package gotolabel

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// A Doer sends requests.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type client struct {
	hc  *http.Client
	get func(url string) (*http.Response, error)
}

// The label stands behind the Close.
func badGotoPastClose(url string, v any) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNoContent {
		goto out
	}
	err = json.NewDecoder(resp.Body).Decode(v)
	resp.Body.Close()
out:
	return err
}

// The label stands in front of the Close.
func goodGotoClose(url string, v any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNoContent {
		goto out
	}
	err = json.NewDecoder(resp.Body).Decode(v)
out:
	resp.Body.Close()
	return err
}

// The jump back opens again while the first response is still open.
func (c *client) badGotoRetry(req *http.Request) (int, error) {
	tries := 0
again:
	resp, err := c.hc.Do(req) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	if resp.StatusCode == http.StatusServiceUnavailable && tries < 3 {
		tries++
		time.Sleep(time.Second)
		goto again
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// The jump back closes before it jumps.
func (c *client) goodGotoRetry(req *http.Request) (int, error) {
	tries := 0
again:
	resp, err := c.hc.Do(req)
	if err != nil {
		return 0, err
	}
	if resp.StatusCode == http.StatusServiceUnavailable && tries < 3 {
		tries++
		resp.Body.Close()
		time.Sleep(time.Second)
		goto again
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// A redirect followed by hand drops the response that announced it.
func badGotoRedirect(rt http.RoundTripper, req *http.Request) (*http.Response, error) {
	hops := 0
follow:
	resp, err := rt.RoundTrip(req) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if loc, _ := resp.Location(); loc != nil && hops < 10 {
		hops++
		req = req.Clone(req.Context())
		req.URL = loc
		goto follow
	}
	return resp, nil
}

// A redirect followed by hand, with the old response closed.
func goodGotoRedirect(rt http.RoundTripper, req *http.Request) (*http.Response, error) {
	hops := 0
follow:
	resp, err := rt.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if loc, _ := resp.Location(); loc != nil && hops < 10 {
		hops++
		resp.Body.Close()
		req = req.Clone(req.Context())
		req.URL = loc
		goto follow
	}
	return resp, nil
}

// One of three jumps to the common exit leaves the body open.
func badSharedExit(d Doer, req *http.Request, w io.Writer) (err error) {
	var n int64
	resp, err := d.Do(req) // want "response body is not closed"
	if err != nil {
		goto fail
	}
	if resp.StatusCode >= 400 {
		err = fmt.Errorf("status %s", resp.Status)
		goto fail
	}
	n, err = io.Copy(w, resp.Body)
	resp.Body.Close()
	if err != nil {
		goto fail
	}
	return nil
fail:
	return fmt.Errorf("after %d bytes: %w", n, err)
}

// The common exit knows whether there is something to close.
func goodSharedExit(d Doer, req *http.Request, w io.Writer) (err error) {
	var n int64
	resp, err := d.Do(req)
	if err != nil {
		goto fail
	}
	if resp.StatusCode >= 400 {
		err = fmt.Errorf("status %s", resp.Status)
		goto fail
	}
	n, err = io.Copy(w, resp.Body)
	if err != nil {
		goto fail
	}
	return resp.Body.Close()
fail:
	if resp != nil {
		resp.Body.Close()
	}
	return fmt.Errorf("after %d bytes: %w", n, err)
}

// The label breaks out of both loops, past the Close of the outer.
func badLabelledBreak(urls []string, word string) (found string) {
search:
	for _, u := range urls {
		resp, err := http.Get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			if strings.Contains(sc.Text(), word) {
				found = u
				break search
			}
		}
		resp.Body.Close()
	}
	return found
}

// The inner break comes to the Close.
func goodInnerBreak(urls []string, word string) (found string) {
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			if strings.Contains(sc.Text(), word) {
				found = u
				break
			}
		}
		resp.Body.Close()
		if found != "" {
			break
		}
	}
	return found
}

// Closed before the label is taken.
func goodLabelledBreak(urls []string, word string) (found string) {
search:
	for _, u := range urls {
		resp, err := http.Get(u)
		if err != nil {
			continue
		}
		sc := bufio.NewScanner(resp.Body)
		for sc.Scan() {
			if strings.Contains(sc.Text(), word) {
				found = u
				resp.Body.Close()
				break search
			}
		}
		resp.Body.Close()
	}
	return found
}

// The label continues the outer loop, past its Close.
func (c *client) badLabelledContinue(urls, banned []string) (clean []string) {
next:
	for _, u := range urls {
		resp, err := c.get(u) // want "response body is not closed"
		if err != nil {
			continue
		}
		for _, b := range banned {
			if resp.Header.Get("Server") == b {
				continue next
			}
		}
		clean = append(clean, u)
		resp.Body.Close()
	}
	return clean
}

// Only the header is wanted, so the body is closed before the inner loop.
func (c *client) goodLabelledContinue(urls, banned []string) (clean []string) {
next:
	for _, u := range urls {
		resp, err := c.get(u)
		if err != nil {
			continue
		}
		resp.Body.Close()
		for _, b := range banned {
			if resp.Header.Get("Server") == b {
				continue next
			}
		}
		clean = append(clean, u)
	}
	return clean
}

// A labelled break inside a switch leaves the loop.
func badBreakLoopFromSwitch(d Doer, req *http.Request) (code int) {
poll:
	for range 5 {
		resp, err := d.Do(req) // want "response body is not closed"
		if err != nil {
			return 0
		}
		code = resp.StatusCode
		switch code {
		case http.StatusOK:
			break poll
		case http.StatusAccepted:
			time.Sleep(time.Second)
		}
		resp.Body.Close()
	}
	return code
}

// A plain break inside a switch leaves the switch only.
func goodBreakSwitch(d Doer, req *http.Request) (code int) {
	for range 5 {
		resp, err := d.Do(req)
		if err != nil {
			return 0
		}
		code = resp.StatusCode
		switch code {
		case http.StatusOK:
			break
		case http.StatusAccepted:
			time.Sleep(time.Second)
		}
		resp.Body.Close()
	}
	return code
}

// The select inside the loop breaks out while the stream is open.
func badBreakLoopFromSelect(ctx context.Context, url string, tick <-chan time.Time) error {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
	br := bufio.NewReader(resp.Body)
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		case <-tick:
			if _, err = br.ReadString('\n'); err != nil {
				resp.Body.Close()
				return err
			}
		}
	}
	return nil
}

// What stands behind the loop closes.
func goodBreakLoopFromSelect(ctx context.Context, url string, tick <-chan time.Time) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	br := bufio.NewReader(resp.Body)
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		case <-tick:
			if _, err = br.ReadString('\n'); err != nil {
				break loop
			}
		}
	}
	return errors.Join(err, resp.Body.Close())
}

// A labelled switch is a block that can be left early.
func badBreakBlock(url string, v any) (err error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return err
	}
decode:
	switch {
	default:
		if resp.StatusCode != http.StatusOK {
			err = errors.New(resp.Status)
			break decode
		}
		err = json.NewDecoder(resp.Body).Decode(v)
		resp.Body.Close()
	}
	return err
}

// A labelled switch that can be left early, with the Close behind it.
func goodBreakBlock(url string, v any) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
decode:
	switch {
	default:
		if resp.StatusCode != http.StatusOK {
			err = errors.New(resp.Status)
			break decode
		}
		err = json.NewDecoder(resp.Body).Decode(v)
	}
	resp.Body.Close()
	return err
}
