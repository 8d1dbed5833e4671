package web

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// later matches the keys of words that no script needs for the first picture: of errors,
// of the set-up panel, of the list of keys, of surfaces, optimizers and lessons
// that are not shown, and those that the templates have written already. They are
// fetched after it.
var later = regexp.MustCompile(`^(error|convention|param|choice|clip|field|setup|gallery|formula|view|ensemble|mode|layer|display|theme|language|net|live|figure|seed|keys?|lost|noscript|fault|link|document)(\.|$)` +
	`|^(cut|step)\.|^outcome\.net\.|^lessons\.|^curve\.outcome\.|^connection\.(why\.|plain$)|^(optimizer|schedule)\..+\.(name|summary)$|^surface\..+\.(name|teaches)$|^preset\..+\.(title|\d(\.ask)?)$` +
	`|^heights\.|^(beat|map|optimizer|runs|schedule|transport)\.label$|^page\.description$|^run\.(hide\.title|step|loss|add)$|^ruler\.(word\..+|period\.\d|label|keys|whole|skip)$` +
	`|^map\.(bar|fit|reset|wheel|basins\.(soon|late|none|far))$|^inspect\.(mark\..+|w|loss|gradient|slope|eigenvalues|critical)$` +
	`|^schedule\.curve$|^optimizer\.conventions$|^transport\.(back|forward|scrub|step|of|speed|loop|more|said(\.first)?|ended)$|^share\.(local(\.alone)?|open|title|close|link|copy|open\..+|hide\..+|without|language|own|send|code\..+|frame\..+|lecture\..+|(figure|data)(\..+)?|python\..+|lesson\..+|predict)$|^run\.first$|^relief\.(label|cut\..+|missing|lost|log(\.show)?|true|linear)$|^predict\.(question\.none|open|title|reveal|help)$`)

// judged has what later says of a key, for each that was asked for: they are those of
// the message files, and matching them all takes longer than the rest of a page.
var judged sync.Map

// isLater reports whether later has a key of the message files.
func isLater(key string) bool {
	if known, ok := judged.Load(key); ok {
		return known.(bool)
	}
	matches := later.MatchString(key)
	judged.Store(key, matches)
	return matches
}

// Later are those of the words that a page is sent afterwards.
func Later(words map[string]string) map[string]string {
	rest := maps.Clone(words)
	maps.DeleteFunc(rest, func(key, _ string) bool { return !isLater(key) })
	return rest
}

// firstWords are what the page comes with.
func (v PageView) firstWords() map[string]string {
	shown := []string{"surface." + v.Surface.ID + ".name", "surface." + v.Surface.ID + ".teaches"}
	if !v.HasCut { // so of one weight or a network, whose endings have words of their own
		for key := range v.Messages {
			if strings.HasPrefix(key, "curve.outcome.") || strings.HasPrefix(key, "outcome.net.") {
				shown = append(shown, key)
			}
		}
	}
	for _, run := range v.Runs {
		shown = append(shown, "optimizer."+run.Optimizer+".name")
	}
	if v.Preset != nil {
		shown = append(shown, "preset."+v.Preset.ID+".title")
		shown = append(shown, v.Preset.Words(), v.Preset.Words()+".ask")
	}
	first := maps.Clone(v.Messages)
	maps.DeleteFunc(first, func(key, _ string) bool {
		return isLater(key) && !slices.Contains(shown, key)
	})
	return first
}
