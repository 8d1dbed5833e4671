package train

import (
	"math"
	"slices"
	"sync"

	"downhill/landscape"
)

// heights is the range of the losses that a view shows: the lowest and the
// 95th percentile, over a 64×64 grid of cell centres.
type heights struct{ low, high float64 }

const (
	heightCells = 64
	heightShare = 0.95
	heightsKept = 128 // surfaces; typed ones come and go
)

var heightCache = struct {
	sync.Mutex
	of map[*landscape.Surface]heights
}{of: map[*landscape.Surface]heights{}}

// rangeOf is a surface's range of losses, computed once.
func rangeOf(s *landscape.Surface) heights {
	heightCache.Lock()
	defer heightCache.Unlock()
	if h, ok := heightCache.of[s]; ok {
		return h
	}
	if len(heightCache.of) >= heightsKept {
		clear(heightCache.of)
	}
	h := measureHeights(s)
	heightCache.of[s] = h
	return h
}

func measureHeights(s *landscape.Surface) heights {
	o, v := s.Program.Evaluator(), s.View
	var losses []float64
	for j := range heightCells {
		y := v.YMin + (v.YMax-v.YMin)*(float64(j)+0.5)/heightCells
		for i := range heightCells {
			x := v.XMin + (v.XMax-v.XMin)*(float64(i)+0.5)/heightCells
			if f := o.Value(x, y); finite(f) {
				losses = append(losses, f)
			}
		}
	}
	if len(losses) == 0 {
		return heights{math.Inf(-1), math.Inf(1)}
	}
	slices.Sort(losses)
	return heights{losses[0], losses[int(heightShare*float64(len(losses)-1))]}
}
