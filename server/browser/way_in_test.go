//go:build proxies

package browser

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"downhill/server/client"
	"downhill/server/peer"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// publicName is the name that docs/OPERATING.md gives a site.
const publicName = "downhill.example.edu"

// block is the one block of a language in docs/OPERATING.md.
func block(t *testing.T, language string) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/OPERATING.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)\n```"+language+"\n(.*?)```\n").FindAllStringSubmatch(string(text), -1)
	if len(found) != 1 {
		t.Fatalf("docs/OPERATING.md has %d blocks of %s", len(found), language)
	}
	return found[0][1]
}

// replace replaces what has to be there.
func replace(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the block has no %q", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// A front is a proxy that runs: where it listens with TLS and without.
type front struct{ secure, plain string }

// fronts are the proxies that docs/OPERATING.md gives, each before a server at to.
var fronts = map[string]func(t *testing.T, to, cert, key string) front{
	"nginx": func(t *testing.T, to, cert, key string) front {
		f := front{client.FreeAddr(t), client.FreeAddr(t)}
		runNginx(t, replace(t, block(t, "nginx"), "127.0.0.1:8080", to, "listen 443 ", "listen "+f.secure+" ", "listen 80;", "listen "+f.plain+";",
			"/etc/letsencrypt/live/"+publicName+"/fullchain.pem", cert, "/etc/letsencrypt/live/"+publicName+"/privkey.pem", key))
		return f.open(t)
	},
	"Caddy": func(t *testing.T, to, cert, key string) front {
		f := front{client.FreeAddr(t), client.FreeAddr(t)}
		_, secure, _ := net.SplitHostPort(f.secure)
		_, plain, _ := net.SplitHostPort(f.plain)
		dir := t.TempDir()
		conf := filepath.Join(dir, "Caddyfile")
		text := "{\n\tadmin off\n\tlog {\n\t\tlevel ERROR\n\t}\n\thttps_port " + secure + "\n\thttp_port " + plain + "\n}\n" +
			replace(t, block(t, "caddyfile"), "127.0.0.1:8080", to, publicName+" {\n", publicName+" {\n\ttls "+cert+" "+key+"\n")
		if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		runProxy(t, []string{"XDG_DATA_HOME=" + dir, "XDG_CONFIG_HOME=" + dir, "HOME=" + dir}, "caddy", "run", "--config", conf, "--adapter", "caddyfile")
		return f.open(t)
	},
}

// TestWayIn: as docs/OPERATING.md gives them, nginx and Caddy send readers to TLS, pass
// the page and its stream on, tell the server who asks, whatever a reader writes
// himself, and keep the metrics to themselves; the server runs with the settings of the
// unit.
func TestWayIn(t *testing.T) {
	cert, key := selfSigned(t)
	for name, start := range fronts {
		t.Run(name, func(t *testing.T) {
			site := startWith(t, settingsOf(t))
			f := start(t, site, cert, key)
			c := f.client(t)
			a := get(t, c, "http://"+publicName+"/p/wells?lr=1")
			if to := a.Header.Get("Location"); a.StatusCode/100 != 3 || !strings.HasPrefix(to, "https://"+publicName) || !strings.HasSuffix(to, "/p/wells?lr=1") {
				t.Errorf("without TLS: %s to %q", a.Status, to)
			}
			a = get(t, c, "https://"+publicName+"/")
			if a.StatusCode != http.StatusOK || len(a.Header.Values("Strict-Transport-Security")) != 1 || a.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("with TLS: %s, %v", a.Status, a.Header)
			}
			if a = get(t, c, "https://"+publicName+"/metrics"); a.StatusCode != http.StatusNotFound {
				t.Errorf("the metrics: %s", a.Status)
			}
			f.expectStream(t)
			told := f.seenAs(t, start, cert, key)
			if told != reader {
				t.Errorf("a reader who forges his address is seen as %s", told)
			}
		})
	}
}

// open waits until a front listens.
func (f front) open(t *testing.T) front {
	t.Helper()
	for _, addr := range []string{f.secure, f.plain} {
		waitFor(t, "a proxy at "+addr, func() bool {
			c, err := net.Dial("tcp", addr)
			if err == nil {
				_ = c.Close()
			}
			return err == nil
		})
	}
	return f
}

// reader is the address that the test's requests come from: another one than a proxy's.
const reader = "127.0.0.2"

// client reaches a front by its public name.
func (f front) client(t *testing.T) *http.Client {
	t.Helper()
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
				dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(reader)}}
				if strings.HasSuffix(addr, ":80") {
					return dialer.DialContext(ctx, network, f.plain)
				}
				return dialer.DialContext(ctx, network, f.secure)
			},
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // the certificate is the test's own
		},
	}
}

