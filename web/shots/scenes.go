package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// scene is a state of the page worth a picture.
type scene struct {
	name          string
	path          string
	width, height int64
	readme        bool // it is the README's picture
}

var themes = []string{"light", "dark", "projector"}

// scenes are every preset in every theme at a laptop's size, and a selection of
// views, languages and sizes.
func scenes(address string) ([]scene, error) {
	presets, err := presetsOf(address)
	if err != nil {
		return nil, err
	}
	var all []scene
	add := func(name, path, theme string, width, height int64) {
		sign := "?"
		if strings.Contains(path, "?") {
			sign = "&"
		}
		all = append(all, scene{
			name: fmt.Sprintf("%s-%s-%d", name, theme, width), path: path + sign + "theme=" + theme,
			width: width, height: height, readme: name == "first" && theme == "light" && width == 1280,
		})
	}
	for _, theme := range themes {
		add("first", "/", theme, 1280, 720)
		for i, preset := range presets {
			add(fmt.Sprintf("preset-%02d-%s", i+1, preset), "/p/"+preset, theme, 1280, 720)
		}
		for name, path := range selection {
			add(name, path, theme, 1280, 720)
		}
		add("first", "/", theme, 1920, 1080)
		add("both", "/?mode=both", theme, 1920, 1080)
		add("six", selection["six"], theme, 1920, 1080)
		add("first", "/", theme, 390, 844)
		add("3d", "/?mode=3d", theme, 390, 844)
		add("korean", "/?lang=ko", theme, 390, 844)
	}
	return all, nil
}

// selection are states beside the presets, by name.
var selection = map[string]string{
	"3d":         "/?mode=3d",
	"both":       "/?mode=both",
	"korean":     "/?lang=ko",
	"six":        "/?lr=0.01,0.05,0.1,0.5,1,1.8",
	"layers":     "/?layers=contours,basins,field,ellipse,marks",
	"rosenbrock": "/?surface=rosenbrock&opt=sgd,momentum,adam&lr=0.0005,0.0005,0.05&mode=both",
	"predict":    "/?predict=1",
	"embed":      "/embed",
	"figure":     "/?hide=header,story,cards,chart,transport",
}

// presetsOf asks the server for its presets' ids, in the order of a lecture.
func presetsOf(address string) ([]string, error) {
	answer, err := http.Get(address + "/api/presets")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var presets []struct{ ID string }
	if err := json.NewDecoder(answer.Body).Decode(&presets); err != nil {
		return nil, fmt.Errorf("/api/presets: %w", err)
	}
	var ids []string
	for _, p := range presets {
		ids = append(ids, p.ID)
	}
	return ids, nil
}
