package link

import "slices"

// presets are in the order of a lecture: from one weight and two to networks of many.
var presets = slices.Concat(surfaceLessons, networkLessons)

// surfaceLessons are in the order of a lecture: losses of one weight first, then what a
// rate does, what the surface's shape does, what optimizers do, and what goes wrong.
var surfaceLessons = []Preset{
	{
		ID: "one-weight", Group: "one-weight",
		Query: "surface=parabola&lr=0.3",
		Beats: []Beat{{Page: "at=0"}, {Page: "at=3"}, {Page: "predict=1"}, {Changes: "lr=1", Page: "at=1", Answers: AnswersRate}},
	},
	{
		ID: "one-weight-three-rates", Group: "one-weight",
		Query: "surface=parabola&lr=0.01,0.3,2.1",
		Beats: []Beat{
			{Page: "at=0", Answers: AnswersFirst}, {Answers: AnswersEnds},
			{Page: "at=2&hidden=0,1&run=2"}, {Changes: "lr=1.9,2,2.1", Page: "at=6", Answers: AnswersFirst},
		},
	},
	{
		ID: "one-weight-stuck", Group: "one-weight",
		Query: "surface=shallow-and-deep&lr=0.1,3,10.5",
		Beats: []Beat{{Page: "at=0", Answers: AnswersFirst}, {Answers: AnswersEnds}, {Page: "at=1&hidden=2"}, {Changes: "lr=0.1,3,0.3"}},
	},
	{
		ID: "one-weight-plateau", Group: "one-weight",
		Query: "surface=plateau-and-cliff&lr=0.1,2,55",
		Beats: []Beat{{Page: "at=10&hidden=2"}, {Page: "predict=1", Answers: AnswersFirst}, {Answers: AnswersEnds}, {Page: "at=11&hidden=0,2&zoom=-9,6"}},
	},
	{
		ID: "what-a-step-is", Group: "rates",
		Query: "surface=bowl&lr=0.3",
		Beats: []Beat{{Page: "at=1"}, {Page: "at=2&layers=contours,field,marks"}, {}},
	},
	{
		ID: "three-rates", Group: "rates",
		Query: "surface=bowl",
		Beats: []Beat{{Answers: AnswersFirst}, {Page: "at=4&zoom=-6.5,6.5,-5,5"}, {Page: "at=8&mode=3d&heights=true"}, {Page: "rates=0.1,5"}},
	},
	{
		ID: "overshoot-and-diverge", Group: "rates",
		Query: "surface=bowl&lr=1.9,2.1",
		Beats: []Beat{{Page: "at=1"}, {Page: "predict=1", Answers: AnswersFirst}, {Answers: AnswersEnds}, {Changes: "lr=1,2", Page: "at=0&run=1&chart=cut"}},
	},
	{
		ID: "two-over-lambda", Group: "rates",
		Query: "surface=ravine&lr=0.078,0.082",
		Beats: []Beat{
			{Page: "at=14&rates=0.06,0.1"}, {Page: "rates=0.06,0.1&predict=1", Answers: AnswersFirst}, {Page: "rates=0.06,0.1", Answers: AnswersEnds},
			{Changes: "lr=0.078,0.04", Page: "rates=0.03,0.1"},
		},
	},
	{
		ID: "try-many-rates", Group: "rates",
		Query: "surface=rosenbrock-gentle&lr=0.005,0.02,0.05,0.08,0.12,0.22&steps=200",
		Beats: []Beat{{Page: "at=0", Answers: AnswersFirst}, {}, {Page: "at=1"}, {Page: "rates=0.01,0.3", Answers: AnswersRate}},
	},
	{
		ID: "stuck-in-a-local-minimum", Group: "shape",
		Query: "surface=wells&lr=0.1,0.5,1.8",
		Beats: []Beat{{Answers: AnswersFirst}, {Page: "at=1"}, {Page: "mode=3d&heights=true"}, {Page: "layers=contours,basins,marks&run=0", Answers: AnswersStart}},
	},
	{
		ID: "schedules", Group: "shape",
		Query: "surface=wells&lr=0.1,0.5,1.8&schedule=cosine",
		Beats: []Beat{{Page: "at=0"}, {Answers: AnswersEnds}, {Page: "at=53&run=2"}, {Changes: "schedule=constant", Answers: AnswersEnds}},
	},
	{
		ID: "saddle-point", Group: "shape",
		Query: "surface=saddle-bounded",
		Beats: []Beat{
			{Page: "at=7&mode=3d&heights=true&hidden=2"}, {Page: "hidden=2"},
			{Changes: "start=2.5,0&lr=0.2", Page: "predict=1&mode=3d&heights=true", Answers: AnswersEnds}, {Changes: "start=2.5,0&lr=0.2", Page: "mode=3d&heights=true"},
		},
	},
	{
		ID: "noise-escapes", Group: "shape",
		Query: "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine",
		Beats: []Beat{{}, {Changes: "noise=0", Answers: AnswersEnds}, {Changes: "seed=3"}, {Changes: "seeds=40"}},
	},
	{
		ID: "ravine-and-momentum", Group: "optimizers",
		Query: "surface=ravine-rot&opt=sgd,momentum&lr=0.036,0.036&momentum=0.7",
		Beats: []Beat{
			{Page: "hidden=1"}, {Page: "predict=1", Answers: AnswersFirst}, {},
			{Changes: "lr=0.06,0.06&momentum=0.6", Answers: AnswersFirst}, {Changes: "surface=distill&momentum=0.9", Answers: AnswersFirst},
		},
	},
	{
		ID: "adaptive-rates", Group: "optimizers",
		Query: "surface=beale&opt=sgd,adagrad,rmsprop,adam&lr=0.035,0.9,0.042,0.3",
		Beats: []Beat{{Page: "at=1&mode=3d"}, {Page: "zoom=-0.1,3.7,-1.3,1.7&predict=1"}, {Page: "zoom=-0.1,3.7,-1.3,1.7"}, {Page: "at=33&zoom=2.3,3.3,0.1,0.9&run=3"}},
	},
	{
		ID: "adaptive-promises-nothing", Group: "optimizers",
		Query: "surface=himmelblau&opt=sgd,adam&lr=0.01,0.5",
		Beats: []Beat{{Page: "at=0", Answers: AnswersFirst}, {}, {Changes: "opt=adam&lr=0.05,1.5,0.5", Answers: AnswersRate}},
	},
	{
		ID: "vanishing-gradient", Group: "trouble",
		Query: "surface=plateau&start=-4,-10&opt=sgd,adam,rprop&lr=25,0.1,0.1&steps=300",
		Beats: []Beat{{Page: "hidden=1,2&mode=3d&heights=true"}, {Page: "predict=1"}, {Answers: AnswersEnds}},
	},
	{
		ID: "exploding-gradient", Group: "trouble",
		Query: "surface=cliff",
		Beats: []Beat{{Page: "at=2&mode=3d&run=2"}, {Page: "at=3&run=2"}, {Page: "predict=1", Answers: AnswersFirst}, {Answers: AnswersEnds}},
	},
	{
		ID: "clipping-saves-it", Group: "trouble",
		Query: "surface=cliff&start=1.8,1.8&lr=0.001,0.01,0.03&clip=norm:1&steps=200",
		Beats: []Beat{{Page: "at=20&mode=3d"}, {Page: "predict=1", Answers: AnswersFirst}, {Answers: AnswersEnds}, {Changes: "clip=none", Answers: AnswersEnds}},
	},
}
