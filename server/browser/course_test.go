package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"downhill/server/site"
)

const course = `title: {en: Week one, ko: 첫 주}
place: PLACE
lessons:
  - {id: first, title: "First <b>of</b> all", text: "At 0.3 & <i>no more</i>.", link: "/?surface=bowl&lr=0.1,0.3&steps=20"}
  - {id: next, title: TITLE, text: "One line.\nAnother.", link: "/?surface=bowl&lr=0.2&mode=3d&steps=30"}
`

// TestBrowserCourse: a lecturer's lessons are the page's, as plain text; a page that is
// open when the course is read again stays, and has the new one's list, titles and
// lessons by its next answer; so has a page that follows a lecture.
func TestBrowserCourse(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "course.yaml")
	write := func(title, place string) {
		text := strings.NewReplacer("TITLE", title, "PLACE", place).Replace(course)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("Second", "beside")
	s := startSiteWith(t, site.Config{Course: path})
	lead := open(t, s.url+"/", laptop)
	lead.until(`document.querySelector("#lesson-title").textContent === "First <b>of</b> all"`)
	lead.until(`document.querySelector("#story").textContent === "At 0.3 & <i>no more</i>." && document.querySelector("#story button").textContent === "0.3"`)
	lead.click("#share-open")
	lead.until(`document.querySelector(".share-lecture button")`)
	lead.click(".share-lecture button")
	lead.until(`document.querySelector(".live-code")?.textContent`)
	code := eval[string](lead, `document.querySelector(".live-code").textContent`)
	lead.click(".live-dialog .icon")
	follow := open(t, s.url+"/live/"+code, phone)
	follow.until(`document.documentElement.dataset.live === "following" && document.querySelector("#lesson-title").textContent === "First <b>of</b> all"`)

	write("Another one", "instead")
	s.served.ReloadCourse(t.Context())
	lead.front()
	lead.click("#beat-next")
	for _, tb := range []*tab{lead, follow} {
		tb.front()
		tb.until(`document.querySelector("#lesson-title").textContent === "Another one"`)
		tb.until(`document.querySelector("#story").textContent === "One line.\nAnother."`)
		tb.until(`[...document.querySelectorAll(".lesson-item")].map(e => e.dataset.lesson).join() === "first,next"`)
		tb.until(`document.querySelector("#lesson-count").textContent === "2 / 2" && !document.querySelector(".lesson-plan")`)
	}
	lead.front()
	lead.click("#lesson-open")
	lead.until(`[...document.querySelectorAll(".lesson-item img")].filter(e => e.naturalWidth > 0).length === 2`)
	if at := eval[string](lead, "location.pathname"); at != "/p/next" {
		t.Errorf("the lecturer's page is at %s", at)
	}
}
