package client

import "bytes"

// Drawn reads up to the next state of a lecture: the surfaces and the picture before it,
// and the state.
func (c *Stream) Drawn() (surfaces int, picture *Message, state Message) {
	c.T.Helper()
	for {
		m := c.Next()
		switch {
		case m.Closed != 0:
			c.T.Fatalf("the line ends with %d", m.Closed)
		case bytes.HasPrefix(m.Live, []byte(`{"surface"`)):
			surfaces++
		case m.Type == "picture":
			picture = &m
		case bytes.HasPrefix(m.Live, []byte(`{"state"`)):
			return surfaces, picture, m
		}
	}
}

// Answers tells whether the parts of a picture are what a page is answered that asks for
// its run itself, but for the number of the request.
func (m *Message) Answers(answer []Message) bool {
	k := 0
	for _, a := range answer {
		if a.Type == "surface" || a.Type == "done" {
			continue
		}
		if k >= len(m.Parts) || !m.Parts[k].same(a) {
			return false
		}
		k++
	}
	return k == len(m.Parts) && k > 0
}

func (m Message) same(answer Message) bool {
	if m.Frame != nil {
		return answer.Frame != nil && bytes.Equal(m.Frame[4:], answer.Frame[4:])
	}
	_, said, _ := bytes.Cut(m.Text, []byte(","))
	_, want, _ := bytes.Cut(answer.Text, []byte(","))
	return answer.Frame == nil && bytes.Equal(said, want)
}
