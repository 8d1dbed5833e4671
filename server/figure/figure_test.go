package figure

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/server/answer"
	"downhill/server/draw"
	"downhill/server/engine"
	"downhill/server/limits"
	"downhill/train"
	"downhill/train/link"

	"github.com/go-chi/chi/v5"
)

// site serves figures alone.
func site() http.Handler {
	f := &Figures{Engine: engine.New(""), Origin: func(*http.Request) string { return "http://localhost" }}
	r := chi.NewRouter()
	for _, kind := range Kinds() {
		r.Handle("/figure."+kind, answer.Handler(f.Figure))
	}
	return r
}

// get is what a server answers.
func get(t *testing.T, h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// figureOf is a figure that is there.
func figureOf(t *testing.T, path string) []byte {
	t.Helper()
	w := get(t, site(), path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %.200q", path, w.Code, w.Body)
	}
	return w.Body.Bytes()
}

// one is a figure of one run, which no lane moves aside: under its picture, of 600 ×
// 900, the caption.
const one = "surface=wells&lr=0.5&width=600&height=900&lang=en"

// iterates are those of that run, in px of the sheet.
func iterates(t *testing.T, pictureHeight float64) (places []draw.Point) {
	t.Helper()
	sc, err := link.Parse(context.Background(), "surface=wells&lr=0.5")
	if err != nil {
		t.Fatal(err)
	}
	its, _, err := train.Collect(context.Background(), sc, 0)
	if err != nil {
		t.Fatal(err)
	}
	// The surface's view lies in the middle of the picture, as large as it can be.
	view := sc.Surface.View
	scale := min(600/(view.XMax-view.XMin), pictureHeight/(view.YMax-view.YMin))
	c := view.Center()
	for _, it := range its {
		places = append(places, draw.Point{X: 300 + scale*(it.W.X-c.X), Y: pictureHeight/2 - scale*(it.W.Y-c.Y)})
	}
	return places
}

// pictureHeight is how high the picture in that figure is.
func pictureHeight(t *testing.T) float64 {
	t.Helper()
	found := regexp.MustCompile(`<image x="0" y="0" width="600" height="(\d+)"`).FindSubmatch(figureOf(t, "/figure.svg?"+one))
	if found == nil {
		t.Fatal("no ground in the figure")
	}
	h, _ := strconv.ParseFloat(string(found[1]), 64)
	return h
}

// checkWay holds the vertices of lines to a run's iterates, but for those that are too
// near the one before to be a vertex.
func checkWay(t *testing.T, vertices, want []draw.Point, within float64) {
	t.Helper()
	last := draw.Point{X: math.Inf(1)}
	checked := 0
	for k, at := range want {
		if math.Abs(at.X-last.X)+math.Abs(at.Y-last.Y) < trailShortest {
			continue
		}
		last = at
		checked++
		if !slices.ContainsFunc(vertices, func(v draw.Point) bool { return math.Hypot(v.X-at.X, v.Y-at.Y) < within }) {
			t.Errorf("no line goes through iterate %d at %v", k, at)
		}
	}
	if checked < 10 {
		t.Errorf("only %d iterates were looked for", checked)
	}
}

var numbers = regexp.MustCompile(`-?[\d.]+`)

func TestSVGGoesThroughTheIterates(t *testing.T) {
	var vertices []draw.Point
	paths := 0
	for d := xml.NewDecoder(bytes.NewReader(figureOf(t, "/figure.svg?"+one))); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "path" {
			continue
		}
		attributes := map[string]string{}
		for _, a := range start.Attr {
			attributes[a.Name.Local] = a.Value
		}
		if attributes["stroke"] != "#0072b2" { // the first ink
			continue
		}
		paths++
		all := numbers.FindAllString(attributes["d"], -1)
		for i := 0; i+1 < len(all); i += 2 {
			x, _ := strconv.ParseFloat(all[i], 64)
			y, _ := strconv.ParseFloat(all[i+1], 64)
			vertices = append(vertices, draw.Point{X: x, Y: y})
		}
	}
	if paths == 0 {
		t.Fatal("no line of the run's ink")
	}
	checkWay(t, vertices, iterates(t, pictureHeight(t)), 0.02)
}

func TestPDFGoesThroughTheIterates(t *testing.T) {
	file := figureOf(t, "/figure.pdf?"+one)
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.Contains(file, []byte("/FontFile2")) {
		t.Error("no PDF, or one without its faces")
	}
	const pt = 0.75
	var vertices []draw.Point
	operator := regexp.MustCompile(`(-?[\d.]+) (-?[\d.]+) [ml]\b`)
	for _, stream := range streams(file) {
		for _, found := range operator.FindAllStringSubmatch(string(stream), -1) {
			x, _ := strconv.ParseFloat(found[1], 64)
			y, _ := strconv.ParseFloat(found[2], 64)
			vertices = append(vertices, draw.Point{X: x / pt, Y: 900 - y/pt})
		}
	}
	checkWay(t, vertices, iterates(t, pictureHeight(t)), 0.05)
}

