package figure

import (
	"math"
	"strconv"

	"downhill/landscape"
	"downhill/server/draw"
	"downhill/server/words"
)

// paintLoss draws the losses of the runs at every step, with heads at step k.
func (s *scene) paintLoss(sh *sheet, r rect, k int) {
	a := s.lossAxis()
	left, bottom, top := 52*sh.u, 30*sh.u, 30*sh.u
	v := view{landscape.View{XMin: 0, XMax: math.Max(1, float64(s.longest())), YMin: a.low, YMax: a.high},
		rect{r.x + left, r.y + top, r.w - left - 16*sh.u, r.h - top - bottom}}
	s.paintLossAxes(sh, v, a)
	taken := &labels{in: v.rect}
	for _, one := range s.runs {
		paintLossLine(sh, v, a, one.held, k, one.ink, []float64{5 * sh.u, 4 * sh.u})
		paintLossLine(sh, v, a, one.loss, k, one.ink, nil)
	}
	for _, one := range s.runs {
		s.paintLossHead(sh, v, a, one, k, taken)
	}
}

func (s *scene) paintLossAxes(sh *sheet, v view, a lossAxis) {
	size := 11.5 * sh.u
	for _, m := range a.marks(v.h / (34 * sh.u)) {
		y := v.at(0, m.at).Y
		sh.line(draw.Point{X: v.x, Y: y}, draw.Point{X: v.x + v.w, Y: y}, draw.Stroke{Ink: sh.ink("edge"), Width: sh.u})
		sh.write(m.text, v.x-6*sh.u, y, size, 1, false, sh.ink("muted"))
	}
	for _, step := range ticks(0, v.box.XMax, v.w/(80*sh.u)) {
		if step == math.Trunc(step) {
			sh.write(strconv.Itoa(int(step)), v.at(step, 0).X, v.y+v.h+12*sh.u, size, 0.5, false, sh.ink("muted"))
		}
	}
	name := "chart.loss"
	if s.gap() {
		name = "chart.gap"
	}
	sh.write(s.words.T(name), v.x-6*sh.u, v.y-14*sh.u, size, 1, true, sh.ink("text"))
	sh.write(s.words.T("chart.step"), v.x+v.w, v.y+v.h-9*sh.u, size, 1, true, sh.ink("text"))
}

// lossHint is the ink of what is beyond the step that is shown.
const lossHint = 0.15

// paintLossLine draws losses as far as they are on the chart, those beyond step k as a
// hint.
func paintLossLine(sh *sheet, v view, a lossAxis, losses []float64, k int, ink draw.Ink, dash []float64) {
	if k+1 < len(losses) {
		paintLossPart(sh, v, a, losses, k+1, len(losses)-1, draw.Stroke{Ink: ink.Faded(lossHint), Width: 2 * sh.u, Dash: dash})
	}
	paintLossPart(sh, v, a, losses, 1, min(k, len(losses)-1), draw.Stroke{Ink: ink, Width: 2 * sh.u, Dash: dash})
}

// paintLossPart draws the losses of some steps, the line to the first one included.
func paintLossPart(sh *sheet, v view, a lossAxis, losses []float64, first, last int, stroke draw.Stroke) {
	var p draw.Path
	drawing := false
	for k := first; k <= last; k++ {
		from, to := v.at(float64(k-1), a.height(losses[k-1])), v.at(float64(k), a.height(losses[k]))
		c, d, start, _, ok := cut(from, to, v.inset(-1))
		if ok && (!drawing || start > 0) {
			p.MoveTo(c.X, c.Y)
		}
		if ok {
			p.LineTo(d.X, d.Y)
		}
		drawing = ok
	}
	if !p.Empty() {
		sh.Stroke(p, stroke)
	}
}

// paintLossHead draws where a run stands at step k, or how it left the chart.
func (s *scene) paintLossHead(sh *sheet, v view, a lossAxis, r *run, k int, taken *labels) {
	k = min(k, r.last())
	for k > 0 && r.loss[k]-r.loss[k] != 0 {
		k--
	}
	at := v.at(float64(k), a.height(r.loss[k]))
	if v.has(at, 1) {
		var p draw.Path
		addShape(&p, r.shape, at.X, at.Y, 5*sh.u)
		sh.cased(p, r.ink, 0, 1.5)
		sh.Fill(p, r.ink)
		return
	}
	j := k
	for j > 0 && !v.has(v.at(float64(j), a.height(r.loss[j])), 0) {
		j--
	}
	_, out, _, _, ok := cut(v.at(float64(j), a.height(r.loss[j])), v.at(float64(j+1), a.height(r.loss[j+1])), v.rect)
	if !ok {
		return
	}
	angle := -math.Pi / 2
	if at.Y > v.y {
		angle = math.Pi / 2
	}
	var p draw.Path
	addArrowHead(&p, out.X, out.Y, angle, 14*sh.u)
	sh.Fill(p, r.ink)
	text, size := s.words.T("chart.off", "loss", words.Size(r.loss[k]), "k", k), 11.5*sh.u
	w := draw.Width(text, size, true)
	place := taken.nudge(rect{out.X + 12*sh.u, out.Y + 2*sh.u, w, size * 1.3})
	sh.haloed(text, place.x, place.y+place.h/2, size, 0, 0, true, r.ink)
}
