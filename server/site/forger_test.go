package site_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/live"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// hears waits until a page is told something of a lecture that holds.
func hears(t *testing.T, c *client.Stream, holds func(live.Message) bool) live.Message {
	t.Helper()
	for {
		var of live.Message
		if m := c.Next(); m.Live == nil {
			continue
		} else if err := json.Unmarshal(m.Live, &of); err != nil {
			t.Fatal(err)
		}
		if holds(of) {
			return of
		}
	}
}

// A page that follows and sends what only the lecturer's may is refused, changes nothing,
// and is named in the log: with a state, an end, or a token that it guessed.
func TestForgersOverSocketsAreNamed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for sent, forged := range map[string]string{
		"state": `{"live":{"state":{"epoch":9,"sequence":1,"link":"/?forged"}}}`,
		"end":   `{"live":{"end":true}}`,
		"lead":  `{"live":{"lead":%q,"token":"00112233445566778899aabbccddeeff","state":{"epoch":9,"sequence":1,"link":"/?forged"}}}`,
	} {
		log := readLog(t) // one for each, as of two lines that are the same a log tells one
		lecturer, forger, other := client.Dial(t, s.URL()), client.Dial(t, s.URL()), client.Dial(t, s.URL())
		lecturer.Send(`{"live":{"start":true}}`)
		room := hears(t, lecturer, func(m live.Message) bool { return m.Room != nil }).Room
		lecturer.Send(fmt.Sprintf(`{"live":{"lead":%q,"token":%q,"state":{"epoch":1,"sequence":1,"link":"/?surface=bowl"}}}`, room.Code, room.Token))
		hears(t, lecturer, func(m live.Message) bool { return m.Audience != nil })
		forger.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"forger-%s"}}`, room.Code, sent))
		hears(t, forger, func(m live.Message) bool { return m.State != nil })
		if strings.Contains(forged, "%q") {
			forged = fmt.Sprintf(forged, room.Code)
		}
		forger.Send(forged)
		hears(t, forger, func(m live.Message) bool { return m.Over == "refused" })
		other.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"other"}}`, room.Code))
		if m := hears(t, other, func(m live.Message) bool { return m.State != nil || m.Over != "" }); m.State == nil || m.State.Link != "/?surface=bowl" {
			t.Errorf("after a forged %s another page is told %+v", sent, m)
		}
		named := false
		for _, line := range log.of(t)["refused what only the page that leads a lecture may send"] {
			id, _ := line["request"].(string)
			named = named || line["member"] == "forger-"+sent && line["sent"] == sent && line["room"] == room.Code && id != ""
		}
		if !named {
			t.Errorf("who forged a %s is not named: %s", sent, log.all.String())
		}
		if strings.Contains(log.all.String(), room.Token) {
			t.Error("the log tells the token")
		}
	}
}
