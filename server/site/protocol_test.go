package site_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/limits"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train"

	"github.com/go-chi/chi/v5"
)

// docs/PROTOCOL.md is what another client is written by. Its examples are run here as
// they stand.

func protocol(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// examples are the fenced blocks of a kind.
func examples(t *testing.T, kind string) (all []string) {
	t.Helper()
	for _, m := range regexp.MustCompile("(?ms)^```"+kind+"\n(.*?)^```").FindAllStringSubmatch(protocol(t), -1) {
		all = append(all, strings.TrimSuffix(m[1], "\n"))
	}
	if len(all) < 6 {
		t.Fatalf("the document has %d examples of %s", len(all), kind)
	}
	return all
}

// TestProtocolExamplesOfTheAPI asks for each address, and holds the answer to what the
// document shows of it: a status, headers, and JSON, bytes or text.
func TestProtocolExamplesOfTheAPI(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	for _, example := range examples(t, "http") {
		lines := strings.Split(example, "\n")
		address, status, shown := strings.TrimPrefix(lines[0], "GET "), lines[1], lines[2:]
		a, body := client.Get(t, s.URL()+address)
		if fmt.Sprint(a.StatusCode) != status {
			t.Errorf("%s: %s", address, a.Status)
		}
		for len(shown) > 0 && header.MatchString(shown[0]) {
			name, value, _ := strings.Cut(shown[0], ": ")
			if got := a.Header.Get(name); got != value {
				t.Errorf("%s: %s is %q", address, name, got)
			}
			shown = shown[1:]
		}
		body = strings.ReplaceAll(body, s.URL(), "http://localhost:8080") // where the document has it
		told := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
		if hexadecimal.MatchString(shown[0]) {
			told = []string{body}
		}
		if len(told) != len(shown) {
			t.Errorf("%s: %d lines, not %d", address, len(told), len(shown))
			continue
		}
		for i, line := range shown {
			if wrong := differs(line, told[i]); wrong != "" {
				t.Errorf("%s, line %d: %s", address, i, wrong)
			}
		}
	}
}

var (
	header      = regexp.MustCompile(`^[A-Z][A-Za-z-]+: `)
	hexadecimal = regexp.MustCompile(`^([0-9a-f]{2} )*([0-9a-f]{2}|…)$`)
)

// TestProtocolExamplesOfTheStream plays each on a connection of its own: what begins
// with > is sent, what begins with < has to come next. What has 2 before it is of a
// second client, on another connection.
func TestProtocolExamplesOfTheStream(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	for _, example := range examples(t, "stream") {
		first, second := client.Dial(t, s.URL()), client.Dial(t, s.URL())
		for line := range strings.Lines(example) {
			line, c := strings.TrimSuffix(line, "\n"), first
			if rest, other := strings.CutPrefix(line, "2"); other {
				line, c = rest, second
			}
			if text, sent := strings.CutPrefix(line, "> "); sent {
				c.Send(text)
				continue
			}
			m := c.Next()
			came := string(m.Text)
			if m.Frame != nil {
				came = string(m.Frame)
			}
			if wrong := differs(strings.TrimPrefix(line, "< "), came); wrong != "" {
				t.Errorf("%.60s: %s", line, wrong)
			}
		}
	}
}

// differs says how an answer, or a line of it, is not what is shown: bytes, JSON, or a
// text.
func differs(shown, came string) string {
	if hexadecimal.MatchString(shown) {
		begin, more := strings.CutSuffix(shown, " …")
		if all := fmt.Sprintf("% x", came); all != begin && !(more && strings.HasPrefix(all, begin)) {
			return "the bytes are " + all
		}
		return ""
	}
	var want, got any
	if json.Unmarshal([]byte(shown), &want) != nil {
		if shown != came {
			return "it is " + came
		}
		return ""
	}
	if err := json.Unmarshal([]byte(came), &got); err != nil {
		return err.Error()
	}
	return within(want, got, "")
}

// within says where a value is not what is shown of it: of an object some of its keys,
// of a list what comes before "…".
func within(shown, value any, at string) string {
	switch shown := shown.(type) {
	case map[string]any:
		object, ok := value.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s is %v", at, value)
		}
		for key, part := range shown {
			if wrong := within(part, object[key], at+"."+key); wrong != "" {
				return wrong
			}
		}
		return ""
	case []any:
		list, ok := value.([]any)
		open := len(shown) > 0 && shown[len(shown)-1] == "…"
		if open {
			shown = shown[:len(shown)-1]
		}
		if !ok || len(list) < len(shown) || !open && len(list) > len(shown) {
			return fmt.Sprintf("%s is %.200v", at, value)
		}
		for i, part := range shown {
			if wrong := within(part, list[i], fmt.Sprintf("%s[%d]", at, i)); wrong != "" {
				return wrong
			}
		}
		return ""
	}
	if !reflect.DeepEqual(shown, value) {
		return fmt.Sprintf("%s is %v", at, value)
	}
	return ""
}

