package site

import "testing"

func TestBasePathIsChecked(t *testing.T) {
	for given, want := range map[string]string{"/downhill": "/downhill", "downhill/": "/downhill", "/": "", "": "", "/a/b.c_d-e~f": "/a/b.c_d-e~f"} {
		c := Config{Addr: ":0", BasePath: given}
		if err := CheckBasePath(given); err != nil || c.complete().BasePath != want {
			t.Errorf("%q is %q: %v", given, c.complete().BasePath, err)
		}
	}
	for _, given := range []string{"/a b", "/a//b", "/../a", "/a?b", "http://a/b", "/a%20b", "/a\"b", "//a", "/a//", "//"} {
		if CheckBasePath(given) == nil {
			t.Errorf("%q is taken", given)
		}
	}
}

// A public URL is taken as browsers write it.
func TestPublicURLIsAsBrowsersWriteIt(t *testing.T) {
	for given, want := range map[string]string{
		"https://Host.Example/": "https://host.example", "HTTPS://host": "https://host", "https://host:443": "https://host",
		"http://host:80": "http://host", "https://host:80": "https://host:80", "https://[::1]:443": "https://[::1]", "https://[::1]:8443": "https://[::1]:8443",
		"https://xn--bj0b10w.kr": "https://xn--bj0b10w.kr", "https://10.0.0.1": "https://10.0.0.1", "http://a_b.example.": "http://a_b.example.",
	} {
		if u, err := (Config{PublicURL: given}).public(); err != nil || u.String() != want {
			t.Errorf("%q is %v: %v", given, u, err)
		}
	}
}
