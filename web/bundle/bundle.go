package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle writes the page's script and its chunks, the guard that stands before
// them, and the style sheets into dir. Files of an earlier build are removed
// first, since chunks carry a hash in their name and would pile up inside the
// binary. Nothing is touched when the sources don't compile.
func bundle(entry, guard string, sheets []string, dir string) error {
	var files []api.OutputFile
	script := scriptOptions(entry, dir)
	script.Plugins = []api.Plugin{together(entry)}
	all := []api.BuildOptions{script, guardOptions(guard, dir)}
	for _, sheet := range sheets {
		all = append(all, scriptOptions(sheet, dir))
	}
	for _, options := range all {
		result := api.Build(options)
		if n := len(result.Errors); n > 0 {
			return fmt.Errorf("%d errors in %s", n, options.EntryPoints[0])
		}
		files = append(files, result.OutputFiles...)
	}
	if err := clear(dir); err != nil {
		return err
	}
	for _, file := range files {
		if err := os.WriteFile(file.Path, file.Contents, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s/%s  %.1f kB\n", dir, filepath.Base(file.Path), float64(len(file.Contents))/1000)
	}
	return nil
}

func scriptOptions(entry, dir string) api.BuildOptions {
	return api.BuildOptions{
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
	}
}

// guardOptions are for a script by itself that a browser of any age can read.
func guardOptions(guard, dir string) api.BuildOptions {
	options := scriptOptions(guard, dir)
	options.Splitting, options.Format, options.Target = false, api.FormatIIFE, api.ES5
	return options
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
