package wire

import (
	"encoding/json"
	"math"
	"testing"
)

func TestNumbersReadBackExactly(t *testing.T) {
	for _, v := range []float64{0, 0.1, -1.0 / 3, 1e-7, 1e21, 5e-324, math.MaxFloat64, 123456789.125} {
		var back float64
		if err := json.Unmarshal(AppendNum(nil, v), &back); err != nil || back != v {
			t.Errorf("%v is written %s", v, AppendNum(nil, v))
		}
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if text := string(AppendNum(nil, v)); text != "null" {
			t.Errorf("%v is written %s", v, text)
		}
	}
}
