package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"downhill/server/bus"
	"downhill/server/journal"
	"downhill/server/peer"
	"downhill/server/site"
)

// settings are what the program was started with.
type settings struct {
	site.Config
	log     journal.Format
	health  bool              // ask a running server for its health, and leave
	version bool              // say the version, and leave
	open    bool              // open the page in this machine's browser
	given   []string          // what was set, as name=value, in the table's order
	sources map[string]string // by what was set, the flag or the variable that did
}

// A setting is a row of the one table of settings: its flag, the environment variable
// that stands in for it, and what it does. README.md has the same table, by a test.
type setting struct {
	flag     string
	kind     string // what its value is, for the help; empty for a switch
	env      string // empty for none
	port     string // a second variable, for a port alone
	fallback string // what it is where it is not set, in words
	what     string // with code between backticks
	set      func(c *settings, value string) error
}

// table has every setting. The error of set names the value and what is allowed.
var table = []setting{
	{"addr", "host:port", "ADDR", "PORT", ":8080", "where to listen", setAddr},
	{"public-url", "URL", "PUBLIC_URL", "", "", "the address that readers use: links, previews and allowed hosts follow it, and where it is https browsers are told to keep to that; without it, this machine's names and private addresses are answered", setPublicURL},
	{"base-path", "path", "BASE_PATH", "", "", "the path that a proxy keeps for this site, such as `/downhill`, and passes on unchanged; a slash before it may be left out", setBasePath},
	{"trusted-proxy", "networks", "TRUSTED_PROXY", "", "", "the networks or addresses of proxies, between commas, that are believed when they tell a viewer's address in `X-Forwarded-For` or `Forwarded`; without it a viewer's address is that of the connection", setTrusted},
	{"course", "file", "COURSE", "", "", "a course of your own lessons, told beside or instead of ours (see `docs/course.yaml`); it is read again at SIGHUP", setCourse},
	{"nats", "URL", "NATS", "", "", "the NATS server, such as `nats://host:4222` or `tls://host:4222`, or several between commas, over which several instances share live lectures; a user goes before the host, `nats://user:password@host`", setNATS},
	{"nats-creds", "file", "NATS_CREDS", "", "", "a file of NATS credentials: a user's JWT and seed, or a seed alone", setNATSCreds},
	{"nats-ca", "file", "NATS_CA", "", "", "the authorities that vouch for the NATS servers, in place of the system's", setNATSCA},
	{"nats-cert", "files", "NATS_CERT", "", "", "a client's certificate for NATS and its key, as `certificate.pem,key.pem`", setNATSCert},
	{"grace", "time", "GRACE", "", "8s", "how long viewers have to leave when the server stops, up to `1h`", setGrace},
	{"log-level", "level", "LOG_LEVEL", "", "info", "what the log says, on standard error: `debug`, `info`, `warn` or `error`", setLogLevel},
	{"log-format", "format", "LOG_FORMAT", "", "text", "how it says it: `text` or `json`", setLogFormat},
	{"debug-addr", "host:port", "DEBUG_ADDR", "", "", "where to serve `/metrics` and Go's profiles, `/debug/pprof/`, to this machine alone, such as `localhost:6060`", setDebugAddr},
	{"open", "", "OPEN", "", "on a desktop without `--addr` and `--public-url`", "open the page in this machine's browser", setOpen},
	{"health", "", "", "", "", "ask the server that runs at `--addr` for its health, and exit with 0 or 1", setHealth},
	{"version", "", "", "", "", "say the version, and exit", setVersion},
}

func setAddr(c *settings, value string) error {
	c.Addr = value
	return site.CheckAddr(value)
}

func setPublicURL(c *settings, value string) error {
	c.PublicURL = value
	return site.CheckPublicURL(value)
}

func setBasePath(c *settings, value string) error {
	c.BasePath = site.CleanBase(value)
	return site.CheckBasePath(value)
}

func setTrusted(c *settings, value string) (err error) {
	c.Trusted, err = peer.Parse(value)
	return err
}

func setCourse(c *settings, value string) error {
	c.Course = value
	if _, err := os.Stat(value); err != nil {
		return fmt.Errorf("%q can't be read: %w", value, err)
	}
	return nil
}

