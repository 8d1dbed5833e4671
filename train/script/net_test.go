package script

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/judge"
	"downhill/train/link"
	"downhill/train/nets"
	"downhill/train/rule"
)

// netMade is a run of a network as Python makes it: its weights and losses, iterate by
// iterate, the last held-out loss, null where it is no number, and what the script says.
type netMade struct {
	Rows   int
	Held   *float64
	Said   string
	w      [][]float64
	losses []float64
}

// redoneNets are the runs of some scripts, by run and member as "0.1", as one Python
// makes them.
func redoneNets(t *testing.T, paths []string) map[string]map[string]*netMade {
	t.Helper()
	cmd := exec.Command(pythonWithNumPy(), append([]string{"testdata/redo_net.py"}, paths...)...)
	cmd.Env = append(os.Environ(), "OPENBLAS_NUM_THREADS=1") // its threads cost more than they save
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	var all map[string]map[string]*netMade
	if err != nil || json.Unmarshal(out, &all) != nil {
		t.Errorf("%v: %s", err, said.String())
		return nil
	}
	for _, path := range paths {
		for key, made := range all[filepath.Base(path)] {
			made.read(t, path+"."+key)
		}
	}
	return all
}

// read reads what Python left: for each iterate its weights and its loss.
func (m *netMade) read(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return
	}
	numbers := make([]float64, len(data)/8)
	for i := range numbers {
		numbers[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:]))
	}
	for row := range slices.Chunk(numbers, len(numbers)/m.Rows) {
		last := len(row) - 1
		m.w, m.losses = append(m.w, row[:last]), append(m.losses, row[last])
	}
}

// farther is how far two vectors are from each other, as a share of 1 + the first's
// length.
func farther(a, b []float64) float64 {
	sum, length := 0.0, 0.0
	for i, v := range a {
		sum, length = math.Hypot(sum, v-b[i]), math.Hypot(length, v)
	}
	return sum / (1 + length)
}

// alike reports whether two losses are the same to a share of them, or neither is finite.
func alike(a, b, share float64) bool {
	if !rule.Finite(a) || !rule.Finite(b) {
		return rule.Finite(a) == rule.Finite(b)
	}
	return math.Abs(a-b) <= share*math.Abs(a)
}

// nudged is a scenario of a network all of whose first weights are moved by 1e-13, one way
// of several.
func nudged(sc train.Scenario, way uint64) train.Scenario {
	n := *sc.Net()
	n.Initial = slices.Clone(n.Initial)
	draw := rand.New(rand.NewPCG(1, way))
	for i, w := range n.Initial {
		n.Initial[i] += 1e-13 * (1 + math.Abs(w)) * float64(2*draw.IntN(2)-1)
	}
	sc.Surface = &landscape.Surface{ID: sc.Surface.ID, Loss: &n, View: sc.Surface.View}
	return sc
}

// ownNet is a run as we make it.
func ownNet(t *testing.T, sc train.Scenario, run int) (m netMade) {
	t.Helper()
	all, err := train.RunOfNet(t.Context(), sc, run)
	if err != nil {
		t.Fatal(err)
	}
	for it, w := range all {
		m.w, m.losses = append(m.w, slices.Clone(w)), append(m.losses, it.Loss)
	}
	return m
}

