// Package web is what is shown: the page's templates, the view models that
// fill them, and its words. It knows neither the catalogue nor the trainer;
// the server hands it plain values.
package web

import (
	"encoding/json"
	"strconv"
)

// PageView is everything that the page shows before a script has run. Numbers
// come as text, already written the way that the query writes them.
type PageView struct {
	Lang       string            // "en"
	LangChosen bool              // the link names the language
	Theme      string            // "light", "dark", "projector", or empty for the system's wish
	Messages   map[string]string // every word of the page, the catalogue's names merged in

	Description  string // for previews; one or two sentences
	CanonicalURL string // absolute link of this scenario
	PreviewURL   string // the same with the page's own keys, which a preview is of
	ImageURL     string // absolute link of the preview picture; empty for none
	ImageAlt     string // what is seen on it
	ImageWidth   int    // px
	ImageHeight  int
	OEmbedURL    string // where platforms that embed ask how; empty for nowhere
	Outcomes     string // how the runs end: what a preview says
	NetworkURL   string // this scenario on the local network, for a page on loopback; else empty
	Base         string // path of the site on its host, "" or "/downhill"
	Protocol     string // the subprotocol of the websocket
	Ask          string // the request that the page begins with, as its script would send it
	Version      string // appended to the assets' addresses, so that they may be cached

	Preset    *PresetView  // the lesson that is shown, if one is
	Lessons   []Choice     // the presets in the order of a lecture
	Functions []string     // of the formula language
	Home      string       // the lesson that / opens
	Alone     bool         // our own lessons are not among them, and so no plan of a lecture over these
	Plans     []LessonPlan // the lessons' beats, for the script

	Surface SurfaceView
	Runs    []RunView
	Steps   int
	Ahead   []string // the scripts below /static/ that main.js fetches for the first picture
	HasCut  bool     // the loss along a step can be shown
	Gap     bool     // losses can be below 0: the chart shows how far they are above the lowest

	Surfaces   []Choice // for the selects of the set-up panel
	Optimizers []Choice
	Schedules  []Choice
	Optimizer  string // the id of the first run's optimizer
	Schedule   string // the id of the schedule
	Clip       string // as in the query: "norm:1", or empty
	Noise      string
	Seed       string

	Scenario json.RawMessage // the scenario message that opens a stream, as data for the script
	Wrong    []string        // what in the link does not fit, a sentence for each key; the page shows the rest
	Embed    bool            // the figure alone
	Live     string          // the code of the lecture that the page follows
	Hide     string          // names of panels that are taken away, with spaces between
	Cut      bool            // the loss along a step is shown
	Predict  bool            // what the runs do is hidden until it is asked for

	Keys    map[string]string // the page's own keys as the link has them
	Unknown []string          // keys of the link that nothing here knows
}

// LessonPlan is what the script needs of a lesson.
type LessonPlan struct {
	ID    string     `json:"id"`
	Beats []BeatPlan `json:"beats"`
}

// BeatPlan is what the script needs of a beat.
type BeatPlan struct {
	Keys  string   `json:"keys,omitempty"`  // the page's own that it opens with, as a query
	Rates []string `json:"rates,omitempty"` // its runs'; none where they are the first beat's
	Asks  string   `json:"asks,omitempty"`  // what the answers to its question are; empty where a room can't be asked it
}

// PresetView is a lesson's beat: a named scenario with its place among the others.
// Its words are the messages preset.<id>.title, preset.<id>.<beat> and
// preset.<id>.<beat>.ask.
type PresetView struct {
	ID       string
	N, Total int // counts from 1
	Beat     int // counts from 1
	Beats    int
	Moved    bool   // something of its scenario is changed, or which of its runs are hidden
	Asks     bool   // it asks for a prediction by itself, after beats that have shown the lesson's title
	Changed  bool   // what is shown is not what the lesson's sentences are about
	Previous string // address of the lesson before, empty at the first
	Next     string // address of the one after, empty at the last
}

// Words is the key of the beat's text; with .ask that of its question.
func (p PresetView) Words() string { return "preset." + p.ID + "." + strconv.Itoa(p.Beat) }

// SurfaceView is the surface that is descended.
type SurfaceView struct {
	ID        string // empty for a typed formula
	Name      string
	Teaches   string
	Unbounded bool   // it has no bottom
	Network   bool   // it is a network's loss, which has no place that is the bottom
	Formula   string // its text, for the formula field
	MathML    string // what a <math> element holds, typeset from the compiled formula
	View      string // xmin,xmax,ymin,ymax
	Start     [2]string
}

// RunView is one run's card.
type RunView struct {
	Name      string // as shown
	Role      string // low, good, high or none
	Ink       int    // its place among the colours of runs
	Optimizer string // its id
	Rate      string
	From, To  float64 // the range of the slider
	Value     float64 // the rate as a number
	Rateless  bool    // it chooses its own rate: no slider
	ByRate    bool    // it is named by its rate alone
}

// Choice is an entry of a select, under its group if it has one.
type Choice struct{ ID, Name, Group string }
