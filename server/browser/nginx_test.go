//go:build proxies

package browser

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"downhill/server/client"
)

// TestNginx: behind a real nginx with the configuration of docs/nginx.conf a page
// opens, and runs come over the stream.
func TestNginx(t *testing.T) {
	s := startSiteAt(t, freeAddr(t), "/downhill")
	url := startNginx(t, s.addr)
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
	tb.until(`location.pathname === "/downhill/p/two-over-lambda" && document.getElementById("connection").hidden`)
}

// startNginx runs nginx with docs/nginx.conf in front of a server of ours, until
// the test ends; it is at the address that is returned.
func startNginx(t *testing.T, to string) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	dir, addr := t.TempDir(), freeAddr(t)
	site := strings.NewReplacer("127.0.0.1:8080", to, "listen 80;", "listen "+addr+";").Replace(string(text))
	paths := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		paths += fmt.Sprintf("%s_temp_path %s;\n", kind, filepath.Join(dir, kind))
	}
	conf := filepath.Join(dir, "nginx.conf")
	whole := fmt.Sprintf("daemon off; pid %s/pid; error_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s%s}\n", dir, paths, site)
	if err := os.WriteFile(conf, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	nginx := exec.Command("nginx", "-p", dir, "-c", conf)
	nginx.Stderr = os.Stderr
	if err := nginx.Start(); err != nil {
		t.Fatalf("this test needs nginx, which `make proxies` installs: %v", err)
	}
	t.Cleanup(func() { _ = nginx.Process.Signal(os.Interrupt); _ = nginx.Wait() })
	for range 500 {
		if answer, err := http.Get("http://" + addr + "/downhill/healthz"); err == nil {
			answer.Body.Close()
			return "http://" + addr
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("nginx does not answer")
	return ""
}
