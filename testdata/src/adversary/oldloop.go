//go:build go1.21

package adversary

import "net/http"

// badSharedLoopVariable: this file speaks Go 1.21, where the loop has one
// variable. All deferred closures see its last value, so both opens leak: when
// run with the answers 202, 202 and an error, both bodies stay open
// ("open 0 closed=false", "open 1 closed=false").
func badSharedLoopVariable(c *http.Client, url string) (seen int, err error) {
	for resp, err := c.Get(url); ; resp, err = c.Get(url) { // want "response body is not closed" "response body is not closed"
		if err != nil {
			return seen, err
		}
		defer func() {
			if resp != nil {
				resp.Body.Close()
			}
		}()
		if seen++; resp.StatusCode == http.StatusOK || seen > 2 {
			return seen, nil
		}
	}
}
