package lib

import (
	"log"
	"net/http"
)

// OnResponse is what is done with a response, unless somebody assigns it.
var OnResponse = func(resp *http.Response) { log.Print(resp.Status) }

// OnDone is what is done in the end, unless somebody assigns it.
var OnDone = func(resp *http.Response) { resp.Body.Close() }
