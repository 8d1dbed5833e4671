package draw

import (
	"bytes"
	"embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"sort"
	"sync"

	"github.com/andybalholm/brotli"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

//go:embed faces
var files embed.FS

// ErrNoFaces says that the faces were not built.
var ErrNoFaces = errors.New("the faces of figures were not built: run make build")

// The weights that faces come in, where they do.
const regular, bold = 400, 600

// A slice is a part of a face: a font with some of its characters.
type slice struct {
	Face   string
	Weight int
	Ranges [][2]rune // sorted
	From   int
	Bytes  int
	number int
	load   func() (*loaded, error) // once
}

// loaded is a slice that is written with.
type loaded struct {
	raw  []byte
	font *sfnt.Font
	upem float64

	mu     sync.Mutex // of what follows
	buffer sfnt.Buffer
	glyphs map[rune]*outline
}

// An outline is a letter at a size of 1 px, its baseline at y = 0.
type outline struct {
	path    Path
	advance float64
}

// catalogue is what the file of faces lists.
var catalogue = sync.OnceValues(readFaces)

// CheckFaces tells whether there is anything to write with.
func CheckFaces() error {
	_, err := catalogue()
	return err
}

func readFaces() ([]*slice, error) {
	whole, err := files.ReadFile("faces/figures.faces")
	if err != nil || len(whole) < 4 {
		return nil, ErrNoFaces
	}
	size := int(binary.BigEndian.Uint32(whole))
	var all []*slice
	if err := json.Unmarshal(whole[4:4+size], &all); err != nil {
		return nil, err
	}
	for i, s := range all {
		body := whole[4+size+s.From:][:s.Bytes]
		s.number = i
		s.load = sync.OnceValues(func() (*loaded, error) { return unpack(body) })
	}
	return all, nil
}

func unpack(body []byte) (*loaded, error) {
	raw, err := io.ReadAll(brotli.NewReader(bytes.NewReader(body)))
	if err != nil {
		return nil, err
	}
	font, err := sfnt.Parse(raw)
	if err != nil {
		return nil, err
	}
	return &loaded{raw: raw, font: font, upem: float64(font.UnitsPerEm()), glyphs: map[rune]*outline{}}, nil
}

func (s *slice) has(r rune) bool {
	i := sort.Search(len(s.Ranges), func(i int) bool { return s.Ranges[i][1] >= r })
	return i < len(s.Ranges) && s.Ranges[i][0] <= r
}

// missing stands for a character that no face has.
const missing = '□'

// sliceOf is the slice that has a character, in the weight if its face comes in it.
// What none has is written as missing.
func sliceOf(r rune, heavy bool) (*slice, rune) {
	all, _ := catalogue() // no figure is drawn without them: CheckFaces
	weight := regular
	if heavy {
		weight = bold
	}
	var found *slice
	for _, s := range all {
		if s.has(r) && (found == nil || s.Face == found.Face && s.Weight == weight) {
			found = s
		}
	}
	if found == nil {
		if same := []rune(norm.NFC.String(string(r))); len(same) == 1 && same[0] != r {
			return sliceOf(same[0], heavy) // a second code of the same letter
		}
		if r != missing {
			return sliceOf(missing, heavy)
		}
	}
	return found, r
}
