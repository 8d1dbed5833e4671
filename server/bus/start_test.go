package bus_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"downhill/server/client"
)

// A process is a program under a test, which may be ended and started again.
type process struct {
	t    *testing.T
	path string
	args []string
	addr string // where it listens
	cmd  *exec.Cmd
}

// start starts the program, and waits until it listens.
func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(p.path, p.args...)
	p.cmd.Stderr = os.Stderr
	if err := p.cmd.Start(); err != nil {
		p.t.Fatalf("this test needs %s: %v", p.path, err)
	}
	waitFor(p.t, "an answer at "+p.addr, func() bool {
		c, err := net.Dial("tcp", p.addr)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
}

// kill ends the program without a word.
func (p *process) kill() {
	if p.cmd != nil {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
		p.cmd = nil
	}
}

// stop asks the program to end, and waits until it has.
func (p *process) stop() {
	p.t.Helper()
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
	p.cmd = nil
}

// newNATS is a NATS server, which is not started yet.
func newNATS(t *testing.T, args ...string) *process {
	t.Helper()
	path, err := exec.LookPath("nats-server")
	if err != nil {
		path = "/usr/sbin/nats-server" // where Debian has it, beside a user's PATH
	}
	addr := client.FreeAddr(t)
	_, port, _ := net.SplitHostPort(addr)
	p := &process{t: t, path: path, addr: addr, args: append([]string{"--addr", "127.0.0.1", "--port", port, "--log", os.DevNull}, args...)}
	t.Cleanup(p.kill)
	return p
}

// build is the program itself.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "downhill")
	if err != nil {
		return "", err
	}
	built = dir
	program := filepath.Join(dir, "downhill")
	compile := exec.Command("go", "build", "-buildvcs=false", "-o", program, "downhill/server")
	compile.Env = append(os.Environ(), "CGO_ENABLED=0") // as make builds it, also where the tests are under the race detector
	out, err := compile.CombinedOutput()
	os.Stderr.Write(out)
	return program, err
})

var built string // the folder of the program, once it is built

func TestMain(m *testing.M) {
	code := m.Run()
	if built != "" {
		_ = os.RemoveAll(built)
	}
	os.Exit(code)
}

// newInstance is the program itself, which is not started yet.
func newInstance(t *testing.T, args ...string) *process {
	t.Helper()
	program, err := build()
	if err != nil {
		t.Fatal(err)
	}
	addr := client.FreeAddr(t)
	p := &process{t: t, path: program, addr: addr, args: append([]string{"--addr", addr, "--open=false", "--log-level", "error"}, args...)}
	t.Cleanup(p.kill)
	return p
}

// says is the body of an answer to a GET.
func (p *process) says(path string) string {
	_, body := client.Get(p.t, "http://"+p.addr+path)
	return body
}

func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(client.Patience); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("still waiting for %s", what)
		}
	}
}
