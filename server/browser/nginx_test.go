//go:build proxies

package browser

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"downhill/server/client"
)

// TestNginx: behind a real nginx with the configuration of docs/nginx.conf a page
// opens, and runs come over the stream.
func TestNginx(t *testing.T) {
	s := startSiteAt(t, client.FreeAddr(t), "/downhill")
	url := startNginx(t, s.addr, "")
	a, _ := client.Get(t, url+"/downhill")
	if a.StatusCode != http.StatusFound || !strings.HasSuffix(a.Header.Get("Location"), "/downhill/") {
		t.Errorf("%s to %q", a.Status, a.Header.Get("Location"))
	}
	if _, csv := client.Get(t, url+"/downhill/api/run?f=x^2+y^2&start=1,2&lr=0.1&steps=3&format=csv"); strings.Count(csv, "\n") != 5 {
		t.Errorf("the run is %q", csv)
	}
	c := client.Dial(t, url+"/downhill")
	c.Send(`{"id":1,"run":"surface=bowl&lr=0.3"}`)
	if last := c.Until(1); last[len(last)-1].Type != "done" {
		t.Errorf("the stream ends with %+v", last[len(last)-1])
	}
	tb := open(t, url+"/downhill/p/three-rates?mode=both", laptop)
	tb.drawn()
	tb.raised()
	tb.press("n")
	tb.until(`location.pathname.startsWith("/downhill/p/") && location.pathname !== "/downhill/p/three-rates" && document.getElementById("connection").hidden`)
}

// TestNginxTellsWhoAsks: the same configuration keeps the metrics to itself, and tells the
// server who asks, whatever a reader writes himself.
func TestNginxTellsWhoAsks(t *testing.T) {
	to, said := who(t)
	url := startNginx(t, to, "")
	if a, _ := client.Get(t, url+"/downhill/metrics"); a.StatusCode != http.StatusNotFound {
		t.Errorf("the metrics: %s", a.Status)
	}
	f := front{plain: strings.TrimPrefix(url, "http://")}
	get(t, f.client(t), "http://"+publicName+"/downhill/who", forged...)
	if told := <-said; told != reader {
		t.Errorf("a reader who forges his address is seen as %s", told)
	}
}

// TestNginxThatPassesTooLittleOn: where a header is not passed on the page says which,
// and goes on.
func TestNginxThatPassesTooLittleOn(t *testing.T) {
	s := startSiteAt(t, client.FreeAddr(t), "/downhill")
	for header, says := range map[string]string{"Upgrade": "does not pass websockets on", "Host": "does not pass this site's name on"} {
		t.Run(header, func(t *testing.T) {
			url := startNginx(t, s.addr, header)
			tb := newTab(t, url, laptop)
			for _, noise := range []string{"WebSocket connection to", "Failed to load resource", "/ws"} {
				tb.tolerate(noise)
			}
			tb.navigate(url + "/downhill/?surface=wells&lr=0.1,0.5,1.8&lang=en")
			tb.until(`!document.getElementById("connection").hidden && document.getElementById("connection").textContent.includes(` + quote(says) + `)`)
			tb.drawn() // over plain HTTP
		})
	}
}

// startNginx runs nginx with docs/nginx.conf in front of a server of ours, until
// the test ends, without passing a header on if one is named; it is at the address that
// is returned.
func startNginx(t *testing.T, to, without string) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	addr := client.FreeAddr(t)
	site := strings.NewReplacer("127.0.0.1:8080", to, "listen 80;", "listen "+addr+";").Replace(string(text))
	if without != "" {
		site = regexp.MustCompile(`(?m)^ *proxy_set_header +`+without+` .*$`).ReplaceAllString(site, "")
	}
	runNginx(t, site)
	waitUntilHealthy(t, addr+"/downhill")
	return "http://" + addr
}

// runNginx runs nginx with a part of its http block, until the test ends.
func runNginx(t *testing.T, site string) {
	t.Helper()
	dir := t.TempDir()
	paths := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		paths += fmt.Sprintf("%s_temp_path %s;\n", kind, filepath.Join(dir, kind))
	}
	conf := filepath.Join(dir, "nginx.conf")
	whole := fmt.Sprintf("daemon off; pid %s/pid; error_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s%s}\n", dir, paths, site)
	if err := os.WriteFile(conf, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	runProxy(t, nil, "nginx", "-p", dir, "-c", conf)
}
