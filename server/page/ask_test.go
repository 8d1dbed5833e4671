package page_test

import (
	"encoding/json"
	"html"
	"regexp"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// TestPageAsksForItsRuns: each page has the request for its runs beside the script that
// sends it, by its lesson and what the link changes in it, without the page's own keys.
func TestPageAsksForItsRuns(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{BasePath: "/downhill"})
	ask := regexp.MustCompile(`<script [^>]*data-ask="([^"]*)"`)
	for link, want := range map[string]string{
		"/":                      `{"id":1,"run":"","preset":"stuck-in-a-local-minimum"}`,
		"/?surface=wells&at=3":   `{"id":1,"run":"surface=wells"}`,
		"/?theme=dark&lr=0.1,1":  `{"id":1,"run":"surface=wells&lr=0.1,1"}`,
		"/embed?surface=bowl":    `{"id":1,"run":"surface=bowl"}`,
		"/p/three-rates?beat=2":  `{"id":1,"run":"","preset":"three-rates.2"}`,
		"/p/three-rates?steps=7": `{"id":1,"run":"steps=7","preset":"three-rates"}`,
	} {
		_, page := client.Get(t, s.URL()+link)
		found := ask.FindStringSubmatch(page)
		if found == nil {
			t.Errorf("%s asks nothing", link)
			continue
		}
		got := html.UnescapeString(found[1])
		if got != want || !json.Valid([]byte(got)) {
			t.Errorf("%s asks %s, want %s", link, got, want)
		}
	}
}
