// Package pkgliteral is about function literals in package-level variables:
// no function declaration contains them, and each opens and forgets like one.
package pkgliteral

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
)

// A command is a subcommand of a command line tool.
type command struct {
	Use  string
	RunE func(cmd *command, args []string) error

	subcommands []*command
}

// A variable with a function in it is a function.
var goodFetch = func(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The early return leaks, as it would in a declaration.
var badFetch = func(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "response body is not closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// The literal is a field of a struct behind a pointer.
var goodCommand = &command{
	Use: "cat URL",
	RunE: func(cmd *command, args []string) error {
		resp, err := http.Get(args[0])
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(os.Stdout, resp.Body)
		return err
	},
}

// Only the status is wanted, and printed; the body stays open.
var badCommand = &command{
	Use: "status URL",
	RunE: func(cmd *command, args []string) error {
		resp, err := http.Get(args[0]) // want "response body is not closed"
		if err != nil {
			return err
		}
		fmt.Println(resp.Status)
		return nil
	},
}

// Subcommands are one literal deeper: one leaks, the other does not.
var badSubcommands = command{
	Use: "mirror",
	subcommands: []*command{
		{
			Use: "check URL…",
			RunE: func(_ *command, urls []string) error {
				for _, url := range urls {
					resp, err := http.Head(url) // want "response body is not closed"
					if err != nil {
						return err
					}
					fmt.Println(url, resp.Status)
				}
				return nil
			},
		},
		{
			Use: "size URL",
			RunE: func(_ *command, urls []string) error {
				resp, err := http.Head(urls[0])
				if err != nil {
					return err
				}
				fmt.Println(resp.ContentLength)
				return resp.Body.Close()
			},
		},
	},
}

// A table of handlers; this one relays what it has opened.
var goodHandlers = map[string]http.HandlerFunc{
	"/relay": func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get(r.FormValue("url"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		w.WriteHeader(resp.StatusCode)
		io.Copy(w, resp.Body)
	},
}

// The health check looks at the status only.
var badHandlers = map[string]http.HandlerFunc{
	"/healthz": func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.Get(r.FormValue("backend")) // want "response body is not closed"
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		w.WriteHeader(resp.StatusCode)
	},
}

// Computed once, on first use.
var goodOnceValue = sync.OnceValue(func() string {
	resp, err := http.Get("https://release.example/latest")
	if err != nil {
		return "unknown"
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	return string(data)
})

// Opened once, and never closed.
var badOnceValues = sync.OnceValues(func() (string, error) {
	resp, err := http.Get("https://release.example/latest") // want "response body is not closed"
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
})

// Called on the spot, while the package is initialised.
var goodImmediate = func() int {
	resp, err := http.Get("http://169.254.169.254/latest/meta-data/")
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}()

// On a machine without metadata there still is an answer, and a body.
var badImmediate = func() string {
	resp, err := http.Get("http://169.254.169.254/latest/meta-data/") // want "response body is not closed"
	if err != nil {
		return ""
	}
	if resp.StatusCode == http.StatusNotFound {
		return ""
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	return string(data)
}()

// A literal that returns a literal: both are looked at.
var goodMiddleware = func(client *http.Client) func(string) error {
	return func(url string) error {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

// The inner literal leaks when it cannot decode.
var badMiddleware = func(client *http.Client) func(string, any) error {
	return func(url string, v any) error {
		resp, err := client.Get(url) // want "response body is not closed"
		if err != nil {
			return err
		}
		if err := json.NewDecoder(resp.Body).Decode(v); err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

// Checks by name, in a slice of anonymous structs.
var goodChecks = []struct {
	name string
	run  func(rt http.RoundTripper, req *http.Request) bool
}{
	{"reachable", func(rt http.RoundTripper, req *http.Request) bool {
		resp, err := rt.RoundTrip(req)
		if err != nil {
			return false
		}
		resp.Body.Close()
		return true
	}},
}

// "Reachable" is all that is asked, and the answer is thrown away.
var badChecks = []struct {
	name string
	run  func(rt http.RoundTripper, req *http.Request) bool
}{
	{"reachable", func(rt http.RoundTripper, req *http.Request) bool {
		_, err := rt.RoundTrip(req) // want "response body is not closed"
		return err == nil
	}},
}

// Several variables in one declaration, and a goroutine inside.
var goodPing, badPing = func(url string) {
	go func() {
		if resp, err := http.Get(url); err == nil {
			resp.Body.Close()
		}
	}()
}, func(url string) {
	go func() {
		if resp, err := http.Get(url); err == nil { // want "response body is not closed"
			fmt.Println(resp.Status)
		}
	}()
}

// Assigned in init instead: the literal is inside a declaration after all.
var goodReload, badReload func(url string) error

func init() {
	goodReload = func(url string) error {
		resp, err := http.Post(url, "", nil)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
	badReload = func(url string) error {
		_, err := http.Post(url, "", nil) // want "response body is not closed"
		return err
	}
}
