//go:build browsers

package browser

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"downhill/server/client"
)

// startFirefox runs Debian's Firefox on a screen that nobody sees, since without
// one it has no WebGL, in a profile of its own.
func startFirefox(t *testing.T) driver {
	t.Helper()
	profile := t.TempDir()
	settings := `user_pref("marionette.port", 0);
user_pref("webgl.force-enabled", true);
user_pref("gfx.color_management.mode", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.disabledForTesting", true);
`
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("firefox-esr", "--no-remote", "--marionette", "--profile", profile)
	cmd.Env = []string{"DISPLAY=" + startScreen(t)}
	launch(t, profile, cmd)
	var port []byte
	await(t, "Firefox's port", func() bool {
		port, _ = os.ReadFile(filepath.Join(profile, "MarionetteActivePort"))
		return len(port) > 0
	})
	d, err := newMarionette("127.0.0.1:" + strings.TrimSpace(string(port)))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.do(setWindowRect, map[string]int{"width": 1280, "height": 860}, nil); err != nil {
		t.Fatal(err)
	}
	return d
}

// startWebKit runs WebKit's small browser on a screen that nobody sees.
func startWebKit(t *testing.T) driver {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")
	if len(found) == 0 {
		t.Fatal("there is no MiniBrowser: make browsers installs it")
	}
	display := startScreen(t)
	address := client.FreeAddr(t)
	_, port, _ := strings.Cut(address, ":")
	home := t.TempDir()
	cmd := exec.Command("WebKitWebDriver", "--host=127.0.0.1", "--port="+port)
	cmd.Env = []string{"DISPLAY=" + display, "GDK_BACKEND=x11"}
	launch(t, home, cmd)
	await(t, "WebKit's driver", func() bool {
		answer, err := http.Get("http://" + address + "/status")
		if err == nil {
			answer.Body.Close()
		}
		return err == nil
	})
	d, err := newClassic("http://"+address, map[string]any{"webkitgtk:browserOptions": map[string]any{
		"binary": found[len(found)-1], "args": []string{"--automation", "--geometry=1280x800"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// startScreen runs an X server without a screen and returns its display.
func startScreen(t *testing.T) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	launch(t, t.TempDir(), cmd)
	_ = write.Close() // it has its own
	var display int
	if _, err := fmt.Fscan(read, &display); err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	return fmt.Sprintf(":%d", display)
}

// launch runs a program until the test ends, with a home and a usual locale of
// its own; what it said is told where the test failed.
func launch(t *testing.T, home string, cmd *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.Env = append(os.Environ(), append(cmd.Env, "HOME="+home, "LANG=C.UTF-8", "LANGUAGE=en_US")...)
	if err := cmd.Start(); err != nil {
		t.Fatalf("%v: make browsers installs it", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // gone is fine too
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s said: %s", cmd.Path, said.Bytes()[:min(said.Len(), 4000)])
		}
	})
}

func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	if !comes(holds) {
		t.Fatalf("waited in vain for: %s", what)
	}
}
