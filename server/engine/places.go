package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"downhill/landscape"
	"downhill/server/fault"
	"downhill/server/query"
)

// Places are numbers that several pages have chosen, each from 0 to 4095: where on the
// side of a view, or of a range of rates. A query has two letters of base64url for each.
const (
	placesOnASide = 1 << 12
	mostPlaces    = 500 // points, or rates
)

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// readPlaces reads groups of places, so many in each; none where the key is absent.
func readPlaces(q query.Query, key string, each int) ([]int, error) {
	text, _ := q.Get(key)
	letters := 2 * each
	if len(text)%letters != 0 || len(text)/letters > mostPlaces || strings.Trim(text, base64url) != "" {
		return nil, fault.Field(key, "range", fmt.Sprintf("%s: it must be at most %d times %d letters of base64url", key, mostPlaces, letters))
	}
	places := make([]int, len(text)/2)
	for i := range places {
		places[i] = strings.IndexByte(base64url, text[2*i])<<6 | strings.IndexByte(base64url, text[2*i+1])
	}
	return places, nil
}

// pointsIn are the points of a view whose places are named, x and y in turn: the middles
// of a grid's cells. Where there is one weight y is 0.
func pointsIn(s *landscape.Surface, places []int) []landscape.Point {
	at := func(place int, from, to float64) float64 {
		return from + (float64(place)+0.5)/placesOnASide*(to-from)
	}
	points := make([]landscape.Point, len(places)/2)
	for i := range points {
		points[i].X = at(places[2*i], s.View.XMin, s.View.XMax)
		if !s.OneWeight {
			points[i].Y = at(places[2*i+1], s.View.YMin, s.View.YMax)
		}
	}
	return points
}

// ratesAt are the rates at places between two, evenly in their logarithm, each once and
// the smallest first: 0 is at from, 4095 at to.
func ratesAt(from, to float64, places []int) []float64 {
	places = slices.Compact(slices.Sorted(slices.Values(places)))
	rates := make([]float64, len(places))
	for i, place := range places {
		t := float64(place) / (placesOnASide - 1)
		rates[i] = min(to, max(from, math.Exp((1-t)*math.Log(from)+t*math.Log(to)))) // the ends to the last bit
	}
	return rates
}
