package api_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// ensembleLine is any line of /api/run.
type ensembleLine struct {
	Run     int
	Member  *int
	Seed    *int64
	Start   []float64
	K       *int
	W       []float64
	Outcome string
	Target  []float64
	Members int
	Minima  []struct {
		At      []float64
		Members int
	}
	Elsewhere, How []struct {
		Outcome string
		Members int
	}
}

func linesOf(t *testing.T, url string) (all []ensembleLine, texts []string) {
	t.Helper()
	a, body := client.Get(t, url)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s: %.300s", url, a.Status, body)
	}
	texts = strings.Split(strings.TrimSpace(body), "\n")
	for _, text := range texts {
		var line ensembleLine
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		all = append(all, line)
	}
	return all, texts
}

// Each member's lines are those of its own seed or start, which its outcome tells; the
// last line of a run counts what the outcomes say.
func TestRunOfAnEnsemble(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const base = "/api/run?surface=wells&lr=0.1,3&noise=1.5&steps=60"
	for _, ensemble := range []string{"&seeds=5", "&starts=5"} {
		all, texts := linesOf(t, s.URL()+base+ensemble)
		iterates, outcomes := map[string][]string{}, map[string]ensembleLine{}
		sums := 0
		for i, line := range all {
			switch {
			case line.K != nil && line.Outcome == "":
				member := fmt.Sprintf(`"run":%d,"member":%d,`, line.Run, *line.Member)
				if !strings.HasPrefix(texts[i], "{"+member) {
					t.Fatal(texts[i])
				}
				key := fmt.Sprint(line.Run, " ", *line.Member)
				iterates[key] = append(iterates[key], strings.Replace(texts[i], member, fmt.Sprintf(`"run":%d,`, line.Run), 1))
			case line.Outcome != "":
				outcomes[fmt.Sprint(line.Run, " ", *line.Member)] = line
			default:
				sums++
				checkSum(t, line, outcomes)
			}
		}
		if len(outcomes) != 10 || len(iterates) != 10 || sums != 2 {
			t.Fatalf("%d outcomes, %d runs, %d sums", len(outcomes), len(iterates), sums)
		}
		for key, line := range outcomes {
			own := ""
			if line.Seed != nil {
				own = fmt.Sprintf("&seed=%d", *line.Seed)
			} else {
				own = "&start=" + strconv.FormatFloat(line.Start[0], 'g', -1, 64) + "," + strconv.FormatFloat(line.Start[1], 'g', -1, 64)
			}
			alone, texts := linesOf(t, s.URL()+base+strings.ReplaceAll(own, "+", ""))
			var want []string
			for i, l := range alone {
				if l.Run == line.Run && l.Outcome == "" {
					want = append(want, texts[i])
				}
				if l.Run == line.Run && l.Outcome != "" && l.Outcome != line.Outcome {
					t.Errorf("%s%s: %s, alone %s", ensemble, own, line.Outcome, l.Outcome)
				}
			}
			if strings.Join(want, "\n") != strings.Join(iterates[key], "\n") {
				t.Errorf("%s: the lines of member %s are not those of %s", ensemble, key, own)
			}
		}
	}
}

// checkSum holds the last line of a run to the outcomes of its members.
func checkSum(t *testing.T, line ensembleLine, outcomes map[string]ensembleLine) {
	t.Helper()
	kinds, at, elsewhere := map[string]int{}, map[string]int{}, 0
	for _, o := range outcomes {
		if o.Run != line.Run {
			continue
		}
		kinds[o.Outcome]++
		if o.Target == nil || o.Outcome == "stuck-saddle" {
			elsewhere++
		} else {
			at[fmt.Sprint(o.Target)]++
		}
	}
	for _, m := range line.Minima {
		if at[fmt.Sprint(m.At)] != m.Members {
			t.Errorf("run %d: %d at %v, told %d", line.Run, at[fmt.Sprint(m.At)], m.At, m.Members)
		}
		delete(at, fmt.Sprint(m.At))
	}
	if len(at) > 0 || line.Members != 5 {
		t.Errorf("run %d: also at %v; %d members", line.Run, at, line.Members)
	}
	for _, h := range line.How {
		if kinds[h.Outcome] != h.Members {
			t.Errorf("run %d: %d %s, told %d", line.Run, kinds[h.Outcome], h.Outcome, h.Members)
		}
	}
	for _, e := range line.Elsewhere {
		elsewhere -= e.Members
	}
	if elsewhere != 0 {
		t.Errorf("run %d: %d elsewhere are not told", line.Run, elsewhere)
	}
}

