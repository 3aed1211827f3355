package protocol

import "slices"

// assertions are those of test libraries that say whether they hold, or
// that are given a response. What ends a test unless an argument is nil
// (require.NoError) cannot be said: it does not reach a response either, and
// returns on every path on which there is one.
func assertions() []Func {
	return slices.Concat(
		// "NoError asserts that a function returned no error (i.e. nil)." The
		// other side of
		//
		//	if assert.NoError(t, err)
		//
		// is no path on which there is a response.
		alike(Func{Results: result(0, TrueWithNil, 1), Reference: "https://pkg.go.dev/github.com/stretchr/testify/assert#NoError"},
			"github.com/stretchr/testify/assert.NoError", "github.com/stretchr/testify/assert.NoErrorf",
			"github.com/stretchr/testify/assert.Nil", "github.com/stretchr/testify/assert.Nilf",
			"(*github.com/stretchr/testify/assert.Assertions).NoError",
			"(*github.com/stretchr/testify/assert.Assertions).NoErrorf",
			"(*github.com/stretchr/testify/assert.Assertions).Nil",
			"(*github.com/stretchr/testify/assert.Assertions).Nilf"),
		// "Error asserts that a function returned an error (i.e. not nil)."
		alike(Func{Results: result(0, FalseWithNil, 1), Reference: "https://pkg.go.dev/github.com/stretchr/testify/assert#Error"},
			"github.com/stretchr/testify/assert.Error", "github.com/stretchr/testify/assert.Errorf",
			"github.com/stretchr/testify/assert.NotNil", "github.com/stretchr/testify/assert.NotNilf",
			"(*github.com/stretchr/testify/assert.Assertions).Error",
			"(*github.com/stretchr/testify/assert.Assertions).Errorf",
			"(*github.com/stretchr/testify/assert.Assertions).NotNil",
			"(*github.com/stretchr/testify/assert.Assertions).NotNilf"),
		// "NotNil asserts that the specified object is not nil."
		alike(Func{Reference: "https://pkg.go.dev/github.com/stretchr/testify/require#NotNil"},
			"github.com/stretchr/testify/require.Nil", "github.com/stretchr/testify/require.Nilf",
			"github.com/stretchr/testify/require.NotNil", "github.com/stretchr/testify/require.NotNilf",
			"(*github.com/stretchr/testify/require.Assertions).Nil",
			"(*github.com/stretchr/testify/require.Assertions).Nilf",
			"(*github.com/stretchr/testify/require.Assertions).NotNil",
			"(*github.com/stretchr/testify/require.Assertions).NotNilf"),
	)
}
