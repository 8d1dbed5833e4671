package main

import (
	"log/slog"
	"regexp"
	"strings"
)

// ours is how the name of a variable begins that somebody may have meant for us.
const ours = "DOWNHILL_"

// notOurs are the variables that Kubernetes and Docker set in every container beside a
// service that is called downhill, or so and something more: by their names, and one,
// which somebody may have meant for us, by its value.
var (
	notOurs     = regexp.MustCompile(`^DOWNHILL_([A-Z0-9_]+_)?(SERVICE_(HOST|PORT)|PORT_\d)|^DOWNHILL_(NAME$|ENV_)`)
	notOurValue = regexp.MustCompile(`^DOWNHILL_([A-Z0-9_]+_)?PORT=[a-z]+://`)
)

// warnOfStrangers tells of variables, as os.Environ has them, that look like settings
// and are not read.
func warnOfStrangers(environ []string) {
	if names := strangers(environ); len(names) > 0 {
		slog.Warn("variables are not read", "names", names, "advice", "no setting's name begins so: downhill --help lists them")
	}
}

// strangers are the names of variables that look like settings and are none.
func strangers(environ []string) []string {
	var found []string
	for _, pair := range environ {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, ours) && !notOurs.MatchString(name) && !notOurValue.MatchString(pair) {
			found = append(found, name)
		}
	}
	return found
}
