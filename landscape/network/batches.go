package network

import "math/rand/v2"

// Batches cuts a training set into mini-batches: each epoch all points are
// shuffled, by seed alone, and taken in turn. The last batch of an epoch is what
// is left. The same step has the same batch in every run.
type Batches struct {
	seed  uint64
	size  int
	each  int // batches an epoch
	epoch int
	order []int // of the epoch
	pcg   *rand.PCG
	draw  *rand.Rand
}

// BatchStream is the second number that seeds the shuffle of the first epoch, that of
// each further one being 256 more.
const BatchStream = streamBatches

// NewBatches is for n points and batches of size; with size 0 or n and more every
// batch is the whole set.
func NewBatches(seed uint64, n, size int) *Batches {
	if size <= 0 || size > n {
		size = n
	}
	b := &Batches{seed: seed, size: size, each: (n + size - 1) / size, epoch: -1, order: make([]int, n), pcg: new(rand.PCG)}
	b.draw = rand.New(b.pcg)
	return b
}

// At is the points that step k uses, k counted from 0: good until the next.
func (b *Batches) At(k int) []int {
	if epoch := k / b.each; epoch != b.epoch {
		b.shuffle(epoch)
	}
	from := k % b.each * b.size
	return b.order[from:min(from+b.size, len(b.order))]
}

// Epoch is how many steps an epoch has.
func (b *Batches) Epoch() int { return b.each }

func (b *Batches) shuffle(epoch int) {
	b.epoch = epoch
	for i := range b.order {
		b.order[i] = i
	}
	if b.each == 1 {
		return
	}
	b.pcg.Seed(b.seed, BatchStream+uint64(epoch)<<8)
	b.draw.Shuffle(len(b.order), func(i, j int) { b.order[i], b.order[j] = b.order[j], b.order[i] })
}
