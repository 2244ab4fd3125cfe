"""How long the frontier of many agreements takes, here and in NegMAS, in one run.

    python frontier_speed.py path/to/points [AGREEMENTS]

`points` is the example of crates/bargain, built with --release. The utilities of two
sides are drawn once and written to a file, which `points` reads; NegMAS has the same
numbers in memory. Timed are the search for the frontier alone (the least of five runs
of ours; NegMAS once, `pareto_frontier_numpy`, the one it uses itself), and NegMAS'
`pareto_frontier` from utility functions that only look a number up. The frontiers must
be the same.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import warnings

# This folder has a negmas.py of its own.
sys.path.pop(0)
warnings.filterwarnings("ignore")
os.environ.setdefault("NUMBA_DISABLE_JIT", "1")

import numpy as np  # noqa: E402
from negmas.preferences import pareto_frontier  # noqa: E402
from negmas.preferences.ops import pareto_frontier_numpy  # noqa: E402

# What is needed to pass.
LEAST_RATIO = 20


class Lookup:
    """As little of a utility function as `pareto_frontier` needs."""

    reserved_value = float("-inf")

    def __init__(self, values):
        self.values = values

    def __call__(self, outcome):
        return self.values[outcome]


def drawn(kind, agreements):
    numbers = np.random.default_rng(7)
    first, second, noise = numbers.random((3, agreements))
    if kind == "independent":
        return np.stack([first, second], axis=1)
    if kind == "together":
        return np.stack([first, 0.9 * first + 0.1 * noise], axis=1)
    return np.stack([first, 0.9 * (1 - first) + 0.1 * noise], axis=1)


def main():
    points = sys.argv[1]
    agreements = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    print("utilities    agreements  frontier   here ms  reading ms  NegMAS ms   ratio  from functions ms   ratio")
    slow = []
    for kind in ("independent", "together", "against"):
        # NegMAS takes five minutes for a million that are against each other.
        count = agreements // 10 if kind == "against" else agreements
        utilities = drawn(kind, count)
        with tempfile.NamedTemporaryFile(suffix=".f64") as file:
            file.write(np.ascontiguousarray(utilities.T).tobytes())
            file.flush()
            asked = [points, file.name, "2", "--times", "5"]
            ours = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
        begun = time.perf_counter()
        theirs = pareto_frontier_numpy(utilities)
        seconds = time.perf_counter() - begun
        ufuns = [Lookup(side.tolist()) for side in utilities.T]
        begun = time.perf_counter()
        _, indices = pareto_frontier(ufuns, outcomes=range(count))
        whole = time.perf_counter() - begun
        for found in (theirs, indices):
            # NegMAS keeps one agreement for each pair of utilities, we all.
            same = {tuple(utilities[i]) for i in found} == {tuple(utilities[i]) for i in ours["frontier"]}
            if not same:
                sys.exit(f"{kind}: the frontiers differ")
        ratio = seconds / ours["seconds"]
        print(
            f"{kind:11}  {count:10}  {len(ours['frontier']):8}  {ours['seconds'] * 1e3:8.2f}  {ours['reading'] * 1e3:10.2f}"
            f"  {seconds * 1e3:9.1f}  {ratio:6.0f}  {whole * 1e3:17.0f}  {whole / ours['seconds']:6.0f}"
        )
        if ratio < LEAST_RATIO:
            slow.append(kind)
    if slow:
        sys.exit(f"less than {LEAST_RATIO} times as fast: {', '.join(slow)}")


if __name__ == "__main__":
    main()
