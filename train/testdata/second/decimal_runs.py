"""Runs of the optimizers that PyTorch does not have, in 50 digits.

    python3 decimal_runs.py > decimal.json

The rules are written here from their papers, with gradients and Hessians by
hand. Every run is repeated in float64; an entry is comparable while the two
agree to 1e-12.
"""
import json
import math
from decimal import Decimal, getcontext

getcontext().prec = 50


def root(v):
    return v.sqrt() if isinstance(v, Decimal) else math.sqrt(v)


# A surface: value, gradient, Hessian (xx, xy, yy), lowest loss.
def himmelblau():
    a = lambda x, y: x*x + y - 11
    b = lambda x, y: x + y*y - 7
    return (lambda x, y: a(x, y)**2 + b(x, y)**2,
            lambda x, y: (4*x*a(x, y) + 2*b(x, y), 2*a(x, y) + 4*y*b(x, y)),
            lambda x, y: (12*x*x + 4*y - 42, 4*(x + y), 12*y*y + 4*x - 26), 0)


def rosenbrock():
    return (lambda x, y: (1 - x)**2 + 2*(y - x*x)**2,
            lambda x, y: (-2*(1 - x) - 8*x*(y - x*x), 4*(y - x*x)),
            lambda x, y: (2 - 8*y + 24*x*x, -8*x, 4 + 0*x), 0)


def booth():
    return (lambda x, y: (x + 2*y - 7)**2 + (2*x + y - 5)**2,
            lambda x, y: (10*x + 8*y - 34, 8*x + 10*y - 38),
            lambda x, y: (10 + 0*x, 8 + 0*x, 10 + 0*x), 0)


def saddle():
    return (lambda x, y: x*x - y*y + y**4/4,
            lambda x, y: (2*x, -2*y + y**3),
            lambda x, y: (2 + 0*x, 0*x, -2 + 3*y*y), -1)


SURFACES = {"himmelblau": himmelblau(), "rosenbrock-gentle": rosenbrock(),
            "booth": booth(), "saddle-bounded": saddle()}


def polyak(s, p, n):
    value, grad, _, best = s

    def step(x, y, k, mem):
        gx, gy = grad(x, y)
        g2 = gx*gx + gy*gy
        lr = n(0.0) if g2 == 0 else min((value(x, y) - best)/(n(p["c"])*g2), n(p["max_lr"]))
        return x - lr*gx, y - lr*gy, lr
    return step


def barzilai_borwein(s, p, n):
    grad = s[1]

    def step(x, y, k, mem):
        gx, gy = grad(x, y)
        lr = mem.get("lr", n(p["first_lr"]))
        if k > 0:
            sx, sy = x - mem["x"], y - mem["y"]
            ux, uy = gx - mem["gx"], gy - mem["gy"]
            ss, su, uu = sx*sx + sy*sy, sx*ux + sy*uy, ux*ux + uy*uy
            if su > n(1e-12)*root(ss)*root(uu):
                lr = su/uu if p["method"] else ss/su
                lr = max(n(1e-6), min(n(1e3), lr))
        mem.update(x=x, y=y, gx=gx, gy=gy, lr=lr)
        return x - lr*gx, y - lr*gy, lr
    return step


def armijo(s, p, n):
    value, grad = s[0], s[1]

    def step(x, y, k, mem):
        gx, gy = grad(x, y)
        lr, tries = n(p["first_lr"]), 0
        while (value(x - lr*gx, y - lr*gy) > value(x, y) - n(p["c1"])*lr*(gx*gx + gy*gy)
               and tries < p["max_backtracks"]):
            lr, tries = lr*n(p["beta"]), tries + 1
        return x - lr*gx, y - lr*gy, lr
    return step


def newton(s, p, n):
    grad, hess = s[1], s[2]

    def step(x, y, k, mem):
        gx, gy = grad(x, y)
        a, b, c = hess(x, y)
        spread = root((a - c)**2 + 4*b*b)
        high, low = (a + c + spread)/2, (a + c - spread)/2
        delta, lr = n(p["delta"]), n(p["damping"])
        if p["hessian"]:
            high2, low2 = max(abs(high), delta), max(abs(low), delta)
        else:
            shift = max(n(0.0), delta - low)
            high2, low2 = high + shift, low + shift
        # A function of a symmetric 2x2 matrix by Sylvester's formula:
        # 1/h' P + 1/l' (I - P), with P = (H - low I)/(high - low).
        if spread == 0:
            dx, dy = gx/high2, gy/high2
        else:
            px = ((a - low)*gx + b*gy)/spread
            py = (b*gx + (c - low)*gy)/spread
            dx, dy = px/high2 + (gx - px)/low2, py/high2 + (gy - py)/low2
        return x - lr*dx, y - lr*dy, lr
    return step


