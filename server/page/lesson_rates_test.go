package page

import (
	"testing"

	"downhill/train/link"
)

// TestLessonRates: every lesson has its runs' rates, as its query names them.
func TestLessonRates(t *testing.T) {
	for _, p := range link.Presets() {
		if len(lessonRates()[p.ID]) == 0 {
			t.Errorf("%s has no rates", p.ID)
		}
	}
	if got := lessonRates()[link.Home]; len(got) != 3 || got[0] != "0.1" || got[2] != "1.8" {
		t.Errorf("the first view's rates are %q", got)
	}
}
