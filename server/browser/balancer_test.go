//go:build proxies

package browser

import (
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gobwas/ws/wsutil"

	"downhill/server/client"
)

// TestWayInToSeveralInstances: as docs/OPERATING.md gives them, a NATS server joins
// instances behind nginx: a lecture is led on one and followed on the other, and when
// one is killed readers get the next.
func TestWayInToSeveralInstances(t *testing.T) {
	nats := client.FreeAddr(t)
	conf := filepath.Join(t.TempDir(), "nats.conf")
	if err := os.WriteFile(conf, []byte(replace(t, block(t, "hcl"), "0.0.0.0:4222", nats)), 0o600); err != nil {
		t.Fatal(err)
	}
	runProxy(t, nil, "/usr/sbin/nats-server", "--config", conf, "--log", os.DevNull)
	program := filepath.Join(t.TempDir(), "downhill")
	if out, err := exec.Command("go", "build", "-o", program, "downhill/server").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var addrs []string
	var killed *exec.Cmd
	for range 3 {
		addr := client.FreeAddr(t)
		killed = runProxy(t, []string{"ADDR=" + addr, "PUBLIC_URL=https://" + publicName, "TRUSTED_PROXY=127.0.0.1", "NATS=nats://downhill:change-this@" + nats}, program)
		waitUntilReady(t, addr)
		addrs = append(addrs, addr)
	}
	cert, key := selfSigned(t)
	f := front{client.FreeAddr(t), client.FreeAddr(t)}
	upstream := replace(t, block(t, "conf"), "10.0.0.11:8080", addrs[0], "10.0.0.12:8080", addrs[1], "10.0.0.13:8080", addrs[2])
	site := replace(t, block(t, "nginx"), "http://127.0.0.1:8080", "http://downhill", "listen 443 ", "listen "+f.secure+" ", "listen 80;", "listen "+f.plain+";",
		"/etc/letsencrypt/live/"+publicName+"/fullchain.pem", cert, "/etc/letsencrypt/live/"+publicName+"/privkey.pem", key)
	runNginx(t, upstream+site)
	f.open(t)

	lecturer := f.stream(t)
	say(t, lecturer, `{"live":{"start":true}}`)
	var m struct {
		Live struct{ Room struct{ Code, Token string } }
	}
	if err := json.Unmarshal([]byte(hears(t, lecturer, `"room"`)), &m); err != nil {
		t.Fatal(err)
	}
	room := m.Live.Room
	say(t, lecturer, `{"live":{"lead":"`+room.Code+`","token":"`+room.Token+`","state":{"epoch":1,"sequence":1,"link":"/?lr=0.7","step":-1}}}`)
	for _, name := range []string{"a", "b", "c"} { // nginx takes the instances in turn
		student := f.stream(t)
		say(t, student, `{"live":{"follow":"`+room.Code+`","member":"`+name+`"}}`)
		hears(t, student, "lr=0.7")
	}
	_ = killed.Process.Kill()
	c := f.client(t)
	for range 6 {
		if a := get(t, c, "https://"+publicName+"/live/"+room.Code); a.StatusCode != http.StatusOK {
			t.Errorf("with one of three killed a reader gets %s", a.Status)
		}
		f.expectStream(t)
	}
}

// waitUntilReady waits for an instance that has reached NATS.
func waitUntilReady(t *testing.T, addr string) {
	t.Helper()
	waitFor(t, "an instance that reaches NATS at "+addr, func() bool {
		a, err := http.Get("http://" + addr + "/readyz")
		if err != nil {
			return false
		}
		defer a.Body.Close()
		text := make([]byte, 100)
		n, _ := a.Body.Read(text)
		return string(text[:n]) == "ready\n"
	})
}

// stream is a stream over TLS, as a page of the public name opens it.
func (f front) stream(t *testing.T) net.Conn {
	t.Helper()
	c, _, _, err := f.dialer().Dial(t.Context(), "wss://"+publicName+"/ws")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func say(t *testing.T, c net.Conn, text string) {
	t.Helper()
	if err := wsutil.WriteClientText(c, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// hears waits for a message that has some words in it.
func hears(t *testing.T, c net.Conn, words string) string {
	t.Helper()
	for {
		text, _, err := wsutil.ReadServerData(c)
		if err != nil {
			t.Fatalf("waiting for %s: %v", words, err)
		}
		if strings.Contains(string(text), words) {
			return string(text)
		}
	}
}
