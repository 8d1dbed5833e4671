package landscape

// axis holds the critical points of one term of a separable surface
// f(x, y) = g(x) + h(y).
type axis struct {
	minima []axisMinimum
	maxima []float64
}

type axisMinimum struct{ at, loss float64 }

// product combines the terms' critical points: minimum with minimum is a
// minimum of the surface, minimum with maximum a saddle.
func product(xs, ys axis) (minima []Minimum, saddles []Point) {
	for _, x := range xs.minima {
		for _, y := range ys.minima {
			minima = append(minima, Minimum{At: Point{x.at, y.at}, Loss: x.loss + y.loss})
		}
		for _, y := range ys.maxima {
			saddles = append(saddles, Point{x.at, y})
		}
	}
	for _, x := range xs.maxima {
		for _, y := range ys.minima {
			saddles = append(saddles, Point{x, y.at})
		}
	}
	markGlobal(minima)
	return minima, saddles
}

// fourfold mirrors points with x, y ≥ 0 in both axes.
func fourfold(points []Minimum) []Minimum {
	return mirrored(points, func(p Point) []Point {
		return []Point{p, {-p.X, p.Y}, {p.X, -p.Y}, {-p.X, -p.Y}}
	})
}

// eightfold mirrors points with 0 ≤ y ≤ x in both axes and in the diagonal.
func eightfold(points []Minimum) []Minimum {
	swapped := func(p Point) []Point { return []Point{p, {p.Y, p.X}} }
	return fourfold(mirrored(points, swapped))
}

// mirrored lists each point's images once each.
func mirrored(points []Minimum, images func(Point) []Point) []Minimum {
	var all []Minimum
	for _, m := range points {
		seen := map[Point]bool{} // −0 and 0 are the same key
		for _, p := range images(m.At) {
			if !seen[p] {
				seen[p] = true
				all = append(all, Minimum{At: Point{p.X + 0, p.Y + 0}, Loss: m.Loss, Kink: m.Kink})
			}
		}
	}
	markGlobal(all)
	return all
}

// at are the points alone.
func at(minima []Minimum) []Point {
	points := make([]Point, len(minima))
	for i, m := range minima {
		points[i] = m.At
	}
	return points
}
