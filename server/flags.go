package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"time"

	"downhill/server/site"
)

const usage = `Downhill shows what a learning rate does.

Usage: downhill [flags]

Every setting has an environment variable; the flag wins.

`

// settings are what the program was started with.
type settings struct {
	site.Config
	health  bool // ask a running server for its health, and leave
	version bool // say the version, and leave
	open    bool // open the page in this machine's browser
}

// readSettings reads flags and environment; its error is flag.ErrHelp where the
// help was asked for.
func readSettings(args []string, getenv func(string) string, out io.Writer) (settings, error) {
	var c settings
	flags := flag.NewFlagSet("downhill", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.Usage = func() {
		fmt.Fprint(out, usage)
		flags.PrintDefaults()
	}
	grace, err := time.ParseDuration(cmp.Or(getenv("GRACE"), "8s"))
	if err != nil {
		return c, fmt.Errorf("GRACE: %q is not a time such as 8s", getenv("GRACE"))
	}
	flags.StringVar(&c.Addr, "addr", defaultAddr(getenv), "`host:port` to listen on; env ADDR, or PORT for the port alone")
	flags.StringVar(&c.PublicURL, "public-url", getenv("PUBLIC_URL"), "the `URL` that readers use, for links, previews and allowed hosts; env PUBLIC_URL")
	flags.StringVar(&c.BasePath, "base-path", getenv("BASE_PATH"), "the `path` that a proxy keeps for this site, such as /downhill, and passes on unchanged; env BASE_PATH")
	flags.DurationVar(&c.Grace, "grace", grace, "how long viewers have to leave when the server stops; env GRACE")
	flags.BoolFunc("open", "open the page in this machine's browser; without it and --addr, where there is a desktop; env OPEN", c.setOpen)
	flags.BoolVar(&c.version, "version", false, "say the version, and exit")
	flags.BoolVar(&c.health, "health", false, "ask the server that runs at --addr for its health, and exit 0 or 1")
	if err := flags.Parse(args); err != nil {
		return c, err
	}
	if flags.NArg() > 0 {
		return c, fmt.Errorf("%q: downhill takes flags only; see --help", flags.Arg(0))
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	c.AnyPort = !given["addr"] && getenv("ADDR") == "" && getenv("PORT") == "" && c.PublicURL == "" && hasDesktop(runtime.GOOS, getenv, exists)
	if word := getenv("OPEN"); given["open"] {
		// the flag wins
	} else if word == "" {
		c.open = c.AnyPort
	} else if err := c.setOpen(word); err != nil {
		return c, fmt.Errorf("OPEN: %w", err)
	}
	return c, c.Check()
}

// setOpen reads whether to open the page.
func (c *settings) setOpen(word string) error {
	open, err := strconv.ParseBool(word)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", word)
	}
	c.open = open
	return nil
}

// defaultAddr is where to listen if no flag says it.
func defaultAddr(getenv func(string) string) string {
	if addr := getenv("ADDR"); addr != "" {
		return addr
	}
	return ":" + cmp.Or(getenv("PORT"), "8080")
}
