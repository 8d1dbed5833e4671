package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

// wrongs are values that do not fit, by setting; every setting that can be wrong has some.
var wrongs = map[string][]string{
	"addr":          {"81", ":x", ":65536", "localhost", "::1:80", "999.1.1.1:80", " :80", "*:80", "a b:80", "-:80", "a..b:80", "http://localhost:80"},
	"public-url":    {"x", "ftp://host", "https://host/path", "https://host?x", "//host", "https://host?", "https://host#", "https://host#x", "https://host:0", "https://host:65536", "https://host:", "https://*.host", "https://host..", "https://-", "https://학교.kr", "https://1.2.3.4.5", "https://one,https://two"},
	"base-path":     {"/a b", "/..", "a?b", "//a", "/a//", "//", "/%41", "http://host/a"},
	"trusted-proxy": {"proxy.example", "10.0.0.0/33", "10.0.0.1,x", ",", " ", "10.0.0.1:80", "*"},
	"course":        {"no-such-file.yaml"},
	"nats":          {"localhost", "localhost:4222", "http://localhost", "nats://", "nats://a,b", "nats://:4222", "nats://a:65536", "nats://a:0", "nats://a/b", "nats://a?b", "nats://a#b", " "},
	"nats-creds":    {"no/such", "a,b", ".", "settings.go"},
	"nats-ca":       {"no/such", "a,b", ".", "settings.go"},
	"nats-cert":     {"no/such,settings.go", "settings.go,no/such", "settings.go", ",", "settings.go,settings.go"},
	"grace":         {"-1s", "8", "soon", "0", "0s", "61m", "1000000h"},
	"log-level":     {"INFO", "verbose"},
	"log-format":    {"xml"},
	"debug-addr":    {":6060", "0.0.0.0:6060", "192.168.0.1:6060", "example.org:6060", "localhost", "localhost:x"},
	"open":          {"maybe"},
	"health":        {"maybe"},
	"version":       {"2"},
}

// What does not fit is refused at the start, by flag and by environment, with an error
// that names the setting, the value and what is allowed.
func TestWrongSettingsAreNamed(t *testing.T) {
	for _, s := range table {
		if len(wrongs[s.flag]) == 0 {
			t.Errorf("nothing is wrong for --%s", s.flag)
		}
		for _, value := range wrongs[s.flag] {
			sources := map[string]error{}
			_, sources["--"+s.flag] = readSettings([]string{"--" + s.flag + "=" + value}, unset, io.Discard)
			if s.env != "" {
				_, sources[s.env] = readSettings(nil, env(s.env, value), io.Discard)
			}
			for source, err := range sources {
				if err == nil || !strings.HasPrefix(err.Error(), source+": ") || !namesPart(err.Error(), value) {
					t.Errorf("%s=%q: %v", source, value, err)
				}
			}
		}
	}
	if _, err := readSettings(nil, env("PORT", "http"), io.Discard); err == nil || err.Error() != `PORT: "http" is not a port from 0 to 65535` {
		t.Errorf("PORT=http: %v", err)
	}
	if _, err := readSettings(nil, env("PORT", ":8080"), io.Discard); err == nil || err.Error() != `PORT: ":8080" is not a port from 0 to 65535` {
		t.Errorf("PORT=:8080: %v", err)
	}
	for both, says := range map[[2]string]string{{"127.0.0.1:8081", "8082"}: `PORT: "8082" is another port than ADDR has, "127.0.0.1:8081": give one of both`, {"127.0.0.1:8081", "8081"}: ""} {
		c, err := readSettings(nil, func(name string) string { return map[string]string{"ADDR": both[0], "PORT": both[1]}[name] }, io.Discard)
		if says == "" && (err != nil || c.Addr != both[0]) || says != "" && (err == nil || err.Error() != says) {
			t.Errorf("ADDR and PORT %v: %q, %v", both, c.Addr, err)
		}
	}
	for _, url := range []string{"https://me:secret@host", "ftp://me:secret@host", "https://me:secret@host?x", "https://me:secret@host:99999", "https://me:secret@ho st", "me:secret@host"} {
		if _, err := readSettings([]string{"--public-url", url}, unset, io.Discard); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", url, err)
		}
	}
	for _, wrong := range []string{"here", "--no-such"} {
		if _, err := readSettings([]string{wrong}, unset, io.Discard); err == nil || !strings.Contains(err.Error(), strings.TrimLeft(wrong, "-")) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// namesPart reports whether an error quotes a value, or the part of it that is wrong.
func namesPart(text, value string) bool {
	_, rest, _ := strings.Cut(text, `"`)
	quoted, _, ok := strings.Cut(rest, `"`)
	return ok && quoted != "" && strings.Contains(value, quoted)
}

// env is an environment of one variable.
func env(name, value string) func(string) string {
	return func(key string) string { return map[string]string{name: value}[key] }
}

// A flag wins over its variable, and an empty variable is none.
func TestFlagWins(t *testing.T) {
	set, err := readSettings([]string{"--base-path", "/flag"}, env("BASE_PATH", "/env"), io.Discard)
	if err != nil || set.BasePath != "/flag" || strings.Join(set.given, " ") != "base-path=/flag" {
		t.Errorf("%+v, %v", set, err)
	}
	if set, err = readSettings([]string{"--addr", ":1"}, env("ADDR", "nonsense"), io.Discard); err != nil || set.Addr != ":1" {
		t.Errorf("%+v, %v", set, err)
	}
}

// An empty flag sets nothing where there is no default: a variable is not read then.
func TestEmptyFlagSetsNone(t *testing.T) {
	for _, s := range table {
		if s.unset() != none {
			continue
		}
		set, err := readSettings([]string{"--" + s.flag + "="}, env(s.env, "nonsense"), io.Discard)
		if err != nil || len(set.given) > 0 {
			t.Errorf("--%s=: %q, %v", s.flag, set.given, err)
		}
	}
}

// A path without its slash is taken, and told as it was taken.
func TestBasePathIsToldAsTaken(t *testing.T) {
	set, err := readSettings([]string{"--base-path", "downhill/"}, unset, io.Discard)
	if err != nil || set.BasePath != "/downhill" || strings.Join(set.given, " ") != "base-path=/downhill" {
		t.Errorf("%q: %v", set.given, err)
	}
}

// markdown is the table as README.md has it.
func markdown(table []setting) string {
	var b strings.Builder
	b.WriteString("| flag | environment | default | what |\n|---|---|---|---|\n")
	for _, s := range table {
		fmt.Fprintf(&b, "| `--%s` | %s | %s | %s |\n", s.flag, s.variables("`"), s.unset(), s.what)
	}
	return b.String()
}

// README.md has the table of settings as the program has it, and so has --help.
func TestTableOfSettings(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := "\n\n" + markdown(table) + "\n"; !strings.Contains(string(text), want) {
		t.Errorf("README.md has not this table:%s", want)
	}
	var said strings.Builder
	if _, err := readSettings([]string{"--help"}, unset, &said); !errors.Is(err, flag.ErrHelp) {
		t.Error(err)
	}
	for _, s := range table {
		if !strings.Contains(said.String(), "--"+s.flag) || !strings.Contains(said.String(), s.env) {
			t.Errorf("--help says nothing of %s", s.flag)
		}
	}
}
