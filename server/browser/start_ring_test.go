package browser

import "testing"

// A run that has hardly moved stands within the ring at the start, and is seen there:
// a lesson says of it that it stands where it stood.
func TestBrowserRunAtItsStartIsSeen(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/vanishing-gradient?beat=3", laptop)
	tb.until(`!document.querySelector(".start-handle").style.visibility`)
	tb.until(`document.querySelector('#cards .card[data-run="0"] .outcome-lead').textContent.includes("Vanishing")`)
	tb.drawn()
	middle := eval[spotBox](tb, `(() => { const r = document.querySelector(".start-handle span").getBoundingClientRect(); return {X: Math.round(r.x + r.width / 2) - 1, Y: Math.round(r.y + r.height / 2) - 1, W: 2, H: 2} })()`)
	pixels := tb.clip(middle)
	if red, blue := pixels[0], pixels[2]; int(blue) < int(red)+60 { // the first run is blue
		t.Errorf("within the ring is %v, not the first run's ink", pixels[:3])
	}
}
