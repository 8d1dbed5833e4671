package api_test

import (
	"encoding/json"
	"slices"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

const smallNetwork = "surface=net&data=xor&data.size=8&units=2,2,1&steps=3&lr=0.1"

func TestWireAnswers(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for file, path := range map[string]string{
		"eval": "/api/eval?surface=saddle-bounded&at=1,0",
		"step": "/api/step?surface=saddle-bounded&opt=momentum&lr=0.1&run=0&k=3",
		// The same small network each.
		"network":  "/api/network?" + smallNetwork,
		"net-step": "/api/step?" + smallNetwork + "&k=1&point=0",
		"norms":    "/api/norms?" + smallNetwork + "&run=0&n=3",

		"cut": "/api/cut?surface=saddle-bounded&opt=momentum&lr=0.1&run=0&k=3&from=-1&to=4&n=6",
	} {
		_, body := client.Get(t, s.URL()+path)
		sitetest.Golden(t, file+".json", sitetest.Indented(t, []byte(body)))
	}
	_, body := client.Get(t, s.URL()+"/api/networks")
	sitetest.Golden(t, "networks.json", sitetest.Indented(t, fewData(t, body)))
	_, body = client.Get(t, s.URL()+"/api/traces")
	sitetest.Golden(t, "traces.json", sitetest.Indented(t, keyOf(t, body, "parabola")))
	for file, chosen := range map[string]string{"optimizers": "nadam", "schedules": "step"} {
		_, body := client.Get(t, s.URL()+"/api/"+file)
		sitetest.Golden(t, file+".json", sitetest.Indented(t, oneOf(t, body, chosen)))
	}
}

// fewData are the parts of networks with one kind of data left, of two points.
func fewData(t *testing.T, body string) []byte {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(body), &all); err != nil {
		t.Fatal(err)
	}
	first := all["data"].([]any)[0].(map[string]any)
	first["points"] = first["points"].([]any)[:2]
	all["data"] = []any{first}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// keyOf is an object of the API with the one key left.
func keyOf(t *testing.T, object, key string) []byte {
	t.Helper()
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(object), &all); err != nil || all[key] == nil {
		t.Fatalf("no %s (%v)", key, err)
	}
	text, err := json.Marshal(map[string]json.RawMessage{key: all[key]})
	if err != nil {
		t.Fatal(err)
	}
	return text
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
