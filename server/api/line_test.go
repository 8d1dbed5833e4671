package api_test

import (
	"encoding/binary"
	"math"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// TestOneWeight: of a formula in x alone a point is one number, its Hessian is 1 × 1, a
// grid is one row along x, and there is no map of starts; y is 0.
func TestOneWeight(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for path, want := range map[string]string{
		"/api/eval?f=x^3&at=2":                     `{"loss":8,"gradient":[12,0],"hessian":[[12]],"eigenvalues":[12],"critical_rate":0.16666666666666666}`,
		"/api/eval?f=x^3&at=2,9":                   `{"loss":8,"gradient":[12,0],"hessian":[[12]],"eigenvalues":[12],"critical_rate":0.16666666666666666}`,
		"/api/eval?surface=parabola&at=-1":         `{"loss":0.5,"gradient":[-1,0],"hessian":[[1]],"eigenvalues":[1],"critical_rate":2}`,
		"/api/eval?f=x^3&at=-1":                    `{"loss":-1,"gradient":[3,0],"hessian":[[-6]],"eigenvalues":[-6],"critical_rate":null}`,
		"/api/run?f=x^2&start=1,3&lr=0.25&steps=1": `{"run":0,"k":1,"w":[0.5,0],"loss":0.25,"grad":[1,0],"lr":null}`,
		"/api/surface?f=x^2&view=-2,2":             `"dimension":1,"view":[-2,2,-2,2]`,
		"/api/surface?surface=wells":               `"dimension":2,"view":[-5,5,-5,5]`,
		"/api/step?surface=parabola&lr=0.5&k=0":    `"w":[-4,0]`,
		"/api/basins?f=x^2&start=1&lr=0.1":         "and this one is of x alone",
		"/api/basins?surface=parabola":             "and this one is of x alone",
		"/api/basins?surface=wells&box=-1,1":       "box of four numbers",
		"/api/grid?f=x^2%2By&box=-1,1":             "a box of two numbers is of a loss of x alone",
		"/api/eval?f=x^3&at=a":                     "it must be one number x",
		"/api/eval?f=x^3%2By&at=1":                 "two numbers x,y",
		"/api/sweep?surface=parabola&n=9":          `"lambda":1,"limit":2`,
	} {
		if _, body := client.Get(t, s.URL()+path); !strings.Contains(body, want) {
			t.Errorf("%s: %.300s, want %s", path, body, want)
		}
	}
}

// TestGridOfOneWeight: a row along x; over a box of the plane stripes.
func TestGridOfOneWeight(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, c := range []struct {
		query, shape, view string
		want               []float32
	}{
		{"f=x^2&view=-2,2&n=5", "1,5", "-2,2", []float32{4, 1, 0, 1, 4}},
		{"f=x^2&box=-1,1&n=3", "1,3", "-1,1", []float32{1, 0, 1}},
		{"f=x^2&box=-1,1&n=3&what=gradient", "2,1,3", "-1,1", []float32{-2, 0, 2, 0, 0, 0}},
		{"f=x^2&box=-1,1,-9,9&n=3", "3,3", "-1,1,-9,9", []float32{1, 0, 1, 1, 0, 1, 1, 0, 1}},
		{"surface=parabola&n=2", "1,2", "-5,5", []float32{12.5, 12.5}},
	} {
		response, body := client.Get(t, s.URL()+"/api/grid?"+c.query)
		if response.StatusCode != http.StatusOK || response.Header.Get("Grid-Shape") != c.shape || response.Header.Get("Grid-View") != c.view || len(body) != 4*len(c.want) {
			t.Errorf("%s: %v, %d bytes", c.query, response.Header, len(body))
			continue
		}
		for i, want := range c.want {
			if got := math.Float32frombits(binary.LittleEndian.Uint32([]byte(body[4*i:]))); got != want {
				t.Errorf("%s: number %d is %v, want %v", c.query, i, got, want)
			}
		}
	}
}
