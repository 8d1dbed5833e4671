package main

import (
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A page opens by itself for a person at a screen, and never in a container or
// under a service manager.
func TestHasDesktop(t *testing.T) {
	for _, c := range []struct {
		system string
		env    string // key=value, in words
		file   string
		want   bool
	}{
		{"linux", "DISPLAY=:0", "", true},
		{"linux", "WAYLAND_DISPLAY=wayland-0", "", true},
		{"linux", "", "", false},
		{"linux", "DISPLAY=:0", "/.dockerenv", false},
		{"linux", "DISPLAY=:0", "/run/.containerenv", false},
		{"linux", "DISPLAY=:0 container=podman", "", false},
		{"linux", "DISPLAY=:0 INVOCATION_ID=3f", "", false},
		{"linux", "DISPLAY=:0 INVOCATION_ID=3f SYSTEMD_EXEC_PID=77", "", false},
		{"linux", "DISPLAY=:0 INVOCATION_ID=3f SYSTEMD_EXEC_PID=1234", "", true}, // inherited from the desktop's own unit
		{"linux", "DISPLAY=:0 KUBERNETES_SERVICE_HOST=10.0.0.1", "", false},
		{"linux", "DISPLAY=localhost:10.0 SSH_CONNECTION=10.0.0.2", "", false},
		{"linux", "DISPLAY=:0 CI=true", "", false},
		{"darwin", "", "", true},
		{"darwin", "XPC_SERVICE_NAME=0", "", true},
		{"darwin", "XPC_SERVICE_NAME=edu.downhill", "", false},
		{"windows", "SESSIONNAME=Console", "", true},
		{"windows", "SESSIONNAME=Services", "", false},
		{"windows", "", "", false},
	} {
		environment := map[string]string{}
		for _, pair := range strings.Fields(c.env) {
			key, value, _ := strings.Cut(pair, "=")
			environment[key] = value
		}
		getenv := func(key string) string { return environment[key] }
		if got := hasDesktop(c.system, 77, getenv, func(path string) bool { return path == c.file }); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// --open and OPEN say it outright, the flag before the environment.
func TestOpenSetting(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  string
		want bool
	}{
		{[]string{"--open"}, "", true},
		{[]string{"--open=false"}, "true", false},
		{[]string{"--open", "--addr", ":9000"}, "false", true},
		{[]string{"--addr", ":9000"}, "true", true},
		{[]string{"--addr", ":9000"}, "", false},
	} {
		set, err := readSettings(c.args, func(key string) string { return map[string]string{"OPEN": c.env, "DISPLAY": ":0"}[key] }, io.Discard)
		if err != nil || set.open != c.want {
			t.Errorf("%q, OPEN=%q: %v, %v", c.args, c.env, set.open, err)
		}
	}
	if _, err := readSettings(nil, func(key string) string { return map[string]string{"OPEN": "maybe"}[key] }, io.Discard); err == nil {
		t.Error("OPEN=maybe is taken")
	}
}

// The version of a built program is the one that its build set; the server's
// health tells it too.
func TestVersion(t *testing.T) {
	program := filepath.Join(t.TempDir(), "downhill")
	build := exec.Command("go", "build", "-ldflags", "-X main.version=v1.2.3", "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(program, "--version").Output()
	if err != nil || string(out) != "v1.2.3\n" {
		t.Errorf("%q, %v", out, err)
	}
	if commit() == "" {
		t.Error("a program without a version says nothing")
	}
}
