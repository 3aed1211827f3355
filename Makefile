# "make" or "make help" lists the targets.

GO ?= go
# Flags for go test, as in: make test GOTESTFLAGS=-v
GOTESTFLAGS ?=
# How many random functions "make brute" tries.
N ?= 100000

# What "make oracle" and "make mutants" look at.
SEED ?= 1
MODULE ?= .

.DEFAULT_GOAL := help
.PHONY: help build test lint race brute oracle mutants corpus corpus-update ci clean

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
	cd test/oracle && $(GO) vet ./...
	cd test/mutate && $(GO) vet ./...
	bin/streamlint ./...

race: ## test what runs in parallel with the race detector (needs a C compiler)
	$(GO) test -race $(GOTESTFLAGS) ./internal/check ./internal/diagnose ./internal/directive ./internal/protocol

brute: ## compare with brute force on N random functions (N=100000)
	$(GO) test ./test/brute -brute.n=$(N) -timeout 0

oracle: ## measure on N generated programs whose leaks are observed (SEED=1)
	cd test/oracle && $(GO) run . -seed $(SEED) -n $(N) -json oracle.json

mutants: ## delete releases in real modules, one at a time (MODULE=regexp)
	cd test/mutate && $(GO) run . -run '$(MODULE)'

corpus: ## run over real modules and compare with the verdicts (downloads them)
	$(GO) run ./test/corpus

corpus-update: ## append new reports to the verdicts, for somebody to judge
	$(GO) run ./test/corpus -update

ci: ## what runs on every change
	.ci/run

clean: ## remove what was built
	rm -rf bin .ci/log
