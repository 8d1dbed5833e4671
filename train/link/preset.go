package link

import "downhill/train"

// Preset is a named scenario with a story. Its words are in the page's message
// files: preset.<id>.title and preset.<id>.text.
type Preset struct {
	ID    string
	Query string
	// Ends is how each run ends; the story says so.
	Ends []train.Kind
}

// Home is the preset that a page opens whose link has no key of a scenario.
const Home = "stuck-in-a-local-minimum"

// presets are in the order of a lecture.
var presets = []Preset{
	{
		ID:    "what-a-step-is",
		Query: "surface=bowl&lr=0.3",
		Ends:  []train.Kind{train.Converged},
	},
	{
		ID:    "stuck-in-a-local-minimum",
		Query: "surface=wells&lr=0.1,0.5,1.8",
		Ends:  []train.Kind{train.StuckLocal, train.Converged, train.Oscillating},
	},
	{
		ID:    "overshoot-and-diverge",
		Query: "surface=bowl&lr=1.9,2.1",
		Ends:  []train.Kind{train.Converged, train.Diverged},
	},
	{
		ID:    "three-rates",
		Query: "surface=bowl",
		Ends:  []train.Kind{train.Crawling, train.Converged, train.Diverged},
	},
	{
		ID:    "two-over-lambda",
		Query: "surface=ravine&lr=0.078,0.082",
		Ends:  []train.Kind{train.Converged, train.Diverged},
	},
	{
		ID:    "try-many-rates",
		Query: "surface=rosenbrock-gentle&lr=0.005,0.02,0.05,0.08,0.12,0.22&steps=200",
		Ends:  []train.Kind{train.Crawling, train.Crawling, train.Converged, train.Converged, train.Oscillating, train.Diverged},
	},
	{
		ID:    "ravine-and-momentum",
		Query: "surface=ravine-rot&opt=sgd,momentum&lr=0.036,0.06&momentum=0.6",
		Ends:  []train.Kind{train.Converged, train.Converged},
	},
	{
		ID:    "adaptive-rates",
		Query: "surface=beale&opt=sgd,adagrad,rmsprop,adam&lr=0.035,0.9,0.042,0.3",
		Ends:  []train.Kind{train.Converged, train.Converged, train.Converged, train.Converged},
	},
	{
		ID:    "adaptive-promises-nothing",
		Query: "surface=himmelblau&opt=sgd,adam&lr=0.01,1.4",
		Ends:  []train.Kind{train.Converged, train.Converged},
	},
	{
		ID:    "schedules",
		Query: "surface=wells&lr=0.1,0.5,1.8&schedule=cosine",
		Ends:  []train.Kind{train.StuckLocal, train.Converged, train.Converged},
	},
	{
		ID:    "saddle-point",
		Query: "surface=saddle-bounded",
		Ends:  []train.Kind{train.Crawling, train.Converged, train.Diverged},
	},
	{
		ID:    "vanishing-gradient",
		Query: "surface=plateau&start=-4,-10&opt=sgd,adam,rprop&lr=25,0.1,0.1&steps=300",
		Ends:  []train.Kind{train.Crawling, train.Converged, train.Converged},
	},
	{
		ID:    "exploding-gradient",
		Query: "surface=cliff",
		Ends:  []train.Kind{train.Crawling, train.Converged, train.Diverged},
	},
	{
		ID:    "clipping-saves-it",
		Query: "surface=cliff&start=1.8,1.8&lr=0.001,0.01,0.03&clip=norm:1&steps=200",
		Ends:  []train.Kind{train.Crawling, train.Converged, train.Converged},
	},
	{
		ID:    "noise-escapes",
		Query: "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine",
		Ends:  []train.Kind{train.Hovering, train.Hovering, train.Hovering},
	},
}

// Presets are the named scenarios, in the order of a lecture.
func Presets() []Preset { return append([]Preset(nil), presets...) }

// LookupPreset finds a preset by its id.
func LookupPreset(id string) (Preset, bool) {
	for _, p := range presets {
		if p.ID == id {
			return p, true
		}
	}
	return Preset{}, false
}
