package judge

import (
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/descent"
)

// motion is what rule 4 measures of a run that is still moving.
type motion struct {
	rev   float64 // share of reversals in the second half
	eff   float64 // its net progress over its length
	decay float64 // median step of the last quarter over the third quarter's
	dec   float64 // share of steps that do not climb
	// down: without noise, the loss fell over the third quarter and over the last
	down bool
	up   bool    // without noise, it is higher at the end than half-way, or than a quarter before and climbed in its last part
	jump float64 // the longest step, in diagonals
	out  bool    // some iterate beyond 1.5 half-widths
}

// judgeElsewhere judges a run that has stayed at no critical point that is known: it
// stands where the slope ends, or is still moving.
func (j *Judge) judgeElsewhere(out *Outcome) {
	m := j.motion()
	out.K, out.Kind = j.k, m.kind()
	if (out.Kind == Oscillating || out.Kind == SlowZigzag) && !j.noisy && j.last >= j.k && j.turnsNowhere() {
		m.rev = 0 // it did so until a schedule or its rule let it
		out.Kind = m.kind()
	}
	if (out.Kind == Oscillating || out.Kind == SlowZigzag) && j.noisy && j.noiseAloneTurns() {
		out.Kind = Wandering
		if j.meanFalls() || j.vanishes() {
			out.Kind = Crawling
		}
	}
	switch {
	case out.Kind == Thrown && j.downAllTheWay():
		out.Kind = Crawling // a long step down jumps over nothing
	case out.Kind == Thrown && !m.steady() && j.backInView():
		out.Kind = Wandering // it came back long ago, and is off no structure
	}
	if out.Kind == Crawling && j.unsettled {
		out.Kind = Wandering
	}
	out.Vanishing = out.Kind == Crawling && j.vanishes()
	switch end := j.t[j.last]; {
	case j.MinimumOnly:
	case j.stands() && j.restsAtMinimum(out):
	case j.arrives(out):
	case j.stands() && j.lowest(end.Loss) && end.W != j.t[0].W:
		out.K, out.Kind, out.Global, out.Vanishing = j.last, Converged, true, false
	case out.Vanishing:
	case j.halts() && j.levels(), out.Kind != Thrown && (j.stands() || out.Kind != Crawling && (j.treads() || j.slowed()) && j.lossStays()):
		out.K, out.Kind = j.last, Stuck
	case (out.Kind == Thrown || out.Kind == Crawling) && j.last > FewUpdates && j.rolls():
		out.Kind, out.Caveat = Crawling, Rolling
	case out.Kind == Thrown:
		out.Caveat = j.howThrown(m)
	case out.Kind == Crawling && j.last > FewUpdates && !(end.Loss < j.t[0].Loss):
		out.Caveat = NotBelow
	}
}

// noiseAloneTurns reports whether a run with noise goes on without turning back once there is none.
func (j *Judge) noiseAloneTurns() bool {
	if j.MinimumOnly {
		return false
	}
	f := j.follow(j.asLongAgain(), func(*descent.Iterate) float64 { return 0 })
	return !f.left && f.back <= 1 // the first step without noise may turn back on the last one with it
}

// meanFalls reports whether the mean loss of a run's last quarter is below that of the third, and
// that below the second's, by more in all than the losses of the last one spread: those of a run
// that gets no further differ by chance.
func (j *Judge) meanFalls() bool {
	q := j.k / 4
	if q == 0 {
		return false
	}
	mean := func(from int) (mean float64) {
		for i := from; i < from+q; i++ {
			mean += j.at(i).Loss / float64(q)
		}
		return mean
	}
	second, third, fourth := mean(q), mean(2*q), mean(3*q)
	spread := 0.0
	for i := 3 * q; i < 4*q; i++ {
		spread += (j.at(i).Loss - fourth) * (j.at(i).Loss - fourth) / float64(q)
	}
	return fourth < third && third < second && second-fourth > math.Sqrt(spread)
}

// restsAtMinimum judges a run that came to rest at a minimum that is known, but later
// than the window's begin: by then what it did no longer counts as a stay.
func (j *Judge) restsAtMinimum(out *Outcome) bool {
	for _, m := range j.Surface.Minima {
		if landscape.Distance(j.t[j.last].W, m.At) <= j.near {
			k, _ := j.stays(m.At)
			j.restsAt(out, m, k)
			return true
		}
	}
	return false
}

// lowest reports whether nothing noticeably lower is known than a loss.
func (j *Judge) lowest(loss float64) bool {
	lowest, p95 := j.Surface.Heights()
	return loss-lowest <= noticeable*(p95-lowest) && j.globalOr(loss) == Converged
}

// stands reports whether a run no longer moves, where there is next to no slope: on the
// floor of two valleys that cross, as of x²y², or on a plain, as of max(0, x). One step
// that does not move it is not enough: Rprop pauses for one where a slope turns, and in
// the end goes to and fro by its least step.
func (j *Judge) stands() bool {
	return (j.halts() || j.treads() || j.slowed()) && j.levels()
}

// treads reports whether a run goes to and fro on the spot in its last part, or not at all.
func (j *Judge) treads() bool {
	from, way := min(j.window(), j.last), 0.0
	for i := from; i < j.last; i++ {
		way += landscape.Distance(j.t[i].W, j.t[i+1].W)
	}
	return j.reach(from) <= restAt*j.diagonal && landscape.Distance(j.t[from].W, j.t[j.last].W) <= way/2
}