// streams are the streams of a PDF that are packed.
func streams(file []byte) (all [][]byte) {
	for _, part := range bytes.Split(file, []byte("stream\n"))[1:] {
		if z, err := zlib.NewReader(bytes.NewReader(part)); err == nil {
			if text, err := io.ReadAll(z); err == nil {
				all = append(all, text)
			}
		}
	}
	return all
}

func TestPNGHasTheRunsInkAtTheIterates(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(figureOf(t, "/figure.png?"+one)))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X != 600 || size.Y != 900 {
		t.Fatalf("a picture of %v", size)
	}
	for k, at := range iterates(t, pictureHeight(t))[1:8] {
		c := color.RGBAModel.Convert(img.At(int(at.X), int(at.Y))).(color.RGBA)
		if off := math.Abs(float64(c.R)-0) + math.Abs(float64(c.G)-0x72) + math.Abs(float64(c.B)-0xb2); off > 60 {
			t.Errorf("at iterate %d the picture is %v", k+1, c)
		}
	}
}

// TestFiguresAreTheSameEveryTime: whoever asks, and on however many processors.
func TestFiguresAreTheSameEveryTime(t *testing.T) {
	for _, kind := range []string{"svg", "png", "pdf"} {
		path := "/figure." + kind + "?preset=noise-escapes&width=400&height=300&lang=ko&theme=dark"
		first := figureOf(t, path+"&at=300")
		before := runtime.GOMAXPROCS(1)
		second := figureOf(t, path+"&at=0300") // kept under another key
		runtime.GOMAXPROCS(before)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: another file", kind)
		}
	}
}

