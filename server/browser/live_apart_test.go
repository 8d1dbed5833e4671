package browser

import (
	"testing"

	"downhill/server/bus"
	"downhill/server/client"
	"downhill/server/site"
)

// TestBrowserLectureWithoutNATS: where the instances do not reach each other, the pages
// of a lecture say so, in their language, and are followed on this one all the same.
func TestBrowserLectureWithoutNATS(t *testing.T) {
	t.Parallel()
	s := startSiteWith(t, site.Config{NATS: bus.Config{Servers: "nats://" + client.FreeAddr(t)}})
	lead := open(t, s.url+"/p/three-rates#lecture=ABCDEF.00112233445566778899aabbccddeeff", laptop)
	lead.until(`document.querySelector(".live-pill")?.textContent === "Live ABCDEF · 0 · servers cut off"`)
	follow := open(t, s.url+"/live/ABCDEF?lang=ko", phone)
	follow.until(`document.querySelector(".live-said")?.textContent === "강의 ABCDEF 따라가는 중 · 이 서버가 다른 서버와 끊겼습니다"`)
	if cut := eval[bool](follow, `(said => said.scrollWidth > said.clientWidth || said.scrollHeight > said.clientHeight + 2)(document.querySelector(".live-said"))`); cut {
		t.Error("what is said does not fit beside the menu")
	}
	follow.loadAxe()
	follow.axe("a lecture whose servers are cut off", everyRule)
}