// lossStays reports whether the loss is one and the same in the run's last part, to what
// counts as noticeable on its surface.
func (j *Judge) lossStays() bool {
	from := j.window()
	least, most := math.Inf(1), math.Inf(-1)
	for i := min(from, j.last); i <= j.last; i++ {
		least, most = min(least, j.t[i].Loss), max(most, j.t[i].Loss)
	}
	lowest, p95 := j.Surface.Heights()
	return most-least <= noticeable*(p95-lowest)
}

// halts reports whether a run does not move at all any more.
func (j *Judge) halts() bool {
	end := j.last
	return end < j.k || end > 1 && j.t[end].W == j.t[end-1].W && j.t[end].W == j.t[end-2].W
}

// kind is rule 4: the kind of a run that has not come to any critical point.
func (m motion) kind() Kind {
	switch {
	case m.rev >= turning && m.eff < 0.5 && m.decay <= 0.5 && m.down:
		return SlowZigzag
	case m.rev >= turning && m.eff < 0.5:
		return Oscillating
	case m.jump > jumpShare || m.out:
		return Thrown
	case m.steady():
		return Crawling
	case m.eff < 0.5 || m.up:
		return Wandering
	}
	return Crawling
}

// steady reports whether the run goes down nearly all the time.
func (m motion) steady() bool { return m.dec >= 0.95 }

// downAllTheWay reports whether a run never left the view and no step of it climbed.
func (j *Judge) downAllTheWay() bool {
	box := viewBoxOf(j.Surface.View)
	for i := range j.last + 1 {
		if !box.within(j.t[i].W) || i > 0 && !(j.t[i].Loss <= j.t[i-1].Loss) {
			return false
		}
	}
	return true
}

// backInView reports whether a run is in the view all over its second half.
func (j *Judge) backInView() bool {
	box := viewBoxOf(j.Surface.View)
	for i := j.k / 2; i <= j.last; i++ {
		if !box.within(j.t[i].W) {
			return false
		}
	}
	return true
}

// howThrown is what is wrong to say of a run that was thrown: that a step jumped, where
// none did, or no more than that, where it is in the view and goes down again.
func (j *Judge) howThrown(m motion) Reason {
	switch box := viewBoxOf(j.Surface.View); {
	case m.jump <= jumpShare:
		return Strayed
	case m.steady() && box.within(j.t[j.last].W):
		return DownAgain
	}
	return NoReason
}

// motion measures a run of K updates.
func (j *Judge) motion() motion {
	half := j.k / 2
	m := motion{}
	j.measureLengths()
	longest := 0.0
	for _, l := range j.lengths {
		longest = max(longest, l)
	}
	m.jump = longest / j.Surface.View.Diagonal()
	box := viewBoxOf(j.Surface.View)
	for i := range j.last + 1 {
		w := j.t[i].W
		m.out = m.out || !box.within(w) && j.Surface.View.Distance(w) > offStructure
	}
	j.turns(half, &m)
	j.progress(half, &m)
	return m
}

// measureLengths sets lengths to L_k, the length of the update that leaves iterate k.
func (j *Judge) measureLengths() {
	j.lengths = slices.Grow(j.lengths[:0], j.k)
	for k := range j.last {
		a, b := j.t[k].W, j.t[k+1].W
		j.lengths = append(j.lengths, math.Hypot(b.X-a.X, b.Y-a.Y))
	}
	for range j.k - j.last { // the run stood still
		j.lengths = append(j.lengths, 0)
	}
}

// turns counts, from step half on, how often a step turns back on the one
// before it (both moving), as a share of all steps there.
func (j *Judge) turns(half int, m *motion) {
	back, of := 0, 0
	for k := half + 1; k < j.k; k++ {
		a, b, c := j.at(k-1).W, j.at(k).W, j.at(k+1).W
		ux, uy, vx, vy := b.X-a.X, b.Y-a.Y, c.X-b.X, c.Y-b.Y
		if ux == 0 && uy == 0 || vx == 0 && vy == 0 {
			continue
		}
		of++
		if ux*vx+uy*vy < 0 {
			back++
		}
	}
	m.rev = share(back, of, 0)
}

// progress measures the second half: net way over whole way, how the steps'
// lengths develop, and how many do not climb.
func (j *Judge) progress(half int, m *motion) {
	lengths := j.lengths[half:]
	sum, down := 0.0, 0
	for k := half; k < j.k; k++ {
		sum += lengths[k-half]
		if j.at(k+1).Loss <= j.at(k).Loss {
			down++
		}
	}
	m.dec = share(down, len(lengths), 1)
	begin, middle, end := j.at(half).Loss, j.at(half+len(lengths)/2).Loss, j.at(j.k).Loss
	m.down = !j.noisy && end < middle && middle < begin
	from := j.window()
	rises := end > middle && end < j.t[0].Loss && 10*j.downhill(from, j.k) <= j.k-from
	m.up = !j.noisy && (end > begin || rises)
	m.eff = 1
	if a, b := j.at(half).W, j.at(j.k).W; sum > 0 {
		m.eff = math.Hypot(b.X-a.X, b.Y-a.Y) / sum
	}
	mid := len(lengths) / 2
	third, fourth := median(lengths[:mid]), median(lengths[mid:])
	if third > 0 {
		m.decay = fourth / third
	}
}

// median sorts v and takes element ⌊len/2⌋; 0 if there is none.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}

func share(n, of int, none float64) float64 {
	if of == 0 {
		return none
	}
	return float64(n) / float64(of)
}
