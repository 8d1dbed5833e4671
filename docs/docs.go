// Package docs embeds the documents that the server shows to lecturers.
package docs

import "embed"

// FS holds the plan of a lecture and the sheet for its students in each of the page's
// languages: LECTURE.md in English, LECTURE.<tag>.md in the others, and so HANDOUT.md.
//
//go:embed LECTURE*.md HANDOUT*.md
var FS embed.FS
