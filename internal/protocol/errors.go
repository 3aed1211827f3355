package protocol

import "slices"

// errorMakers return errors.
//
// An error can hold a response (SDKs return their failures so), and the one
// that wraps it holds it too: such an argument is taken.
//
// Left out: grpc's status.Error, nil for the code OK.
func errorMakers() []Func {
	return slices.Concat(
		// "Each call to New returns a distinct error value even if the text
		// is identical."
		alike(Func{Results: result(0, NonNil, 0), Reference: "https://pkg.go.dev/errors#New"},
			"errors.New"),
		alike(Func{Args: args(Takes, 1), Results: result(0, NonNil, 0), Reference: "https://pkg.go.dev/fmt#Errorf"},
			"fmt.Errorf"),
		// Of the results of these nothing is known: "Join returns nil if
		// every value in errs is nil"; "Unwrap returns nil" if there is
		// nothing to unwrap.
		alike(Func{Args: args(Takes, 0), Reference: "https://pkg.go.dev/errors#Join"},
			"errors.Join", "errors.Unwrap"),
		alike(Func{Results: result(0, NonNil, 0), Reference: "https://pkg.go.dev/github.com/pkg/errors#New"},
			"github.com/pkg/errors.New", "golang.org/x/xerrors.New",
			"github.com/cockroachdb/errors.New", "github.com/juju/errors.New"),
		alike(Func{Args: args(Takes, 1), Results: result(0, NonNil, 0), Reference: "https://pkg.go.dev/github.com/pkg/errors#Errorf"},
			"github.com/pkg/errors.Errorf", "golang.org/x/xerrors.Errorf",
			"github.com/cockroachdb/errors.Newf", "github.com/cockroachdb/errors.Errorf",
			"github.com/juju/errors.Errorf"),
		// "If err is nil, Wrap returns nil."
		alike(Func{Args: args(Takes, 0), Results: result(0, NilWithNil, 0), Reference: "https://pkg.go.dev/github.com/pkg/errors#Wrap"},
			"github.com/pkg/errors.Wrap", "github.com/pkg/errors.Wrapf",
			"github.com/pkg/errors.WithStack", "github.com/pkg/errors.WithMessage",
			"github.com/pkg/errors.WithMessagef",
			"github.com/cockroachdb/errors.Wrap", "github.com/cockroachdb/errors.Wrapf",
			"github.com/cockroachdb/errors.WithStack", "github.com/cockroachdb/errors.WithMessage",
			"github.com/cockroachdb/errors.WithMessagef",
			"github.com/juju/errors.Trace", "github.com/juju/errors.Mask",
			"github.com/juju/errors.Annotate", "github.com/juju/errors.Annotatef"),
	)
}

// errorTests ask something of an error that only an error can be.
func errorTests() []Func {
	return slices.Concat(
		// "Is reports whether any error in err's tree matches target." A nil
		// error matches a nil target only, which nobody asks for.
		alike(Func{Results: result(0, ImpliesNonNil, 0), Reference: "https://pkg.go.dev/errors#Is"},
			"errors.Is"),
		// These find a part of an error, and hand it to the caller.
		alike(Func{Args: args(Takes, 0), Results: result(0, ImpliesNonNil, 0), Reference: "https://pkg.go.dev/errors#As"},
			"errors.As"),
		// "Otherwise, it returns the zero value of E and false."
		alike(Func{Args: args(Takes, 0), Results: result(1, ImpliesNonNil, 0), Reference: "https://pkg.go.dev/errors#AsType"},
			"errors.AsType"),
		// "It returns a boolean indicating whether the error is known to
		// report [...]": a nil error is not.
		alike(Func{Results: result(0, ImpliesNonNil, 0), Reference: "https://pkg.go.dev/os#IsNotExist"},
			"os.IsExist", "os.IsNotExist", "os.IsPermission", "os.IsTimeout"),
		alike(Func{Results: result(0, ImpliesNonNil, 0), Reference: "https://pkg.go.dev/github.com/pkg/errors#Is"},
			"github.com/pkg/errors.Is", "golang.org/x/xerrors.Is",
			"github.com/cockroachdb/errors.Is", "github.com/juju/errors.Is"),
		alike(Func{Args: args(Takes, 0), Results: result(0, ImpliesNonNil, 0), Reference: "https://pkg.go.dev/github.com/pkg/errors#As"},
			"github.com/pkg/errors.As", "golang.org/x/xerrors.As",
			"github.com/cockroachdb/errors.As", "github.com/juju/errors.As"),
	)
}
