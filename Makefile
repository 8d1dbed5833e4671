# Everything that is done with Downhill, one word each. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

NPM_STAMP := web/node_modules/.package-lock.json
SOURCES := $(shell find web/src web/locales static/css -type f 2>/dev/null)
FUZZTIME ?= 1m
# What --version and /healthz tell: the tag or the commit, and whether files were changed since.
VERSION ?= $(shell git describe --tags --always --abbrev=12 --dirty=-changed 2>/dev/null)
GO_BUILD := go build -ldflags='-s -w -X main.version=$(VERSION)'
# All is compiled in one way, the program's, and so once: what is built, vetted and tested,
# and the tools too. (`go tool` has a way of its own, so the tools are not run by it.)
export CGO_ENABLED := 0
export GOFLAGS := $(strip $(GOFLAGS) -trimpath)
TEMPL := go run github.com/a-h/templ/cmd/templ

.PHONY: help
help: ## list these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

# Building: the page's libraries, its script, and the one binary that holds all.

$(NPM_STAMP): web/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer, with npm" >&2; exit 1; }
	npm ci --prefix web --no-audit --no-fund --ignore-scripts
	@touch $@

FACES := static/fonts/math.woff2

$(FACES): $(NPM_STAMP) web/fonts/build.mjs $(wildcard web/locales/*.json web/*.templ)
	cd web && node fonts/build.mjs
	@touch $@

# The server's figures have whole faces of their own, Korean among them.
FIGURE_FACES := server/draw/faces/figures.faces

$(FIGURE_FACES): $(NPM_STAMP) web/fonts/figures.mjs
	cd web && node fonts/figures.mjs
	@touch $@

static/js/main.js: $(FACES) $(FIGURE_FACES) $(NPM_STAMP) $(SOURCES) $(wildcard web/bundle/*.go) web/tsconfig.json
	go run ./web/bundle
	@touch $@

.PHONY: build
build: static/js/main.js ## build bin/downhill, one static binary
	$(GO_BUILD) -o bin/downhill ./server

.PHONY: run
run: build ## build and serve on :8080 (settings: ARGS='--addr :9000', or the environment)
	bin/downhill $(ARGS)

# The systems of `make dist`, and what lies beside the program in each archive.
SYSTEMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64
BESIDE := README.md LICENSE

.PHONY: dist
dist: static/js/main.js ## build archives for Linux, macOS and Windows, with checksums (dist/)
	@rm -rf dist && mkdir dist
	@for system in $(SYSTEMS); do \
		name=downhill-$(VERSION)-$${system/\//-}; program=downhill; [ "$${system%/*}" != windows ] || program=downhill.exe; \
		echo "$$name"; \
		GOOS=$${system%/*} GOARCH=$${system#*/} $(GO_BUILD) -o dist/$$name/$$program ./server; \
		cp $(BESIDE) dist/$$name/; \
		go run ./web/archive dist/$$name; rm -r dist/$$name; \
	done
	@cd dist && sha256sum downhill-* >SHA256SUMS

.PHONY: generate
generate: ## write what is generated again: the Go code of web/*.templ, the TypeScript types of the wire
	$(TEMPL) generate -path web
	go run ./web/wiretypes

# Testing. Nothing is skipped in silence: what is missing is a failure.

# What `make quick` leaves to `make test`, since it goes on for long: many callers at once,
# networks that NumPy trains again, the lines of every lesson's steps, and what waits for the
# server's times to run out.
LONG := StalledCallers|DistinctRequests|NeverAsks|LectureOverSockets|PingsKeep|NothingIsLeftOf|UpgradeWithABody|GraceIsTheLongest|AskedToComeBack|WhatAPageMakes|NetworksAgain|NetworkCanBeMadeAgain|LinesAreWhatWasTrained
# What `make quick` has of the browser's package: a first picture, a drag, a link, and what
# needs no browser.
SMOKE := ^Test(Browser(FirstPicture|SliderMovesTheTrajectory|CopiedLinkShowsTheSame)$$|B[^r]|[^B])
# How many browsers at once: a test waits for its page most of its time.
BROWSERS ?= 3

# What makes turns, shares answers and serves sockets: `make test` runs its tests under the
# race detector, beside the browsers, and not without it as well.
RACED := ./once ./workers ./server/turns ./server/pool ./server/line ./server/engine ./server/stream ./server/live ./server/bus

# What the tests need of Debian is fetched while what they test is built.
.PHONY: ready
ready: packages static/js/main.js check bin/gotestsum

