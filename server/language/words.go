package language

import (
	"downhill/landscape"
	"downhill/landscape/formula/notation"
	"downhill/server/fault"
	"downhill/train/field"
	"downhill/train/rule"
	"downhill/web"
)

// Words are the page's words in a language, with the catalogue's own merged
// in where the language has none: they are English, and stand beside the entries
// that they belong to.
func Words(lang string) map[string]string {
	words := web.Messages(lang)
	add := func(key, text string) {
		if _, ok := words[key]; !ok && text != "" {
			words[key] = text
		}
	}
	for _, s := range landscape.Catalog() {
		add("surface."+s.ID+".name", s.Name)
		add("surface."+s.ID+".teaches", s.Teaches)
	}
	for _, o := range rule.Optimizers() {
		add("optimizer."+o.ID+".name", o.Name)
		add("optimizer."+o.ID+".summary", o.Summary)
		addParams(add, o.Params, "")
	}
	for _, o := range rule.Schedules() {
		add("schedule."+o.ID+".name", o.Name)
		add("schedule."+o.ID+".summary", o.Summary)
		addParams(add, o.Params, "schedule.")
	}
	for kind, text := range field.Messages {
		add("error."+kind, text)
	}
	for kind, text := range notation.Messages {
		add("error."+kind, text)
	}
	for kind, text := range fault.Messages() {
		add("error."+kind, text)
	}
	return words
}

func addParams(add func(key, text string), params []rule.Param, prefix string) {
	for _, p := range params {
		add("param."+prefix+p.Key, p.Meaning)
	}
}
