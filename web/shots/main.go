// Command shots pictures the page with a headless chromium, so that the
// pictures we show of it are never out of date.
//
//	make screenshots
//
// It starts bin/downhill on a free port and writes screenshots/*.png, each
// scene at its own size, and docs/downhill.png, the picture of the README.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"downhill/server/browser"
)

// photographers work at the same time, each with a browser of its own: a tab
// that lies behind another is not drawn.
const photographers = 2

func main() {
	binary := flag.String("binary", "bin/downhill", "the program whose page is pictured")
	into := flag.String("into", "screenshots", "the folder for the pictures")
	readme := flag.String("readme", "docs/downhill.png", "the README's picture; empty for none")
	only := flag.String("only", "", "a part of the names of the scenes to picture; empty for all")
	flag.Parse()
	if err := run(*binary, *into, *readme, *only); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

func run(binary, into, readme, only string) error {
	address, stop, err := serve(binary)
	if err != nil {
		return err
	}
	defer stop()
	all, err := scenes(address)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(into, 0o755); err != nil {
		return err
	}
	todo := make(chan scene, len(all))
	for _, s := range all {
		if strings.Contains(s.name, only) {
			todo <- s
		}
	}
	close(todo)
	ended := make(chan error, photographers)
	for range photographers {
		go func() { ended <- shootAll(todo, address, into, readme) }()
	}
	var failed error
	for range photographers {
		failed = errors.Join(failed, <-ended)
	}
	return failed
}

// shootAll pictures scenes, with a browser of its own, until none is left.
func shootAll(todo <-chan scene, address, into, readme string) error {
	camera, shut, err := browser.Start()
	if err != nil {
		return fmt.Errorf("chromium does not start (make chromium installs it): %w", err)
	}
	defer shut()
	for s := range todo {
		picture, err := shoot(camera, address, s)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(into, s.name+".png"), picture); err != nil {
			return err
		}
		if s.readme && readme != "" {
			if err := write(readme, picture); err != nil {
				return err
			}
		}
	}
	return nil
}

func write(path string, picture []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	fmt.Printf("%s  %d kB\n", path, len(picture)/1000)
	return os.WriteFile(path, picture, 0o644)
}

// serve starts binary on a free port; stop ends it as an operator would.
func serve(binary string) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	host := listener.Addr().String()
	listener.Close()
	ctx, cancel := context.WithCancel(context.Background())
	program := exec.CommandContext(ctx, binary, "--addr", host)
	program.Cancel = func() error { return program.Process.Signal(os.Interrupt) }
	program.Stderr = os.Stderr
	if err := program.Start(); err != nil {
		cancel()
		return "", nil, err
	}
	stop = func() { cancel(); program.Wait() }
	address = "http://" + host
	if err := answers(address + "/healthz"); err != nil {
		stop()
		return "", nil, err
	}
	return address, stop, nil
}

// answers waits until address does, for five seconds.
func answers(address string) error {
	for range 100 {
		if answer, err := http.Get(address); err == nil {
			answer.Body.Close()
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("nothing answers at " + address)
}
