package site

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"testing"

	"downhill/server/client"
	"downhill/train"
	"downhill/train/link"
)

func TestSweepIsWhatTheRunsDo(t *testing.T) {
	s, _ := serve(t, Config{})
	var got struct {
		Rates, Loss []float64
		Outcomes    []string
		Steps       []int
		Evaluations int
		Critical    *float64
	}
	client.GetJSON(t, s.URL()+"/api/sweep?surface=bowl&from=0.01&to=3&n=12", &got)
	if len(got.Rates) != 12 || got.Rates[0] != 0.01 || got.Rates[11] != 3 || got.Evaluations == 0 {
		t.Fatalf("%+v", got)
	}
	sc, err := link.Parse(t.Context(), "surface=bowl")
	if err != nil {
		t.Fatal(err)
	}
	for i, rate := range got.Rates {
		sc.Runs[0].LearningRate = rate
		_, out, err := train.Collect(context.Background(), sc, 0)
		if err != nil || got.Outcomes[i] != string(out.Kind) || got.Steps[i] != out.K || got.Loss[i] != out.Loss {
			t.Errorf("at %v: %s in %d, loss %v; alone it is %s in %d, loss %v", rate, got.Outcomes[i], got.Steps[i], got.Loss[i], out.Kind, out.K, out.Loss)
		}
	}
}

// Without a range a sweep spans the slider's.
func TestSweepSpansTheSlider(t *testing.T) {
	s, _ := serve(t, Config{})
	var surface struct {
		RateRange [2]float64 `json:"rate_range"`
	}
	client.GetJSON(t, s.URL()+"/api/surface?surface=beale", &surface)
	var got struct{ Rates []float64 }
	client.GetJSON(t, s.URL()+"/api/sweep?surface=beale&n=5", &got)
	if n := len(got.Rates); n != 5 || [2]float64{got.Rates[0], got.Rates[n-1]} != surface.RateRange {
		t.Errorf("rates %v, want them to span %v", got.Rates, surface.RateRange)
	}
}

func TestSweepOnTheStream(t *testing.T) {
	s, _ := serve(t, Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":8,"sweep":"surface=ravine&opt=sgd,adam,sgd,polyak&lr=0.01,0.1,0.02,1&n=20"}`)
	var sweeps []client.Message
	for _, m := range c.Until(8) {
		switch m.Type {
		case "sweep":
			sweeps = append(sweeps, m)
		case "error":
			t.Fatal(m.Message)
		}
	}
	if len(sweeps) != 4 { // coarse and whole, for sgd and for adam
		t.Fatalf("%d sweeps", len(sweeps))
	}
	for i, m := range sweeps {
		known := 0
		for _, o := range m.Outcomes {
			if o != "" {
				known++
			}
		}
		if m.Complete != (i%2 == 1) || m.Run != i/2 || len(m.Rates) != 20 || (known == 20) != m.Complete {
			t.Errorf("message %d: run %d, complete %v, %d rates, %d known", i, m.Run, m.Complete, len(m.Rates), known)
		}
	}
}

func TestBasinsBytes(t *testing.T) {
	s, _ := serve(t, Config{})
	const n = 17
	a, body := client.Get(t, s.URL()+"/api/basins?surface=himmelblau&run=1&n=17")
	var minima []minimumJSON
	if err := json.Unmarshal([]byte(a.Header.Get("Basin-Minima")), &minima); err != nil || len(minima) != 4 {
		t.Fatalf("%v: minima %q", err, a.Header.Get("Basin-Minima"))
	}
	if len(body) != 3*n*n {
		t.Fatalf("%d bytes", len(body))
	}
	sc, err := link.Parse(t.Context(), "surface=himmelblau")
	if err != nil {
		t.Fatal(err)
	}
	v := sc.Surface.View
	for i := range n * n {
		sc.Start.X = v.XMin + float64(i%n)*(v.XMax-v.XMin)/(n-1)
		sc.Start.Y = v.YMin + float64(i/n)*(v.YMax-v.YMin)/(n-1)
		_, out, err := train.Collect(context.Background(), sc, 1)
		if err != nil {
			t.Fatal(err)
		}
		steps := int(binary.LittleEndian.Uint16([]byte(body[n*n+2*i:])))
		if end := body[i]; steps != out.K || (end == 255) != (out.Kind == train.Diverged) ||
			(out.Kind == train.Converged && minima[end-1].At != point(*out.Target)) {
			t.Fatalf("start %d ends at %d in %d steps; alone it is %s in %d", i, end, steps, out.Kind, out.K)
		}
	}
}

func TestBasinsOnTheStream(t *testing.T) {
	s, _ := serve(t, Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":9,"basins":"surface=himmelblau&n=65"}`)
	all := c.Until(9)
	if first := all[0]; first.Type != "basins" || len(first.Minima) != 4 || first.Run != 1 {
		t.Fatalf("first came %q: %s", first.Type, first.Message)
	}
	var sizes []int
	for _, m := range all {
		if m.Type == "map" {
			sizes = append(sizes, m.N)
			if want := headerSize + m.N*m.N + m.N%2 + 2*m.N*m.N; len(m.Frame) != want || m.Complete != (m.N == 65) {
				t.Errorf("a map of %d has %d bytes, want %d; complete %v", m.N, len(m.Frame), want, m.Complete)
			}
		}
	}
	if len(sizes) != 3 || sizes[0] != 32 || sizes[2] != 65 {
		t.Errorf("sizes %v", sizes)
	}
}

func TestKindsDoNotSupersedeEachOther(t *testing.T) {
	s, _ := serve(t, Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"basins":"surface=bowl&n=64"}`)
	c.Send(`{"id":2,"sweep":"surface=wells"}`)
	c.Send(`{"id":3,"run":"surface=wells"}`)
	ended := map[uint32]string{}
	for len(ended) < 3 {
		if m := c.Next(); client.Ends(m) {
			ended[m.ID] = m.Type
		}
	}
	for id, how := range ended {
		if how != "done" {
			t.Errorf("request %d ended with %q", id, how)
		}
	}
}

func TestComputingIsBounded(t *testing.T) {
	s, _ := serve(t, Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"basins":"surface=ackley&steps=5000&lr=0.000001,0.000002,0.000003&n=512"}`)
	all := c.Until(1)
	if end := all[len(all)-1]; end.Type != "error" || end.Kind != "budget" {
		t.Errorf("ended with %q %q: %s", end.Type, end.Kind, end.Message)
	}
}
