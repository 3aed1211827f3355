package protocol

import "slices"

// endings are the functions that never return, outside of tests.
//
// Left out: zerolog, whose Fatal returns an event that exits when its
// message is given; cobra.CheckErr and assertions such as require.NoError,
// which return or not depending on an argument.
func endings() []Func {
	never := func(ref string, names ...string) []Func {
		return alike(Func{Ends: NeverReturns, Reference: ref}, names...)
	}
	return slices.Concat(
		// "Exit causes the current program to exit with the given status
		// code. [...] deferred functions are not run."
		never("https://pkg.go.dev/os#Exit", "os.Exit", "syscall.Exit"),
		// "Goexit terminates the goroutine that calls it."
		never("https://pkg.go.dev/runtime#Goexit", "runtime.Goexit"),
		// "Fatal is equivalent to Print() followed by a call to os.Exit(1)."
		never("https://pkg.go.dev/log#Fatal",
			"log.Fatal", "log.Fatalf", "log.Fatalln",
			"(*log.Logger).Fatal", "(*log.Logger).Fatalf", "(*log.Logger).Fatalln"),
		never("https://pkg.go.dev/golang.org/x/sys/unix#Exit", "golang.org/x/sys/unix.Exit"),
		// "FatalLevel level. Logs and then calls `logger.Exit(1)`. It will
		// exit even if the logging level is set to Panic."
		never("https://pkg.go.dev/github.com/sirupsen/logrus#FatalLevel",
			"github.com/sirupsen/logrus.Exit", "github.com/sirupsen/logrus.Fatal",
			"github.com/sirupsen/logrus.Fatalf", "github.com/sirupsen/logrus.Fatalln",
			"(*github.com/sirupsen/logrus.Logger).Exit", "(*github.com/sirupsen/logrus.Logger).Fatal",
			"(*github.com/sirupsen/logrus.Logger).Fatalf", "(*github.com/sirupsen/logrus.Logger).Fatalln",
			"(*github.com/sirupsen/logrus.Entry).Fatal", "(*github.com/sirupsen/logrus.Entry).Fatalf",
			"(*github.com/sirupsen/logrus.Entry).Fatalln",
			"(github.com/sirupsen/logrus.StdLogger).Fatal", "(github.com/sirupsen/logrus.StdLogger).Fatalf",
			"(github.com/sirupsen/logrus.StdLogger).Fatalln"),
		// "The logger then calls os.Exit(1), even if logging at FatalLevel is
		// disabled."
		never("https://pkg.go.dev/go.uber.org/zap#Logger.Fatal",
			"(*go.uber.org/zap.Logger).Fatal",
			"(*go.uber.org/zap.SugaredLogger).Fatal", "(*go.uber.org/zap.SugaredLogger).Fatalf",
			"(*go.uber.org/zap.SugaredLogger).Fatalw", "(*go.uber.org/zap.SugaredLogger).Fatalln"),
		googleEndings(),
		panics(),
	)
}

// panics are loggers that panic with what they log.
func panics() []Func {
	return slices.Concat(
		// "Panic is equivalent to Print() followed by a call to panic()."
		alike(Func{Ends: Panics, Reference: "https://pkg.go.dev/log#Panic"},
			"log.Panic", "log.Panicf", "log.Panicln",
			"(*log.Logger).Panic", "(*log.Logger).Panicf", "(*log.Logger).Panicln"),
		// "PanicLevel level, highest level of severity. Logs and then calls
		// panic with the message passed to Debug, Info, ..."
		alike(Func{Ends: Panics, Reference: "https://pkg.go.dev/github.com/sirupsen/logrus#PanicLevel"},
			"github.com/sirupsen/logrus.Panic", "github.com/sirupsen/logrus.Panicf",
			"github.com/sirupsen/logrus.Panicln",
			"(*github.com/sirupsen/logrus.Logger).Panic", "(*github.com/sirupsen/logrus.Logger).Panicf",
			"(*github.com/sirupsen/logrus.Logger).Panicln",
			"(*github.com/sirupsen/logrus.Entry).Panic", "(*github.com/sirupsen/logrus.Entry).Panicf",
			"(*github.com/sirupsen/logrus.Entry).Panicln",
			"(github.com/sirupsen/logrus.StdLogger).Panic", "(github.com/sirupsen/logrus.StdLogger).Panicf",
			"(github.com/sirupsen/logrus.StdLogger).Panicln"),
		// "The logger then panics, even if logging at PanicLevel is
		// disabled." The DPanic family returns in production.
		alike(Func{Ends: Panics, Reference: "https://pkg.go.dev/go.uber.org/zap#Logger.Panic"},
			"(*go.uber.org/zap.Logger).Panic",
			"(*go.uber.org/zap.SugaredLogger).Panic", "(*go.uber.org/zap.SugaredLogger).Panicf",
			"(*go.uber.org/zap.SugaredLogger).Panicw", "(*go.uber.org/zap.SugaredLogger).Panicln"),
	)
}