func TestFiguresOfAllKindsAreDrawn(t *testing.T) {
	for _, query := range []string{
		"preset=one-weight-stuck", "preset=three-rates&beat=2", "preset=noise-escapes&beat=4", "surface=rosenbrock&theme=projector",
		"f=log(x)%2By^2&start=1,1&view=-1,3,-2,2", "f=1/x&start=1,1", "f=0*x&start=1,1&lr=0.1", "surface=saddle&steps=1", "surface=cliff&lr=1e6",
		"chart=loss", "chart=sweep", "chart=sweep&preset=adaptive-rates", "chart=loss&f=-x^2-y^2&start=1,1", "chart=loss&preset=exploding-gradient",
		"layer=basins&surface=wells&theme=dark", "opt=polyak&surface=bowl", "chart=sweep&opt=polyak&surface=bowl", "at=0", "at=5000",
		"surface=net&data=xor&steps=20", "zoom=0,1e-6,0,1e-6", "zoom=100,101,100,101&layer=basins", "zoom=-1,1&surface=parabola", "zoom=-1,1,-1,1&surface=parabola",
		"hidden=0,1,2", "hidden=0,1,2&chart=loss", "hidden=0,1,2&chart=sweep", "hidden=none", "hidden=1&preset=noise-escapes&beat=4&zoom=0,2,0,2", "surface=net&data=xor&steps=20&zoom=-1,1,-1,1",
		"preset=one-weight-three-rates&chart=loss&lang=ko",
	} {
		file := figureOf(t, "/figure.png?width=480&height=320&"+query)
		if img, err := png.Decode(bytes.NewReader(file)); err != nil || img.Bounds().Dx() != 480 {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestFigureIsTaggedAndKept(t *testing.T) {
	h := site()
	first := get(t, h, "/figure.svg?"+one)
	tag := first.Header().Get("ETag")
	if tag == "" || first.Header().Get("Content-Type") != "image/svg+xml" || first.Header().Get("Vary") == "" {
		t.Errorf("headers %v", first.Header())
	}
	if again := get(t, h, "/figure.svg?"+one, "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("whoever has it is answered %d with %d bytes", again.Code, again.Body.Len())
	}
}

func TestFigureRefusesWhatDoesNotFit(t *testing.T) {
	h := site()
	for query, field := range map[string]string{
		"width=100": "width", "width=3000": "width", "height=1e3": "height", "width=2400&height=2400": "width", "theme=pink": "theme",
		"chart=pie": "chart", "layer=field": "layer", "at=-1": "at", "lang=fr": "lang", "lr=-1": "lr", "colour=red": "colour",
		"layer=basins&surface=parabola": "surface", "beat=x": "beat",
		"layer=basins&chart=sweep": "layer", "layer=basins&chart=loss": "layer", "zoom=1,2": "zoom", "zoom=2,1,0,1": "zoom", "zoom=0,1,0,1e12": "zoom",
		"zoom=1,1.0000000001,0,1": "zoom", "zoom=a": "zoom", "hidden=3": "hidden", "hidden=x": "hidden", "hidden=0,,1": "hidden",
	} {
		w := get(t, h, "/figure.png?"+query)
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"field":"`+field+`"`) {
			t.Errorf("%s: %d %.200q", query, w.Code, w.Body)
		}
	}
	if w := get(t, h, "/figure.png?preset=none"); w.Code != http.StatusNotFound {
		t.Errorf("a preset that is none: %d", w.Code)
	}
	if limits.FigurePixels > limits.FigureSide*limits.FigureSide {
		t.Error("the limit of pixels limits nothing")
	}
}

func TestEveryThemeHasItsColours(t *testing.T) {
	for name, th := range themes() {
		for _, key := range []string{"paper", "text", "muted", "edge", "map-low", "map-high", "map-contour", "map-halo", "run-0", "run-11", "band-good", "basin-7"} {
			if th.value[key] == "" {
				t.Errorf("%s has no %s", name, key)
			}
		}
	}
	if themes()["dark"].value["paper"] == themes()["light"].value["paper"] {
		t.Error("dark is light")
	}
}

// TestCaptionSaysWhatHappened in the page's words, and nothing more at an early step.
func TestCaptionSaysWhatHappened(t *testing.T) {
	whole, early := string(figureOf(t, "/figure.svg?lang=en")), string(figureOf(t, "/figure.svg?lang=en&at=5"))
	for _, said := range []string{"Stuck in a local minimum", "Converged to the global minimum", "2/\u2060λ"} {
		if !strings.Contains(whole, said) {
			t.Errorf("the figure does not say %q", said)
		}
	}
	if strings.Contains(labelsOf(early), "Converged") || !strings.Contains(labelsOf(early), "Running") {
		t.Error("at step 5 a run is said to have ended")
	}
	if korean := labelsOf(string(figureOf(t, "/figure.svg?lang=ko"))); !strings.Contains(korean, "전역 최솟값에 수렴했습니다") {
		t.Error("not Korean")
	}
}

// labelsOf are the texts of a figure.
func labelsOf(svg string) string {
	var all []string
	for _, found := range regexp.MustCompile(`aria-label="([^"]*)"`).FindAllStringSubmatch(svg, -1) {
		all = append(all, found[1])
	}
	return strings.Join(all, " ")
}

func TestFittedBoxHasOneScale(t *testing.T) {
	own := landscape.View{XMin: -1, XMax: 3, YMin: 0, YMax: 2}
	for _, size := range [][2]float64{{400, 100}, {100, 400}, {300, 300}} {
		b := fitted(own, size[0], size[1])
		if math.Abs(width(b)/size[0]-height(b)/size[1]) > 1e-12 || b.XMin > own.XMin || b.YMax < own.YMax {
			t.Errorf("%v: %v", size, b)
		}
	}
}

// TestCurveKnowsItsPoles: a pole is no part of the curve, and a steep slope is no pole.
func TestCurveKnowsItsPoles(t *testing.T) {
	for f, want := range map[string]int{"tan(x)": 4, "1/x": 1, "x^2": 0, "tanh(50*x)": 0, "exp(x)": 0} {
		sc, err := link.Parse(context.Background(), "f="+strings.ReplaceAll(f, "^", "%5E")+"&start=0.5&view=-5,5&lr=0.01")
		if err != nil {
			t.Fatal(f, err)
		}
		s := &scene{sc: sc}
		if poles := s.curveOf(-5.01, 5).poles(); len(poles) != want {
			t.Errorf("%s has poles at %v", f, poles)
		}
	}
}

// What is said of a figure for those who do not see it is what it shows: of a step on the
// way that the runs are still under way, of a run that has ended by then how.
func TestFigureSaysWhatItShows(t *testing.T) {
	describedAs := regexp.MustCompile(`<desc>([^<]*)</desc>`)
	for _, c := range []struct{ query, starts, says, not string }{
		{"surface=bowl&lr=0.01,3&at=5", "Step 5. ", "η = 0.01: Running: loss ", "crawling"},
		{"surface=bowl&lr=0.01,3&at=80", "Step 80. ", "η = 3: Diverged", "crawling"},
		{"surface=bowl&lr=0.01,3", "η = 0.01", "Still crawling", "Running"},
		{"surface=bowl&lr=0.01&starts=4&at=5", "Step 5. ", "The first of 4: Running: loss ", "4 starts: "},
		{"surface=bowl&lr=0.01&starts=4", "", "4 starts: ", "The first of 4"},
		{"surface=bowl&lr=0.01,3&at=5&chart=sweep", "η = 0.01", "Still crawling", "Running"},
	} {
		found := describedAs.FindSubmatch(figureOf(t, "/figure.svg?lang=en&"+c.query))
		if found == nil {
			t.Fatalf("%s: no description", c.query)
		}
		said := strings.ReplaceAll(string(found[1]), "\u00a0", " ")
		if !strings.HasPrefix(said, c.starts) || !strings.Contains(said, c.says) || strings.Contains(said, c.not) {
			t.Errorf("%s: %q", c.query, said)
		}
	}
}

// TestCurveEndsWhereTheLossDoes: a run that stepped to where the loss is not defined has
// not left the picture, and is told no loss there.
func TestCurveEndsWhereTheLossDoes(t *testing.T) {
	const path = "/figure.svg?lang=en&f=log(x)&start=2&lr="
	if gone := labelsOf(string(figureOf(t, path+"0.011"))); !strings.Contains(gone, "Left the domain") || strings.Contains(gone, "High: step") || strings.Contains(gone, "loss ·") {
		t.Errorf("it says %q", gone)
	}
}
