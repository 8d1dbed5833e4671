package draw

import "math"

// Verbs of a path: how many points each takes.
const (
	move  = 'M' // 1
	line  = 'L' // 1
	quad  = 'Q' // 2: the control point, the end
	cube  = 'C' // 3
	shut  = 'Z' // 0
	kappa = 0.5522847498307936
)

// Point is a place on a sheet in px.
type Point struct{ X, Y float64 }

// A Path is lines and curves, one after another.
type Path struct {
	verbs  []byte
	points []Point
}

// Empty reports whether nothing is in it.
func (p *Path) Empty() bool { return len(p.verbs) == 0 }

func (p *Path) add(verb byte, points ...Point) {
	p.verbs = append(p.verbs, verb)
	p.points = append(p.points, points...)
}

// MoveTo begins a line.
func (p *Path) MoveTo(x, y float64) { p.add(move, Point{x, y}) }

// LineTo goes on to a point.
func (p *Path) LineTo(x, y float64) { p.add(line, Point{x, y}) }

// QuadTo goes on by a quadratic curve.
func (p *Path) QuadTo(cx, cy, x, y float64) { p.add(quad, Point{cx, cy}, Point{x, y}) }

// CubeTo goes on by a cubic curve.
func (p *Path) CubeTo(ax, ay, bx, by, x, y float64) {
	p.add(cube, Point{ax, ay}, Point{bx, by}, Point{x, y})
}

// Close goes back to where the line began.
func (p *Path) Close() { p.add(shut) }

// Append adds another path.
func (p *Path) Append(other Path) {
	p.verbs = append(p.verbs, other.verbs...)
	p.points = append(p.points, other.points...)
}

// Polyline adds the lines through points.
func (p *Path) Polyline(points []Point) {
	for i, at := range points {
		if i == 0 {
			p.MoveTo(at.X, at.Y)
		} else {
			p.LineTo(at.X, at.Y)
		}
	}
}

// Polygon adds a closed shape.
func (p *Path) Polygon(points []Point) {
	p.Polyline(points)
	p.Close()
}

// Rect adds a rectangle.
func (p *Path) Rect(x, y, width, height float64) {
	p.Polygon([]Point{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}})
}

// RoundRect adds a rectangle with round corners.
func (p *Path) RoundRect(x, y, w, h, r float64) {
	k := r * (1 - kappa)
	p.MoveTo(x+r, y)
	p.LineTo(x+w-r, y)
	p.CubeTo(x+w-k, y, x+w, y+k, x+w, y+r)
	p.LineTo(x+w, y+h-r)
	p.CubeTo(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	p.LineTo(x+r, y+h)
	p.CubeTo(x+k, y+h, x, y+h-k, x, y+h-r)
	p.LineTo(x, y+r)
	p.CubeTo(x, y+k, x+k, y, x+r, y)
	p.Close()
}

// Circle adds a circle.
func (p *Path) Circle(x, y, r float64) {
	k := kappa * r
	p.MoveTo(x+r, y)
	p.CubeTo(x+r, y+k, x+k, y+r, x, y+r)
	p.CubeTo(x-k, y+r, x-r, y+k, x-r, y)
	p.CubeTo(x-r, y-k, x-k, y-r, x, y-r)
	p.CubeTo(x+k, y-r, x+r, y-k, x+r, y)
	p.Close()
}

// placed is the path scaled, turned by an angle about the origin and moved.
func (p Path) placed(scale, angle, dx, dy float64) Path {
	sin, cos := math.Sincos(angle)
	moved := Path{verbs: p.verbs, points: make([]Point, len(p.points))}
	for i, at := range p.points {
		x, y := scale*at.X, scale*at.Y
		moved.points[i] = Point{x*cos - y*sin + dx, x*sin + y*cos + dy}
	}
	return moved
}

// each calls visit with every verb and its points.
func (p Path) each(visit func(verb byte, at []Point)) {
	i := 0
	for _, verb := range p.verbs {
		n := map[byte]int{move: 1, line: 1, quad: 2, cube: 3, shut: 0}[verb]
		visit(verb, p.points[i:i+n])
		i += n
	}
}
