package rule

// lbfgsPython is L-BFGS in Python, with the two-loop recursion and the line search
// as functions.
var lbfgsPython = Python{
	Functions: `
def two_loops(g, pairs):
    """-H g by the two-loop recursion, from the pairs of steps and changes of the gradient."""
    d, shares = -g, []
    for s, y in reversed(pairs):
        a = (s @ d) / (s @ y)
        d = d - a * y
        shares.append(a)
    if pairs:
        s, y = pairs[-1]
        d = d * ((s @ y) / (y @ y))
    for (s, y), a in zip(pairs, reversed(shares)):
        d = d + (a - (y @ d) / (s @ y)) * s
    return d


def cubic_minimum(p, q, low, high):
    """Where the cubic through two trials and their slopes is lowest, from low to high."""
    (pt, pf, ps), (qt, qf, qs) = sorted((p, q), key=lambda trial: trial[0])
    d1 = ps + qs - 3 * (pf - qf) / (pt - qt)
    square = d1 * d1 - ps * qs
    if not square >= 0:
        return (low + high) / 2
    d2 = math.sqrt(square)
    t = qt - (qt - pt) * ((qs + d2 - d1) / (qs - ps + 2 * d2))
    return min(max(t, low), high) if math.isfinite(t) else (low + high) / 2


def strong_wolfe(w, d, loss, slope, t):
    """A step along d that meets the strong Wolfe conditions, tried first at t.

    Nocedal and Wright (2006), algorithms 3.5 and 3.6, with PyTorch's safeguards.
    """

    def trial(t):
        f, g = gradient(w + t * d)
        return t, f if math.isfinite(f) else inf, g @ d

    def high_up(p):
        return p[1] > loss + 1e-4 * p[0] * slope

    def flat(p):
        return abs(p[2]) <= -0.9 * slope

    # Go out until a step that does lies between two trials.
    start = before = (0.0, loss, slope)
    now, trials = trial(t), 0
    while trials < 25:
        if high_up(now) or trials > 1 and now[1] >= before[1]:
            break
        if flat(now):
            return now[0]
        if now[2] >= 0:
            break
        further = cubic_minimum(before, now, now[0] + 0.01 * (now[0] - before[0]), now[0] * 10)
        before, now, trials = now, trial(further), trials + 1
    else:
        before = start

    # Narrow that down until its lower end will do.
    low, high = sorted((before, now), key=lambda p: p[1])
    crowded = False
    while trials < 25:
        a, b = min(low[0], high[0]), max(low[0], high[0])
        if (b - a) * abs(d).max() < 1e-9:
            break
        t, margin = cubic_minimum(low, high, a, b), 0.1 * (b - a)
        if min(b - t, t - a) >= margin:
            crowded = False
        elif not crowded and a < t < b:
            crowded = True
        else:
            t, crowded = b - margin if abs(t - b) < abs(t - a) else a + margin, False
        p = trial(t)
        if high_up(p) or p[1] >= low[1]:
            high = p
        elif flat(p):
            return t
        else:
            high = low if p[2] * (high[0] - low[0]) >= 0 else high
            low = p
        if low[1] > high[1]:
            low, high = high, low
        trials += 1
    return low[0] if low[1] <= high[1] else high[0]`,
	Start: `
pairs, g_prev = [], None`,
	Step: `
if abs(g).max() > 1e-7:
    first = g_prev is None
    if not first and move @ (g - g_prev) > 1e-10:
        pairs = (pairs + [(move, g - g_prev)])[-history:]
    d = two_loops(g, pairs)
    g_prev, move, slope = g, 0 * w, g @ d
    if slope <= -1e-9:
        length = first_lr * eta * (min(1.0, 1 / abs(g).sum()) if first else 1.0)
        if line_search:
            length = strong_wolfe(w, d, loss, slope, length)
        move = length * d
        w = w + move`,
}
