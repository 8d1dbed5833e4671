package words

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"downhill/server/wire"
	"downhill/train"
	"downhill/train/judge"
	"downhill/web"
)

// Messages are the words of a language by their keys.
type Messages map[string]string

// T is a message with its values filled in, which are name and value in turn.
func (m Messages) T(key string, args ...any) string { return web.T(m, key, args...) }

// has reports whether there is a message under a key, for one or for many.
func (m Messages) has(key string) bool {
	_, plain := m[key]
	_, many := m[key+".other"]
	return plain || many
}

// Or is a message, or what is to stand in its place where there is none.
func (m Messages) Or(key, fallback string) string {
	if text, ok := m[key]; ok {
		return text
	}
	return fallback
}

// About is what a sentence says of a run beside its outcome.
type About struct {
	Lacks     string // what no rate of its optimizer ends as, if this run is to tell
	Optimizer string
	Network   bool    // what is drawn is a slice, where nothing is left or arrived at
	Curve     bool    // it fits a curve: there are no classes to guess
	Dimension int     // how many weights the loss has
	Ensemble  bool    // it is told beside other members, one of which may have come lower
	Rate      float64 `json:"lr"` // the run's, which is told beside the sentence; 0 where it is not
}

// AboutRun is what is known of a run's scenario when its outcome is told.
func AboutRun(sc train.Scenario, run int) About {
	about := About{Lacks: train.LackOf(sc, run), Optimizer: sc.Runs[run].Optimizer, Network: sc.Net() != nil, Dimension: 2, Ensemble: sc.Members() > 1,
		Rate: sc.Runs[run].LearningRate}
	if sc.Surface.OneWeight {
		about.Dimension = 1
	}
	if net := sc.Net(); net != nil {
		about.Curve = net.Spec.Units[0] == 1
	}
	return about
}

// Sentence is how a run ended, in two parts: what happened, and what is known of it.
func (m Messages) Sentence(o wire.Outcome, about About) (lead, rest string) {
	key := outcomeKey(o, about)
	values := m.values(o, about, key)
	if own := "curve." + key; about.Dimension == 1 && m.has(own) {
		key = own
	}
	return Split(m.T(key, values...) + m.reason(o, values) + m.guess(o, about) + m.events(o) + m.lack(o, about))
}

// arrived are the outcomes whose sentence names the step k; the others name the
// run's last.
var arrived = []judge.Kind{judge.Converged, judge.Learned, judge.StuckLocal, judge.Bouncing, judge.Leaving, judge.LeftDomain,
	judge.Diverged, judge.EscapedUnbounded}

func (m Messages) values(o wire.Outcome, about About, key string) []any {
	n, loss := o.Last, o.Loss
	if slices.Contains(arrived, o.Outcome) && o.Guess == "" && o.Reason != judge.TooFew {
		n, loss = o.K, o.KLoss
	}
	x, y := math.NaN(), math.NaN()
	if o.Where != nil {
		x, y = float64(o.Where[0]), float64(o.Where[1])
	}
	best, target := valueOf(o.Best), valueOf(o.TargetLoss)
	more := MoreDigits(best, compared(key, float64(loss), target), LossTo)
	return []any{"n", n, "loss", LossTo(float64(loss), more), "best", LossTo(best, more), "target", LossTo(target, more), "limit", m.limit(o, about.Rate),
		"radius", Bound(float64(o.Radius)), "gap", Bound(float64(o.Gap)), "x", Coordinate(x), "y", Coordinate(y)}
}

// compared is the loss that a message says is another one than the best.
func compared(key string, loss, target float64) []float64 {
	switch key {
	case "outcome.stuck-local", "outcome.stuck-local.known":
		return []float64{target}
	case "outcome.stuck-local.settled", "outcome.crawling.best", "outcome.few.best", "outcome.net.learned":
		return []float64{loss}
	}
	return nil
}

func valueOf(n *wire.Num) float64 {
	if n == nil {
		return math.NaN()
	}
	return float64(*n)
}

// worded are the reasons that have a sentence of their own, by outcome.
var worded = map[judge.Kind][]judge.Reason{
	"crawling": {"vanishing", "not-below", "rolling"}, "oscillating": {"limit"}, "left-domain": {"slopeless"},
	"stuck-saddle": {"slope"}, "thrown": {"strayed", "down"},
	"diverged": {"limit", "limit-few", "limit-all", "overflow", "undefined", "downhill", "bottomless"},
}

// ofNetworks are the outcomes that are said otherwise of a network, and wordedOfNetworks
// the reasons that then have a sentence of their own.
var (
	ofNetworks       = []judge.Kind{judge.Diverged, judge.Crawling, judge.Learned, judge.Stuck, judge.Oscillating}
	wordedOfNetworks = []judge.Reason{judge.NoneLower, judge.NotFalling, judge.NotBelow, judge.AboveStart}
)

