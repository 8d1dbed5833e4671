package main

import "runtime/debug"

// version is set by the build where it knows a tag or has no repository beside
// it: go build -ldflags "-X main.version=v1.2.0".
var version string

// commit is the version of this program: the one that the build set, else the
// commit that it was built from.
func commit() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	revision := settings["vcs.revision"]
	switch {
	case revision == "":
		return "unknown"
	case settings["vcs.modified"] == "true":
		return revision[:min(12, len(revision))] + "-changed"
	}
	return revision[:min(12, len(revision))]
}
