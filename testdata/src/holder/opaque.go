package holder

import "net/http"

func (a *attempt) close() {
	if a.resp != nil {
		a.resp.Body.Close()
	}
}

// The holder's own method closes: a named function, not looked into.
func goodMethodOfHolder(client *http.Client, url string) (int, error) {
	a := &attempt{url: url}
	defer a.close()
	a.resp, a.err = client.Get(url)
	if a.err != nil {
		return 0, a.err
	}
	return a.resp.StatusCode, nil
}