func TestRunOfAnEnsembleAsCSV(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/api/run?surface=bowl&lr=0.3,0.1&steps=4&starts=3&format=csv")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], ","); got != "run,member,k,x,y,loss,grad_x,grad_y,lr" || len(rows) != 1+2*3*5 {
		t.Fatalf("%s, %d rows", got, len(rows))
	}
	for i, row := range rows[1:] {
		if want := fmt.Sprint(i/15, i/5%3, i%5); strings.Join(row[:3], " ") != want {
			t.Errorf("row %d begins %v, want %s", i, row[:3], want)
		}
	}
}

// The whole answer counts as the members' lines do.
func TestEnsembleInShort(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var short struct {
		Every int
		Runs  []struct {
			ensembleLine
			Paths []struct {
				Last int
				X, Y []*float64
			}
		}
	}
	client.GetJSON(t, s.URL()+"/api/ensemble?surface=wells&lr=0.1,3&noise=1.5&steps=60&seeds=5&every=7", &short)
	all, _ := linesOf(t, s.URL()+"/api/run?surface=wells&lr=0.1,3&noise=1.5&steps=60&seeds=5")
	last := map[string]int{}
	for _, line := range all {
		if line.K != nil && line.Outcome == "" {
			last[fmt.Sprint(line.Run, " ", *line.Member)] = *line.K
		}
		if line.Members > 0 && fmt.Sprint(line.Minima, line.Elsewhere, line.How) != fmt.Sprint(short.Runs[line.Run].Minima, short.Runs[line.Run].Elsewhere, short.Runs[line.Run].How) {
			t.Errorf("run %d: %+v and %+v", line.Run, line, short.Runs[line.Run].ensembleLine)
		}
	}
	for run, r := range short.Runs {
		for i, p := range r.Paths {
			if want := last[fmt.Sprint(run, " ", i)]; p.Last != want || len(p.X) != (want+6)/7+1 || len(p.Y) != len(p.X) {
				t.Errorf("run %d, member %d: last %d, %d points; its last line is %d", run, i, p.Last, len(p.X), want)
			}
		}
	}
}

