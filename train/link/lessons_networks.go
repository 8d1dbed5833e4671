package link

// networkLessons are in the order of a lecture: a network whose landscape is all there
// is, how gradients are made, a network that learns, what it makes of data it has not
// seen, depth, batches, beginnings, and what the picture itself leaves out.
var networkLessons = []Preset{
	{
		ID: "one-neuron", Group: "networks",
		Query: "surface=plateau",
		Beats: []Beat{
			{Page: "at=0&mode=3d&heights=true"}, {Page: "zoom=-13,13,-6.5,11.2", Answers: AnswersEnds},
			{Changes: "surface=plateau-ce&lr=0.1,2,25", Page: "at=0&mode=3d&heights=true"}, {Changes: "surface=plateau-ce&lr=0.1,2,25"},
		},
	},
	{
		ID: "backpropagation", Group: "networks",
		Query: "surface=net&lr=3&units=2,3,1",
		Beats: []Beat{{Page: "at=0&panel=pass:3"}, {Page: "at=0&panel=pass:5"}, {Page: "at=0&panel=pass:6"}, {Page: "at=1"}, {Page: "zoom=-7.6,5.4,-5,5"}},
	},
	{
		ID: "a-real-network", Group: "networks",
		Query: "surface=net&lr=0.009,0.9,90",
		Beats: []Beat{{Page: "at=0&hidden=0,2&run=1"}, {Page: "predict=1", Answers: AnswersFirst}, {Answers: AnswersEnds}, {Page: "run=1"}, {Page: "at=216&hidden=0,2&run=1"}},
	},
	{
		ID: "overfitting", Group: "networks",
		Query: "surface=net&data.size=30&data.noise=0.4&units=2,16,16,1&opt=adam&lr=0.02&steps=400",
		Beats: []Beat{
			{Page: "at=0&zoom=-3.8,5,-2.8,5"}, {Page: "zoom=-3.8,5,-2.8,5&predict=1"}, {Page: "zoom=-3.8,5,-2.8,5"}, {Page: "at=73&zoom=-3.8,5,-2.8,5"},
			{Changes: "data.size=300", Page: "zoom=-3.4,1,-2.8,2&rates=0.002,0.2"},
		},
	},
	{
		ID: "early-stopping-and-decay", Group: "networks",
		Query: "surface=net&data.size=30&data.noise=0.4&units=2,16,16,1&opt=adam&lr=0.02&steps=73",
		Beats: []Beat{
			{Page: "zoom=-3.4,0.6,-2.4,2.2"}, {Changes: "steps=400&weight_decay=0.01", Page: "zoom=-3.4,0.6,-2.4,2.2&predict=1"},
			{Changes: "steps=400&weight_decay=0.01", Page: "zoom=-3.4,0.6,-2.4,2.2"}, {Changes: "steps=400&weight_decay=0.02", Page: "zoom=-3.4,0.6,-2.4,2.2"},
		},
	},
	{
		ID: "vanishing-in-depth", Group: "networks",
		Query: "surface=net&units=2,8,8,8,8,8,8,1&act=sigmoid&opt=sgd,adam&lr=1,0.03",
		Beats: []Beat{
			{Page: "at=0&hidden=1&run=0&panel=pass:16"}, {Page: "zoom=-2.6,2.6,-4.6,1.6&predict=1"}, {Page: "zoom=-2.6,2.6,-4.6,1.6", Answers: AnswersEnds},
			{Changes: "act=relu&init=he&opt=sgd&lr=0.3", Page: "at=0&panel=pass:16"}, {Changes: "act=relu&init=he&opt=sgd&lr=0.3", Answers: AnswersEnds},
		},
	},
	{
		ID: "exploding-in-depth", Group: "networks",
		Query: "surface=net&data=curve&units=1,8,8,8,1&init=large&act=relu&lr=0.02,0.03",
		Beats: []Beat{
			{Page: "at=0"}, {Answers: AnswersEnds}, {Changes: "clip=norm:1", Page: "predict=1"}, {Changes: "clip=norm:1"},
			{Changes: "units=1,8,8,8,8,8,1", Page: "rates=1e-9,1"},
		},
	},
	{
		ID: "mini-batches", Group: "networks",
		Query: "surface=net&lr=0.3",
		Beats: []Beat{{}, {Changes: "batch=32"}, {Changes: "batch=1"}, {Changes: "batch=1", Page: "at=200"}},
	},
	{
		ID: "initialisation-matters", Group: "networks",
		Query: "surface=net&init=zero&lr=0.9",
		Beats: []Beat{
			{Answers: AnswersEnds}, {Changes: "init=small", Answers: AnswersEnds},
			{Changes: "init=xavier"}, {Changes: "init=large"}, {Changes: "init=large&seeds=40"},
		},
	},
	{
		ID: "what-a-slice-hides", Group: "networks",
		Query: "surface=net&lr=0.9",
		Beats: []Beat{{Page: "at=0"}, {}, {Changes: "plane=random", Page: "at=0"}, {Changes: "plane=random"}, {Changes: "plane=weights:3,17"}},
	},
}
