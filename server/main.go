// Command downhill serves a page that shows what a learning rate does. It has the
// flags, the signals and the run; what it serves is package site.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"downhill/server/journal"
	"downhill/server/pool"
	"downhill/server/site"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first signal stops gracefully; a second one stops now
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "downhill:", err)
		os.Exit(1)
	}
}

// run is the program: it serves until ctx ends. What is for whoever started it goes to
// out, what is for an operator to log.
func run(ctx context.Context, args []string, out, log io.Writer) error {
	set, err := readSettings(args, os.Getenv, out)
	if err != nil {
		return err
	}
	if set.health {
		return checkHealth(ctx, set.Addr)
	}
	if set.version {
		fmt.Fprintln(out, commit())
		return nil
	}
	slog.SetDefault(journal.New(log, set.log))
	warnOfStrangers(os.Environ())
	set.Version = commit()
	pool.Reserve()
	pool.Tidy()
	s, err := site.New(set.Config)
	if err != nil {
		return err
	}
	if set.Course != "" {
		reloadOnHangup(ctx, s) // before anybody is told that it serves, and may send one
	}
	slog.Info("start", "version", set.Version, "address", s.Addr().String(), "settings", set.given)
	fmt.Fprintf(out, "Downhill is open at  %s\n", s.URL())
	if set.PublicURL != "" {
		fmt.Fprintf(out, "for its readers at   %s\n", s.NetworkURL())
	} else if lan := s.NetworkURL(); lan != "" {
		fmt.Fprintf(out, "on this network at   %s\n", lan)
	}
	if set.open {
		if err := openBrowser(s.URL() + "/"); err != nil {
			fmt.Fprintln(out, err)
		}
	}
	return s.Serve(ctx)
}
