package stream_test

import (
	"fmt"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// What a lecture's picture has is what a page is answered that asks for the run itself,
// of surfaces, lessons, networks and what can't be read.
func TestAPictureIsTheAnswerToARun(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	lecturer, student, other := client.Dial(t, s.URL()), client.Dial(t, s.URL()), client.Dial(t, s.URL())
	room := startLecture(t, lecturer)
	show(lecturer, 1, "/?surface=bowl")
	student.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code))
	if surfaces, picture, _ := student.Drawn(); surfaces != 1 || picture == nil {
		t.Fatalf("one that joins is sent %d surfaces and %v", surfaces, picture)
	}
	for i, one := range []struct {
		link, run, preset string
		surfaces          int
		same              bool // as the picture before
	}{
		{link: "/?surface=bowl&zoom=0,1,0,1", run: "surface=bowl", same: true},
		{link: "/?surface=bowl&lr=0.1,0.2,0.3&mode=3d", run: "surface=bowl&lr=0.1,0.2,0.3"},
		{link: "/", preset: "stuck-in-a-local-minimum", surfaces: 1},
		{link: "/p/three-rates?beat=2&lr=0.2", run: "lr=0.2", preset: "three-rates.2", surfaces: 1},
		{link: "/?f=x^2&lr=0.1&view=-1,1", run: "f=x^2&lr=0.1&view=-1,1", surfaces: 1},
		{link: "/?surface=wells&noise=0.1&seeds=9&steps=40", run: "surface=wells&noise=0.1&seeds=9&steps=40", surfaces: 1},
		{link: "/?surface=net&steps=30&lr=0.1,0.5", run: "surface=net&steps=30&lr=0.1,0.5", surfaces: 1},
		{link: "/?surface=wells&lr=fast", run: "surface=wells&lr=fast"},
		{link: "/p/no-such", run: "", preset: "no-such"},
		{link: "/?surface=wells", run: "surface=wells", surfaces: 1},
		{link: "/?surface=wells&lr=fast", run: "surface=wells&lr=fast"},
		{link: "/?surface=wells", run: "surface=wells"}, // the page has its surface, and now an error
		{link: "/?surface=wells&zoom=0,1,0,1", run: "surface=wells", same: true},
	} {
		show(lecturer, i+2, one.link)
		surfaces, picture, _ := student.Drawn()
		if (picture == nil) != one.same || surfaces != one.surfaces {
			t.Errorf("%s: %d surfaces came, and a picture: %t", one.link, surfaces, picture != nil)
		}
		if picture == nil {
			continue
		}
		other.Send(fmt.Sprintf(`{"id":%d,"run":%q,"preset":%q}`, i+1, one.run, one.preset))
		if !picture.Answers(other.Until(uint32(i + 1))) {
			t.Errorf("%s: %d parts are not what a page is answered that asks itself", one.link, len(picture.Parts))
		}
	}
}
