package stream

// What the tests from outside hold to what the page reads.
var (
	EncodeIterates = encodeIterates
	EncodeBasins   = encodeBasins
	EncodeMembers  = encodeMembers
)

// EncodePicture is encodePicture of a text and a frame.
func EncodePicture(text, frame []byte) []byte {
	return encodePicture([]part{{body: text}, {binary: true, body: frame}})
}
