// Package static embeds what the server serves as files: css/, img/, and what
// `make build` leaves: the scripts that it bundles into js/ and the faces that it
// cuts into fonts/.
package static

import "embed"

// FS holds css/, img/, js/ and fonts/.
//
//go:embed css img js fonts
var FS embed.FS
