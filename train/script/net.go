package script

import (
	"strings"

	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/nets"
)

// beginNet writes the network that the runs train. Its data and weights come last, in
// endNet, behind all that is worth reading.
func (w *writer) beginNet() error {
	sc, end := w.sc, descent.EndingOfNets()
	w.line(0, "")
	w.line(0, "# The scenario. A run ends after its steps; where it is further from its first weights")
	w.line(0, "# than far times 1 + their length; or after %d updates in a row that are shorter than", end.Still)
	w.line(0, "# least times 1 + the weights' length. The data and the first weights are at the end.")
	w.line(0, "units = [%s]  # how many numbers go in, then how many neurons each layer has", strings.ReplaceAll(nets.UnitsText(sc.Net().Spec.Units), ",", ", "))
	w.seeds()
	w.line(0, "steps = %d", sc.Steps)
	w.line(0, "best = 0.0  # no loss is lower")
	w.line(0, "far, least = %s, %s", number(end.Far), number(end.Least))
	w.sigma()
	w.layers()
	if w.lib == Torch {
		w.autograd()
	} else {
		w.passes()
	}
	w.define("value(w)", "The loss that the runs descend: over the whole training set.")
	w.line(1, "return mean_loss(w, train)")
	w.define("gradient(w)", "That loss and its gradient.")
	w.line(1, "return backpropagate(w, train)")
	w.netCurvature()
	w.define("norm(v)", "The length of a vector.")
	w.line(1, "return math.sqrt((v * v).sum())")
	w.define("left(origin, w, loss, g)", "Whether a run is over: it is far from its first weights, or its loss or gradient is not finite.")
	w.line(1, "return not (norm(w - origin) <= far * (1 + norm(origin)) and math.isfinite(loss) and isfinite(g).all())")
	return nil
}

// layers writes where the weights of each layer lie, and the activation.
func (w *writer) layers() {
	w.define("layers(w)", "The matrix of each layer, a row for each neuron, and its biases: in w one lies after the other.")
	w.lines(1, `
parts, at = [], 0
for inputs, neurons in zip(units, units[1:]):
    to = at + inputs * neurons
    parts.append((w[at:to].reshape(neurons, inputs), w[to : to + neurons]))
    at = to + neurons
return parts`)
	w.define("act(z)", "The activation of the hidden neurons; the last layer is linear.")
	w.line(1, "return %s", acts[w.net.Spec.Act].value)
}

// acts are the activations in Python, and their derivatives where a = act(z).
var acts = map[network.Act]struct{ value, slope, bend string }{
	network.Tanh:    {"tanh(z)", "(1 - a) * (1 + a)", "-2 * a * ((1 - a) * (1 + a))"},
	network.Sigmoid: {"sigmoid(z)", "a * (1 - a)", "a * (1 - a) * (1 - 2 * a)"},
	network.ReLU:    {"relu(z)", "where(a > 0, 1.0, 0.0)", "0 * a"},
	network.Linear:  {"z", "0 * a + 1", "0 * a"},
}

// netLosses are the losses of an output z with its target y in Python, with their
// derivatives by z, and what PyTorch calls their mean.
var netLosses = map[network.Loss]struct{ doc, value, slope, bend, torch string }{
	network.BCE: {
		"binary cross-entropy, z being a logit", "maximum(z, 0.0) - z * y + log1p(exp(-abs(z)))", "sigmoid(z) - y", "sigmoid(z) * (1 - sigmoid(z))",
		"binary_cross_entropy_with_logits",
	},
	network.MSE: {"the squared error", "(z - y) ** 2", "2 * (z - y)", "2 + 0 * z", "mse_loss"},
}

