package field

// Messages are the English sentences of an Error by its kind; {field} and
// {value} are the error's own, other names in braces are its Args.
var Messages = map[string]string{
	"bad-escape":        `{field}: "{value}" has a percent sign that is not followed by two hexadecimal digits`,
	"bad-text":          `{field}: this is not UTF-8 text`,
	"unknown-key":       `{field}: no such key: a scenario has {allowed}`,
	"unknown-key-near":  `{field}: no such key: did you mean {near}?`,
	"duplicate-key":     `{field}: given more than once: a key has one value`,
	"exclusive":         `{field}: a scenario has a surface of the catalogue or a formula, not both`,
	"unknown-surface":   `{field}: there is no surface "{value}": choose one of {allowed}`,
	"unknown-near":      `{field}: there is no "{value}": did you mean {near}?`,
	"unknown-optimizer": `{field}: there is no optimizer "{value}": choose one of {allowed}`,
	"unknown-schedule":  `{field}: there is no schedule "{value}": choose one of {allowed}`,
	"not-a-point":       `{field}: "{value}" is not a point: it must be two numbers x,y between -1e6 and 1e6`,
	"undefined-start":   `{field}: the loss is not defined at {value}: choose another start`,
	"infinite-start":    `{field}: the loss at {value} is beyond all numbers: choose another start`,
	"slopeless-start":   `{field}: the loss has no gradient at {value}: choose another start`,
	"not-a-view":        `{field}: "{value}" is not a box: it must be four numbers xmin,xmax,ymin,ymax between -1e6 and 1e6, each minimum below its maximum`,
	"view-of-catalogue": `{field}: a surface of the catalogue has its own view: a view goes with a formula f`,
	"not-a-rate":        `{field}: "{value}" is not a learning rate: it must be a number above 0 and at most 1e6`,
	"too-many-runs":     `{field}: "{value}" makes {n} runs: there may be 1 to 6`,
	"run-count":         `{field}: {n} values do not fit {runs} runs: give one for each run, or one for all`,
	"rateless":          `{field}: {optimizer} chooses its own rate: leave the learning rate out`,
	"no-default-rate":   `{field}: no good rate is known for {optimizer} here: give one`,
	"needs-best":        `{field}: {value} needs the lowest loss of the surface, and none is known here`,
	"unused-parameter":  `{field}: no run uses it: it is a parameter of {optimizer}`,
	"unused-schedule":   `{field}: the schedule {schedule} has no such parameter: it has {allowed}`,
	"bare-schedule":     `{field}: the schedule {schedule} has no such parameter: it has none`,
	"schedule-refused":  `{field}: {optimizer} can't have the schedule {value}: it takes its rate from the loss itself at every step, so there is no rate to reduce`,

	"not-true-or-false":  `{field}: "{value}" does not fit: it must be true or false`,
	"not-a-choice":       `{field}: "{value}" does not fit: it must be one of {allowed}`,
	"out-of-range":       `{field}: "{value}" does not fit: it must be a number from {min} to {max}`,
	"out-of-range-above": `{field}: "{value}" does not fit: it must be a number above {min} and at most {max}`,
	"out-of-range-below": `{field}: "{value}" does not fit: it must be a number from {min} and below {max}`,
	"out-of-range-open":  `{field}: "{value}" does not fit: it must be a number above {min} and below {max}`,
	"whole-out-of-range": `{field}: "{value}" does not fit: it must be a whole number from {min} to {max}`,

	"not-a-clip":       `{field}: "{value}" is not a bound for the gradient: it must be norm:c or value:c with c above 0 and at most 1e6, or none`,
	"not-a-noise":      `{field}: "{value}" is not a noise level: it must be a number from 0 to 1e6`,
	"not-a-seed":       `{field}: "{value}" is not a seed: it must be a whole number from 0 to 9007199254740991`,
	"not-a-step-count": `{field}: "{value}" is not a number of steps: it must be a whole number from 1 to 5000`,
	"bad-name":         `{field}: "{value}" is not a name: it may have up to 40 characters`,

	"no-update": `{field}: "{value}" is not an update of this run: it makes those from 0 to {last}`,
	"no-run":    `{field}: "{value}" is not a run of this scenario: it has those from 0 to {last}`,
}