# The browsers go first: they take the longest, and the rest goes beside them.
.PHONY: test
test: ## prove it all, in a real browser too, and all sockets under the race detector
	@$(MAKE) -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) ready
	@twice=$$(mktemp) raced=$$(mktemp) rest="$$(go list ./server/browser; go list ./... | grep -vxF "$$(go list $(RACED) ./server/browser)")"; \
		{ $(call beside,$(GO_TEST) --rerun-fails-report $$twice --packages "$$rest" -- -vet=off -timeout 30m -parallel $(BROWSERS),go run ./web/bundle -test && CGO_ENABLED=1 $(GO_TEST) --rerun-fails-report $$raced --packages "$(RACED)" -- -race -vet=off -timeout 20m); } && all=yes || all=; \
		for again in $$twice $$raced; do [ ! -s $$again ] || { echo "Tests that failed once and were run again, to be looked into:"; cat $$again; }; rm $$again; done; [ -n "$$all" ]

# Runs tests, and once more by itself each that failed, as a browser or a socket may on a busy
# machine: a fault fails twice. Where more than three fail none is run again. Both runs are shown.
GO_TEST := bin/gotestsum --format standard-quiet --rerun-fails=1 --rerun-fails-max-failures 3 --rerun-fails-run-root-test

bin/gotestsum: go.mod
	go build -o $@ gotest.tools/gotestsum

COUNT ?= 4
.PHONY: steady
steady: static/js/main.js chromium ## find tests that fail now and then: each browser test COUNT=4 times, on one core, none run again (RUN=pattern)
	go test -vet=off -c -o bin/steady.test ./server/browser
	cd server/browser && taskset -c 0 ../../bin/steady.test -test.run '$(or $(RUN),Browser)' -test.skip '^TestBrowserSoak$$' -test.count $(COUNT) -test.parallel 4 -test.timeout 0

# The page's own tests are run again when what they read has changed, as Go's are. (SELF is no
# $(MAKE) to make, which would run the tests for `make -n quick` too.)
PAGE_TESTED := bin/page-tested
SELF := $(MAKE)