// networkKey is the message of a network's outcome, where it has one of its own.
func networkKey(o wire.Outcome, about About) (key string, ok bool) {
	if !slices.Contains(ofNetworks, o.Outcome) || o.Overflow || o.Reason == judge.TooFew && o.Outcome == judge.Oscillating {
		return "", false
	}
	key = "outcome.net." + string(o.Outcome)
	if o.Reason == judge.Falling { // it trembles, but it learns
		return "outcome.net." + string(judge.Crawling), true
	}
	if o.Outcome == judge.Learned && o.Guess != "" {
		if about.Ensemble { // of which others may have come lower
			return "outcome.net.lowest-seed", true
		}
		return "outcome.net.lowest", true
	}
	if o.Outcome == judge.Learned && (len(o.Events) > 0 || about.Ensemble) {
		return key + ".brief", true
	}
	if slices.Contains(wordedOfNetworks, o.Reason) {
		key += "." + string(o.Reason)
	}
	return key, true
}

// outcomeKey is the message of an outcome.
func outcomeKey(o wire.Outcome, about About) string {
	if key, ok := networkKey(o, about); ok && about.Network {
		return key
	}
	if o.Reason == judge.TooFew {
		if o.Best == nil {
			return "outcome.few"
		}
		return "outcome.few.best"
	}
	base := "outcome." + string(o.Outcome)
	switch {
	case o.Outcome == "stuck-local" && (o.Place == "local" || o.Place == ""):
		return base
	case o.Outcome == "stuck-local" && o.Place == "local-known":
		return base + ".known"
	case o.Place != "":
		return base + "." + string(o.Place)
	case slices.Contains(worded[o.Outcome], o.Reason):
		return base + "." + string(o.Reason)
	case o.Outcome == "crawling" && o.Best != nil:
		return base + ".best"
	}
	return base
}

// lack tells that no rate ends as it is called; a flat ground has said enough.
func (m Messages) lack(o wire.Outcome, about About) string {
	if about.Lacks == "" || o.Outcome == "flat" {
		return ""
	}
	return m.T("outcome.lacks."+about.Lacks, "optimizer", m.Optimizer(about.Optimizer))
}

// worth are the outcomes of networks that need to be told what they are worth.
var worth = []judge.Kind{judge.Learned, judge.Stuck, judge.Crawling}

// guess is how much a network is better than one answer for every point, where that is
// little.
func (m Messages) guess(o wire.Outcome, about About) string {
	switch {
	case o.Guess == "" || o.Reason == judge.NoneLower || !slices.Contains(worth, o.Outcome):
		return ""
	case about.Curve:
		return m.T("outcome.net.guess." + string(o.Guess) + ".curve")
	}
	return m.T("outcome.net.guess." + string(o.Guess))
}

// Optimizer is what an optimizer is called.
func (m Messages) Optimizer(id string) string { return m.Or("optimizer."+id+".name", id) }

// reason is why a run that is at a minimum does not come to rest there, where that is
// known.
func (m Messages) reason(o wire.Outcome, values []any) string {
	if o.Place == "" || o.Reason != "kink" && o.Reason != "limit" {
		return ""
	}
	return m.T("outcome.reason."+string(o.Reason), values...)
}

// limit is the limit that a rate is above: plain descent's is named 2/λ; another rule's is only
// called its own.
func (m Messages) limit(o wire.Outcome, rate float64) string {
	if o.Limit == nil {
		return ""
	}
	key := "limit.own"
	if o.LimitLambda != nil && math.Abs(float64(*o.Limit**o.LimitLambda)-2) < 1e-6 {
		key = "limit.two-over-lambda"
	}
	limit := float64(*o.Limit)
	return m.T(key, "limit", RateTo(limit, MoreDigits(limit, []float64{rate}, RateTo)))
}

// worthTelling: a stay at a saddle of so many steps is mentioned; a shorter one is
// seen on the map.
const worthTelling = 10

func (m Messages) events(o wire.Outcome) string {
	if o.Guess != "" {
		return "" // what is no better than guessing has learned nothing by heart
	}
	for _, e := range o.Events {
		switch {
		case e.Event == "overfitting" && e.From != nil:
			return m.T("outcome.event.overfitting", "from", *e.From)
		case e.Event == "saddle-escape" && e.Left-e.Entered >= worthTelling:
			return m.T("outcome.event.saddle-escape", "entered", e.Entered, "left", e.Left)
		}
	}
	return ""
}

var leading = regexp.MustCompile(`(?s)^\*([^*]+)\*(.*)$`)

// Split parts "*Diverged*: left the map" into its lead and the rest.
func Split(text string) (lead, rest string) {
	if part := leading.FindStringSubmatch(text); part != nil {
		return part[1], part[2]
	}
	return text, ""
}

// RunName is a run's name: the one it was given, its role, its optimizer, or its rate.
func (m Messages) RunName(sc train.Scenario, run int) string {
	name := train.Name(sc, run)
	switch train.LabelOf(sc, run).Kind {
	case train.ByRole:
		return m.Or("run."+name, name)
	case train.ByOptimizer:
		return m.Optimizer(name)
	case train.ByRate:
		return m.RateName(sc, run)
	}
	return strings.TrimSpace(name)
}

// RateName tells a run's rate, so that it is not told as another run's that differs.
func (m Messages) RateName(sc train.Scenario, run int) string {
	rate, all := sc.Runs[run].LearningRate, make([]float64, len(sc.Runs))
	for i, other := range sc.Runs {
		all[i] = other.LearningRate
	}
	return m.T("run.named", "rate", RateTo(rate, MoreDigits(rate, all, RateTo)))
}
