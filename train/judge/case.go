package judge

import (
	"downhill/landscape"
	"downhill/train/descent"
)

// Case is what a run is judged by: the surface that it descends, and how.
type Case struct {
	Surface *landscape.Surface
	descent.Settings
}
