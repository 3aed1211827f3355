// Package loggers is what must cost nothing: functions that are given
// anything, and only pass it on.
package loggers

import "lib"

type logger struct {
	fields []any
	prefix string
}

func (l *logger) log(args ...any) { l.with(args...).print(l.prefix, args...) }

func (l *logger) with(args ...any) *logger {
	return &logger{append(l.fields, args...), l.prefix}
}

func (l *logger) print(prefix string, args ...any) {
	for _, a := range args {
		switch a := a.(type) {
		case string:
			println(a)
		case error:
			println(a.Error())
		}
	}
}

func (l *logger) add(key string, value any) { l.fields = append(l.fields, key, value) }

func Log(args ...any) { new(logger).log(args...) }

func Conn(c *lib.Conn) { Log("conn", c) }
