// Package script writes a scenario's runs as a script of Python, in NumPy or PyTorch,
// that makes them again. The surface's operations come from its formula, an update and
// a rate's factor from the catalogue's entries.
package script

import (
	"context"
	"slices"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/field"
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
	loss, typed := sc.Surface.Loss.(landscape.Formula)
	if !typed {
		return "", field.Refuse("surface", "net", "script-of-net")
	}
	w := writer{ctx: ctx, sc: sc, lib: lib, point: plainPoint}
	if sc.Surface.OneWeight {
		w.point = onePoint
	}
	w.scenario()
	if err := w.surface(loss.Program); err != nil {
		return "", err
	}
	w.shape()
	for _, id := range w.optimizers() {
		w.optimizer(id)
	}
	w.runs()
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