// holdsNet holds Python's iterates of a network's run to ours: weights and losses to
// 1e-9 as long as first weights moved by 1e-13 stay within 1e-10 in our own run, and from
// there on to the same outcome. It reports whether it came to the end that way.
func holdsNet(t *testing.T, name string, sc train.Scenario, run int, theirs *netMade) bool {
	t.Helper()
	ours, beside := ownNet(t, sc, run), ownNet(t, nudged(sc, 0), run)
	for k, w := range ours.w {
		if k >= len(beside.w) || !(farther(w, beside.w[k]) <= 1e-10) || !alike(ours.losses[k], beside.losses[k], 1e-10) {
			sameNetOutcome(t, name, sc, run, ours.w, theirs.w)
			return false
		}
		if k >= len(theirs.w) || !(farther(w, theirs.w[k]) <= 1e-9) || !alike(ours.losses[k], theirs.losses[k], 1e-9) {
			t.Errorf("%s, run %d: iterate %d of %d is apart from ours", name, run, k, len(ours.w))
			return false
		}
	}
	if len(theirs.w) != len(ours.w) {
		t.Errorf("%s, run %d: %d iterates, ours %d", name, run, len(theirs.w), len(ours.w))
		return false
	}
	n := sc.Net()
	want := network.NewEvaluator(&n.Shape, n.Held).Value(ours.w[len(ours.w)-1])
	if held := theirs.Held; held == nil && rule.Finite(want) || held != nil && !alike(want, *held, 1e-9) {
		t.Errorf("%s, run %d: the held-out loss is not ours, %v", name, run, want)
	}
	return true
}

// sameNetOutcome holds the end of Python's run to that of ours, where we end like that
// from first weights that are moved, too.
func sameNetOutcome(t *testing.T, name string, sc train.Scenario, run int, ours, theirs [][]float64) {
	t.Helper()
	kind := func(rows [][]float64) judge.Kind { return kindOf(&sc, run, rows) }
	want := kind(ours)
	for way := range uint64(3) {
		if kind(ownNet(t, nudged(sc, way), run).w) != want {
			return
		}
	}
	if got := kind(theirs); want != got {
		t.Errorf("%s, run %d: it ends %s, ours %s", name, run, got, want)
	}
}

// kindOf says how a network's run ended of which rows are the weights of all iterates,
// judged by itself.
func kindOf(sc *train.Scenario, run int, rows [][]float64) judge.Kind {
	n, t, its, left := sc.Net(), nets.NewTrail(sc.Net(), sc.Case(run).Settings, sc.Batch), descent.Trajectory(nil), false
	e, g := network.NewEvaluator(&n.Shape, n.Train), make([]float64, len(n.Initial))
	far := descent.EndingOfNets().Far * (1 + rule.Norm(rows[0]))
	for k, row := range rows {
		its = append(its, descent.Iterate{K: k, Loss: e.Gradient(row, g)})
		t.See(k, row)
		left = !(rule.Finite(its[k].Loss) && rule.Finite(rule.Norm(g)) && rule.Apart(row, rows[0]) <= far)
	}
	return t.Outcome(its, left, math.Inf(1)).Kind
}

