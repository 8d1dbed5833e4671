// Package static embeds what the server serves as files: css/, img/ and the
// scripts that `make build` bundles into js/.
package static

import "embed"

// FS holds css/, img/ and js/.
//
//go:embed css img js
var FS embed.FS
