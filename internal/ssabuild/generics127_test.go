//go:build go1.27

package ssabuild

import "testing"

func TestGenericMethods(t *testing.T) {
	p := loadSource(t, "generics127", "go1.27")
	testCuts(t, testTopic(t, p))
	testNever(t, p)
}
