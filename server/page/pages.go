// Package page answers the addresses that a reader opens, with HTML, and reads the
// keys of a link that are the page's own.
package page

import (
	"context"
	"net/http"

	"downhill/server/engine"
	"downhill/server/live"
)

// Pages answer the addresses that a reader opens.
type Pages struct {
	*engine.Engine
	Rooms   *live.Rooms // the lectures that pages follow
	Version string      // of the files that a page loads
	// Protocol is the subprotocol of the websocket, which a page opens ahead of its script.
	Protocol string
	// MainScripts are the paths below /static/ of the scripts that main.js imports from the start.
	MainScripts []string
	// CurveScript is that of the script that draws a loss of one weight.
	CurveScript string
	Origin      func(*http.Request) string // how readers address this server
	// Describe tells how the runs of a scenario end but for those that are hidden, by
	// their numbers with commas, in a language, and what a figure of step at shows of them,
	// −1 being their end; empty where that would take long.
	Describe func(ctx context.Context, l engine.Linked, hidden string, at int, lang string) (ends, seen string)
	Network  func(r *http.Request, path string) string // the link for others on the local network, if one is to be offered
}
