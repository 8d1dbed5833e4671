package peer

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// ask is a request of a connection with headers, keys and values.
func ask(from string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr = from
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

const (
	list = "X-Forwarded-For"
	told = "Forwarded"
)

func TestAddrOfWhoAsks(t *testing.T) {
	for name, c := range map[string]struct {
		trusted, from string
		headers       []string
		want          string
	}{
		"nobody is trusted":               {"", "10.0.0.1:9", []string{list, "1.2.3.4"}, "10.0.0.1"},
		"another is trusted":              {"10.0.0.2", "10.0.0.1:9", []string{list, "1.2.3.4", told, "for=1.2.3.4"}, "10.0.0.1"},
		"a proxy tells nothing":           {"10.0.0.1", "10.0.0.1:9", nil, "10.0.0.1"},
		"a proxy tells":                   {"10.0.0.1", "10.0.0.1:9", []string{list, "1.2.3.4"}, "1.2.3.4"},
		"the caller forged an entry":      {"10.0.0.1", "10.0.0.1:9", []string{list, "6.6.6.6, 1.2.3.4"}, "1.2.3.4"},
		"the caller forged a header":      {"10.0.0.1", "10.0.0.1:9", []string{list, "6.6.6.6", list, "1.2.3.4"}, "1.2.3.4"},
		"the caller forged a proxy":       {"10.0.0.0/8", "10.0.0.1:9", []string{list, "6.6.6.6, 10.0.0.7, 1.2.3.4"}, "1.2.3.4"},
		"the caller forged the other":     {"10.0.0.1", "10.0.0.1:9", []string{list, "1.2.3.4", told, "for=6.6.6.6"}, "10.0.0.1"},
		"the caller forged the other, so": {"10.0.0.1", "10.0.0.1:9", []string{list, "6.6.6.6", told, "for=1.2.3.4"}, "10.0.0.1"},
		"both say the same":               {"10.0.0.1", "10.0.0.1:9", []string{list, "6.6.6.6, 1.2.3.4", told, "for=1.2.3.4:77;proto=https"}, "1.2.3.4"},
		"two proxies":                     {"10.0.0.0/8", "10.0.0.1:9", []string{list, "1.2.3.4, 10.0.0.2"}, "1.2.3.4"},
		"two proxies, one untrusted":      {"10.0.0.1", "10.0.0.1:9", []string{list, "1.2.3.4, 10.0.0.2"}, "10.0.0.2"},
		"all are proxies":                 {"10.0.0.0/8", "10.0.0.1:9", []string{list, "10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		"nonsense":                        {"10.0.0.1", "10.0.0.1:9", []string{list, "1.2.3.4, <script>"}, "10.0.0.1"},
		"nothing":                         {"10.0.0.1", "10.0.0.1:9", []string{list, ""}, "10.0.0.1"},
		"unknown":                         {"10.0.0.0/8", "10.0.0.1:9", []string{list, "unknown, 10.0.0.2"}, "10.0.0.2"},
		"with a port":                     {"10.0.0.1", "10.0.0.1:9", []string{list, "1.2.3.4:5678"}, "1.2.3.4"},
		"IPv6":                            {"::1", "[::1]:9", []string{list, "2001:db8::7"}, "2001:db8::7"},
		"IPv6 with a port":                {"::1", "[::1]:9", []string{list, "[2001:db8::7]:80"}, "2001:db8::7"},
		"IPv4 in IPv6":                    {"10.0.0.0/8", "[::ffff:10.0.0.1]:9", []string{list, "::ffff:1.2.3.4"}, "1.2.3.4"},
		"a network of IPv4 in IPv6":       {"::ffff:10.0.0.0/104", "10.0.0.1:9", []string{list, "1.2.3.4"}, "1.2.3.4"},
		"RFC 7239":                        {"10.0.0.1", "10.0.0.1:9", []string{told, `by=_x;For="[2001:db8::7]:4711"; proto=http`}, "2001:db8::7"},
		"RFC 7239, forged":                {"10.0.0.1", "10.0.0.1:9", []string{told, "for=6.6.6.6, for=1.2.3.4"}, "1.2.3.4"},
		"RFC 7239, hidden":                {"10.0.0.1", "10.0.0.1:9", []string{told, "for=1.2.3.4, for=_hidden"}, "10.0.0.1"},
		"RFC 7239, without for":           {"10.0.0.1", "10.0.0.1:9", []string{told, "for=1.2.3.4, proto=https"}, "10.0.0.1"},
		"a zone":                          {"fe80::/10", "[fe80::1%eth0]:9", []string{list, "fe80::2%eth0"}, "fe80::2"},
	} {
		trusted, err := Parse(c.trusted)
		if err != nil {
			t.Fatal(err)
		}
		var got netip.Addr
		trusted.Tell(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = Of(r) })).ServeHTTP(nil, ask(c.from, c.headers...))
		if got.String() != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestTrustedNetworksAreChecked(t *testing.T) {
	if all, err := Parse("10.1.2.3/8, ::1 192.168.0.0/16"); err != nil || len(all) != 3 || all[0].String() != "10.0.0.0/8" || all[1].String() != "::1/128" {
		t.Errorf("%v, %v", all, err)
	}
	for _, wrong := range []string{"10.0.0.0/33", "proxy.example", "10.0.0", "*", "fe80::1%eth0", "1.2.3.4:80", "::1,x"} {
		if all, err := Parse(wrong); err == nil {
			t.Errorf("%q is %v", wrong, all)
		}
	}
}