// passes writes backpropagation.
func (w *writer) passes() {
	loss := netLosses[w.net.Spec.Loss]
	w.define("act_slope(a)", "Its derivative, where a = act(z).")
	w.line(1, "return %s", acts[w.net.Spec.Act].slope)
	w.define("forward(w, x)", "What goes into each layer for points x, a row each, and at last what comes out.")
	w.lines(1, `
values, parts = [x], layers(w)
for l, (W, b) in enumerate(parts):
    z = values[l] @ W.T + b
    values.append(act(z) if l < len(parts) - 1 else z)
return values`)
	w.define("output(w, x)", "What comes out.")
	w.line(1, "return forward(w, x)[-1]")
	w.define("losses(z, y)", "The loss of each output z with its target y: "+loss.doc+".")
	w.line(1, "return %s", loss.value)
	w.define("loss_slope(z, y)", "Its derivative by z.")
	w.line(1, "return %s", loss.slope)
	w.define("mean_loss(w, points)", "The mean loss over points, each a row of what goes in and what should come out.")
	w.lines(1, "x, y = points[:, :-1], points[:, -1:]\nreturn losses(output(w, x), y).mean()")
	w.define("backpropagate(w, points)", "The mean loss over points and its gradient, by the chain rule from the last layer to the first.")
	w.lines(1, `
x, y = points[:, :-1], points[:, -1:]
values, parts, gradients = forward(w, x), layers(w), []
delta = loss_slope(values[-1], y) / len(points)  # the mean's derivative by z of this layer
for l in reversed(range(len(parts))):
    W, b = parts[l]
    gradients = [(delta.T @ values[l]).ravel(), delta.sum(axis=0)] + gradients
    if l > 0:
        delta = (delta @ W) * act_slope(values[l])
return losses(values[-1], y).mean(), concatenate(gradients)`)
}

// autograd writes the same for PyTorch.
func (w *writer) autograd() {
	w.define("output(w, x)", "What comes out for points x, a row each.")
	w.lines(1, `
*hidden, (W, b) = layers(w)
for V, c in hidden:
    x = act(torch.nn.functional.linear(x, V, c))
return torch.nn.functional.linear(x, W, b)`)
	loss := netLosses[w.net.Spec.Loss]
	w.define("mean_loss(w, points)", "The mean loss over points, each a row of what goes in and what should come out: "+loss.doc+".")
	w.lines(1, "x, y = points[:, :-1], points[:, -1:]\nreturn torch.nn.functional."+loss.torch+"(output(w, x), y)")
	w.define("backpropagate(w, points)", "The mean loss over points and its gradient.")
	w.lines(1, `
w = w.detach().clone().requires_grad_()
loss = mean_loss(w, points)
loss.backward()
return loss.detach(), w.grad`)
}

// netCurvature writes the second derivatives, where an optimizer needs them.
func (w *writer) netCurvature() {
	if !w.curved() {
		return
	}
	if w.lib == Torch {
		w.define("curvature(w)", "The second derivatives of the loss.")
		w.line(1, "return torch.autograd.functional.hessian(value, w)")
		return
	}
	w.define("act_bend(a)", "The activation's second derivative, where a = act(z).")
	w.line(1, "return %s", acts[w.net.Spec.Act].bend)
	w.define("loss_bend(z, y)", "The loss's second derivative by z.")
	w.line(1, "return %s", netLosses[w.net.Spec.Loss].bend)
	w.define("curvature_along(w, v)", "The second derivatives times v: how backpropagation changes along v (Pearlmutter 1994).")
	w.lines(1, pearlmutter)
	w.define("curvature(w)", "The second derivatives of the loss, a row for each weight.")
	w.lines(1, `
H = array([curvature_along(w, 1.0 * (numpy.arange(len(w)) == i)) for i in range(len(w))])
return (H + H.T) / 2`)
}

// pearlmutter derives what forward and backpropagate compute once more, along v.
const pearlmutter = `
x, y = train[:, :-1], train[:, -1:]
values, parts, along, gradients = forward(w, x), layers(w), layers(v), []
turns, moves = [], [0 * x]  # how each z changes, and what goes into each layer
for l, ((W, b), (V, c)) in enumerate(zip(parts, along)):
    turns.append(values[l] @ V.T + moves[l] @ W.T + c)
    moves.append(act_slope(values[l + 1]) * turns[l] if l < len(parts) - 1 else turns[l])
delta = loss_slope(values[-1], y) / len(train)
change = loss_bend(values[-1], y) * turns[-1] / len(train)  # of delta
for l in reversed(range(len(parts))):
    (W, b), (V, c) = parts[l], along[l]
    gradients = [(change.T @ values[l] + delta.T @ moves[l]).ravel(), change.sum(axis=0)] + gradients
    if l > 0:
        below = delta @ W
        change = act_slope(values[l]) * (change @ W + delta @ V) + act_bend(values[l]) * turns[l - 1] * below
        delta = act_slope(values[l]) * below
return concatenate(gradients)`