// What one run answers is about member 0: an ensemble changes nothing of it.
func TestEnsemblesLeaveOtherAnswersAlone(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, path := range []string{"/api/sweep?surface=wells&noise=1&n=20", "/api/step?surface=wells&noise=1&k=3", "/api/basins?surface=wells&noise=1&n=8"} {
		_, plain := client.Get(t, s.URL()+path)
		for _, ensemble := range []string{"&seeds=9", "&starts=9"} {
			if _, got := client.Get(t, s.URL()+path+ensemble); got != plain {
				t.Errorf("%s%s answers otherwise: %.200s", path, ensemble, got)
			}
		}
	}
	for path, field := range map[string]string{
		"/api/ensemble?surface=wells": "ensemble", "/api/ensemble?starts=4&members=201": "members",
		"/api/ensemble?starts=4&k=1": "k", "/api/run?seeds=4": "seeds", "/api/run?starts=4&member=3": "member",
		"/api/run?surface=net&starts=4": "starts", "/api/run?surface=net&init=zero&seeds=4": "seeds", "/api/ensemble?surface=net&seeds=40": "seeds",
	} {
		a, body := client.Get(t, s.URL()+path)
		if a.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"field":"`+field+`"`) {
			t.Errorf("%s: %s: %.300s", path, a.Status, body)
		}
	}
}

// Starts that are given are those of the members, each at the middle of its cell of the
// view, and of one run alone where that is asked for.
func TestEnsembleOfGivenStarts(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var got struct {
		Every int
		Runs  []struct {
			Run, Members int
			Paths        []struct{ X, Y []float64 }
		}
	}
	ask := func(query string) int {
		t.Helper()
		a, body := client.Get(t, s.URL()+"/api/ensemble?"+query)
		got.Runs = nil
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		return a.StatusCode
	}
	// A view 16 wide and 10 high.
	ask("f=x^2%2By^2&view=-8,8,-5,5&lr=0.1,0.5&run=1&points=AAAA____gAgA")
	if len(got.Runs) != 1 || got.Runs[0].Run != 1 || got.Runs[0].Members != 3 {
		t.Fatalf("the answer is of %+v", got.Runs)
	}
	for i, want := range [][2]float64{{-8 + 8./4096, -5 + 5./4096}, {8 - 8./4096, 5 - 5./4096}, {8. / 4096, 5. / 4096}} {
		p := got.Runs[0].Paths[i]
		if math.Abs(p.X[0]-want[0]) > 1e-6 || math.Abs(p.Y[0]-want[1]) > 1e-6 {
			t.Errorf("start %d is (%v, %v), not %v", i, p.X[0], p.Y[0], want)
		}
	}
	most := strings.Repeat("gAgA", 500)
	ask("surface=wells&lr=0.1&steps=5000&starts=2&points=" + most)
	if got.Runs[0].Members != 500 || got.Every < 5000*500/200_000 {
		t.Errorf("of %d long ways each %dth point comes", got.Runs[0].Members, got.Every)
	}
	ask("surface=parabola&run=0&points=AA_-")
	if got.Runs[0].Paths[0].Y[0] != 0 {
		t.Errorf("of one weight a start is %v", got.Runs[0].Paths[0])
	}
	for _, wrong := range []string{"points=AAA", "points=AA.A", "points=AAAA" + most, "points=AAAA&run=3", "points=AAAA&surface=net", "points="} {
		if status := ask(wrong); status != http.StatusBadRequest {
			t.Errorf("%.20s is answered %d", wrong, status)
		}
	}
}

// A sweep of given places is of these rates alone, each once and as its own run has it.
func TestSweepOfPlaces(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	ask := func(query string) (status int, got struct {
		Rates    []float64
		Outcomes []string
		Steps    []int
	}) {
		t.Helper()
		a, body := client.Get(t, s.URL()+"/api/sweep?"+query)
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		return a.StatusCode, got
	}
	_, got := ask("surface=bowl&run=0&from=0.01&to=10&places=__AAgAAA") // to, from, about the middle, from again
	if len(got.Rates) != 3 || got.Rates[0] != 0.01 || got.Rates[2] != 10 || math.Abs(math.Log10(got.Rates[1])+0.5) > 0.001 {
		t.Fatalf("the rates are %v", got.Rates)
	}
	for i, rate := range got.Rates {
		_, alone := client.Get(t, fmt.Sprintf("%s/api/run?surface=bowl&lr=%v", s.URL(), rate))
		if want := fmt.Sprintf(`"outcome":%q,`, got.Outcomes[i]); !strings.Contains(alone, want) || !strings.Contains(alone, fmt.Sprintf(`"k":%d,`, got.Steps[i])) {
			t.Errorf("the run at %v does not end with %s after %d steps", rate, want, got.Steps[i])
		}
	}
	if _, one := ask("surface=wells&run=0&places=gA"); len(one.Rates) != 1 || one.Outcomes[0] == "" {
		t.Errorf("of one place %+v comes", one)
	}
	for _, wrong := range []string{"places=A", "places=A.", "places=" + strings.Repeat("AA", 501), "surface=net&places=AA"} {
		if status, _ := ask(wrong); status != http.StatusBadRequest {
			t.Errorf("%.20s is answered %d", wrong, status)
		}
	}
	// The losses kept at the ends of runs are counted by the rates that there are.
	if status, _ := ask("surface=bowl&run=0&n=2&tail=200&places=" + strings.Repeat("AA", 300)); status != http.StatusBadRequest {
		t.Errorf("60,000 losses are answered %d", status)
	}
	if status, _ := ask("surface=bowl&run=0&n=1000&tail=200&places=gA"); status != http.StatusOK {
		t.Errorf("200 losses of one rate are answered %d", status)
	}
}
