package train

// Preset is a named scenario with a story. Its words are in the page's message
// files: preset.<id>.title and preset.<id>.text.
type Preset struct {
	ID    string
	Query string
	// Ends is how each run ends; the story says so.
	Ends []Kind
}

// presets are in the order of a lecture.
var presets = []Preset{
	{ID: "three-rates", Query: "surface=bowl", Ends: []Kind{Crawling, Converged, Diverged}},
	{ID: "stuck-in-a-local-minimum", Query: "surface=wells&lr=0.1,0.5,1.8", Ends: []Kind{StuckLocal, Converged, Oscillating}},
	{ID: "overshoot-and-diverge", Query: "surface=bowl&lr=1,1.9,2.1&steps=100", Ends: []Kind{Converged, Converged, Diverged}},
	{ID: "two-over-lambda", Query: "surface=ravine&lr=0.04,0.078,0.081&steps=400", Ends: []Kind{Converged, Converged, Diverged}},
	{ID: "try-many-rates", Query: "surface=rosenbrock-gentle", Ends: []Kind{Crawling, Converged, Diverged}},
	{ID: "ravine-and-momentum", Query: "surface=ravine&opt=sgd,momentum,nesterov", Ends: []Kind{Converged, Converged, Converged}},
	{ID: "adaptive-rates", Query: "surface=ravine&opt=sgd,adagrad,rmsprop,adam", Ends: []Kind{Converged, Converged, Converged, Converged}},
	{ID: "adaptive-promises-nothing", Query: "surface=ravine-rot&opt=sgd,adam", Ends: []Kind{Converged, Converged}},
	{ID: "schedules", Query: "surface=ravine&lr=0.02,0.07,0.079&schedule=cosine", Ends: []Kind{Converged, Converged, Converged}},
	{ID: "saddle-point", Query: "surface=saddle-bounded", Ends: []Kind{Crawling, Converged, Diverged}},
	{ID: "vanishing-gradient", Query: "surface=plateau", Ends: []Kind{Crawling, Converged, Thrown}},
	{ID: "exploding-gradient", Query: "surface=cliff", Ends: []Kind{Crawling, Converged, Diverged}},
	{ID: "clipping-saves-it", Query: "surface=cliff&clip=norm:1", Ends: []Kind{Crawling, Converged, Converged}},
	{ID: "noise-escapes", Query: "surface=wells&noise=1", Ends: []Kind{StuckLocal, Converged, Diverged}},
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
