// Command bundle turns the page's TypeScript into what a browser loads.
//
//	go run ./web/bundle         web/src/main.ts, guard.ts, static/css/sheet.css and later.css → static/js/
//	go run ./web/bundle -test   runs every web/src/**/*.test.ts with node --test
//
// It runs in the module's root and needs web/node_modules, which `make build`
// installs from the lock file. esbuild is called as a Go library, so its
// version is pinned by go.sum and no program of its own is downloaded.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	test := flag.Bool("test", false, "bundle and run the unit tests instead")
	flag.Parse()
	if err := run(*test); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(test bool) error {
	for _, need := range []struct{ path, why string }{
		{"web/src", "run it in the module's root"},
		{"web/node_modules", "run `make build`, which installs it from web/package-lock.json"},
	} {
		if _, err := os.Stat(need.path); err != nil {
			return fmt.Errorf("%s is missing: %s", need.path, need.why)
		}
	}
	if test {
		return runTests("web/src")
	}
	return bundle("web/src/main.ts", "web/src/guard.ts", []string{"static/css/sheet.css", "static/css/later.css"}, "static/js")
}
