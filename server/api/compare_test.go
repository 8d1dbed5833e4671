package api_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/judge"
	"downhill/train/link"
)

func TestSweepIsWhatTheRunsDo(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
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
	s, _ := sitetest.Serve(t, site.Config{})
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

func TestBasinsBytes(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const n = 17
	a, body := client.Get(t, s.URL()+"/api/basins?surface=himmelblau&run=1&n=17")
	var minima []wire.Minimum
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
		if end := body[i]; steps != out.K || (end == 255) != (out.Kind == judge.Diverged) ||
			(out.Kind == judge.Converged && minima[end-1].At != wire.Point(*out.Target)) {
			t.Fatalf("start %d ends at %d in %d steps; alone it is %s in %d", i, end, steps, out.Kind, out.K)
		}
	}
}

func TestComputingIsBounded(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	c.Send(`{"id":1,"basins":"surface=ackley&steps=5000&lr=0.000001,0.000002,0.000003&n=512"}`)
	all := c.Until(1)
	if end := all[len(all)-1]; end.Type != "error" || end.Kind != "budget" {
		t.Errorf("ended with %q %q: %s", end.Type, end.Kind, end.Message)
	}
}
