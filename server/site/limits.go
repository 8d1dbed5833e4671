package site

import "time"

// The limits that hold whoever calls; each is here so that they can be read on
// one page.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 10 * time.Second
	writeTimeout      = 15 * time.Second
	answerTime        = 60 * time.Second // for an answer in pieces, whose every piece has its own writeDeadline
	idleTimeout       = 60 * time.Second
	maxHeaderBytes    = 16 << 10
	headerSlop        = 4 << 10 // what net/http lets through beyond its limit

	maxMessage       = 4 << 10 // bytes of one message from the page
	messagesASecond  = 120     // past these the server reads later
	messageBurst     = 240
	firstMessageTime = 10 * time.Second

	sendBuffer    = 64 << 10  // the socket's: a large one would hide that newer data waits
	answerBuffer  = 128 << 10 // the same without a stream: what the kernel holds is memory too
	writeDeadline = 5 * time.Second
	writePiece    = 16 << 10 // bytes that must get through within one writeDeadline

	pingEvery  = 25 * time.Second // ± pingJitter, so that a hall's pings spread
	pingJitter = 0.2
	pongTime   = 8 * time.Second

	mostRuns   = 6    // of a scenario
	mostSteps  = 5000 // of a run
	maxViewers = 10_000
	retryAfter = 5 // seconds, told to those who find the server full

	cpuBudget = 2 * time.Second  // of computing for one request
	queueTime = 10 * time.Second // of waiting for a place to compute, then the server is told to be busy
)
