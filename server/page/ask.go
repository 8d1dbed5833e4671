package page

import (
	"encoding/json"
	"net/url"
	"strings"

	"downhill/server/engine"
	"downhill/server/limits"
)

// ask is the request for a scenario's runs with which its page begins, letter for letter
// as the page's script writes it: what stands before that script sends it, and the script
// knows it again. It is empty where the address that asks it would be too long to be
// answered, escaped once more as it is there: the script asks then.
func (s *Pages) ask(l engine.Linked) (string, error) {
	preset, query := s.PlaceOf(l.Path)
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false) // nor does the script
	err := e.Encode(struct {
		ID     int    `json:"id"`
		Run    string `json:"run"`
		Preset string `json:"preset,omitempty"`
	}{1, query, preset})
	asked := strings.TrimSuffix(text.String(), "\n")
	if len("ask="+url.QueryEscape(asked)) > limits.LongestLink {
		return "", err
	}
	return asked, err
}