// googleEndings are those of the loggers in glog's tradition.
func googleEndings() []Func {
	return slices.Concat(
		// "Fatal logs to the FATAL, ERROR, WARNING, and INFO logs [...],
		// then calls os.Exit(255)."
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/k8s.io/klog/v2#Fatal"},
			"k8s.io/klog/v2.Fatal", "k8s.io/klog/v2.Fatalf", "k8s.io/klog/v2.Fatalln",
			"k8s.io/klog/v2.FatalDepth", "k8s.io/klog/v2.FatalfDepth", "k8s.io/klog/v2.FatallnDepth",
			"k8s.io/klog/v2.Exit", "k8s.io/klog/v2.Exitf", "k8s.io/klog/v2.Exitln",
			"k8s.io/klog/v2.ExitDepth", "k8s.io/klog/v2.ExitfDepth", "k8s.io/klog/v2.ExitlnDepth",
			"k8s.io/klog/v2.FlushAndExit"),
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/github.com/golang/glog#Fatal"},
			"github.com/golang/glog.Fatal", "github.com/golang/glog.Fatalf", "github.com/golang/glog.Fatalln",
			"github.com/golang/glog.FatalDepth", "github.com/golang/glog.FatalDepthf",
			"github.com/golang/glog.FatalContext", "github.com/golang/glog.FatalContextf",
			"github.com/golang/glog.Exit", "github.com/golang/glog.Exitf", "github.com/golang/glog.Exitln",
			"github.com/golang/glog.ExitDepth", "github.com/golang/glog.ExitDepthf",
			"github.com/golang/glog.ExitContext", "github.com/golang/glog.ExitContextf"),
		// "It calls os.Exit() with exit code 1."
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/google.golang.org/grpc/grpclog#Fatal"},
			"google.golang.org/grpc/grpclog.Fatal", "google.golang.org/grpc/grpclog.Fatalf",
			"google.golang.org/grpc/grpclog.Fatalln"),
	)
}

// testEndings end a test, or fail it.
func testEndings() []Func {
	return slices.Concat(
		// "FailNow marks the function as having failed and stops its
		// execution by calling runtime.Goexit"; SkipNow stops it too.
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/testing#T.FailNow"},
			"(*testing.common).FailNow", "(*testing.common).Fatal", "(*testing.common).Fatalf",
			"(*testing.common).SkipNow", "(*testing.common).Skip", "(*testing.common).Skipf",
			"(testing.TB).FailNow", "(testing.TB).Fatal", "(testing.TB).Fatalf",
			"(testing.TB).SkipNow", "(testing.TB).Skip", "(testing.TB).Skipf"),
		// "Fail marks the function as having failed but continues execution."
		alike(Func{Ends: FailsTest, Reference: "https://pkg.go.dev/testing#T.Fail"},
			"(*testing.common).Fail", "(*testing.F).Fail", "(*testing.common).Error", "(*testing.common).Errorf",
			"(testing.TB).Fail", "(testing.TB).Error", "(testing.TB).Errorf"),
		// "FailNow fails test."
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/github.com/stretchr/testify/require#FailNow"},
			"(github.com/stretchr/testify/require.TestingT).FailNow",
			"github.com/stretchr/testify/require.FailNow", "github.com/stretchr/testify/require.FailNowf",
			"github.com/stretchr/testify/require.Fail", "github.com/stretchr/testify/require.Failf",
			"(*github.com/stretchr/testify/require.Assertions).FailNow",
			"(*github.com/stretchr/testify/require.Assertions).FailNowf",
			"(*github.com/stretchr/testify/require.Assertions).Fail",
			"(*github.com/stretchr/testify/require.Assertions).Failf",
			"github.com/stretchr/testify/assert.FailNow", "github.com/stretchr/testify/assert.FailNowf",
			"(*github.com/stretchr/testify/assert.Assertions).FailNow",
			"(*github.com/stretchr/testify/assert.Assertions).FailNowf"),
		// "Fail reports a failure through."
		alike(Func{Ends: FailsTest, Reference: "https://pkg.go.dev/github.com/stretchr/testify/assert#Fail"},
			"(github.com/stretchr/testify/require.TestingT).Errorf",
			"(github.com/stretchr/testify/assert.TestingT).Errorf",
			"github.com/stretchr/testify/assert.Fail", "github.com/stretchr/testify/assert.Failf",
			"(*github.com/stretchr/testify/assert.Assertions).Fail",
			"(*github.com/stretchr/testify/assert.Assertions).Failf"),
		// "Fail notifies Ginkgo that the current spec has failed. (Gomega
		// will call Fail for you automatically when an assertion fails.)
		// Under the hood, Fail panics to end execution of the current spec."
		alike(Func{Ends: Panics, Reference: "https://pkg.go.dev/github.com/onsi/ginkgo/v2#Fail"},
			"github.com/onsi/ginkgo/v2.Fail", "github.com/onsi/ginkgo/v2.Skip",
			"github.com/onsi/ginkgo/v2.AbortSuite",
			"github.com/onsi/ginkgo.Fail", "github.com/onsi/ginkgo.Skip"),
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/gotest.tools/v3/assert#TestingT"},
			"(gotest.tools/v3/assert.TestingT).FailNow"),
		alike(Func{Ends: FailsTest, Reference: "https://pkg.go.dev/gotest.tools/v3/assert#TestingT"},
			"(gotest.tools/v3/assert.TestingT).Fail"),
		// "Fatal ends the test immediately."
		alike(Func{Ends: NeverReturns, Reference: "https://pkg.go.dev/gopkg.in/check.v1#C.Fatal"},
			"(*gopkg.in/check.v1.C).FailNow", "(*gopkg.in/check.v1.C).Fatal",
			"(*gopkg.in/check.v1.C).Fatalf", "(*gopkg.in/check.v1.C).Skip"),
		alike(Func{Ends: FailsTest, Reference: "https://pkg.go.dev/gopkg.in/check.v1#C.Fail"},
			"(*gopkg.in/check.v1.C).Fail", "(*gopkg.in/check.v1.C).Error", "(*gopkg.in/check.v1.C).Errorf"),
	)
}
