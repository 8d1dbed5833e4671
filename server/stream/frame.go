package stream

import (
	"encoding/binary"
	"math"
	"slices"

	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
)

const (
	HeaderSize    = 16
	iteratesFrame = 1 // the kinds of frames
	basinsFrame   = 2
	networkFrame  = 3
	membersFrame  = 4
	pictureFrame  = 5
	columns       = 6
	netColumns    = columns + 3
)

// encodeIterates appends the frame of consecutive iterates to b.
func encodeIterates(b []byte, id uint32, run int, its []descent.Iterate) []byte {
	b = appendHeader(b, id, run, iteratesFrame, uint32(its[0].K), uint32(len(its)))
	return appendColumns(b, its)
}

// encodeNetwork appends the frame of consecutive iterates of a network's run, with
// what is known of each beside it.
func encodeNetwork(b []byte, id uint32, run int, its []descent.Iterate, beside ...[]float64) []byte {
	b = appendHeader(b, id, run, networkFrame, uint32(its[0].K), uint32(len(its)))
	b = appendColumns(b, its)
	for _, column := range beside {
		for _, v := range column {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b
}

func appendColumns(b []byte, its []descent.Iterate) []byte {
	n := len(its)
	at := len(b)
	b = slices.Grow(b, columns*8*n)[:at+columns*8*n] // each of them is set
	column := func(c, i int, v float64) {
		binary.LittleEndian.PutUint64(b[at+8*(c*n+i):], math.Float64bits(v))
	}
	for i := range its {
		it := &its[i]
		column(0, i, it.W.X)
		column(1, i, it.W.Y)
		column(2, i, it.Loss)
		column(3, i, it.Grad.X)
		column(4, i, it.Grad.Y)
		column(5, i, it.LearningRate)
	}
	return b
}

// encodeBasins appends the frame of an n×n map to b.
func encodeBasins(b []byte, id uint32, run, n int, complete bool, ends []byte, steps []uint16) []byte {
	last := uint32(0)
	if complete {
		last = 1
	}
	b = appendHeader(b, id, run, basinsFrame, uint32(n), last)
	b = append(b, ends...)
	if len(ends)%2 == 1 {
		b = append(b, 0) // so that the steps can be viewed as 16-bit numbers
	}
	return wire.AppendSteps(b, steps)
}

// encodeMembers appends the frame of consecutive members of an ensemble to b.
func encodeMembers(b []byte, id uint32, run, first, every int, members []train.MemberRun) []byte {
	le := binary.LittleEndian
	b = appendHeader(b, id, run, membersFrame, uint32(first), uint32(len(members)))
	b = le.AppendUint32(b, uint32(every))
	for i := range members {
		b = le.AppendUint32(b, uint32(members[i].Outcome.Last))
	}
	for i := range members {
		b = appendFloats(b, members[i].X)
	}
	for i := range members {
		b = appendFloats(b, members[i].Y)
	}
	for i := range members {
		b = appendFloats(b, members[i].Loss)
	}
	return b
}

// encodePicture is the parts of a picture as one frame: each its length in bytes, whether
// it is binary, and its bytes, up to the next multiple of 8.
func encodePicture(parts []part) []byte {
	size := HeaderSize
	for _, p := range parts {
		size += pictureHeader + padded(len(p.body))
	}
	b := appendHeader(make([]byte, 0, size), 0, 0, pictureFrame, uint32(len(parts)), 0)
	for _, p := range parts {
		kind := uint32(0)
		if p.binary {
			kind = 1
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(len(p.body)))
		b = binary.LittleEndian.AppendUint32(b, kind)
		b = append(b, p.body...)
		b = append(b, make([]byte, padded(len(p.body))-len(p.body))...)
	}
	return b
}

// pictureHeader is what stands before each part of a picture.
const pictureHeader = 8

// padded is the next multiple of 8.
func padded(n int) int { return (n + 7) &^ 7 }

func appendFloats(b []byte, all []float32) []byte {
	for _, v := range all {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}

func appendHeader(b []byte, id uint32, run int, kind uint16, third, fourth uint32) []byte {
	b = binary.LittleEndian.AppendUint32(b, id)
	b = binary.LittleEndian.AppendUint16(b, uint16(run))
	b = binary.LittleEndian.AppendUint16(b, kind)
	b = binary.LittleEndian.AppendUint32(b, third)
	return binary.LittleEndian.AppendUint32(b, fourth)
}
