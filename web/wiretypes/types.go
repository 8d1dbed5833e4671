package main

// A wireType is a Go type that travels as JSON.
type wireType struct {
	folder string // of its package, which is called as its last part
	name   string
	page   string // its name on the page
}

// wireTypes are all types of the wire, in the order in which they are written.
// A type that one of them refers to and that is missing here is an error.
var wireTypes = []wireType{
	{"train", "Kind", "OutcomeKind"},
	{"server/site", "minimumJSON", "Minimum"},
	{"server/site", "ratesJSON", "Rates"},
	{"server/site", "surfaceJSON", "Surface"},
	{"server/site", "surfaceName", "SurfaceName"},
	{"server/site", "surfaceMessage", "SurfaceMessage"},
	{"server/site", "runJSON", "RunInfo"},
	{"server/site", "scenarioMessage", "Scenario"},
	{"train", "Event", "OutcomeEvent"},
	{"server/site", "outcomeJSON", "Outcome"},
	{"server/site", "outcomeMessage", "OutcomeMessage"},
	{"server/site", "sweepMinimum", "SweepMinimum"},
	{"server/site", "sweepJSON", "Sweep"},
	{"server/site", "sweepMessage", "SweepMessage"},
	{"server/site", "basinsMessage", "BasinsMessage"},
	{"server/site", "ended", "EndMessage"},
	{"server/site", "told", "Told"},
	{"server/site", "errorMessage", "ErrorMessage"},
	{"server/site", "pong", "Pong"},
	{"server/site", "request", "RequestMessage"},
	{"server/site", "evalJSON", "PointFacts"},
	{"server/site", "stateJSON", "StepState"},
	{"server/site", "lineJSON", "StepLine"},
	{"server/site", "stepJSON", "StepAnswer"},
	{"train/rule", "ParamKind", "ParamKind"},
	{"server/site", "paramJSON", "Param"},
	{"train/rule", "Convention", "Convention"},
	{"server/site", "optimizerJSON", "Optimizer"},
	{"server/site", "scheduleJSON", "Schedule"},
}

// basic are the TypeScript types of Go's own and of the two that JSON's numbers
// are made of. A num is null where it is not finite: a field that can be so has
// a tag that says it.
var basic = map[string]string{
	"bool": "boolean", "string": "string", "int": "number", "uint32": "number", "uint64": "number",
	"site.num": "number",
}

// arrays are the arrays of a fixed length, by their element and length.
var arrays = map[string]string{"number 2": "Point", "number 4": "Box"}

const head = `// Code generated from the server's Go structs by web/wiretypes. DO NOT EDIT.

/** A point of the weight plane, [x, y]. */
export type Point = [x: number, y: number];

/** Two numbers, each null where it is not finite. */
export type Pair = [number | null, number | null];

/** A part of the weight plane. */
export type Box = [xmin: number, xmax: number, ymin: number, ymax: number];
`
