package live_test

import (
	"encoding/json"
	"testing"

	"downhill/server/live"
	"downhill/server/site/sitetest"
)

// TestWireLive: each part of what a page is told of a lecture, as it is sent. The page's
// tests read the same file by the types that are made from the structs.
func TestWireLive(t *testing.T) {
	apart := true
	ask := live.Ask{ID: "q1", Kind: live.Rate, Choices: 101, Runs: 1, From: 0.01, To: 2, Open: true}
	closed := ask
	closed.Open, closed.Voters, closed.Tally, closed.Given = false, 2, []int{0, 2}, "AAAB"
	state := live.State{Epoch: 3, Sequence: 9, Link: "/?surface=wells", Step: 3.5, Playing: true, Hides: true, Seconds: 6, Time: 1.25, Held: true, Ask: &ask}
	shown := state
	shown.Ask = &closed
	all := map[string]json.RawMessage{}
	for name, m := range map[string]live.Message{
		"room":      {Room: &live.Room{Code: "ABCDEF", Token: "00112233445566778899aabbccddeeff"}},
		"state":     {State: &state, Ago: 40, Now: 1234.5},
		"closed":    {State: &shown},
		"rendering": {Rendering: true},
		"audience":  {Audience: &live.Audience{Following: 30, Own: 2, Lost: 1}},
		"answers":   {Answers: &live.Answers{Ask: &ask, Question: "q1", Votes: []live.Vote{{Member: "1-2-3-4", Value: 7}}, Dropped: []string{"5-6-7-8"}}},
		"apart":     {Apart: &apart},
		"late":      {Late: "q1"},
		"over":      live.Over(live.ErrUnknown),
	} {
		all[name] = m.Text()
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	sitetest.Golden(t, "live.json", sitetest.Indented(t, text))
}
