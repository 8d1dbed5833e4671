package metrics

import "time"

// An Ending is how a stream or a request on one ended.
type Ending string

// How streams end.
const (
	Left    Ending = "left"    // the page closed it, or its line broke
	Silent  Ending = "silent"  // nothing was ever asked
	Deaf    Ending = "deaf"    // a ping was not answered
	Stalled Ending = "stalled" // what was sent did not get through in time
	Restart Ending = "restart" // it was asked to come back, as the server stopped
	Stopped Ending = "stopped" // it was cut off by the hard stop
	Failed  Ending = "failed"  // it could not be opened, or its page broke the protocol
)

// Endings are all of them.
var Endings = []Ending{Left, Silent, Deaf, Stalled, Restart, Stopped, Failed}

// How requests end. A dropped one was superseded before anything was done for it.
const (
	Done       Ending = "done"
	Error      Ending = "error"
	Superseded Ending = "superseded"
	Dropped    Ending = "dropped"
	Cancelled  Ending = "cancelled"
)

var requestEndings = []Ending{Done, Error, Superseded, Dropped, Cancelled}

// A Reason is why a stream was not opened.
type Reason string

// Why streams are refused.
const (
	Full     Reason = "full"
	Stopping Reason = "stopping"
	Origin   Reason = "origin"   // a page of another site
	Protocol Reason = "protocol" // a page from before the server was renewed
	Upgrade  Reason = "upgrade"  // something on the way does not pass the upgrade on
)

// Reasons are all of them.
var Reasons = []Reason{Full, Stopping, Origin, Protocol, Upgrade}

// Opened, Ended and Refused note what became of a stream.
func (m *Metrics) Opened()          { m.opened.Inc() }
func (m *Metrics) Ended(e Ending)   { m.streams.WithLabelValues(string(e)).Inc() }
func (m *Metrics) Refused(r Reason) { m.refused.WithLabelValues(string(r)).Inc() }

// Request notes how a request on a stream ended, and how long after it came.
func (m *Metrics) Request(kind string, e Ending, took time.Duration) {
	m.requests.WithLabelValues(kind, string(e)).Inc()
	if e == Done {
		m.requestTime.WithLabelValues(kind).Observe(took.Seconds())
	}
}

// FirstFrame notes how long after a request its first frame was sent.
func (m *Metrics) FirstFrame(kind string, took time.Duration) {
	m.frameTime.WithLabelValues(kind).Observe(took.Seconds())
}

// Written notes how long a frame took to write.
func (m *Metrics) Written(took time.Duration) { m.writeTime.Observe(took.Seconds()) }
