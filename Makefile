# "make" or "make help" lists the targets.

GO ?= go
# Flags for go test, as in: make test GOTESTFLAGS=-v
GOTESTFLAGS ?=
# How many random functions "make brute" tries.
N ?= 100000

.DEFAULT_GOAL := help
.PHONY: help build test lint race brute corpus corpus-update ci clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

build: ## build bin/streamlint
	$(GO) build -o bin/streamlint ./cmd/streamlint

test: ## run the tests of all packages (a few minutes)
	$(GO) test $(GOTESTFLAGS) ./...

lint: build ## gofmt, go vet, and streamlint on its own code
	@test -z "$$(git ls-files -z '*.go' | xargs -0 gofmt -l | tee /dev/stderr)"
	$(GO) vet ./...
	cd examples && $(GO) vet ./...
	bin/streamlint ./...

race: ## test what runs in parallel with the race detector (needs a C compiler)
	$(GO) test -race $(GOTESTFLAGS) ./internal/check ./internal/diagnose ./internal/directive ./internal/protocol

brute: ## compare with brute force on N random functions (N=100000)
	$(GO) test ./test/brute -brute.n=$(N) -timeout 0

corpus: ## run over real modules and compare with the verdicts (downloads them)
	$(GO) run ./test/corpus

corpus-update: ## append new reports to the verdicts, for somebody to judge
	$(GO) run ./test/corpus -update

ci: ## what runs on every change
	.ci/run

clean: ## remove what was built
	rm -rf bin .ci/log
