package site

import (
	"cmp"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"

	"downhill/server/answer"
)

var errNoBundle = errors.New("the front end was not built: run make build")

// assets are the embedded files under /static/. They never change while the
// program runs, so each is hashed once, and compressed once when first asked
// for.
type assets struct {
	files   map[string]*asset
	version string // of all of them together
	missing http.HandlerFunc
}

type asset struct {
	body   []byte
	kind   string // content type
	tag    string
	packed [2]func() []byte // by encoding
}

// packLevel is high: it is paid once.
const packLevel = 9

// built are files that only a build leaves.
var built = []string{"js/main.js", "fonts/sans.woff2", "fonts/serif.woff2", "fonts/math.woff2"}

// readAssets reads the files of a tree; its error is errNoBundle where one that
// is built is missing.
func readAssets(tree fs.FS) (*assets, error) {
	a := &assets{files: map[string]*asset{}}
	var tags strings.Builder
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) == "README" {
			return err
		}
		body, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		f := newAsset(name, body)
		a.files[name] = f
		tags.WriteString(f.tag)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range built {
		if a.files[name] == nil {
			return nil, errNoBundle
		}
	}
	a.version = answer.Hash([]byte(tags.String()))
	return a, nil
}

func newAsset(name string, body []byte) *asset {
	f := &asset{body: body, kind: contentType(name), tag: answer.Tag(body)}
	for i := range f.packed {
		f.packed[i] = sync.OnceValue(func() []byte { return answer.Pack(i, body, packLevel) })
	}
	return f
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".map":
		return "application/json"
	case ".woff2":
		return "font/woff2"
	}
	return cmp.Or(mime.TypeByExtension(path.Ext(name)), "application/octet-stream")
}

// ServeHTTP is GET /static/…. An address with the version may be kept for good;
// so may the bundle's chunks, which have their hash in the name.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := a.files[strings.TrimPrefix(r.URL.Path, "/")]
	if f == nil {
		a.missing(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == a.version || chunk(r.URL.Path) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.tag)
	h.Set("Vary", "Accept-Encoding")
	if answer.Unchanged(r, f.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	answer.Write(w, r, http.StatusOK, f.body, func(encoding int) []byte { return f.packed[encoding]() })
}

// chunkOf is the path of the script that the bundle fetches later under a name; empty
// where there is none.
func (a *assets) chunkOf(name string) string {
	for file := range a.files {
		if base, ok := strings.CutPrefix(file, "js/"+name+"-"); ok && chunk(file) && !strings.Contains(strings.TrimSuffix(base, ".js"), "-") {
			return file
		}
	}
	return ""
}

// imports are those of a bundled script that it needs from the start.
var imports = regexp.MustCompile(`(?:^|[;}\s])(?:import|export)\s*(?:[\w{}$*,\s]+from\s*)?"\./([^"]+)"`)

// importedBy is the paths of the scripts that a script imports from the start: the
// browser would learn of them only once it has read that.
func (a *assets) importedBy(name string) []string {
	var found []string
	for _, match := range imports.FindAllSubmatch(a.files[name].body, -1) {
		found = append(found, path.Join(path.Dir(name), string(match[1])))
	}
	return found
}

// chunk reports whether a file's name carries its hash: name-HASH.js.
func chunk(name string) bool {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	i := strings.LastIndexByte(base, '-')
	return path.Ext(name) == ".js" && i >= 0 && len(base)-i-1 == 8
}

// favicon is GET /favicon.ico, which browsers ask for unasked.
func (s *Server) favicon(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, s.config.BasePath+"/static/img/icon.svg", http.StatusFound)
}
