package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthTime is how long a server may take to say that it is well.
const healthTime = 3 * time.Second

// checkHealth asks the server that listens on addr, for --health: an image
// without a shell has no other way to ask.
func checkHealth(ctx context.Context, addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || (ip != nil && ip.IsUnspecified()) {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		return err
	}
	direct := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // by no proxy of the environment's
	answer, err := direct.Do(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("not healthy: %s", answer.Status)
	}
	return nil
}
