package stream_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
)

// The messages of the stream and answers of the API, one file each below wireDir.
// The server's own are written here; the page's tests read them by the types that
// web/wiretypes makes. requests.json is what the page sends: its tests hold it to
// that, and what it asks for is asked here.

func TestWireMessages(t *testing.T) {
	asked := wireRequests(t)
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for _, name := range []string{"run", "lesson", "sweep", "basins", "error", "beyond", "ensemble"} {
		c.Send(string(asked[name]))
		var r stream.Request
		if err := json.Unmarshal(asked[name], &r); err != nil {
			t.Fatal(err)
		}
		for file, text := range picked(name, c.Until(r.ID)) {
			sitetest.Golden(t, file+".json", sitetest.Indented(t, text))
		}
	}
	c.Send(string(asked["cancel"])) // of nothing that is under way: no answer
	c.Send(string(asked["ping"]))
	sitetest.Golden(t, "pong.json", sitetest.Indented(t, c.Next().Text))
}

// wireRequests reads what the page sends. Each has a place in request for all its keys.
func wireRequests(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(sitetest.WireDir, "requests.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for name, one := range all {
		d := json.NewDecoder(bytes.NewReader(one))
		d.DisallowUnknownFields()
		if err := d.Decode(new(stream.Request)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	return all
}

// picked are the messages that a fixture is made of, by its name: of a run the
// outcome that passes a saddle, of a sweep the coarse one too, of one that asks for
// tails the whole.
func picked(name string, answer []client.Message) map[string][]byte {
	files := map[string][]byte{}
	for _, m := range answer {
		switch {
		case m.Frame != nil || name == "run" && m.Type == "outcome" && m.Run != 1:
		case name == "lesson":
			if m.Type == "scenario" {
				files["lesson"] = m.Text
			}
		case name == "beyond":
			if m.Type == "sweep" && m.Complete {
				files["sweep-tail"] = m.Text
			}
		case m.Type == "done" && name != "run":
		case m.Type == "sweep" && !m.Complete:
			files["sweep-coarse"] = m.Text
		default:
			files[m.Type] = m.Text
		}
	}
	return files
}
