package link

import (
	"strconv"

	"downhill/train"
	"downhill/train/field"
)

// ensembleKeys make an ensemble of each run; a scenario has one of them at most.
var ensembleKeys = [2]string{"seeds", "starts"}

// noEnsemble is the value that takes an ensemble of a preset away.
const noEnsemble = "none"

// ensemble reads seeds and starts, once it is known how many runs there are.
func (r *reader) ensemble() error {
	for i, to := range []*int{&r.sc.Seeds, &r.sc.Starts} {
		text, ok := r.fields.get(ensembleKeys[i])
		if !ok || text == noEnsemble {
			continue
		}
		n, ok := field.ReadWhole(text, train.MostMembers)
		if !ok || n < train.LeastMembers {
			return field.Refuse(ensembleKeys[i], text, "not-an-ensemble",
				"min", strconv.Itoa(train.LeastMembers), "max", strconv.Itoa(train.MostMembers))
		}
		*to = int(n)
	}
	return r.sc.CheckEnsemble()
}

// ensemble writes seeds or starts.
func (w *writer) ensemble() {
	for i, members := range []int{w.sc.Seeds, w.sc.Starts} {
		if members > 0 {
			w.always(ensembleKeys[i], strconv.Itoa(members))
		} else if w.single {
			w.always(ensembleKeys[i], noEnsemble)
		}
	}
}

// ends reports whether changes end an ensemble that a scenario has by this key: the
// other kind takes its place, and seeds make no difference where there is no noise.
func (above fields) ends(key string) bool {
	other, given := above.get(ensembleKeys[0])
	if key == ensembleKeys[0] {
		other, given = above.get(ensembleKeys[1])
		if noise, ok := above.get("noise"); ok && isZero(noise) {
			return true
		}
	}
	return given && other != noEnsemble
}

func isZero(text string) bool {
	v, ok := field.ReadNumber(text)
	return ok && v == 0
}
