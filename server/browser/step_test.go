package browser

import (
	"testing"
	"time"
)

// TestBrowserLinkOpensAtItsStep: a link restores the step too, paused there,
// and stays there once the picture is drawn; without one the whole runs show.
func TestBrowserLinkOpensAtItsStep(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for query, want := range map[string]string{"?surface=wells&at=4": "4", "p/schedules?at=40": "40", "?surface=wells": "52"} {
		tb := open(t, s.url+"/"+query, laptop)
		tb.until(`document.getElementById("step-now").textContent === "` + want + `"`)
		time.Sleep(200 * time.Millisecond) // a dozen frames: none may move it
		if step := eval[string](tb, `document.getElementById("step-now").textContent`); step != want {
			t.Errorf("/%s stands at step %s, want %s", query, step, want)
		}
	}
}
