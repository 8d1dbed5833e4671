package site

import "net/http"

// pages answer the addresses that a reader opens.
type pages struct {
	*engine
	version string                                    // of the files that a page loads
	origin  func(*http.Request) string                // how readers address this server
	network func(r *http.Request, path string) string // the link for others on the local network, if one is to be offered
}