// redoNets makes the runs of networks again, in two Pythons, and holds them to ours. It
// counts the runs that are so to the end, and all.
func redoNets(t *testing.T, queries []string) (same, all int) {
	t.Helper()
	dir, scenarios := t.TempDir(), map[string]train.Scenario{}
	var paths [2][]string
	for i, query := range queries {
		sc, err := link.Parse(t.Context(), query)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		text, err := Write(t.Context(), sc, NumPy, "/?"+query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		name := fmt.Sprintf("%d.py", i)
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		scenarios[name], paths[i%2] = sc, append(paths[i%2], path)
	}
	if pythonWithNumPy() == "" {
		t.Fatal("no Python with NumPy: run make numpy, or install Debian's python3-numpy")
	}
	var made [2]map[string]map[string]*netMade
	var both sync.WaitGroup
	for i := range made {
		both.Go(func() { made[i] = redoneNets(t, paths[i]) })
	}
	both.Wait()
	for i, query := range queries {
		name := fmt.Sprintf("%d.py", i)
		members := scenarios[name].Ensemble()
		for key, theirs := range made[i%2][name] {
			var run, member int
			if _, err := fmt.Sscanf(key, "%d.%d", &run, &member); err != nil || len(theirs.w) == 0 {
				t.Fatal(query, key, err)
			}
			all++
			if !holdsNet(t, query, members[member], run, theirs) {
				continue
			}
			same++
			toldWell(t, query, members[member], run, theirs)
		}
	}
	return same, all
}

// toldWell holds what a script says of a run that is ours to the end.
func toldWell(t *testing.T, query string, sc train.Scenario, run int, theirs *netMade) {
	t.Helper()
	var x, y float64
	at := sc.Net().Plane
	_, drawn, found := strings.Cut(theirs.Said, "drawn at ")
	if _, err := fmt.Sscanf(drawn, "x = %g, y = %g", &x, &y); !found || err != nil {
		t.Fatalf("%s: %s", query, theirs.Said)
	}
	if wx, wy, _ := at.Project(theirs.w[len(theirs.w)-1]); rule.Finite(wx+wy) && !(math.Hypot(x-wx, y-wy) <= 1e-9*(1+math.Hypot(wx, wy))) {
		t.Errorf("%s, run %d: drawn at %v, %v, ours at %v, %v", query, run, x, y, wx, wy)
	}
	if single := sc.Members() == 1 && !strings.Contains(query, "seeds="); single != strings.Contains(theirs.Said, "as on the page, to ") {
		t.Errorf("%s, run %d: %s", query, run, theirs.Said)
	}
	if kind := kindOf(&sc, run, theirs.w); (kind == judge.Diverged) != strings.Contains(theirs.Said, "it diverged") {
		t.Errorf("%s, run %d, ended %s: %s", query, run, kind, theirs.Said)
	}
}

// Every lesson on networks is made again by NumPy as we make it, each beat's too.
func TestNumPyMakesEveryLessonOnNetworksAgain(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	var queries []string
	for _, p := range link.Presets() {
		for i := range p.Beats {
			scene, _ := link.LookupPreset(link.Scene(p.ID, i+1))
			sc, err := link.Parse(t.Context(), scene.Query)
			if err != nil {
				t.Fatal(err)
			}
			if sc.Net() == nil || seen[scene.Query] {
				continue
			}
			seen[scene.Query] = true
			queries = append(queries, scene.Query)
		}
	}
	same, all := redoNets(t, queries)
	t.Logf("%d of %d runs are the same to the end", same, all)
	if len(queries) < 20 || all < 30 || 3*same < 2*all {
		t.Errorf("%d scenarios, %d runs, %d of them the same to the end", len(queries), all, same)
	}
}

// Whatever a network is made of, and however it is trained, NumPy makes it again.
func TestNumPyMakesNetworksAgain(t *testing.T) {
	t.Parallel()
	queries := []string{
		"surface=net&units=2,3,1&data.size=20&init=zero&batch=7&seeds=3&lr=0.1,0.5&steps=30", "surface=net&units=2,3,1&data.size=20&act=relu&init=he&seeds=4&seed=9007199254740990&noise=0.1&lr=0.1&steps=30",
		"surface=net&units=2,3,1&data.size=20&opt=lbfgs&line_search=strong-wolfe&history=3&steps=40", "surface=net&data=line&units=1,1&opt=newton&steps=9",
		"surface=net&units=2,4,4,1&data.size=30&opt=newton&hessian=saddle-free&damping=0.5&steps=30", "surface=net&units=2,3,1&data.size=16&batch=8&lr=0.1&steps=50&schedule=reduce-on-plateau&schedule.patience=2",
		"surface=net&units=2,1&data=blobs&lr=1e6,1&steps=30&plane=runs", "surface=net&units=2,16,16,16,1&data.size=500&steps=9&plane=random&batch=499", "surface=net&data=xor&units=2,5,1&data.size=25&steps=80&plane=weights:0,20&opt=adam&amsgrad=true&weight_decay=0.01&batch=1&lr=0.01",
	}
	draw := rand.New(rand.NewPCG(13, 13))
	schedules := rule.Schedules()
	for i, o := range slices.Repeat(rule.Optimizers(), 4) {
		data := network.AllData()[draw.IntN(len(network.AllData()))]
		loss := network.Losses()[i/len(rule.Optimizers())%2]
		if data.Curve {
			loss = network.MSE
		}
		query := fmt.Sprintf("surface=net&data=%s&data.size=%d&units=%d,%s1&act=%s&loss=%s&init=%s&seed=%d&steps=%d&opt=%s",
			data.ID, 9+draw.IntN(40), data.Inputs, []string{"", "4,", "4,3,", "3,2,3,"}[draw.IntN(4)], network.Acts()[draw.IntN(4)], loss,
			network.Inits()[draw.IntN(5)], draw.IntN(1000), 10+draw.IntN(20), o.ID)
		if !o.NeedsWhole {
			query += "&batch=" + []string{"full", "1", "4", "8"}[draw.IntN(4)]
		}
		if !o.Rateless {
			query += "&lr=0.01,0.1"
		}
		if s := schedules[draw.IntN(len(schedules))]; !s.Refuses(o) {
			query += "&schedule=" + s.ID
		}
		query += []string{"", "&clip=norm:0.5", "&clip=value:0.1", "&noise=0.01"}[draw.IntN(4)]
		queries = append(queries, query)
	}
	same, all := redoNets(t, queries)
	t.Logf("%d of %d runs are the same to the end", same, all)
	if 4*same < 3*all {
		t.Errorf("%d of %d runs are the same to the end", same, all)
	}
}

// A script of a network is bounded in size; one that its members make longer is refused
// with how many there may be, and that many there are.
func TestScriptsOfNetworksAreBounded(t *testing.T) {
	t.Parallel()
	const largest = "surface=net&units=2,40,43,1&data.size=1000&steps=9&lr=0.1,0.2,0.3,0.4,0.5,0.6&schedule=cosine&noise=0.1"
	const members = "surface=net&units=2,40,43,1&data.size=10&steps=1&lr=0.1&seeds="
	written := func(query string, lib Library) (string, error) {
		sc, err := link.Parse(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		return Write(t.Context(), sc, lib, "")
	}
	for _, lib := range Libraries {
		if text, err := written(largest, lib); err != nil || len(text) > MostBytes {
			t.Errorf("%s: %d bytes, %v", lib, len(text), err)
		}
	}
	_, err := written(members+"200", NumPy)
	var wrong *field.Error
	if !errors.As(err, &wrong) || wrong.Kind != "script-of-members" || wrong.Field != "seeds" {
		t.Fatal(err)
	}
	if text, err := written(members+wrong.Args["most"], NumPy); err != nil || len(text) > MostBytes+(4<<10) {
		t.Errorf("%s members: %d bytes, %v", wrong.Args["most"], len(text), err)
	}
}

// Started as a program, a script tells of every run and which did best, or of every
// member.
func TestScriptOfANetworkTellsItsRuns(t *testing.T) {
	t.Parallel()
	const query = "surface=net&units=2,3,1&data.size=20&steps=20&lr=0.1,1,1e6&names=slow,quick,lost"
	for changes, says := range map[string][]string{
		"":         {"slow: step 20\n    training loss 0.", " of 20 training points are told right, ", "    drawn at x = ", "lost: step ", "    it diverged\n", "    as on the page, to ", "The lowest training loss is that of quick, the lowest held-out loss that of "},
		"&seeds=2": {"slow, seed 1: step 20\n", "lost, seed 2: step "},
	} {
		sc, err := link.Parse(t.Context(), query+changes)
		if err != nil {
			t.Fatal(err)
		}
		text, err := Write(t.Context(), sc, NumPy, "")
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(pythonWithNumPy(), "-")
		cmd.Stdin = strings.NewReader(text)
		out, err := cmd.CombinedOutput()
		for _, words := range says {
			if err != nil || !strings.Contains(string(out), words) {
				t.Errorf("%q is not said: %v, %s", words, err, out)
			}
		}
	}
}