// TestProtocolHasEveryRoute: whoever adds an address tells of it in the document, and
// each of the API has an example.
func TestProtocolHasEveryRoute(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	routes := map[string]bool{}
	err := chi.Walk(site.RoutesOf(s), func(_, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		routes[route] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	text, asked := protocol(t), strings.Join(examples(t, "http"), "\n")
	for _, route := range slices.Sorted(maps.Keys(routes)) {
		named := regexp.MustCompile("`(GET )?" + regexp.QuoteMeta(route) + "[`?]")
		if !named.MatchString(text) {
			t.Errorf("docs/PROTOCOL.md does not tell of %s: add it to a table there", route)
		}
		if strings.HasPrefix(route, "/api/") && route != "/api/surfaces" && route != "/api/schedules" &&
			!regexp.MustCompile("GET "+route+"[?\n]").MatchString(asked) {
			t.Errorf("docs/PROTOCOL.md has no example of %s", route)
		}
	}
}

// TestProtocolTellsTheLimits holds the table to the limits themselves.
func TestProtocolTellsTheLimits(t *testing.T) {
	t.Parallel()
	text := protocol(t)
	for _, row := range []string{
		fmt.Sprintf("| a link: what stands behind its `?` | %d bytes and %d keys |", limits.LongestLink, limits.MostKeys),
		fmt.Sprintf("| a message to the stream | %d bytes: the longest link,", limits.MaxMessage),
		fmt.Sprintf("| messages a second | %d, %d in a burst;", limits.MessagesASecond, limits.MessageBurst),
		fmt.Sprintf("| the first message | within %.0f s it asks for something", limits.FirstMessageTime.Seconds()),
		fmt.Sprintf("| runs, steps | %d, %d |", limits.MostRuns, limits.MostSteps),
		fmt.Sprintf("| an ensemble: members × rates × steps | %d |", train.MostMemberSteps),
		fmt.Sprintf("| computing for a request | %.0f s of processors, for a figure %.0f s,", limits.CPUBudget.Seconds(), limits.FigureBudget.Seconds()),
		fmt.Sprintf("| waiting for a place to compute | %.0f s,", limits.QueueTime.Seconds()),
		fmt.Sprintf("| a grid, a sweep, a map of starts, with all of its turns | %.0f s,", limits.WorkTime.Seconds()),
		fmt.Sprintf("| streams at once | %d,", limits.MaxViewers),
		fmt.Sprintf("| a request's headers, its address among them | %d bytes |", limits.MaxHeaderBytes),
		fmt.Sprintf("| an answer to a slow reader | %d bytes must get through within %.0f s |", limits.WritePiece, limits.WriteDeadline.Seconds()),
		fmt.Sprintf("pings every %.0f s or so and drops a client that does not pong in %.0f s", limits.PingEvery.Seconds(), limits.PongTime.Seconds()),
	} {
		if !strings.Contains(text, row) {
			t.Errorf("docs/PROTOCOL.md does not say %q", row)
		}
	}
}
