"""Makes the runs of every script in a folder, and prints their iterates as JSON."""
import json
import math
import os
import runpy
import sys


def number(v):
    return v if math.isfinite(v) else None


def members(script):
    """What each member of an ensemble adds to a run's arguments."""
    return [(m,) for m in script.get("starts", script.get("seeds", []))] or [()]


folder = sys.argv[1]
made = {}
for name in sorted(os.listdir(folder)):
    script = runpy.run_path(os.path.join(folder, name))
    made[name] = [
        [[number(v) for v in [*w, loss]] for w, loss in descend(lr, *member)]
        for _, descend, lr in script["runs"]
        for member in members(script)
    ]
json.dump(made, sys.stdout)
