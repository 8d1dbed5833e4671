// Command load loads a server of ours and prints what it does as one table: it starts
// the server, and beside it a bare websocket writer of the same bytes, each as a
// process of its own, and drives both on loopback, alternating. Everything is bounded,
// in number and in time. Driver and server share the machine: the shares in the table
// say more than its figures.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"time"
)

// settings are what a run is asked for.
type settings struct {
	program string        // the server's
	rows    string        // the cases to run, comma separated; empty for all
	each    time.Duration // that a case is measured, once
	viewers int           // of the case of many idle ones
	vandal  string        // a part of the names of the kinds of vandals to measure; empty for all
}

// A load is a case with what it needs.
type load struct {
	settings
	ctx   context.Context
	table table
}

// cases are what can be run, in the order of the table.
var cases = []struct {
	name string
	run  func(*load) error
}{
	{"drag", (*load).drag},
	{"supersede", (*load).supersede},
	{"vandals", (*load).vandals},
	{"rush", (*load).rush},
	{"stalled", (*load).stalled},
	{"lecture", (*load).lecture},
	{"join", (*load).join},
	{"idle", (*load).idle},
	{"limited", (*load).limited},
	{"shutdown", (*load).shutdown},
}

// driverPercent lets the driver seldom collect garbage, whose processors are the server's.
const driverPercent = 800

func main() {
	var set settings
	bare := flag.Bool("bare", false, "be the bare writer: what the server is measured beside")
	kinds := flag.String("vandals", "", "be sixteen vandals of these `kinds`, by their numbers: what the table's draggers are measured beside")
	at := flag.String("at", "", "the `address` of the server that the vandals ask")
	flag.StringVar(&set.program, "program", "bin/downhill", "the server's `path`")
	flag.StringVar(&set.rows, "rows", "", "`cases` to run, comma separated: "+caseNames())
	flag.DurationVar(&set.each, "each", 4*time.Second, "how `long` a case is measured, once")
	flag.IntVar(&set.viewers, "viewers", 9000, "how `many` idle viewers there are")
	flag.StringVar(&set.vandal, "vandal", "", "a part of the `names` of the kinds of vandals to measure, empty for all")
	flag.Parse()
	if *bare {
		exit(serveBare())
	}
	if *kinds != "" {
		exit(beVandals(*kinds, *at))
	}
	debug.SetGCPercent(driverPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	l := &load{settings: set, ctx: ctx}
	err := l.runAll()
	l.table.print(os.Stdout)
	stop()
	exit(err)
}

// runAll runs the cases that are asked for.
func (l *load) runAll() error {
	for _, c := range cases {
		if l.rows != "" && !strings.Contains(","+l.rows+",", ","+c.name+",") {
			continue
		}
		if err := c.run(l); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		if l.ctx.Err() != nil {
			return l.ctx.Err()
		}
	}
	return nil
}

func caseNames() string {
	var names []string
	for _, c := range cases {
		names = append(names, c.name)
	}
	return strings.Join(names, ",")
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
	os.Exit(0)
}
