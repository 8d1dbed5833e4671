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
	{"train/judge", "Kind", "OutcomeKind"},
	{"server/wire", "Minimum", "Minimum"},
	{"server/wire", "Rates", "Rates"},
	{"server/wire", "Plane", "NetworkPlane"},
	{"server/wire", "Network", "NetworkInfo"},
	{"server/wire", "Whole", "WholeNetwork"},
	{"server/wire", "Surface", "Surface"},
	{"server/stream", "surfaceName", "SurfaceName"},
	{"server/stream", "surfaceMessage", "SurfaceMessage"},
	{"train", "LabelKind", "LabelKind"},
	{"train", "Shape", "Shape"},
	{"server/wire", "Run", "RunInfo"},
	{"server/wire", "Training", "Training"},
	{"server/wire", "Scenario", "Scenario"},
	{"train/judge", "Event", "OutcomeEvent"},
	{"train/judge", "MinimumPlace", "MinimumPlace"},
	{"train/judge", "Reason", "Reason"},
	{"server/wire", "Outcome", "Outcome"},
	{"server/stream", "outcomeMessage", "OutcomeMessage"},
	{"server/wire", "sweepMinimum", "SweepMinimum"},
	{"server/wire", "Sweep", "Sweep"},
	{"server/stream", "sweepMessage", "SweepMessage"},
	{"server/stream", "basinsMessage", "BasinsMessage"},
	{"server/wire", "membersOutcome", "MembersOutcome"},
	{"server/wire", "memberMinimum", "MemberMinimum"},
	{"server/wire", "Ends", "Ends"},
	{"server/stream", "endsMessage", "EndsMessage"},
	{"server/stream", "ended", "EndMessage"},
	{"server/fault", "Problem", "ErrorBody"},
	{"server/stream", "errorMessage", "ErrorMessage"},
	{"server/stream", "pong", "Pong"},
	{"server/live", "Ask", "LiveAsk"},
	{"server/live", "Answer", "LiveAnswer"},
	{"server/live", "Vote", "LiveVote"},
	{"server/live", "Answers", "LiveAnswers"},
	{"server/live", "State", "LiveState"},
	{"server/live", "Room", "LiveRoom"},
	{"server/live", "Audience", "LiveAudience"},
	{"server/live", "Message", "LiveMessage"},
	{"server/live", "Request", "LiveRequest"},
	{"server/stream", "Request", "RequestMessage"},
	{"server/api", "evalJSON", "PointFacts"},
	{"server/api", "stateJSON", "StepState"},
	{"server/api", "lineJSON", "StepLine"},
	{"server/api", "stepJSON", "StepAnswer"},
	{"train/step", "CutLine", "CutLine"},
	{"train/step", "FactorKind", "FactorKind"},
	{"train/step", "FactorLack", "FactorLack"},
	{"server/api", "directionJSON", "CutDirection"},
	{"server/api", "factorsJSON", "CutFactors"},
	{"server/api", "cutJSON", "CutAnswer"},
	{"train/rule", "ParamKind", "ParamKind"},
	{"server/api", "paramJSON", "Param"},
	{"server/api", "dataJSON", "DataKind"},
	{"server/api", "NetworksJSON", "Networks"},
	{"landscape/network", "Set", "DataSet"},
	{"server/api", "planeJSON", "PlaneAnswer"},
	{"server/api", "referenceJSON", "ReferenceAnswer"},
	{"server/api", "networkJSON", "NetworkAnswer"},
	{"server/api", "NetNorms", "NetNorms"},
	{"server/api", "layerJSON", "LayerPass"},
	{"server/api", "passJSON", "PointPass"},
	{"server/api", "netStepJSON", "NetStepAnswer"},
	{"train/rule", "Convention", "Convention"},
	{"server/api", "OptimizerJSON", "Optimizer"},
	{"server/api", "ScheduleJSON", "Schedule"},
}

// basic are the TypeScript types of Go's own and of the two that JSON's numbers
// are made of. A Num is null where it is not finite: a field that can be so has
// a tag that says it.
var basic = map[string]string{
	"bool": "boolean", "string": "string", "int": "number", "uint32": "number", "uint64": "number", "float64": "number",
	"wire.Num": "number",
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
