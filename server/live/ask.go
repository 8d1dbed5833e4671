package live

// What the lecturer may ask the room.
const (
	First = "first" // which run is first at the bottom, or what a lesson asks of them: the answer is a run, or how many there are for none
	Ends  = "ends"  // how each run ends: the endings of all runs as the digits of a number
	Start = "start" // where each page would start: a place on a grid of the view
	Rate  = "rate"  // at which rate each page would be fastest: a place between two rates
)

// Bounds of what is asked.
const (
	mostAskName = 32
	mostChoices = 1 << 24 // of a grid of 4096 × 4096 starts, the finest that is asked for
	mostTally   = 64
)

// Ask is what the lecturer asks the room, a part of the state. What the pages answered
// is told with it once it is no longer open.
type Ask struct {
	ID      string  `json:"id"` // a random name: what is asked again is another question
	Kind    string  `json:"kind" ts:"'first' | 'ends' | 'start' | 'rate'"`
	Choices uint32  `json:"choices"`         // an answer is a whole number below it
	Runs    int     `json:"runs"`            // how many runs it is about; of a start or a rate, which of them
	From    float64 `json:"from"`            // of a rate: the least, answered by 0
	To      float64 `json:"to"`              // the largest, answered by choices − 1
	Open    bool    `json:"open"`            // it may be answered, and answered otherwise
	Voters  int     `json:"voters"`          // how many pages answered, once it is closed
	Tally   []int   `json:"tally,omitempty"` // then, by answer, or of endings by run and ending
	Given   string  `json:"given,omitempty"` // then of starts and rates, as the page packs them
}

// fits tells whether a may be asked; nothing may always.
func (a *Ask) fits() bool {
	if a == nil {
		return true
	}
	known := a.Kind == First || a.Kind == Ends || a.Kind == Start || a.Kind == Rate
	return known && a.ID != "" && len(a.ID) <= mostAskName && a.Choices <= mostChoices && len(a.Tally) <= mostTally && len(a.Given) <= mostState
}

// takes tells whether an answer is one to what is asked.
func (a *Ask) takes(of Answer) bool {
	return a != nil && a.Open && a.ID == of.Question && of.Value < a.Choices
}

// fits tells whether answers are no more, and no larger, than one note may hold.
func (a *Answers) fits() bool {
	return len(a.Question) <= mostAskName && len(a.Votes) <= votesAtOnce
}

// fits tells whether a vote is one of a page that a room may have.
func (v Vote) fits() bool { return isName(v.Member) && v.Value < mostChoices }

// name is the question's name; empty where nothing is asked.
func (a *Ask) name() string {
	if a == nil {
		return ""
	}
	return a.ID
}
