// Package testtools pins the Go programs that the tests run, by version here and by hash in go.sum.
package testtools
