package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// seed are credentials of nobody, in a file.
func seed(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "seed")
	if err := os.WriteFile(file, []byte("SUAKYRHVIOREXV7EUZTBHUHL7NUMHPMAS7QMDU3GTIUWEI5LDNOXD43IZY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Settings that contradict each other end the start, with an error that names both.
func TestSettingsThatDoNotGoTogether(t *testing.T) {
	creds := seed(t)
	for _, wrong := range []struct{ args, named []string }{
		{[]string{"--nats-creds", creds}, []string{"--nats-creds", "--nats "}},
		{[]string{"--nats-creds", creds, "--nats="}, []string{"--nats-creds", "--nats "}},
		{[]string{"--nats-creds", creds, "--nats", "nats://me:secret@host"}, []string{"--nats-creds", "--nats "}},
		{[]string{"--addr", ":6060", "--debug-addr", "localhost:6060"}, []string{"--debug-addr", "localhost:6060"}},
		{[]string{"--addr", "0.0.0.0:6060", "--debug-addr", "localhost:6060"}, []string{"--debug-addr", "localhost:6060"}},
		{[]string{"--addr", "127.0.0.1:6060", "--debug-addr", "127.0.0.1:6060"}, []string{"--debug-addr", "127.0.0.1:6060"}},
		{[]string{"--debug-addr", "localhost:8080"}, []string{"--debug-addr", "localhost:8080"}},
		{[]string{"--health", "--version"}, []string{"--health", "--version"}},
	} {
		_, err := readSettings(wrong.args, unset, io.Discard)
		for _, name := range wrong.named {
			if err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%q: %v", wrong.args, err)
			}
		}
	}
	for _, right := range [][]string{
		{"--nats-creds", creds, "--nats", "tls://host"},
		{"--addr", ":0", "--debug-addr", "localhost:0"},
		{"--addr", "10.0.0.1:6060", "--debug-addr", "localhost:6060"},
	} {
		if _, err := readSettings(right, unset, io.Discard); err != nil {
			t.Errorf("%q: %v", right, err)
		}
	}
}

// A variable that looks like a setting and is none is told, one of Kubernetes is not.
func TestStrangeVariablesAreFound(t *testing.T) {
	environ := []string{"DOWNHILL_ADDR=:1", "DOWNHILL_PORT=tcp://10.0.0.1:80", "DOWNHILL_PORT_80_TCP=x", "DOWNHILL_WEB_SERVICE_HOST=x", "DOWNHILL_WEB_PORT=tcp://10.0.0.2:80", "DOWNHILL_SERVICE_HOST=x", "DOWNHILL_SERVICE_PORT_HTTP=80", "ADDR=:1", "X=DOWNHILL_Y", "DOWNHILL_LOG_LEVEL=debug"}
	if got, want := strangers(environ), []string{"DOWNHILL_ADDR", "DOWNHILL_LOG_LEVEL"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
