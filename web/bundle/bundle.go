package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle writes the page's script, its chunks and its stylesheet into dir.
// Files of an earlier build are removed first, since chunks carry a hash in
// their name and would pile up inside the binary. Nothing is touched when the
// sources don't compile.
func bundle(entry, dir string) error {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Outdir:            dir,
		Bundle:            true,
		Splitting:         true,
		Format:            api.FormatESModule,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsEndOfFile, // the libraries' licences travel with them
		EntryNames:        "[name]",
		ChunkNames:        "[name]-[hash]",
		LogLevel:          api.LogLevelWarning,
	})
	if n := len(result.Errors); n > 0 {
		return fmt.Errorf("%d errors in %s", n, entry)
	}
	if err := clear(dir); err != nil {
		return err
	}
	for _, file := range result.OutputFiles {
		if err := os.WriteFile(file.Path, file.Contents, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s/%s  %.1f kB\n", dir, filepath.Base(file.Path), float64(len(file.Contents))/1000)
	}
	return nil
}

// clear removes every file of dir but README, which is committed so that the
// embed of the folder compiles in a fresh clone.
func clear(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == "README" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}
