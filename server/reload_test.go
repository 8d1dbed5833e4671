//go:build !windows

package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"downhill/server/client"
	"downhill/server/site/sitetest"
)

// The program reads its course again when it gets a SIGHUP, and goes on.
func TestHangupReadsTheCourseAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.yaml")
	write := func(id string) {
		if err := os.WriteFile(path, []byte("title: T\nlessons:\n  - {id: "+id+", title: A, link: \"/?surface=bowl\"}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("first")
	addr := client.FreeAddr(t)
	ctx, cancel := context.WithCancel(t.Context())
	said, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, []string{"--addr", addr, "--grace", "300ms", "--course", path}, out, io.Discard)
	}()
	if _, err := said.Read(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
	tells := func(id string) bool {
		_, body := client.Get(t, "http://"+addr+"/api/presets")
		return strings.HasPrefix(body, `[{"id":"`+id+`"`)
	}
	sitetest.WaitFor(t, "the course", func() bool { return tells("first") })
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP) // a late one never ends the tests
	for _, id := range []string{"second", "third"} {
		write(id)
		sitetest.WaitFor(t, "the course to be read again", func() bool {
			if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
				t.Fatal(err)
			}
			return tells(id)
		})
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
