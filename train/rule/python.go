package rule

// Python is an optimizer or a schedule as statements of Python, in NumPy's functions
// that PyTorch has under the same names. Names that they find are the parameters' own,
// lr (the run's rate), best (the lowest known loss, or None), value (the loss of
// weights), gradient (that and the gradient), curvature (the second derivatives) and, in a
// Step, w, g, k and t = k + 1, loss, and eta, the rate of this update.
type Python struct {
	Functions string // that it needs, beside those of the library
	Start     string // before the first update
	Step      string // an update: it sets w; of a schedule it sets share
	Torch     string // PyTorch's own optimizer where it has the same; else empty
}
