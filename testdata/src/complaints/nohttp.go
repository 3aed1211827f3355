package complaints

import "io"

// This file does not import net/http, and closes what it gets.
// https://github.com/timakin/bodyclose/pull/33
func goodFileWithoutImport(next func() (doer, error), s *session) (int64, error) {
	d, err := next()
	if err != nil {
		return 0, err
	}
	resp, err := d.Do(s.resp.Request)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(io.Discard, resp.Body)
}

// This file does not import net/http, and leaks nevertheless.
// https://github.com/timakin/bodyclose/pull/33
func badFileWithoutImport(next func() (doer, error), s *session) (int64, error) {
	d, err := next()
	if err != nil {
		return 0, err
	}
	resp, err := d.Do(s.resp.Request) // want "response body is not closed"
	if err != nil {
		return 0, err
	}
	return io.Copy(io.Discard, resp.Body)
}
