// Package script writes a scenario's runs as a script of Python, in NumPy or PyTorch,
// that makes them again. The surface's operations come from its formula, or a network's
// are backpropagation; an update and a rate's factor come from the catalogue's entries.
package script

import (
	"context"
	"slices"

	"downhill/train"
)

// A Library is what a script computes with.
type Library string

// The libraries of Python.
const (
	NumPy Library = "numpy"
	Torch Library = "torch"
)

// Libraries are all of them.
var Libraries = []Library{NumPy, Torch}

// Write is the script of a scenario; link is where its page is. Its
// error is a *field.Error where no script makes the runs again, or ctx's.
func Write(ctx context.Context, sc train.Scenario, lib Library, link string) (string, error) {
	w := writer{ctx: ctx, sc: sc, net: sc.Net(), lib: lib, point: plainPoint}
	if sc.Surface.OneWeight {
		w.point = onePoint
	}
	begin, end := w.beginSurface, w.runs
	if w.net != nil {
		begin, end = w.beginNet, w.endNet
	}
	if err := begin(); err != nil {
		return "", err
	}
	w.shape()
	for _, id := range w.optimizers() {
		w.optimizer(id)
	}
	if err := end(); err != nil {
		return "", err
	}
	return w.head(link) + w.body.String(), nil
}

// optimizers are those of the runs, each once.
func (w *writer) optimizers() (ids []string) {
	for _, run := range w.sc.Runs {
		if !slices.Contains(ids, run.Optimizer) {
			ids = append(ids, run.Optimizer)
		}
	}
	return ids
}
