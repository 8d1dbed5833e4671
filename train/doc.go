// Package train holds what is made of runs: scenarios and their runs, sweeps, basins,
// ensembles and suggested rates. The optimizers are those of package rule; a run's iterates
// are made by package descent and judged by package judge, and networks are those of
// package nets. It knows nothing of how a surface is made or shown.
package train
