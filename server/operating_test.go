package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/OPERATING.md has a row for each line of the log, in the program's own words, and
// no more.
func TestOperatingTellsEachLineOfTheLog(t *testing.T) {
	text, err := os.ReadFile("../docs/OPERATING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n| line | level |")
	rows, _, _ := strings.Cut(rest, "\n\n")
	told := map[string]bool{}
	for row := range strings.Lines(rows) {
		first, _, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(first, -1) {
			told[m[1]] = true
		}
	}
	found := map[string]bool{}
	for _, message := range logMessages(t) {
		if strings.HasPrefix(message, "a proxy ") {
			message = "a proxy …"
		}
		if found[message] = true; !told[message] {
			t.Errorf("docs/OPERATING.md does not tell of %q", message)
		}
	}
	for message := range told {
		if !found[message] {
			t.Errorf("docs/OPERATING.md tells of %q", message)
		}
	}
}

// logMessages are those that the program's code says at info and above.
func logMessages(t *testing.T) []string {
	t.Helper()
	say := regexp.MustCompile(`slog\.(?:Info|Warn|Error)(?:Context\([^"]*?, |\()"([^"]+)"`)
	var all []string
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range say.FindAllStringSubmatch(string(text), -1) {
			all = append(all, m[1])
		}
		return err
	})
	if err != nil || len(all) < 8 {
		t.Fatalf("%d messages, %v", len(all), err)
	}
	return all
}
