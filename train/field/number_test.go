package field

import "testing"

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1: "1", 0.1: "0.1", 1e6: "1e6", 1e-7: "1e-7", 123456: "123456", 1.5e-9: "1.5e-9",
		100: "100", 1000: "1000", 0.001: "0.001", 9e-6: "9e-6", 12000: "12000", -2.5: "-2.5",
	} {
		if got := Number(v); got != want {
			t.Errorf("%g is written %s, want %s", v, got, want)
		}
	}
}
