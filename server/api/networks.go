package api

import (
	"context"
	"net/http"

	"downhill/server/answer"
	"downhill/server/wire"
	"downhill/train/nets"
)

// NetworksJSON is what networks can be made of.
type NetworksJSON struct {
	Data []dataJSON `json:"data"`
	// Params are the keys of a network that one control each is made of.
	Params      []paramJSON `json:"params"`
	MostLayers  int         `json:"most_layers"`
	MostWeights int         `json:"most_weights"`
	Planes      []string    `json:"planes"`
}

// dataJSON is a kind of data, with a few of its points.
type dataJSON struct {
	ID     string        `json:"id"`
	Inputs int           `json:"inputs"`
	Curve  bool          `json:"curve"`
	Noise  wire.Num      `json:"noise"`
	Size   int           `json:"size"`
	Points [][3]wire.Num `json:"points" ts:"[x: number, y: number, target: number][]"` // x, the second input (0 where there is none), y
}

// sampled is how many points tell a kind of data.
const sampled = 80

// networks is GET /api/networks: what networks can be made of.
func (s handlers) networks(w http.ResponseWriter, r *http.Request) error {
	return answer.RespondShared(w, r, catalogueKey{name: "networks"}, catalogueLevel, func(context.Context) (any, error) { return networksOf() })
}

// networksOf is what networks can be made of.
func networksOf() (NetworksJSON, error) {
	j := NetworksJSON{MostLayers: nets.MaxLayers, MostWeights: nets.MaxWeights, Planes: nets.PlaneKinds()}
	kinds, err := nets.DataKinds(sampled)
	if err != nil {
		return j, err
	}
	for _, d := range kinds {
		one := dataJSON{ID: d.ID, Inputs: d.Inputs, Curve: d.Curve, Noise: wire.Num(d.Noise), Size: d.Size}
		for _, p := range d.Points {
			one.Points = append(one.Points, [3]wire.Num{wire.Num(p[0]), wire.Num(p[1]), wire.Num(p[2])})
		}
		j.Data = append(j.Data, one)
	}
	j.Params = paramsOf(nets.Params(), "")
	return j, nil
}
