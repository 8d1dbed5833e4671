package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
)

const usage = `Downhill shows what a learning rate does.

Usage: downhill [flags]

Every setting has an environment variable; the flag wins.

`

// readSettings reads flags and environment; its error names the setting, its value and
// what is allowed, and is flag.ErrHelp where the help was asked for.
func readSettings(args []string, getenv func(string) string, out io.Writer) (settings, error) {
	c := settings{sources: map[string]string{}}
	c.Addr = defaultAddr
	flags := flag.NewFlagSet("downhill", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // what is wrong is said once, by whoever gets the error
	words := map[string]string{}
	for _, s := range table {
		take := func(value string) error {
			words[s.flag] = value
			return nil
		}
		if s.kind == "" {
			flags.BoolFunc(s.flag, s.what, take)
		} else {
			flags.Func(s.flag, s.what, take)
		}
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(out, usage, help(table))
			return c, err
		}
		return c, fmt.Errorf("%w; see --help", err)
	}
	if flags.NArg() > 0 {
		return c, fmt.Errorf("%q: %w", flags.Arg(0), errFlagsOnly)
	}
	return c, c.fill(words, getenv)
}

// fill sets what the flags say, in words, and the environment where they say nothing.
func (c *settings) fill(words map[string]string, getenv func(string) string) error {
	for _, s := range table {
		source := "--" + s.flag
		value, given := words[s.flag]
		if !given {
			var err error
			if source, value, err = s.variable(getenv); err != nil {
				return fmt.Errorf("%s: %w", source, err)
			}
			given = value != ""
		}
		if !given {
			continue
		}
		if err := s.apply(c, source, value); err != nil {
			return err
		}
	}
	c.AnyPort = c.sources["addr"] == "" && c.PublicURL == "" && hasDesktop(runtime.GOOS, os.Getpid(), getenv, exists)
	if c.sources["open"] == "" {
		c.open = c.AnyPort
	}
	return c.together()
}

// defaultAddr is where to listen if nothing says it.
const defaultAddr = ":8080"
