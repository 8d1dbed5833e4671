package main

import (
	"log/slog"
	"regexp"
	"strings"
)

// ours is how the name of a variable begins that somebody may have meant for us.
const ours = "DOWNHILL_"

// notOurs are the variables that Kubernetes and Docker set in every container beside a
// service that is called downhill.
var notOurs = regexp.MustCompile(`^DOWNHILL_(SERVICE_|PORT$|PORT_\d|NAME$|ENV_)`)

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
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, ours) && !notOurs.MatchString(name) {
			found = append(found, name)
		}
	}
	return found
}
