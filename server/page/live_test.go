package page_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/live"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// The page of one who follows has what the lecturer shows from the start, in its
// reader's own theme, and no right to lead.
func TestLivePageShowsTheLecture(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{PublicURL: "https://downhill.example"})
	lecturer := client.Dial(t, s.URL())
	lecturer.Send(`{"live":{"start":true}}`)
	var said live.Message
	if err := json.Unmarshal(lecturer.Next().Live, &said); err != nil || said.Room == nil {
		t.Fatalf("%+v %v", said, err)
	}
	room := *said.Room
	link := "/p/three-rates?beat=2&lr=0.125&predict=1"
	lecturer.Send(fmt.Sprintf(`{"live":{"lead":%q,"token":%q,"state":{"epoch":1,"sequence":1,"link":%q}}}`, room.Code, room.Token, link))
	lecturer.Next() // it leads
	a, body := client.Get(t, s.URL()+"/live/"+room.Code+"?theme=dark")
	if a.StatusCode != http.StatusOK {
		t.Fatal(a.Status)
	}
	for _, want := range []string{`data-live="following"`, `data-theme="dark"`, `data-predict="hidden"`, `"live":"` + room.Code + `"`, `0.125`, `"preset":"three-rates.2"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(body, room.Token) {
		t.Error("the page has the right to lead")
	}
	if a, _ := client.Get(t, s.URL()+"/live/"+strings.ToLower(room.Code)+"?lang=ko"); a.Header.Get("Location") != "/live/"+room.Code+"?lang=ko" {
		t.Errorf("in small letters the code leads to %q", a.Header.Get("Location"))
	}
	_, code := client.Get(t, s.URL()+"/live/"+room.Code+"/qr.svg")
	if got := readCode(t, code); got != "https://downhill.example/live/"+room.Code {
		t.Errorf("the code says %s", got)
	}
}

// A code that no lecture has may get one yet; what can't be a code is told so.
func TestLivePageWaits(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for code, want := range map[string]int{"QQQQQQ": http.StatusOK, "QQQQQ": http.StatusNotFound, "QQQQQQQ": http.StatusNotFound, "QQQQQI": http.StatusNotFound, "QQQ%20Q": http.StatusNotFound, "QQQQQ1": http.StatusNotFound} {
		for _, after := range []string{"", "/qr.svg"} {
			if a, body := client.Get(t, s.URL()+"/live/"+code+after); a.StatusCode != want {
				t.Errorf("%s%s: %s %.80s", code, after, a.Status, body)
			}
		}
	}
}
