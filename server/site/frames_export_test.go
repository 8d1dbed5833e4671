package site

// What the tests from outside hold to what the page reads.
var (
	encodeIteratesForTests = encodeIterates
	encodeBasinsForTests   = encodeBasins
)
