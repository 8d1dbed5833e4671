package figure

import (
	"math"

	"downhill/landscape"
)

// The colours of height are even to the eye (Ottosson's OKLab, 2020), and slopes throw
// a shade under a light from the north-west, as on the page (web/src/draw/ramp.ts).
const (
	rampSteps = 256
	rampShade = 0.22
	rampSteep = 0.5
)

type rgb [3]float64 // 0 to 255

// ramp are the colours from the lowest loss to the highest.
type ramp [rampSteps]rgb

func rampOf(stops ...rgb) (r ramp) {
	labs := make([]rgb, len(stops))
	for i, stop := range stops {
		labs[i] = toLab(stop)
	}
	for i := range r {
		u := float64(i) / (rampSteps - 1) * float64(len(stops)-1)
		k := min(int(u), len(stops)-2)
		var lab rgb
		for c := range lab {
			lab[c] = labs[k][c] + (u-float64(k))*(labs[k+1][c]-labs[k][c])
		}
		for c, v := range fromLab(lab) {
			r[i][c] = clampedByte(v)
		}
	}
	return r
}

// clampedByte rounds as a clamped array of bytes does: half to even.
func clampedByte(v float64) float64 { return math.RoundToEven(min(255, max(0, v))) }

// at is the colour at t in [0, 1].
func (r *ramp) at(t float64) rgb {
	return r[int(math.Floor(min(1, max(0, t))*(rampSteps-1)+0.5))]
}

// hypsometric are the colours of a grid's samples, row-major from (XMin, YMin).
func hypsometric(g *landscape.HeightGrid, shade func(float64) float64, r *ramp) []rgb {
	n := g.N
	shades := make([]float64, len(g.Heights))
	for i, v := range g.Heights {
		shades[i] = float64(float32(shade(float64(v))))
		if v != v {
			shades[i] = math.NaN()
		}
	}
	longest := max(width(g.View), height(g.View))
	ax := rampSteep * float64(n-1) * longest / width(g.View) / 2
	ay := rampSteep * float64(n-1) * longest / height(g.View) / 2
	colors := make([]rgb, len(shades))
	for j := range n {
		down, up := max(0, j-1)*n, min(n-1, j+1)*n
		for i := range n {
			t := shades[j*n+i]
			if t != t {
				continue
			}
			steep := min(1, max(0, 1.5-t))
			dx := steep * ax * (orElse(shades[j*n+min(n-1, i+1)], t) - orElse(shades[j*n+max(0, i-1)], t))
			dy := steep * ay * (orElse(shades[up+i], t) - orElse(shades[down+i], t))
			light := (1 + (dx-dy)*math.Sqrt2/2) / math.Sqrt(dx*dx+dy*dy+1)
			factor := 1 - rampShade*(1-min(1, max(0, light)))
			color := r.at(t)
			for c := range color {
				colors[j*n+i][c] = clampedByte(color[c] * factor)
			}
		}
	}
	return colors
}

// orElse: what has no shade is as its neighbour; so is what is exactly the lowest
// colour, as on the page.
func orElse(v, other float64) float64 {
	if v == 0 || v != v {
		return other
	}
	return v
}

func toLab(color rgb) rgb {
	for c, v := range color {
		if v /= 255; v <= 0.04045 {
			color[c] = v / 12.92
		} else {
			color[c] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	r, g, b := color[0], color[1], color[2]
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return rgb{
		0.2104542553*l + 0.793617785*m - 0.0040720468*s,
		1.9779984951*l - 2.428592205*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.808675766*s,
	}
}

func fromLab(lab rgb) (color rgb) {
	l := math.Pow(lab[0]+0.3963377774*lab[1]+0.2158037573*lab[2], 3)
	m := math.Pow(lab[0]-0.1055613458*lab[1]-0.0638541728*lab[2], 3)
	s := math.Pow(lab[0]-0.0894841775*lab[1]-1.291485548*lab[2], 3)
	color = rgb{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.707614701*s,
	}
	for c, v := range color {
		if v <= 0.0031308 {
			color[c] = 255 * 12.92 * v
		} else {
			color[c] = 255 * (1.055*math.Pow(v, 1/2.4) - 0.055)
		}
	}
	return color
}