func get(t *testing.T, c *http.Client, url string, headers ...string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	a, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = a.Body.Close()
	return a
}

// expectStream asks for a run over TLS, as a page of the public name does.
func (f front) expectStream(t *testing.T) {
	t.Helper()
	c, _, _, err := f.dialer().Dial(t.Context(), "wss://"+publicName+"/ws")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := wsutil.WriteClientText(c, []byte(`{"id":1,"run":"surface=bowl&lr=0.3"}`)); err != nil {
		t.Fatal(err)
	}
	for {
		text, _, err := wsutil.ReadServerData(c)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"done"`) {
			return
		}
	}
}

// dialer dials a front's stream, as a page of the public name does.
func (f front) dialer() ws.Dialer {
	return ws.Dialer{
		Protocols: []string{"downhill.v2"}, TLSConfig: &tls.Config{InsecureSkipVerify: true, ServerName: publicName},
		Header: ws.HandshakeHeaderHTTP{"Origin": {"https://" + publicName}},
		NetDial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, f.secure)
		},
	}
}

// seenAs is the address that a server behind such a front takes a reader for who writes
// another one.
func (f front) seenAs(t *testing.T, start func(t *testing.T, to, cert, key string) front, cert, key string) string {
	t.Helper()
	to, said := who(t)
	c := start(t, to, cert, key).client(t)
	get(t, c, "https://"+publicName+"/who", forged...)
	return <-said
}

// forged are the headers of a reader who writes another's address.
var forged = []string{"X-Forwarded-For", "6.6.6.6", "Forwarded", "for=6.6.6.6"}

// who is a server that tells, for each address that ends in /who, which reader it is asked
// by, as the settings of docs/OPERATING.md have it.
func who(t *testing.T) (addr string, said chan string) {
	t.Helper()
	trusted, err := peer.Parse("127.0.0.1,::1")
	if err != nil {
		t.Fatal(err)
	}
	said = make(chan string, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/who") {
			said <- trusted.Addr(r).String() + strings.Join(r.Header.Values("Forwarded"), ",")
		}
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://"), said
}

// settingsOf are the settings of the unit in docs/OPERATING.md, which systemd finds no
// fault with where there is one.
func settingsOf(t *testing.T) []string {
	t.Helper()
	unit := block(t, "ini")
	if analyze, err := exec.LookPath("systemd-analyze"); err == nil {
		path := filepath.Join(t.TempDir(), "downhill.service")
		text := replace(t, unit, "/usr/local/bin/downhill", "/bin/true")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(analyze, "verify", path).CombinedOutput(); err != nil || strings.Contains(string(out), "downhill.service") {
			t.Errorf("systemd-analyze verify: %v: %s", err, out)
		}
	}
	var all []string
	for _, m := range regexp.MustCompile(`(?m)^Environment=(.*)$`).FindAllStringSubmatch(unit, -1) {
		all = append(all, m[1])
	}
	return all
}

// startWith runs the program itself with settings of the environment, but for where it
// listens; it is at the address that is returned.
func startWith(t *testing.T, environment []string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "downhill")
	if out, err := exec.Command("go", "build", "-o", program, "downhill/server").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	addr := client.FreeAddr(t)
	text := replace(t, strings.Join(environment, "\n"), "127.0.0.1:8080", addr, "127.0.0.1:6060", client.FreeAddr(t))
	runProxy(t, strings.Split(text, "\n"), program)
	waitUntilHealthy(t, addr)
	return addr
}

// runProxy runs a program until the test ends.
func runProxy(t *testing.T, environment []string, command ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(command[0], command[1:]...)
	c.Env, c.Stderr = append(os.Environ(), environment...), os.Stderr
	if err := c.Start(); err != nil {
		t.Fatalf("this test needs %s, which `make proxies` installs: %v", command[0], err)
	}
	t.Cleanup(func() { _ = c.Process.Signal(os.Interrupt); _ = c.Wait() })
	return c
}

func waitUntilHealthy(t *testing.T, addr string) {
	t.Helper()
	waitFor(t, "an answer at "+addr, func() bool {
		answer, err := http.Get("http://" + addr + "/healthz")
		if err == nil {
			answer.Body.Close()
		}
		return err == nil
	})
}

func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(client.Patience); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("still waiting for %s", what)
		}
	}
}

// selfSigned is a certificate for the public name, and its key, as files.
func selfSigned(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{publicName}}
	signed, err := x509.CreateCertificate(rand.Reader, &template, &template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, b []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return write("cert.pem", "CERTIFICATE", signed), write("key.pem", "PRIVATE KEY", secret)
}
