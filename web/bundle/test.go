package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// runTests bundles each test file below src for Node.js and runs them all with
// Node's own test runner, in the module's root: a test reads its fixtures by
// their path from there. No test at all is a failure.
func runTests(src string) error {
	files, err := testFiles(src)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no *.test.ts below %s", src)
	}
	dir, err := os.MkdirTemp("", "downhill-test-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	built, err := bundleTests(src, files, dir)
	if err != nil {
		return err
	}
	node := exec.Command("node", append([]string{"--test", "--enable-source-maps", "--test-reporter=spec"}, built...)...)
	node.Stdout, node.Stderr = os.Stdout, os.Stderr
	if err := node.Run(); err != nil {
		return fmt.Errorf("node --test: %w", err)
	}
	return nil
}

// testFiles lists the *.test.ts below src.
func testFiles(src string) (files []string, err error) {
	err = filepath.WalkDir(src, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".test.ts") {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

// bundleTests compiles files into dir as ES modules and returns their paths.
func bundleTests(src string, files []string, dir string) ([]string, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:  files,
		Outbase:      src,
		Outdir:       dir,
		OutExtension: map[string]string{".js": ".mjs"},
		Bundle:       true,
		Format:       api.FormatESModule,
		Platform:     api.PlatformNode,
		Target:       api.ES2022,
		External:     []string{"node:*"},
		Loader:       map[string]api.Loader{".css": api.LoaderEmpty},
		Sourcemap:    api.SourceMapInline,
		LogLevel:     api.LogLevelWarning,
		Write:        true,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New("the tests don't compile")
	}
	var built []string
	for _, file := range result.OutputFiles {
		built = append(built, file.Path)
	}
	return built, nil
}
