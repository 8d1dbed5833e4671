package page

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentsNameWhatIsThere: each file, folder, test and word of make that the
// documents for developers name is there, and so is each file that they link to.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	const root = "../../"
	makefile := read(t, root+"Makefile")
	for _, name := range []string{"CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/PROTOCOL.md"} {
		text := read(t, root+name)
		for _, m := range regexp.MustCompile("`((?:docs|landscape|server|static|testdata|train|web)/[^` ]*)`").FindAllStringSubmatch(text, -1) {
			path := regexp.MustCompile(`<\w+>`).ReplaceAllString(m[1], "*")
			if found, _ := filepath.Glob(root + path); len(found) == 0 {
				t.Errorf("%s: there is no %s", name, m[1])
			}
		}
		for _, m := range regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`).FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), m[1])); err != nil && !strings.HasPrefix(m[1], "https://") {
				t.Errorf("%s links to %s", name, m[1])
			}
		}
		for _, m := range regexp.MustCompile("`make ([a-z]+)[ `]").FindAllStringSubmatch(text, -1) {
			if !strings.Contains(makefile, "\n"+m[1]+":") {
				t.Errorf("%s: make has no %s", name, m[1])
			}
		}
		for _, m := range regexp.MustCompile("`go test ([^`]*)`").FindAllStringSubmatch(text, -1) {
			for _, folder := range regexp.MustCompile(`\./\S+`).FindAllString(m[1], -1) {
				if found, _ := filepath.Glob(root + folder + "/*_test.go"); len(found) == 0 {
					t.Errorf("%s: %s has no tests", name, folder)
				}
			}
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
