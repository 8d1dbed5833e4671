package site

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"downhill/server/client"
)

// The messages of the stream and answers of the API, one file each below wireDir.
// The server's own are written here; the page's tests read them by the types that
// web/wiretypes makes. requests.json is what the page sends: its tests hold it to
// that, and what it asks for is asked here.

func TestWireMessages(t *testing.T) {
	asked := wireRequests(t)
	s, _ := serve(t, Config{})
	c := client.Dial(t, s.URL())
	for _, name := range []string{"run", "lesson", "sweep", "basins", "error", "beyond"} {
		c.Send(string(asked[name]))
		var r request
		if err := json.Unmarshal(asked[name], &r); err != nil {
			t.Fatal(err)
		}
		for file, text := range picked(name, c.Until(r.ID)) {
			golden(t, file+".json", indented(t, text))
		}
	}
	c.Send(string(asked["cancel"])) // of nothing that is under way: no answer
	c.Send(string(asked["ping"]))
	golden(t, "pong.json", indented(t, c.Next().Text))
}

// wireRequests reads what the page sends. Each has a place in request for all its keys.
func wireRequests(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(wireDir, "requests.json"))
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
		if err := d.Decode(new(request)); err != nil {
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

func TestWireAnswers(t *testing.T) {
	s, _ := serve(t, Config{})
	for file, path := range map[string]string{
		"eval": "/api/eval?surface=saddle-bounded&at=1,0",
		"step": "/api/step?surface=saddle-bounded&opt=momentum&lr=0.1&run=0&k=3",
	} {
		_, body := client.Get(t, s.URL()+path)
		golden(t, file+".json", indented(t, []byte(body)))
	}
	for file, chosen := range map[string]string{"optimizers": "nadam", "schedules": "step"} {
		_, body := client.Get(t, s.URL()+"/api/"+file)
		golden(t, file+".json", indented(t, oneOf(t, body, chosen)))
	}
}

// oneOf is a list of the API with the one object of an id left.
func oneOf(t *testing.T, list, id string) []byte {
	t.Helper()
	var all []json.RawMessage
	if err := json.Unmarshal([]byte(list), &all); err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(one json.RawMessage) bool {
		var named struct{ ID string }
		return json.Unmarshal(one, &named) != nil || named.ID != id
	})
	if len(all) != 1 {
		t.Fatalf("%d of the list are called %s", len(all), id)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// indented is JSON as a file has it: a change is seen line by line.
func indented(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, bytes.TrimSpace(text), "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), '\n')
}
