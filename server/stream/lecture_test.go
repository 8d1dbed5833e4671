package stream_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"downhill/server/client"
	"downhill/server/live"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// told waits until a page is told something of a lecture that holds.
func told(t *testing.T, c *client.Stream, holds func(live.Message) bool) live.Message {
	t.Helper()
	for {
		m, err := c.Read(client.Patience)
		if err != nil {
			t.Fatal(err)
		}
		var of live.Message
		if m.Live == nil {
			continue
		}
		if err := json.Unmarshal(m.Live, &of); err != nil {
			t.Fatal(err)
		}
		if holds(of) {
			return of
		}
	}
}

func shows(link string) func(live.Message) bool {
	return func(m live.Message) bool { return m.State != nil && m.State.Link == link }
}

func over(why string) func(live.Message) bool {
	return func(m live.Message) bool { return m.Over == why }
}

func audience(want live.Audience) func(live.Message) bool {
	return func(m live.Message) bool { return m.Audience != nil && *m.Audience == want }
}

func show(c *client.Stream, sequence int, link string) { c.Send(state(sequence, link)) }

// state is what a lecturer's page says of what it shows.
func state(sequence int, link string) string {
	return fmt.Sprintf(`{"live":{"state":{"epoch":1,"sequence":%d,"link":%q,"step":-1}}}`, sequence, link)
}

func startLecture(t *testing.T, c *client.Stream) live.Room {
	t.Helper()
	c.Send(`{"live":{"start":true}}`)
	room := *told(t, c, func(m live.Message) bool { return m.Room != nil }).Room
	c.Send(fmt.Sprintf(`{"live":{"lead":%q,"token":%q}}`, room.Code, room.Token))
	return room
}

