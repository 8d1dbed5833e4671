package script

import "downhill/landscape/network"

// report writes the functions that say where a run ends.
func (w *writer) report() {
	if w.classes() {
		border := "0"
		if w.net.Spec.Loss == network.MSE {
			border = "0.5"
		}
		w.define("right(w, points)", "How many of the points are told right: what comes out is above "+border+" for class 1 alone.")
		w.line(1, "return int(((output(w, points[:, :-1]) > %s) == (points[:, -1:] > 0.5)).sum())", border)
	}
	w.define("report(name, path)", "Says where a run ends, and gives its last losses.")
	w.lines(1, `
w, loss = path[-1]
beside = float(mean_loss(w, held))
x, y = axes @ (w - center)
print(f"{name}: step {len(path) - 1}")
print(f"    training loss {loss!r}, held-out loss {beside!r}")`)
	if w.classes() {
		w.line(1, `print(f"    {right(w, train)} of {len(train)} training points are told right, {right(w, held)} of {len(held)} held-out ones")`)
	}
	w.lines(1, `
print(f"    drawn at x = {float(x)!r}, y = {float(y)!r}")
if left(path[0][0], w, *gradient(w)):
    print("    it diverged")
elif len(path) <= steps:
    print("    it came to rest")
return loss, beside`)
	if w.argument() != "" {
		return
	}
	w.define("apart(a, b)", "How far two losses are from each other, as a share of them; infinite where only one is finite.")
	w.lines(1, `
if math.isfinite(a) != math.isfinite(b):
    return math.inf
return abs(a - b) / max(abs(a), abs(b)) if math.isfinite(a) and a != b else 0.0`)
	w.define("compare(path, losses, there)", "Says whether the page's run ends like this one.")
	w.lines(1, `
far = max(apart(a, b) for a, b in zip(losses, there[1:]))
if len(path) - 1 == there[0] and far <= 1e-9:
    print(f"    as on the page, to {f'{far:.0e} of each loss' if far else 'the last digit'}")
else:
    print(f"    on the page: step {there[0]}, training loss {there[1]!r}, held-out loss {there[2]!r};")
    print("    this run magnifies the rounding in which Python differs")`)
}

// classes reports whether the network tells two classes apart.
func (w *writer) classes() bool {
	data, ok := network.LookupData(w.net.Spec.Data)
	return ok && !data.Curve
}

// netMain makes the runs, and tells how they compare with the page's and each other.
const netMain = `
ends = []
for (name, descend, lr), there in zip(runs, page):
    path = descend(lr)
    last = report(name, path)
    compare(path, last, there)
    if all(math.isfinite(loss) for loss in last):
        ends.append((*last, name))
if len(ends) > 1:
    print(f"The lowest training loss is that of {min(ends)[2]}, the lowest held-out loss that of {min(ends, key=lambda end: end[1])[2]}.")`

// netMembers makes the runs of every member.
const netMembers = `
for name, descend, lr in runs:
    for seed in seeds:
        report(f"{name}, seed {seed}", descend(lr, seed))`
