package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first signal stops gracefully; a second one stops now
	err := run(ctx, os.Args[1:], os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "downhill:", err)
		os.Exit(1)
	}
}

// run is the program: it serves until ctx ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	config, err := parseConfig(args, os.Getenv, out)
	if err != nil {
		return err
	}
	if config.Health {
		return checkHealth(ctx, config.Addr)
	}
	s, err := New(config)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Downhill is open at  %s\n", s.URL())
	if config.PublicURL != "" {
		fmt.Fprintf(out, "for its readers at   %s\n", s.NetworkURL())
	} else if lan := s.NetworkURL(); lan != "" {
		fmt.Fprintf(out, "on this network at   %s\n", lan)
	}
	return s.Serve(ctx)
}
