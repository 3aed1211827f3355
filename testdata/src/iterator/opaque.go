package iterator

import (
	"iter"
	"net/http"
)

// What is yielded is the business of the loop's body.
func goodYielded(client *http.Client, urls []string) iter.Seq2[*http.Response, error] {
	return func(yield func(*http.Response, error) bool) {
		for _, url := range urls {
			if !yield(client.Get(url)) {
				return
			}
		}
	}
}

// What an iterator yields was opened by somebody else.
func goodRangedOver(answers iter.Seq2[*http.Response, error]) (codes []int) {
	for resp, err := range answers {
		if err == nil {
			codes = append(codes, resp.StatusCode)
		}
	}
	return codes
}
