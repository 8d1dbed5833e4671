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
// entry, which is there already: nothing more is loaded or run. A script that was read
// before it was known to be fetched later, since another one is made with it, would lack
// that import: it is refused.
func together(entry string) api.Plugin {
	return api.Plugin{Name: "together", Setup: func(b api.PluginBuild) {
		var later, alone sync.Map // the paths of scripts that are fetched later, and of those that were read as no such script
		b.OnResolve(api.OnResolveOptions{Filter: `^\.`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Kind == api.ResolveJSDynamicImport {
				path := filepath.Join(a.ResolveDir, a.Path)
				later.Store(path, true)
				if _, read := alone.Load(path); read {
					return api.OnResolveResult{}, fmt.Errorf("%s is imported by others too: fetch a file that only exports it", a.Path)
				}
			}
			return api.OnResolveResult{}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `\.ts$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			if _, ok := later.Load(a.Path); !ok {
				alone.Store(a.Path, true)
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
