// Package docs embeds the documents that the server shows to lecturers.
package docs

import "embed"

// FS holds the lesson plan in each of the page's languages: LECTURE.md in English,
// LECTURE.<tag>.md in the others.
//
//go:embed LECTURE*.md
var FS embed.FS
