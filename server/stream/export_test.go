package stream

// What the tests from outside hold to what the page reads.
var (
	EncodeIterates = encodeIterates
	EncodeBasins   = encodeBasins
	EncodeMembers  = encodeMembers
)
