// Package bodyclose defines an analyzer that reports HTTP response bodies
// that are not closed.
//
// # Analyzer bodyclose
//
// bodyclose: report HTTP response bodies that are not closed on some path
//
// Whoever gets an *http.Response from a call that returned no error must
// close its body, also if nothing is read from it. Otherwise the connection
// is neither reused nor released, and a goroutine or two stay with it.
//
// The analyzer follows the paths of a function from each call that opens a
// response, and reports the call if on a path that can be taken nobody is
// left who could close the body:
//
//	resp, err := http.Get(url) // response body is not closed when the function returns at line 6 (resp.StatusCode != http.StatusOK)
//	if err != nil {
//		return err
//	}
//	if resp.StatusCode != http.StatusOK {
//		return errors.New(resp.Status)
//	}
//	defer resp.Body.Close()
//
// Here the deferred call comes too late; it belongs right after the test of
// the error.
//
// It follows flags, status codes, errors and nil values from the branch that
// tests them to the next, executes function literals where they are called,
// deferred or started, and knows that the body of a response which is given
// another one is still the one to close.
//
// It is silent where it cannot tell. That is so if the response is returned,
// sent, or stored where others reach it: then others owe the call. It is also
// so if the response or its body is passed to a function that is not looked
// into and whose parameter has a Close method; to pass it as an io.Reader
// decides nothing. Paths that end the program or fail the test do not count,
// nor does a response with the status 101, whose connection has been taken
// over. Generated files are not reported unless the flag -generated is set.
//
// To silence a report, give the reason:
//
//	//lint:ignore bodyclose the transport of this test has no connections
//
// # leak-on-return
//
// The function returns, and neither what it returns nor anything else leads
// to the body. The branches that decided are named.
//
// # leak-in-loop
//
// The loop goes on to the next response while the last one is open. A defer
// in the loop is no help if the function does not return between them, and
// none at all if the loop does not end.
//
// # discarded
//
// Nothing takes the response, as in "_, err := client.Do(req)". It is there
// whether or not one looks at it.
//
// # overwritten
//
// The variable that holds the response gets another value, often that of a
// second attempt, before the body is closed.
//
// # body-replaced
//
// The response gets another body, often a copy in memory or a wrapper that
// does not close what it reads. To close that one does not close the first.
//
// # malformed-directive
//
// A comment like "//lint:ignore bodyclose" lacks its reason, and is not
// obeyed.
//
// # internal-error
//
// The analyzer gave up on the package because of a mistake of its own, which
// we would like to hear of. The other packages are not affected.
package bodyclose