def lion(s, p, n):
    grad = s[1]
    sign = lambda v: (v > 0) - (v < 0)

    def step(x, y, k, mem):
        g = grad(x, y)
        m = mem.setdefault("m", [n(0.0), n(0.0)])
        lr, b1, b2, wd = n(p["lr"]), n(p["beta1"]), n(p["beta2"]), n(p["weight_decay"])
        w = []
        for i, v in enumerate((x, y)):
            w.append(v - lr*(sign(b1*m[i] + (1 - b1)*g[i]) + wd*v))
            m[i] = b2*m[i] + (1 - b2)*g[i]
        return w[0], w[1], lr
    return step


RULES = {"polyak": polyak, "barzilai-borwein": barzilai_borwein, "armijo": armijo,
         "newton": newton, "lion": lion}

POLYAK = {"c": 1.0, "max_lr": 10.0}
ARMIJO = {"first_lr": 1.0, "c1": 1e-4, "beta": 0.5, "max_backtracks": 40}

RUNS = [
    ("polyak", "himmelblau", "polyak", POLYAK, (-0.5, -1.0), 30),
    ("polyak-careful", "booth", "polyak", {"c": 2.0, "max_lr": 0.05}, (-8.0, -6.0), 60),
    ("polyak-negative-best", "saddle-bounded", "polyak", POLYAK, (2.5, 0.5), 20),
    ("bb1", "rosenbrock-gentle", "barzilai-borwein", {"first_lr": 0.01, "method": 0}, (-1.2, 1.0), 40),
    ("bb2", "rosenbrock-gentle", "barzilai-borwein", {"first_lr": 0.05, "method": 1}, (-1.2, 1.0), 40),
    ("bb1-keeps-its-step", "saddle-bounded", "barzilai-borwein", {"first_lr": 0.2, "method": 0}, (0.01, 0.1), 40),
    ("armijo", "himmelblau", "armijo", ARMIJO, (-0.5, -1.0), 20),
    ("armijo-strict", "rosenbrock-gentle", "armijo", {"first_lr": 2.0, "c1": 0.3, "beta": 0.7, "max_backtracks": 40}, (-1.2, 1.0), 60),
    ("armijo-gives-up", "booth", "armijo", {"first_lr": 0.3, "c1": 1e-4, "beta": 0.5, "max_backtracks": 1}, (-8.0, -6.0), 40),
    ("newton", "himmelblau", "newton", {"hessian": 0, "damping": 1.0, "delta": 5.0}, (-0.5, -1.0), 30),
    ("newton-damped", "rosenbrock-gentle", "newton", {"hessian": 0, "damping": 0.3, "delta": 0.1}, (-1.2, 1.0), 60),
    ("newton-saddle-free", "himmelblau", "newton", {"hessian": 1, "damping": 0.5, "delta": 1e-3}, (-0.5, -1.0), 60),
    ("newton-saddle-free-axes", "saddle-bounded", "newton", {"hessian": 1, "damping": 0.7, "delta": 1e-3}, (2.5, 0.01), 40),
    ("lion-decay", "booth", "lion", {"lr": 0.05, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1}, (-8.0, -6.0), 150),
]


def run(surface, rule, params, start, steps, n):
    step, mem = RULES[rule](SURFACES[surface], params, n), {}
    x, y = n(start[0]), n(start[1])
    out = [(x, y, None)]
    for k in range(steps):
        # In two dimensions Barzilai and Borwein's ratios end as noise.
        gx, gy = SURFACES[surface][1](x, y)
        if rule == "barzilai-borwein" and root(gx*gx + gy*gy) < n(1e-8):
            break
        x, y, lr = step(x, y, k, mem)
        out[-1] = (*out[-1][:2], lr)
        out.append((x, y, None))
    return out


def comparable(exact, rough):
    near = lambda a, b: abs(float(a) - b) <= 1e-12*(1 + abs(b))
    for k, (e, r) in enumerate(zip(exact, rough)):
        if not (near(e[0], r[0]) and near(e[1], r[1])):
            return k - 1
    return min(len(exact), len(rough)) - 1


if __name__ == "__main__":
    rows = []
    for name, surface, rule, params, start, steps in RUNS:
        exact = run(surface, rule, params, start, steps, Decimal)
        rough = run(surface, rule, params, start, steps, float)
        rows.append(json.dumps({
            "id": name, "surface": surface, "optimizer": rule, "lr": params.get("lr", 1),
            "params": {k: v for k, v in params.items() if k != "lr"},
            "start": start, "steps": steps, "checked": comparable(exact, rough), "rtol": 1e-10,
            "x": [float(p[0]) for p in exact], "y": [float(p[1]) for p in exact],
            "rate": [float(p[2]) for p in exact if p[2] is not None]}, separators=(",", ":")))
    print('{"made_by":"50-digit decimals","runs":[\n' + ",\n".join(rows) + "]}")
