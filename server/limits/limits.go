// Package limits has the limits that hold whoever calls; each is here so that they
// can be read on one page.
package limits

import "time"

const (
	ReadHeaderTimeout = 5 * time.Second
	ReadTimeout       = 10 * time.Second
	WriteTimeout      = 15 * time.Second
	AnswerTime        = 60 * time.Second // for an answer in pieces, whose every piece has its own WriteDeadline
	IdleTimeout       = 60 * time.Second
	MaxHeaderBytes    = 16 << 10
	HeaderSlop        = 4 << 10 // what net/http lets through beyond its limit

	LongestLink = 6 << 10         // bytes of a query: the longest formula and the longest names, all escaped, with every other key
	LongestURL  = 2 * LongestLink // of the query of what is asked about a link of ours, which is escaped once more in it
	MostKeys    = 100             // of a query: all that there are, and what advertisers put to it

	MaxMessage       = 8 << 10 // bytes of one message from the page: LongestLink and what stands around it, also where it came ahead in an address
	MessagesASecond  = 120     // past these the server reads later
	MessageBurst     = 240
	FirstMessageTime = 10 * time.Second // for a viewer to ask for something; pings ask for nothing
	LeaveTime        = time.Second      // for a viewer that is sent away to say goodbye

	SendBuffer    = 64 << 10  // the socket's: a large one would hide that newer data waits
	AnswerBuffer  = 128 << 10 // the same without a stream: what the kernel holds is memory too
	WriteDeadline = 5 * time.Second
	WritePiece    = 16 << 10 // bytes that must get through within one WriteDeadline
	HeldMost      = 64 << 10 // bytes that are held back to leave together: the answer to a drag

	PingEvery  = 25 * time.Second // ± PingJitter, so that a hall's pings spread
	PingJitter = 0.2
	PongTime   = 8 * time.Second

	MostRuns   = 6    // of a scenario
	MostSteps  = 5000 // of a run
	MostRate   = 1e6  // the largest learning rate
	MaxViewers = 10_000
	LastPlaces = 10 // a tenth of the places is for addresses that have less than a tenth of them, and a tenth of those likewise
	RetryAfter = 5  // seconds, told to those who find the server full

	// A part of a map that can be drawn: how far out, and how small beside where it is, so
	// that two of its samples are never one number.
	FarthestZoom = 1e9
	FinestZoom   = 1e-9

	FigureSide   = 2400       // px of a figure's side
	FigurePixels = 4_000_000  // of a figure
	MovingPixels = 16_000_000 // of all pictures of one that moves

	CPUBudget    = 2 * time.Second  // of processors, for one request
	FigureBudget = 10 * time.Second // the same for a figure, which makes whole all that a page is sent in pieces
	SlowWork     = time.Second      // of processors, for one request: more is told to the operator
	QueueTime    = 10 * time.Second // of waiting for a place to compute, then the server is told to be busy
	WorkTime     = 20 * time.Second // of a grid, a sweep, a map of basins from its asking to its end, with all of its turns
)