func setNATS(c *settings, value string) error {
	c.NATS.Servers = value
	return bus.Check(value)
}

func setNATSCreds(c *settings, value string) error {
	c.NATS.Credentials = value
	return bus.CheckCredentials(value)
}

func setNATSCA(c *settings, value string) error {
	c.NATS.CA = value
	return bus.CheckCA(value)
}

func setNATSCert(c *settings, value string) error {
	c.NATS.Certificate = value
	return bus.CheckCertificate(value)
}

// mostGrace is far more than a service manager waits for anything.
const mostGrace = time.Hour

func setGrace(c *settings, value string) error {
	d, err := time.ParseDuration(value)
	if err != nil || d <= 0 || d > mostGrace {
		return fmt.Errorf("%q is not a time above 0 and up to 1h, such as 8s or 1m", value)
	}
	c.Grace = d
	return nil
}

func setOpen(c *settings, value string) error    { return setSwitch(&c.open, value) }
func setHealth(c *settings, value string) error  { return setSwitch(&c.health, value) }
func setVersion(c *settings, value string) error { return setSwitch(&c.version, value) }

func setSwitch(to *bool, value string) error {
	on, err := strconv.ParseBool(value)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", value)
	}
	*to = on
	return nil
}

func setLogLevel(c *settings, value string) error {
	c.log.Level = value
	return journal.CheckLevel(value)
}

func setLogFormat(c *settings, value string) error {
	c.log.Format = value
	return journal.CheckFormat(value)
}

func setDebugAddr(c *settings, value string) error {
	c.DebugAddr = value
	return site.CheckDebugAddr(value)
}

// variable is what the environment says of a setting, and which variable does.
func (s setting) variable(getenv func(string) string) (name, value string, err error) {
	if s.env == "" {
		return "", "", nil
	}
	value = getenv(s.env)
	if s.port == "" || getenv(s.port) == "" {
		return s.env, value, nil
	}
	port := getenv(s.port)
	if err := site.CheckPort(port); err != nil || value == "" {
		return s.port, ":" + port, err
	}
	if _, own, err := net.SplitHostPort(value); err == nil && own != port {
		return s.port, "", fmt.Errorf("%q is another port than %s has, %q: give one of both", port, s.env, value)
	}
	return s.env, value, nil
}

// apply sets a setting, and notes that it was given; source is the flag or the
// variable, for the error. An empty flag sets none, also where a variable would set one.
func (s setting) apply(c *settings, source, value string) error {
	if value == "" && s.unset() == none {
		return nil
	}
	if err := s.set(c, value); err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	switch s.flag {
	case "nats":
		value = bus.Brief(value) // the log has no passwords
	case "base-path":
		value = c.BasePath // as it is taken
	}
	c.given = append(c.given, s.flag+"="+value)
	c.sources[s.flag] = source
	return nil
}

// variables names the variables of a setting, each between quotes.
func (s setting) variables(quote string) string {
	switch {
	case s.env == "":
		return ""
	case s.port != "":
		return quote + s.env + quote + ", or " + quote + s.port + quote + " for the port alone"
	}
	return quote + s.env + quote
}

// none is what a setting is that has no default.
const none = "none"

// unset is what a setting is where it is not set: as code, unless it is words.
func (s setting) unset() string {
	switch {
	case s.fallback == "" && s.kind != "":
		return none
	case s.fallback == "" || strings.Contains(s.fallback, " "):
		return s.fallback
	}
	return "`" + s.fallback + "`"
}

// help is the table for --help.
func help(table []setting) string {
	var b strings.Builder
	for _, s := range table {
		fmt.Fprintf(&b, "  --%s\n", strings.TrimSpace(s.flag+" "+s.kind))
		line := strings.ReplaceAll(s.what, "`", "")
		if s.fallback != "" {
			line += "; default: " + strings.ReplaceAll(s.fallback, "`", "")
		}
		if s.env != "" {
			line += "; env " + s.variables("")
		}
		fmt.Fprintf(&b, "        %s\n", line)
	}
	return b.String()
}

var errFlagsOnly = errors.New("downhill takes flags only; see --help")
