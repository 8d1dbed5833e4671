package figure

import (
	"downhill/server/draw"
	"downhill/server/words"
)

// tickLength is that of a tick, in px.
const tickLength = 5

// paintAxes draws ticks with numbers along the left and lower edge, inside the map.
func paintAxes(s *sheet, v view, network bool, m words.Messages) {
	x, y := "w₁", "w₂"
	if network {
		x, y = "d₁", "d₂" // directions of a plane
	}
	switch stretch := v.stretch(); {
	case stretch > 1:
		x = m.T("map.stretched", "name", x, "times", words.Number(stretch, 2))
	case stretch < 1:
		y = m.T("map.stretched", "name", y, "times", words.Number(1/stretch, 2))
	}
	paintXAxis(s, v, x)
	paintYAxis(s, v, y)
}

func (s *sheet) tick(a, b draw.Point) {
	s.line(a, b, draw.Stroke{Ink: s.ink("muted").Faded(0.55), Width: s.u})
}

func paintXAxis(s *sheet, v view, name string) {
	size := 11.5 * s.u
	count := v.w / (110 * s.u)
	step := tickStep(width(v.box), count)
	bottom, right := v.y+v.h, v.x+v.w
	room := max(4*size, draw.Width(name, size, false)+9+2*size)
	middle := bottom - (tickLength+4)*s.u - capital*size
	for _, value := range ticks(v.box.XMin, v.box.XMax, count) {
		at := v.at(value, v.box.YMin).X
		s.tick(draw.Point{X: at, Y: bottom}, draw.Point{X: at, Y: bottom - tickLength*s.u})
		if at > v.x+3*size && at < right-room {
			s.haloed(tickText(value, step), at, middle, size, 0.5, 0, false, s.ink("text"))
		}
	}
	s.haloed(name, right-9, middle, size, 1, 0, false, s.ink("text"))
}

func paintYAxis(s *sheet, v view, name string) {
	size := 11.5 * s.u
	count := v.h / (100 * s.u)
	step := tickStep(height(v.box), count)
	for _, value := range ticks(v.box.YMin, v.box.YMax, count) {
		at := v.at(v.box.XMin, value).Y
		s.tick(draw.Point{X: v.x, Y: at}, draw.Point{X: v.x + tickLength*s.u, Y: at})
		if at > v.y+2.6*size && at < v.y+v.h-1.8*size {
			s.haloed(tickText(value, step), v.x+(tickLength+4)*s.u, at, size, 0, 0, false, s.ink("text"))
		}
	}
	s.haloed(name, v.x+(tickLength+4)*s.u, v.y+7+size/2, size, 0, 0, false, s.ink("text"))
}
