package figure

import (
	"strings"

	"downhill/server/words"
	"downhill/train"
)

// planeSentence says what the plane of a network's landscape is.
func (s *scene) planeSentence() string {
	if s.sc.Surface.Network != nil {
		return s.words.T("net.plane.whole")
	}
	net, ok := s.sc.Surface.Loss.(*train.Net)
	if !ok {
		return ""
	}
	percent := func(i int) string {
		if i >= len(net.Plane.Explained) {
			return words.Number(0, 2)
		}
		return words.Number(100*net.Plane.Explained[i], 2)
	}
	text := net.Spec.Plane.Text()
	text = text[strings.LastIndex(text, ":")+1:]
	i, j, _ := strings.Cut(text, ",")
	parts := []string{s.words.T("net.plane."+net.Spec.Plane.Kind, "weights", len(net.Initial), "first", percent(0), "second", percent(1), "i", i, "j", j)}
	if n := net.Plane.Filled; n > 0 {
		parts = append(parts, s.words.T("net.plane.filled", "n", n))
	}
	return strings.Join(append(parts, s.words.T("net.plane.shadow")), " ")
}
