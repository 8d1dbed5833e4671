package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// together keeps all that the entry needs in one chunk. A script that is fetched
// later shares much with it, each another part, and esbuild gives each combination a
// chunk of its own: the first view would be twenty small files, which compress worse
// and are asked for one by one. So every script that is fetched later imports the
// entry, which is there already: nothing more is loaded or run.
func together(entry string) api.Plugin {
	return api.Plugin{Name: "together", Setup: func(b api.PluginBuild) {
		var later sync.Map // the paths of scripts that are fetched later
		b.OnResolve(api.OnResolveOptions{Filter: `^\.`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Kind == api.ResolveJSDynamicImport {
				later.Store(filepath.Join(a.ResolveDir, a.Path), true)
			}
			return api.OnResolveResult{}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `\.ts$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			if _, ok := later.Load(a.Path); !ok {
				return api.OnLoadResult{}, nil
			}
			path, err := filepath.Abs(entry)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			source, err := os.ReadFile(a.Path)
			text := fmt.Sprintf("import %q;\n%s", filepath.ToSlash(path), source)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderTS, ResolveDir: filepath.Dir(a.Path)}, err
		})
	}}
}
