"""Makes the runs of networks by every script that is named, leaves their iterates beside
it, each its weights and its loss, and prints what the scripts say of them as JSON."""
import contextlib
import io
import json
import os
import runpy
import sys

import numpy


def chosen(script):
    """Some members of an ensemble, as what each adds to a run's arguments, by their numbers."""
    if "page" in script:
        return {0: ()}
    last = len(script["seeds"]) - 1
    return {i: (script["seeds"][i],) for i in sorted({0, min(1, last), last})}


def remade(script, path, run, name, there, descend, lr, member):
    made = descend(lr, *member)
    numpy.array([[*w, loss] for w, loss in made]).tofile(f"{path}.{run}")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        losses = script["report"](name, made)
        if there:
            script["compare"](made, losses, there)
    return {"rows": len(made), "held": losses[1] if numpy.isfinite(losses[1]) else None, "said": said.getvalue()}


told = {}
for path in sys.argv[1:]:
    script = runpy.run_path(path)
    told[os.path.basename(path)] = {
        f"{i}.{member}": remade(script, path, f"{i}.{member}", *run_and_page, more)
        for i, run_and_page in enumerate(
            (name, there, descend, lr) for (name, descend, lr), there in zip(script["runs"], script.get("page", [None] * 9))
        )
        for member, more in chosen(script).items()
    }
json.dump(told, sys.stdout)
