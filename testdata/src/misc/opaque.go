package misc

import "net/http"

// Client.Do closes the request's body, which here is the response's: the
// request has taken it.
func goodRequestTakesBody(client *http.Client, from, to string) error {
	src, err := client.Get(from)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPut, to, src.Body)
	if err != nil {
		src.Body.Close()
		return err
	}
	req.ContentLength = src.ContentLength
	dst, err := client.Do(req)
	if err != nil {
		return err
	}
	return dst.Body.Close()
}