$(PAGE_TESTED): $(NPM_STAMP) $(shell find web/src web/locales static/css testdata web/testdata 2>/dev/null) $(wildcard web/bundle/*.go)
	go run ./web/bundle -test
	@mkdir -p bin && touch $@

.PHONY: quick
quick: static/js/main.js check chromium numpy nats ## prove in about a minute, while at work, all but most of the browser tests and the longest others
	@packages=$$(go list ./... | grep -v /server/browser$$ | tr '\n' ' '); \
		$(call beside,go test -timeout 5m -vet=off -skip '$(LONG)' $$packages,\
		$(SELF) $(PAGE_TESTED) && go test -timeout 5m -vet=off -parallel $(BROWSERS) -run '$(SMOKE)' -skip '$(LONG)' ./server/browser)

# Runs other tests while a command runs, and says what they said after it.
beside = said=$$(mktemp); trap 'rm -f "$$said"' EXIT; \
	{ $(2); } >"$$said" 2>&1 & others=$$!; \
	echo "$(1)"; $(1) && passed=yes || passed=; \
	wait $$others && rest=yes || rest=; cat "$$said"; [ "$$passed$$rest" = yesyes ]

.PHONY: check
check: $(NPM_STAMP) | static/js/main.js ## formatting, vet, generated code, TypeScript's types
	@files=$$(gofmt -l docs landscape once server static train workers web/*.go web/archive web/bundle web/shots web/wiretypes); \
		[ -z "$$files" ] || { echo "not formatted, run gofmt -w:" $$files >&2; exit 1; }
	go vet -tags browsers,proxies ./...
	@cd web; for page in *.templ; do \
		$(TEMPL) generate -f "$$page" -stdout 2>/dev/null | cmp -s - "$${page%.templ}_templ.go" || \
		{ echo "web/$$page and its generated code differ, run: make generate" >&2; exit 1; }; \
	done
	@go run ./web/wiretypes -stdout | cmp -s - web/src/wire/wire-types.ts || \
		{ echo "web/src/wire/wire-types.ts and the server's structs differ, run: make generate" >&2; exit 1; }
	web/node_modules/.bin/tsc --noEmit --project web

# Installs what $(1) names of Debian's packages where that is allowed, all that is missing at
# once, or tells what to install. The headless shell is chromium without a window, in which
# pages take less of the processor: where it can't be installed the tests take chromium for it.
debian = needed=; wanted=; has() { command -v "$$1" >/dev/null || [ -x "/usr/sbin/$$1" ]; }; \
	need() { needed="$$needed $$*"; }; \
	for tool in $(1); do case $$tool in \
		chromium) has chromium || need chromium; [ -x /usr/lib/chromium/chromium-headless-shell ] || wanted=chromium-headless-shell; \
			[ -n "$$(fc-list 2>/dev/null)" ] || need fontconfig fonts-dejavu fonts-noto-cjk;; \
		numpy) { /usr/bin/python3 -c 'import numpy' || python3 -c 'import numpy'; } 2>/dev/null || need python3 python3-numpy;; \
		nats) has nats-server || need nats-server;; \
		gcc) has $$(go env CC) || need gcc libc6-dev;; \
		proxies) { has nginx && has caddy; } || need nginx-light caddy;; \
		browsers) { has firefox-esr && has WebKitWebDriver && has Xvfb; } || need firefox-esr webkit2gtk-driver xvfb libgl1-mesa-dri; \
			[ -n "$$(fc-list :lang=ko 2>/dev/null)" ] || need fontconfig fonts-dejavu fonts-noto-cjk;; \
	esac; done; \
	[ -n "$$needed$$wanted" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		install() { [ -z "$$*" ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@" >/dev/null; }; \
		apt-get update -qq && install $$needed $$wanted || install $$needed; \
	elif [ -n "$$needed" ]; then \
		echo "Missing for $(1): on Debian or Ubuntu," >&2; echo "  sudo apt-get install$$needed $$wanted" >&2; exit 1; \
	fi

.PHONY: packages chromium numpy nats gcc
packages: ## install all that the tests need of Debian's packages, where that is allowed
	@$(call debian,chromium numpy nats gcc)
chromium: ## install Debian's chromium, its headless shell and fonts, for the browser tests
	@$(call debian,chromium)
numpy: ## install Debian's NumPy, with which the tests make runs again
	@$(call debian,numpy)
nats: ## install Debian's nats-server, by which the tests join several instances
	@$(call debian,nats)
gcc: ## install Debian's C compiler, which the race detector needs
	@$(call debian,gcc)

.PHONY: proxies
proxies: static/js/main.js ## try what docs/OPERATING.md gives: a real nginx and Caddy, with TLS and below a path, and the unit; installs them where that is allowed
	@$(call debian,chromium nats proxies)
	go test -tags proxies -count 1 -timeout 5m -run '^(TestNginx|TestWayIn)' ./server/browser

.PHONY: browsers
browsers: static/js/main.js ## try the page in Firefox and WebKit too: a picture, a drag, 3D, a link, Korean (screenshots/)
	@$(call debian,browsers)
	go test -tags browsers -count 1 -timeout 10m -run '^TestOtherBrowsers$$' ./server/browser -pictures "$$PWD/screenshots"

# Measuring, breaking, showing.

.PHONY: bench
bench: static/js/main.js chromium ## measure: training, the stream, the page
	go test -run '^$$' -bench . -benchmem -timeout 30m ./...

SOAK ?= 10m

.PHONY: soak
soak: static/js/main.js chromium ## use the page for ten minutes, and ask for ever new things for five: nothing that it or the server holds may grow (SOAK=1m)
	go test -v -timeout 0 -count 1 -run '^TestBrowserSoak$$' ./server/browser -soak $(SOAK)
	go test -v -timeout 0 -count 1 -run '^TestDistinctRequestsStayBounded$$' ./server/site -distinct 5m

LOAD ?=

.PHONY: load
load: build ## load a server of ours on loopback, beside a bare websocket writer, and print one table (LOAD='-rows drag,vandals')
	go build -o bin/load ./server/load
	bin/load $(LOAD)

.PHONY: race
race: static/js/main.js gcc ## run the tests of all that goes on at once under the race detector
	CGO_ENABLED=1 go test -race -vet=off -timeout 20m -skip 'DistinctRequests|StalledCallers' $(RACED) ./server/site ./server/api

.PHONY: fuzz
fuzz: static/js/main.js ## fuzz each parser for a minute (FUZZTIME=1m)
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' "$$package" | grep '^Fuzz' || true); do \
			echo "== $$package $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$package"; \
		done; \
	done

.PHONY: screenshots
screenshots: build chromium ## picture the page in our own headless browser, into screenshots/ and the README's picture
	go run ./web/shots

.PHONY: clean
clean: ## remove what was built
	rm -rf bin dist web/node_modules screenshots
	find static/js static/fonts server/draw/faces -type f ! -name README -delete
