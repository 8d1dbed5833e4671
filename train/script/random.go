package script

import (
	"downhill/landscape/network"
	"downhill/train/descent"
)

// shape writes the functions of what comes between the gradient and the optimizer:
// mini-batches, noise, clipping.
func (w *writer) shape() {
	if w.sc.Noise > 0 || w.sc.Batch > 0 {
		w.define("pcg(seed, stream)", "Whole numbers of 64 bits from the generator PCG-DXSM.")
		w.lines(1, generator)
	}
	if w.sc.Batch > 0 {
		w.define("batches(seed)", "The points of each mini-batch: all are shuffled for each epoch, and taken in turn.")
		w.line(1, "batch = %d", w.sc.Batch)
		w.line(1, "for epoch in itertools.count():")
		w.line(2, "draw = pcg(seed, 0x%X + 256 * epoch)", uint64(network.BatchStream))
		w.lines(2, shuffle)
	}
	if w.sc.Noise > 0 {
		w.define("gaussians(seed)", "Pairs of standard Gaussians by Marsaglia's polar method.")
		w.line(1, "draw = pcg(seed, 0x%X)", uint64(descent.NoiseStream))
		w.line(0, "")
		w.lines(1, gaussians)
	}
	bound := number(w.sc.Clip.Bound)
	switch w.sc.Clip.Kind {
	case "value":
		w.define("clip(g)", "The gradient with each component bounded.")
		w.line(1, "return minimum(maximum(g, -%s), %s)", bound, bound)
	case "norm":
		length := "math.hypot(*g)"
		if w.net != nil {
			length = "norm(g)"
		}
		w.define("clip(g)", "The gradient with its length bounded.")
		w.line(1, "return g * min(1.0, %s / (%s + %s))", bound, length, number(descent.ClipEpsilon))
	}
}

// generator is Go's math/rand/v2.PCG, whose seeds are the halves of its first state.
const generator = `
state = seed << 64 | stream
while True:
    state = (state * 0x2360ED051FC65DA44385DF649FCCF645 + 0x5851F42D4C957F2D14057B7EF767814F) % 2**128
    high, low = state >> 64, state % 2**64
    high = (high ^ high >> 32) * 0xDA942042E4DD58B5 % 2**64
    high = (high ^ high >> 48) * (low | 1) % 2**64
    yield high`

// gaussians draws the noise of train.
const gaussians = `
def uniform():  # from -1 to 1
    return ((next(draw) ^ 2**63) - 2**63 >> 11) / 2**52

while True:
    u, v = uniform(), uniform()
    s = u * u + v * v
    if 0 < s < 1:
        r = math.sqrt(-2 * math.log(s) / s)
        yield u * r, v * r`

// shuffle is Go's: Fisher and Yates', with Lemire's numbers below n.
const shuffle = `
order = list(range(len(train)))
for n in range(len(order), 1, -1):
    u = next(draw)
    while u * n % 2**64 < 2**64 % n:
        u = next(draw)
    i = u * n >> 64 if n & (n - 1) else u % n
    order[n - 1], order[i] = order[i], order[n - 1]
for at in range(0, len(order), batch):
    yield order[at : at + batch]`
