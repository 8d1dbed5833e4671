package site

import "testing"

func TestBasePathIsChecked(t *testing.T) {
	for given, want := range map[string]string{"/downhill": "/downhill", "downhill/": "/downhill", "/": "", "": "", "/a/b.c_d-e~f": "/a/b.c_d-e~f"} {
		c := Config{Addr: ":0", BasePath: given}
		if err := CheckBasePath(given); err != nil || c.complete().BasePath != want {
			t.Errorf("%q is %q: %v", given, c.complete().BasePath, err)
		}
	}
	for _, given := range []string{"/a b", "/a//b", "/../a", "/a?b", "http://a/b", "/a%20b", "/a\"b"} {
		if CheckBasePath(given) == nil {
			t.Errorf("%q is taken", given)
		}
	}
}
