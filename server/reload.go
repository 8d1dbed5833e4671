package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"downhill/server/site"
)

// reloadOnHangup reads the course anew at each SIGHUP, until ctx ends.
func reloadOnHangup(ctx context.Context, s *site.Server) {
	hangups := make(chan os.Signal, 1) // one that waits stands for all that came meanwhile
	signal.Notify(hangups, syscall.SIGHUP)
	go func() {
		defer signal.Stop(hangups)
		for {
			select {
			case <-hangups:
				s.ReloadCourse(ctx)
			case <-ctx.Done():
				return
			}
		}
	}()
}
