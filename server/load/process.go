package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// startTime is how long a process may take until it answers.
const startTime = 20 * time.Second

// A process is a server that was started, and listens on an address.
type process struct {
	addr  string
	child *exec.Cmd
	ended chan error
}

// startServer starts the server that is measured, with further flags.
func (l *load) startServer(flags ...string) (*process, error) {
	return start(l.ctx, l.program, nil, nil, flags...)
}

// startLimited starts it with a limit of Go's memory.
func (l *load) startLimited(limit string) (*process, error) {
	return start(l.ctx, l.program, nil, []string{"GOMEMLIMIT=" + limit})
}

// startBare starts the bare writer.
func (l *load) startBare() (*process, error) {
	own, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(l.ctx, own, []string{"-bare"}, nil)
}

// start starts a program that listens on $ADDR, and waits until it answers.
func start(ctx context.Context, program string, first, environment []string, flags ...string) (*process, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	p := &process{addr: addr, child: exec.CommandContext(ctx, program, append(first, flags...)...), ended: make(chan error, 1)}
	p.child.Env = append(append(os.Environ(), "ADDR="+addr, "OPEN=false"), environment...)
	p.child.Stderr = os.Stderr
	if err := p.child.Start(); err != nil {
		return nil, err
	}
	go func() { p.ended <- p.child.Wait() }()
	for end := time.Now().Add(startTime); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://" + addr + "/healthz")
		if err == nil {
			answer.Body.Close()
			return p, nil
		}
	}
	p.kill()
	return nil, fmt.Errorf("%s does not answer", program)
}

// freeAddr is an address that nobody listens on.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// interrupt asks the process to stop, kill ends it at once; both once.
func (p *process) interrupt() { _ = p.child.Process.Signal(syscall.SIGTERM) }

func (p *process) kill() {
	_ = p.child.Process.Kill() // it may have ended already
	<-p.ended
}

// memory is the resident memory in bytes.
func (p *process) memory() (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.child.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("the memory of a process is read from Linux' /proc: %w", err)
	}
	for row := range strings.SplitSeq(string(text), "\n") {
		if rest, ok := strings.CutPrefix(row, "VmRSS:"); ok {
			kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb << 10, err
		}
	}
	return 0, errors.New("there is no VmRSS")
}

// processor is the processor time that was taken so far.
func (p *process) processor() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.child.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	const user, system, tick = 11, 12, 10 * time.Millisecond
	var total time.Duration
	for _, at := range []int{user, system} {
		n, err := strconv.ParseInt(fields[at], 10, 64)
		if err != nil {
			return 0, err
		}
		total += time.Duration(n) * tick
	}
	return total, nil
}
