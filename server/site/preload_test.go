package site_test

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// A page asks at once for what its script imports, not only when that was read; one
// that opens on a curve asks for the curve's script too, and no other page does.
func TestWhatTheFirstPictureNeedsIsPreloaded(t *testing.T) {
	files := maps.Clone(sitetest.Bundle)
	files["js/main.js"] = &fstest.MapFile{Data: []byte(`import{a}from"./chunk-AAAAAAAA.js";import"./chunk-BBBBBBBB.js";import("./later-CCCCCCCC.js")`)}
	for _, name := range []string{"chunk-AAAAAAAA", "chunk-BBBBBBBB", "later-CCCCCCCC", "curve-ABCDEFGH"} {
		files["js/"+name+".js"] = &fstest.MapFile{Data: []byte("export {}")}
	}
	s, _ := sitetest.Serve(t, site.Config{Static: files})
	preload := regexp.MustCompile(`<link rel="modulepreload" href="([^"]*)"`)
	for query, curve := range map[string]bool{"surface=parabola": true, "f=x^2&lr=0.1": true, "surface=wells": false, "f=x^2%2By^2&start=1,1&lr=0.1": false} {
		want := []string{"/static/js/chunk-AAAAAAAA.js", "/static/js/chunk-BBBBBBBB.js"}
		if curve {
			want = append(want, "/static/js/curve-ABCDEFGH.js")
		}
		_, page := client.Get(t, s.URL()+"/?"+query)
		var found []string
		for _, match := range preload.FindAllStringSubmatch(string(page), -1) {
			found = append(found, match[1])
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: preloads %v, want %v", query, found, want)
		}
		for _, address := range found {
			answer, body := client.Get(t, s.URL()+address)
			if answer.StatusCode != http.StatusOK || !strings.Contains(answer.Header.Get("Cache-Control"), "immutable") || string(body) != "export {}" {
				t.Errorf("%s: %s answers %d with %d bytes", query, address, answer.StatusCode, len(body))
			}
		}
	}
}
