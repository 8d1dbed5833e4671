package main

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
)

// vandalNice is how far the vandals' process stands back. Vandals have computers of
// their own: what they take of this one is not to be taken for what the server does to
// those that drag. They wait for answers, and keep up with the server all the same.
const vandalNice = 10

// unleash lets sixteen vandals of some kinds begin, as a process of their own; leave ends
// them, and is how many answers they got.
func (l *load) unleash(addr string, kinds []int) (leave func() int, err error) {
	own, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, kind := range kinds {
		names = append(names, strconv.Itoa(kind))
	}
	child := exec.CommandContext(l.ctx, "nice", "-n", strconv.Itoa(vandalNice), own, "-vandals", strings.Join(names, ","), "-at", addr)
	var told strings.Builder
	child.Stdout, child.Stderr = &told, os.Stderr
	if err := child.Start(); err != nil {
		return nil, err
	}
	return func() int {
		_ = child.Process.Signal(syscall.SIGTERM) // it may have ended already
		_ = child.Wait()                          // told by what it says
		answers, _ := strconv.Atoi(strings.TrimSpace(told.String()))
		return answers
	}, nil
}

// beVandals is the process of sixteen vandals, of kinds by their numbers, until it is
// asked to end.
func beVandals(kinds, addr string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	var all []vandal
	for number := range strings.SplitSeq(kinds, ",") {
		kind, err := strconv.Atoi(number)
		if err != nil || kind < 0 || kind >= len(allVandals) {
			return strconv.ErrRange
		}
		all = append(all, allVandals[kind])
	}
	answers := rage(ctx, addr, all)
	_, err := os.Stdout.WriteString(strconv.Itoa(answers) + "\n")
	return err
}
