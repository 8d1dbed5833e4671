package site_test

import (
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// A page that opens on a curve asks for the curve's script at once, not only when the
// first script has run; no other page does.
func TestCurveIsPreloadedWhereThePageOpensOnOne(t *testing.T) {
	files := maps.Clone(sitetest.Bundle)
	files["js/curve-ABCDEFGH.js"] = &fstest.MapFile{Data: []byte("export {}")}
	s, _ := sitetest.Serve(t, site.Config{Static: files})
	preload := regexp.MustCompile(`<link rel="modulepreload" href="([^"]*)"`)
	for query, curve := range map[string]bool{"surface=parabola": true, "f=x^2&lr=0.1": true, "surface=wells": false, "f=x^2%2By^2&start=1,1&lr=0.1": false} {
		_, page := client.Get(t, s.URL()+"/?"+query)
		found := preload.FindStringSubmatch(string(page))
		if (found != nil) != curve {
			t.Errorf("%s: preloads %v", query, found)
		}
		if found == nil {
			continue
		}
		answer, body := client.Get(t, s.URL()+found[1])
		if answer.StatusCode != http.StatusOK || !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") || string(body) != "export {}" {
			t.Errorf("%s: %s answers %d with %d bytes", query, found[1], answer.StatusCode, len(body))
		}
	}
}
