package stream

import (
	"errors"
	"net/netip"
	"testing"

	"downhill/server/fault"
)

func network(text string) netip.Prefix { return netip.MustParsePrefix(text) }

// One address fills all places but the last tenth, which others find free; each place
// that is given back is somebody's again.
func TestLastPlacesAreForAddressesThatHaveFew(t *testing.T) {
	v, hall := newViewers(100), network("10.0.0.1/32")
	var leave []func()
	for range 1000 {
		if one, err := v.enter(hall); err == nil {
			leave = append(leave, one)
		} else if !errors.Is(err, fault.ErrFull) {
			t.Fatal(err)
		}
	}
	if len(leave) != 90 || v.full() {
		t.Errorf("one address has %d of 100 places; full: %v", len(leave), v.full())
	}
	for i := range 10 {
		if _, err := v.enter(netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}), 32)); err != nil {
			t.Errorf("another address finds no place: %v", err)
		}
	}
	if _, err := v.enter(network("192.0.2.77/32")); !errors.Is(err, fault.ErrFull) || !v.full() {
		t.Errorf("the place after the last is given (%v)", err)
	}
	for _, one := range leave {
		one()
	}
	if v.count() != 10 || len(v.from) != 10 || v.full() {
		t.Errorf("%d of %d addresses are counted in the end", v.count(), len(v.from))
	}
}

// Two addresses fill all places but the last hundredth between them, three but the last
// thousandth.
func TestEachAddressFillsLess(t *testing.T) {
	v := newViewers(10_000)
	for i, most := range []int{9000, 9900, 9990, 9999, 10_000} {
		from := netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}), 32)
		for range 10_000 {
			if _, err := v.enter(from); err != nil {
				break
			}
		}
		if v.count() != most {
			t.Errorf("%d addresses have %d places, want %d", i+1, v.count(), most)
		}
	}
}

// Where there are few places none is kept.
func TestFewPlacesAreForAnyone(t *testing.T) {
	v := newViewers(3)
	for range 3 {
		if _, err := v.enter(network("10.0.0.1/32")); err != nil {
			t.Error(err)
		}
	}
	if _, err := v.enter(network("10.0.0.1/32")); !errors.Is(err, fault.ErrFull) {
		t.Errorf("a fourth place of three: %v", err)
	}
}
