"""Makes the runs of a network again from what the API says of it, with NumPy alone.

usage: network.py BASE QUERY OPTIMIZER LR...

Asks BASE/api/network for the data and the initial weights and BASE/api/batch for
the points of each step, makes the runs, and compares losses, held-out losses, where
each step lies on the plane and how far off it, and the weights of some steps with
what /api/run and /api/weights say; of each epoch's batches, whether every point is in
one of them once. Prints the largest difference of each as JSON.
"""

import json
import sys
import urllib.request

import numpy as np

BASE, QUERY, OPTIMIZER = sys.argv[1:4]
RATES = [float(lr) for lr in sys.argv[4:]]
WEIGHED = (0, 1, 2, 8, 33, 99)  # the steps whose weights are asked for, beside the last
ACTS = {
    "tanh": (np.tanh, lambda z, a: 1 - a**2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z, a: a * (1 - a)),
    "relu": (lambda z: np.maximum(z, 0), lambda z, a: (z > 0) * 1.0),
    "linear": (lambda z: z, lambda z, a: np.ones_like(z)),
}


def ask(path, more=""):
    with urllib.request.urlopen(f"{BASE}/api/{path}?{QUERY}{more}") as answer:
        return answer.read().decode()


NET = json.loads(ask("network"))
UNITS = NET["units"]
ACT, SLOPE = ACTS[NET["act"]]


def layers(w):
    """The matrix (out x in) and the biases of each layer."""
    at = 0
    for inputs, outputs in zip(UNITS, UNITS[1:]):
        matrix = w[at : at + inputs * outputs].reshape(outputs, inputs)
        at += inputs * outputs
        yield matrix, w[at : at + outputs]
        at += outputs


def forward(w, x):
    sums, values = [], [x]
    for matrix, bias in layers(w):
        sums.append(values[-1] @ matrix.T + bias)
        values.append(ACT(sums[-1]))
    return sums, values


def loss_of(z, y):
    if NET["loss"] == "mse":
        return np.mean((z - y) ** 2)
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


def loss(w, data):
    return loss_of(forward(w, data["x"])[0][-1][:, 0], data["y"])


def gradient(w, x, y):
    sums, values = forward(w, x)
    z = sums[-1][:, 0]
    out = 2 * (z - y) if NET["loss"] == "mse" else 1 / (1 + np.exp(-z)) - y
    delta = out[:, None] / len(y)
    parts = []
    shapes = list(layers(w))
    for l in range(len(shapes) - 1, -1, -1):
        parts.append(np.concatenate([(delta.T @ values[l]).ravel(), delta.sum(axis=0)]))
        if l:
            delta = delta @ shapes[l][0] * SLOPE(sums[l - 1], values[l])
    return np.concatenate(parts[::-1])


def rule(lr):
    """One update by PyTorch's conventions."""
    state = {"m": 0.0, "v": 0.0}

    def step(w, g, t):
        if OPTIMIZER == "sgd":
            return w - lr * g
        if OPTIMIZER == "momentum":
            state["m"] = 0.9 * state["m"] + g
            return w - lr * state["m"]
        state["m"] = 0.9 * state["m"] + 0.1 * g
        state["v"] = 0.999 * state["v"] + 0.001 * g**2
        m, v = state["m"] / (1 - 0.9**t), state["v"] / (1 - 0.999**t)
        return w - lr * m / (np.sqrt(v) + 1e-8)

    return step


def check_step(compare, run, k, w, train, points):
    """One update in full, and the way of one point through the network and back."""
    point = 3
    told = json.loads(ask("step", f"&run={run}&k={k}&point={point}"))
    full, batch = gradient(w, train["x"], train["y"]), gradient(w, train["x"][points], train["y"][points])
    compare("step", told["w"], w)
    compare("step", told["full_grad"], full)
    compare("step", told["grad"], batch)
    compare("step", told["clipped"], batch)
    compare("step", np.array(told["next"]) - np.array(told["w"]), np.array(told["update"]))
    norms = []
    for matrix, bias in layers(full):
        norms.append(np.sqrt(np.sum(matrix**2) + np.sum(bias**2)))
    compare("step", told["norms"], np.array(norms))
    compare("batches", sorted(told["batch"]), np.sort(points))
    told = told["point"]
    sums, values = forward(w, train["x"][point : point + 1])
    compare("pass", told["grad"], gradient(w, train["x"][point : point + 1], train["y"][point : point + 1]))
    below = told["x"]
    for l, ((matrix, bias), layer) in enumerate(zip(layers(np.array(told["grad"])), told["layers"])):
        compare("pass", layer["z"], sums[l][0])
        compare("pass", layer["a"], values[l + 1][0] if l < len(sums) - 1 else sums[l][0])
        compare("pass", np.outer(layer["delta"], below), matrix)
        compare("pass", layer["delta"], bias)
        below = layer["a"]


def main():
    train, held = ({"x": np.array(s["x"]), "y": np.array(s["y"])} for s in (NET["train"], NET["held"]))
    origin, axes = np.array(NET["plane"]["origin"]), np.array(NET["plane"]["axes"])
    lines = [json.loads(line) for line in ask("run").splitlines()]
    apart = {"axes": float(np.abs(axes @ axes.T - np.eye(2)).max()), "steps": 0}

    def compare(name, got, want):
        far = float(np.max(np.abs(np.asarray(got) - want) / (1 + np.abs(want))))
        apart[name] = max(apart.get(name, 0.0), far)

    for run, lr in enumerate(RATES):
        told = [line for line in lines if line["run"] == run and "w" in line]
        w, step, epoch = np.array(NET["weights"]), rule(lr), []
        for k, line in enumerate(told):
            if k in WEIGHED or k == len(told) - 1:
                compare("weights", json.loads(ask("weights", f"&run={run}&k={k}")), w)
            off = w - origin
            compare("loss", line["loss"], loss(w, train))
            compare("held", line["held"], loss(w, held))
            compare("w", line["w"], axes @ off)
            compare("distance", line["distance"], np.linalg.norm(off - axes.T @ (axes @ off)))
            compare("grad", line["grad"], axes @ gradient(w, train["x"], train["y"]))
            if k == len(told) - 1:
                break
            points = json.loads(ask("batch", f"&k={k}"))
            epoch += points
            if len(epoch) >= len(train["y"]):
                compare("batches", sorted(epoch), np.arange(len(train["y"])))
                epoch = []
            if k == 7:
                check_step(compare, run, k, w, train, points)
            w = step(w, gradient(w, train["x"][points], train["y"][points]), k + 1)
        apart["steps"] += len(told) - 1
    print(json.dumps(apart))


main()
