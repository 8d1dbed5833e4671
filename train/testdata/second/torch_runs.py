"""Runs of PyTorch's own optimizers and schedules, to hold ours to.

    /usr/bin/python3 torch_runs.py > torch.json     (Debian: python3-torch)

Gradients are autograd's, in float64. Optimizer ids and parameter keys are ours.
Entry k of a run is the iterate before update k; "checked" is how many entries
are comparable, "rtol" how closely: |a - b| <= rtol (1 + |b|).
"""
import json
import torch

torch.set_default_dtype(torch.float64)  # NAdam keeps its product in this type

SURFACES = {
    "himmelblau": lambda x, y: (x**2 + y - 11)**2 + (x + y**2 - 7)**2,
    "rosenbrock-gentle": lambda x, y: (1 - x)**2 + 2*(y - x**2)**2,
    "booth": lambda x, y: (x + 2*y - 7)**2 + (2*x + y - 5)**2,
    "beale": lambda x, y: (1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2,
    "styblinski-tang": lambda x, y: ((x**4 - 16*x**2 + 5*x) + (y**4 - 16*y**2 + 5*y))/2,
    "three-hump-camel": lambda x, y: 2*x**2 - 1.05*x**4 + x**6/6 + x*y + y**2,
}

SGD, O = torch.optim.SGD, torch.optim


def betas(p):
    q = {k: v for k, v in p.items() if k not in ("beta1", "beta2")}
    q["betas"] = (p.get("beta1", 0.9), p.get("beta2", 0.999))
    return q


# NAdam of 1.13 takes mu_t in twice in its loop over single tensors; its
# foreach path is what the paper and later versions have.
MAKE = {
    "momentum": lambda w, lr, p: SGD([w], lr=lr, **{"momentum": 0.9, **p}),
    "nesterov": lambda w, lr, p: SGD([w], lr=lr, nesterov=True, **{"momentum": 0.9, **p}),
    "sgd": lambda w, lr, p: SGD([w], lr=lr, **p),
    "adagrad": lambda w, lr, p: O.Adagrad([w], lr=lr, **p),
    "rmsprop": lambda w, lr, p: O.RMSprop([w], lr=lr, **p),
    "adadelta": lambda w, lr, p: O.Adadelta([w], lr=lr, **p),
    "adam": lambda w, lr, p: O.Adam([w], lr=lr, **betas(p)),
    "adamw": lambda w, lr, p: O.AdamW([w], lr=lr, **betas(p)),
    "adamax": lambda w, lr, p: O.Adamax([w], lr=lr, **betas(p)),
    "nadam": lambda w, lr, p: O.NAdam([w], lr=lr, foreach=True, **betas(p)),
    "radam": lambda w, lr, p: O.RAdam([w], lr=lr, **betas(p)),
    "rprop": lambda w, lr, p: O.Rprop(
        [w], lr=lr, etas=(p.get("eta_minus", 0.5), p.get("eta_plus", 1.2)),
        step_sizes=(p.get("step_min", 1e-6), p.get("step_max", 50))),
    "lbfgs": lambda w, lr, p: O.LBFGS(
        [w], lr=lr, max_iter=1, max_eval=100, history_size=p.get("history", 100),
        line_search_fn="strong_wolfe" if p.get("line_search") else None),
}

# id, surface, optimizer, rate, parameters, start, steps, comparable entries
RUNS = [
    ("momentum-dampening-decay", "styblinski-tang", "momentum", 0.01, {"momentum": 0.8, "dampening": 0.3, "weight_decay": 0.05}, (4, 4), 150, 150),
    ("sgd-decay", "booth", "sgd", 0.05, {"weight_decay": 0.1}, (-8, -6), 100, 100),
    ("nesterov-decay", "rosenbrock-gentle", "nesterov", 0.01, {"momentum": 0.85, "weight_decay": 0.02}, (-1.2, 1), 150, 150),
    ("adagrad-decay", "booth", "adagrad", 0.8, {"lr_decay": 0.02, "weight_decay": 0.01, "initial_accumulator_value": 0.5, "eps": 1e-6}, (-8, -6), 150, 150),
    ("rmsprop-centered", "himmelblau", "rmsprop", 0.02, {"alpha": 0.95, "centered": True}, (-0.5, -1), 60, 60),
    ("rmsprop-momentum-decay", "rosenbrock-gentle", "rmsprop", 0.004, {"alpha": 0.9, "momentum": 0.6, "weight_decay": 0.01}, (-1.2, 1), 100, 100),
    ("rmsprop-centered-momentum", "booth", "rmsprop", 0.02, {"alpha": 0.9, "momentum": 0.5, "centered": True, "eps": 1e-6}, (-8, -6), 60, 60),
    ("adadelta", "himmelblau", "adadelta", 1.0, {}, (-0.5, -1), 150, 150),
    ("adadelta-decay", "booth", "adadelta", 5.0, {"rho": 0.8, "eps": 1e-4, "weight_decay": 0.05}, (-8, -6), 150, 150),
    ("adam-decay", "himmelblau", "adam", 0.1, {"weight_decay": 0.3}, (-0.5, -1), 150, 150),
    ("adam-amsgrad", "himmelblau", "adam", 0.2, {"beta1": 0.8, "beta2": 0.9, "amsgrad": True}, (-0.5, -1), 150, 150),
    ("adamw-amsgrad", "booth", "adamw", 0.3, {"beta2": 0.95, "weight_decay": 0.05, "amsgrad": True}, (-8, -6), 150, 150),
    ("adamax", "rosenbrock-gentle", "adamax", 0.05, {"eps": 1e-3}, (-1.2, 1), 150, 150),
    ("adamax-decay", "booth", "adamax", 0.5, {"beta1": 0.7, "beta2": 0.9, "weight_decay": 0.1}, (-8, -6), 150, 150),
    ("nadam", "rosenbrock-gentle", "nadam", 0.05, {}, (-1.2, 1), 150, 150),
    ("nadam-decay", "booth", "nadam", 0.3, {"beta1": 0.8, "beta2": 0.95, "momentum_decay": 0.05, "weight_decay": 0.1}, (-8, -6), 150, 150),
    ("radam", "rosenbrock-gentle", "radam", 0.02, {}, (-1.2, 1), 150, 150),
    ("radam-decay", "booth", "radam", 0.3, {"beta2": 0.9, "eps": 1e-4, "weight_decay": 0.1}, (-8, -6), 150, 150),
    ("rprop", "beale", "rprop", 0.02, {}, (1, 1), 100, 100),
    ("rprop-bounds", "himmelblau", "rprop", 0.3, {"eta_plus": 1.5, "eta_minus": 0.3, "step_min": 0.01, "step_max": 0.5}, (-0.5, -1), 100, 100),
    ("lbfgs", "rosenbrock-gentle", "lbfgs", 1.0, {}, (-1.2, 1), 30, 30),
    ("lbfgs-short-history", "beale", "lbfgs", 0.5, {"history": 3}, (1, 1), 40, 40),
    ("lbfgs-wolfe", "rosenbrock-gentle", "lbfgs", 1.0, {"line_search": 1}, (-1.2, 1), 30, 30),
    ("lbfgs-wolfe-himmelblau", "himmelblau", "lbfgs", 1.0, {"line_search": 1}, (-0.5, -1), 20, 20),
    ("lbfgs-wolfe-long-first", "three-hump-camel", "lbfgs", 8.0, {"line_search": 1, "history": 5}, (1.4, -1.8), 20, 20),
    ("lbfgs-wolfe-short-first", "beale", "lbfgs", 0.01, {"line_search": 1}, (1, 1), 20, 20),
]


def run(surface, optimizer, lr, params, start, steps):
    f = SURFACES[surface]
    w = torch.tensor([float(v) for v in start], requires_grad=True)
    o = MAKE[optimizer](w, lr, params)

    def closure():
        o.zero_grad()
        loss = f(w[0], w[1])
        loss.backward()
        return loss

    xs, ys = [], []
    for _ in range(steps):
        xs.append(w[0].item()), ys.append(w[1].item())
        o.step(closure)
    xs.append(w[0].item()), ys.append(w[1].item())
    return {"x": xs, "y": ys}


def scheduled(name, params, make, steps, metric=None):
    w = torch.zeros(1, requires_grad=True)
    o = SGD([w], lr=1.0)
    s, rates = make(o), []
    for k in range(steps):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        s.step(metric[k]) if metric else s.step()
    case = {"schedule": name, "params": params, "steps": steps, "factor": rates}
    if metric:
        case["loss"] = metric
    return case


L = torch.optim.lr_scheduler
METRIC = [10 * 0.7**min(k, 12) + (0.001 * (k % 3) if k > 12 else 0) for k in range(120)]

SCHEDULES = [
    scheduled("cosine-restarts", {"T_0": 15, "T_mult": 1, "eta_min_factor": 0.05},
              lambda o: L.CosineAnnealingWarmRestarts(o, 15, 1, 0.05), 80),
    scheduled("cosine-restarts", {"T_0": 7, "T_mult": 2},
              lambda o: L.CosineAnnealingWarmRestarts(o, 7, 2), 120),
    scheduled("cyclic", {"base_lr_factor": 0.2, "max_lr_factor": 1.5, "step_size_up": 8},
              lambda o: L.CyclicLR(o, 0.2, 1.5, 8, cycle_momentum=False), 90),
    scheduled("cyclic", {"base_lr_factor": 0.1, "max_lr_factor": 1, "step_size_up": 5, "step_size_down": 12},
              lambda o: L.CyclicLR(o, 0.1, 1.0, 5, 12, cycle_momentum=False), 90),
    scheduled("one-cycle", {"max_lr_factor": 2, "total_steps": 37, "pct_start": 0.45, "div_factor": 10, "final_div_factor": 100},
              lambda o: L.OneCycleLR(o, 2.0, 37, pct_start=0.45, div_factor=10, final_div_factor=100, cycle_momentum=False), 36),
    scheduled("cosine", {"T_max": 20, "eta_min_factor": 0.1},
              lambda o: L.CosineAnnealingLR(o, 20, 0.1), 60),
    scheduled("inverse-time", {"decay": 0.13}, lambda o: L.LambdaLR(o, lambda k: 1 / (1 + 0.13 * k)), 60),
    scheduled("linear-warmup", {"start_factor": 0.1, "end_factor": 0.8, "total_iters": 12},
              lambda o: L.LinearLR(o, 0.1, 0.8, 12), 40),
    scheduled("reduce-on-plateau", {}, lambda o: L.ReduceLROnPlateau(o), 120, METRIC),
    scheduled("reduce-on-plateau", {"factor": 0.5, "patience": 3, "threshold": 0.01, "cooldown": 5, "min_lr_factor": 0.02},
              lambda o: L.ReduceLROnPlateau(o, factor=0.5, patience=3, threshold=0.01, cooldown=5, min_lr=0.02), 120, METRIC),
    dict(scheduled("reduce-on-plateau", {"factor": 0.5, "patience": 4, "threshold": 0.01},
                   lambda o: L.ReduceLROnPlateau(o, factor=0.5, patience=4, threshold=0.01, threshold_mode="abs"),
                   120, [m - 12 for m in METRIC]), absolute=True),
]

if __name__ == "__main__":
    runs = []
    for name, surface, optimizer, lr, params, start, steps, checked in RUNS:
        runs.append({"id": name, "surface": surface, "optimizer": optimizer, "lr": lr,
                     "params": {k: float(v) for k, v in params.items()},
                     "start": start, "steps": steps, "checked": checked, "rtol": 1e-10,
                     **run(surface, optimizer, lr, params, start, steps)})
    print(json.dumps({"made_by": "PyTorch " + torch.__version__ + ", float64, autograd",
                      "runs": runs, "schedules": SCHEDULES}, indent=None, separators=(",", ":")).replace('{"id"', '\n{"id"').replace('{"schedule"', '\n{"schedule"'))
