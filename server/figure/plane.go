package figure

import (
	"strings"

	"downhill/server/words"
	"downhill/train/nets"
)

// planeSentence says what the plane of a network's landscape is.
func (s *scene) planeSentence() string {
	if s.sc.Surface.Network != nil {
		return s.words.T("net.plane.whole")
	}
	net, ok := s.sc.Surface.Loss.(*nets.Net)
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
	key := "net.plane." + net.Spec.Plane.Kind + fewer(net.Plane.Filled)
	slice := s.words.T(key, "weights", len(net.Initial), "first", percent(0), "second", percent(1), "i", i, "j", j)
	return slice + " " + s.words.T("net.plane.shadow")
}

// fewer is the end of the sentence's key where axes were drawn at random, as the runs go
// along fewer than two directions.
func fewer(filled int) string {
	switch filled {
	case 0:
		return ""
	case 1:
		return ".single"
	}
	return ".still"
}
