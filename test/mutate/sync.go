package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// syncTree makes target a copy of source that can be written to: what is
// alike stays as it is, so that the go command's cache is not lost; what is
// only in target goes. Entries of source that skip accepts are left out.
func syncTree(target, source string, skip func(name string) bool) error {
	if err := os.MkdirAll(target, 0o777); err != nil {
		return err
	}
	wanted, err := os.ReadDir(source)
	if err != nil {
		return err
	}
	wanted = slices.DeleteFunc(wanted, func(e fs.DirEntry) bool {
		return skip != nil && skip(filepath.Join(source, e.Name()))
	})
	if err := removeOthers(target, wanted); err != nil {
		return err
	}
	for _, e := range wanted {
		to, from := filepath.Join(target, e.Name()), filepath.Join(source, e.Name())
		switch {
		case e.IsDir():
			err = syncTree(to, from, skip)
		case e.Type().IsRegular():
			err = syncFile(to, from)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// removeOthers removes what is not wanted from a directory.
func removeOthers(dir string, wanted []fs.DirEntry) error {
	present, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range present {
		same := func(w fs.DirEntry) bool { return w.Name() == e.Name() && w.Type() == e.Type() }
		if !slices.ContainsFunc(wanted, same) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func syncFile(target, source string) error {
	want, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	have, err := os.ReadFile(target)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil && bytes.Equal(have, want) {
		return nil
	}
	return os.WriteFile(target, want, 0o666)
}
