package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"downhill/server/client"
)

func unset(string) string { return "" }

// The program serves until it is told to end; meanwhile --health says that it is
// well, below a base path too, and afterwards that it is not.
func TestRunServesUntilItsEnd(t *testing.T) {
	for _, args := range [][]string{nil, {"--base-path", "/downhill"}} {
		addr := client.FreeAddr(t)
		ctx, cancel := context.WithCancel(t.Context())
		said, out := io.Pipe()
		done := make(chan error, 1)
		var log bytes.Buffer // read once run has ended
		go func() {
			done <- run(ctx, append([]string{"--addr", addr, "--grace", "300ms", "--log-format", "json"}, args...), out, &log)
		}()
		line := make([]byte, 100)
		n, _ := said.Read(line) // the server listens once it says so
		if !strings.Contains(string(line[:n]), "http://"+addr) {
			t.Errorf("it says %q", line[:n])
		}
		go func() { _, _ = io.Copy(io.Discard, said) }()
		health := []string{"--health", "--addr", addr}
		if err := run(t.Context(), health, io.Discard, io.Discard); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		checkLog(t, &log, addr)
		if err := run(t.Context(), health, io.Discard, io.Discard); err == nil {
			t.Errorf("%v: healthy after the end", args)
		}
	}
}

// checkLog holds that a log tells of the start, with version, address and settings, and
// of the stop, with viewers and how long it took.
func checkLog(t *testing.T, log io.Reader, addr string) {
	t.Helper()
	said := map[string]map[string]any{}
	for lines := json.NewDecoder(log); ; {
		var line map[string]any
		if lines.Decode(&line) != nil {
			break
		}
		said[line["msg"].(string)] = line
	}
	start, stopped := said["start"], said["stopped"]
	if start["address"] != addr || start["version"] == "" || start["level"] != "INFO" || !strings.Contains(fmt.Sprint(start["settings"]), "grace=300ms") {
		t.Errorf("the start is told as %v", start)
	}
	if stopped["viewers"] != 0.0 || stopped["took"] == nil || said["stopping"] == nil {
		t.Errorf("the stop is told as %v", stopped)
	}
}

func TestSettings(t *testing.T) {
	environment := map[string]string{"BASE_PATH": "/x", "PORT": "81", "GRACE": "3s"}
	set, err := readSettings([]string{"--grace", "4s"}, func(key string) string { return environment[key] }, io.Discard)
	if err != nil || set.BasePath != "/x" || set.Addr != ":81" || set.Grace != 4*time.Second {
		t.Errorf("%+v: %v", set, err)
	}
}
