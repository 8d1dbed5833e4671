package page_test

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
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

// TestPageAsksNothingTooLong: what a page asks ahead is answered, however long its link
// is: where the address would be too long it asks nothing, and its script does.
func TestPageAsksNothingTooLong(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	ask := regexp.MustCompile(`<script [^>]*data-ask="([^"]*)"`)
	formula := "x%5E2%2By%5E2" + strings.Repeat("%2B%28x%2By%29%5E2", 50)
	asked := map[bool]int{}
	for _, letters := range []int{1, 20, 30, 34, 36, 38, 40} {
		names := strings.TrimPrefix(strings.Repeat(","+strings.Repeat("%F0%9F%8C%B1", letters), 6), ",")
		_, page := client.Get(t, s.URL()+"/?f="+formula+"&lr=0.1,0.2,0.3,0.4,0.5,0.6&names="+names)
		found := ask.FindStringSubmatch(page)
		if found == nil {
			t.Fatalf("with names of %d letters it has no place for what it asks", letters)
		}
		text := html.UnescapeString(found[1])
		asked[text != ""]++
		c := client.DialAsking(t, s.URL(), text) // fails where the address is refused
		if text == "" {
			continue
		}
		if all := c.Until(1); all[len(all)-1].Type != "done" {
			t.Errorf("with names of %d letters its answer ends with %s", letters, all[len(all)-1].Type)
		}
	}
	if asked[true] == 0 || asked[false] == 0 {
		t.Errorf("%d ask and %d do not: the names are all short, or all long", asked[true], asked[false])
	}
}