// A lecture over real sockets: what the lecturer's page shows reaches the others,
// nobody else's does, and the lecturer is told who is there.
func TestLectureOverSockets(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	lecturer, student, forger := client.Dial(t, s.URL()), client.Dial(t, s.URL()), client.Dial(t, s.URL())
	room := startLecture(t, lecturer)
	show(lecturer, 1, "/?surface=wells")
	student.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code))
	told(t, student, shows("/?surface=wells"))
	forger.Send(fmt.Sprintf(`{"live":{"lead":%q,"token":"00112233445566778899aabbccddeeff","state":{"epoch":9,"link":"/?forged"}}}`, room.Code))
	told(t, forger, over("refused"))
	show(forger, 2, "/?forged")
	told(t, forger, over("refused"))
	forger.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"b"}}`, room.Code))
	told(t, forger, shows("/?surface=wells"))
	show(forger, 3, "/?forged")
	told(t, forger, over("refused"))
	forger.Send(`{"live":{"end":true}}`)
	told(t, forger, over("refused"))
	show(lecturer, 2, "/?surface=bowl")
	told(t, student, shows("/?surface=bowl"))
	told(t, lecturer, audience(live.Audience{Following: 2}))
	student.Send(`{"live":{"own":true}}`)
	told(t, lecturer, audience(live.Audience{Following: 1, Own: 1}))
	_ = forger.Conn.Close() // without a word: the line broke
	told(t, lecturer, audience(live.Audience{Own: 1, Lost: 1}))
	student.Send(`{"live":{"leave":true}}`)
	told(t, lecturer, audience(live.Audience{Lost: 1}))
	student.Send(`{"id":1,"run":"surface=bowl&lr=0.1"}`) // and the page works on
	student.Until(1)
	student.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code))
	told(t, student, shows("/?surface=bowl"))
	lecturer.Send(`{"live":{"end":true}}`)
	told(t, student, over("ended"))
	told(t, lecturer, over("ended"))
}

// A message is of one thing: of two neither is done.
func TestALectureComesAlone(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	for _, two := range []string{`"ping":1`, `"cancel":true`, `"run":"surface=bowl"`} {
		c.Send(`{"id":3,"live":{"start":true},` + two + `}`)
		if m := c.Next(); m.Type != "error" || m.Kind != "bad-message" {
			t.Errorf("beside %s a lecture is answered %s", two, m.Text)
		}
	}
}

// Another server knows nothing of a lecture until its lecturer's page is there.
func TestLectureMovesToAnotherServer(t *testing.T) {
	first, _ := sitetest.Serve(t, site.Config{})
	room := startLecture(t, client.Dial(t, first.URL()))
	second, _ := sitetest.Serve(t, site.Config{})
	student := client.Dial(t, second.URL())
	follow := fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code)
	student.Send(follow)
	told(t, student, over("unknown"))
	lecturer := client.Dial(t, second.URL())
	lecturer.Send(fmt.Sprintf(`{"live":{"lead":%q,"token":%q,"state":{"epoch":1,"sequence":5,"link":"/?surface=bowl"}}}`, room.Code, room.Token))
	told(t, lecturer, audience(live.Audience{}))
	student.Send(follow)
	told(t, student, shows("/?surface=bowl"))
}

// votes are the answers of pages, by their names, to a question.
func votes(question string, want map[string]uint32) func(live.Message) bool {
	all := map[string]uint32{}
	return func(m live.Message) bool {
		if m.Answers != nil && m.Answers.Question == question {
			for _, v := range m.Answers.Votes {
				all[v.Member] = v.Value
			}
		}
		return maps.Equal(all, want)
	}
}

// A question over real sockets: each page has one answer until it is revealed, under the
// name that its connection has, and the lecturer's page alone is told of it before.
func TestQuestionOverSockets(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	lecturer, a, b := client.Dial(t, s.URL()), client.Dial(t, s.URL()), client.Dial(t, s.URL())
	room := startLecture(t, lecturer)
	ask := func(sequence int, more string) {
		lecturer.Send(fmt.Sprintf(`{"live":{"state":{"epoch":1,"sequence":%d,"link":"/?predict=1","step":0,"ask":{"id":"q","kind":"first","choices":4,"runs":3,%s}}}}`, sequence, more))
	}
	asked := func(open bool) func(live.Message) bool {
		return func(m live.Message) bool { return m.State != nil && m.State.Ask != nil && m.State.Ask.Open == open }
	}
	ask(1, `"open":true`)
	for name, c := range map[string]*client.Stream{"a": a, "b": b} {
		c.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":%q}}`, room.Code, name))
		if m := told(t, c, asked(true)); m.State.Ask.Tally != nil {
			t.Errorf("before it is revealed a page is told %v", m.State.Ask.Tally)
		}
	}
	a.Send(`{"live":{"answer":{"question":"q","value":1}}}`)
	a.Send(`{"live":{"answer":{"question":"q","value":2}}}`)
	b.Send(`{"live":{"answer":{"question":"q","value":0}}}`)
	b.Send(`{"live":{"answer":{"question":"q","value":9},"member":"a"}}`)
	told(t, b, func(m live.Message) bool { return m.Late == "q" })
	told(t, lecturer, votes("q", map[string]uint32{"a": 2, "b": 0}))
	b.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"c"}}`, room.Code)) // for another vote
	told(t, b, over("refused"))
	b.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"b"}}`, room.Code))
	told(t, b, asked(true))
	b.Send(`{"live":{"state":{"epoch":9,"sequence":1,"link":"/","ask":{"id":"q","kind":"first","choices":4,"open":false,"tally":[9,0,0,0]}}}}`)
	told(t, b, over("refused"))
	ask(2, `"open":false,"voters":2,"tally":[1,0,1,0]`)
	for _, c := range []*client.Stream{a, b} {
		if m := told(t, c, asked(false)); !slices.Equal(m.State.Ask.Tally, []int{1, 0, 1, 0}) {
			t.Errorf("once it is revealed a page is told %v", m.State.Ask.Tally)
		}
	}
	a.Send(`{"live":{"answer":{"question":"q","value":1}}}`)
	told(t, a, func(m live.Message) bool { return m.Late == "q" })
	again := client.Dial(t, s.URL())
	again.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code))
	told(t, again, asked(false))
	a.Send(`{"live":{"answer":{"question":"q","value":1}}}`) // its place is the other connection's
	a.Send(fmt.Sprintf(`{"live":{"follow":%q,"member":"a"}}`, room.Code))
	told(t, a, func(m live.Message) bool {
		if m.Over != "" {
			t.Errorf("a page whose answer does not count is told %q", m.Over)
		}
		return m.State != nil
	})
}
