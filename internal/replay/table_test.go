package replay_test

var tableCases = []replayCase{{
	name: "several events",
	row:  "stream",
	source: `func f(parent wire.Context, half bool) error {
	ctx, cancel := wire.WithCancel(parent)
	s, err := wire.Open(ctx)
	if err != nil { return err }
	if half { return s.CloseSend() }
	cancel()
	if s.Sent > 0 { return nil }
	return s.CloseSend()
}`,
	holds: []string{
		"entry birth if.done if.done if.then returns",
	},
	refused: map[string]string{
		"entry birth if.done if.done if.done returns": "discharged",
	},
}, {
	name: "cancelled by a deferred call",
	row:  "stream",
	source: `func f(parent wire.Context) {
	ctx, cancel := wire.WithCancel(parent)
	defer cancel()
	s, _ := wire.Open(ctx)
	s.CloseSend()
}`,
	refused: map[string]string{"entry birth returns": "discharged"},
}, {
	name: "another context is cancelled",
	row:  "stream",
	source: `func f(parent wire.Context) {
	_, cancel := wire.WithCancel(parent)
	defer cancel()
	s, _ := wire.Open(parent)
	s.CloseSend()
}`,
	holds: []string{"entry birth returns"},
}, {
	name: "verdict",
	row:  "stream",
	source: `func f() {
	s, _ := wire.Open(nil)
	for {
		if err := s.Recv(); err != nil { return }
		if s.Sent == 3 { return }
	}
}`,
	holds: []string{
		"entry birth for.body nil:Recv if.done if.then returns",
		"entry birth for.body if.done for.body if.done if.then returns",
	},
	refused: map[string]string{
		"entry birth for.body err:Recv if.then returns": "discharged",
		"entry birth for.body nil:Recv if.then returns": "the condition cannot be true",
	},
}, {
	name: "a verdict that is a boolean",
	row:  "stream",
	source: `func f() {
	s, _ := wire.Open(nil)
	for s.Next() {
		if s.Sent == 3 { return }
	}
}`,
	holds: []string{"entry birth for.loop true:Next for.body if.then returns"},
	refused: map[string]string{
		"entry birth for.loop false:Next for.done returns": "discharged",
		"entry birth for.loop true:Next for.done returns":  "the condition cannot be false",
	},
}, {
	name: "the context's cancel function is returned",
	row:  "stream",
	source: `func f(parent wire.Context) func() {
	ctx, cancel := wire.WithCancel(parent)
	s, _ := wire.Open(ctx)
	s.CloseSend()
	return cancel
}`,
	refused: map[string]string{"entry birth returns": "result 0 reaches the handle"},
}}
