package noimport

import "noimport/lib"

// A helper of the other package closes: a named function, not looked into.
func goodHelper(f lib.Fetcher, path string) error {
	resp, err := f.Fetch(path)
	if err != nil {
		return err
	}
	lib.Drain(resp.Body)
	return nil
}
