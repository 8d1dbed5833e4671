package train_test

import (
	"downhill/train"
	"downhill/train/link"
)

// Only an external test may import what imports train.
func init() { train.ParseQuery, train.WriteQuery = link.Parse, link.Query }
