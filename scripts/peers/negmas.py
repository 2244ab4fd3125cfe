"""Negotiation scenarios: our files, frontiers and bargaining points against NegMAS.

    python negmas.py path/to/hikiwake [path/to/points]

`points` is the example of crates/bargain (cargo build -p hikiwake-bargain --example
points). Without it only the files are compared.

Asked of every scenario:

1. Files. The folder of GENIUS files goes in twice: as NegMAS reads it (raw) and as
   GENIUS does (scaled: evaluations divided by the highest of their issue). What goes out
   again, as YAML and as XML, is loaded by NegMAS, and every agreement must be worth the
   same, to 1e-9: raw as NegMAS has it from the original files, scaled as reckoned here
   from the XML.
2. Frontier. NegMAS leaves out agreements below a reservation value and keeps one for
   each pair of utilities, compared as floating-point numbers. We keep all of them, so
   pairs of utilities are compared.
3. What `hikiwake settle` says of the scaled scenario: the same frontier, and a Nash
   point of NegMAS. It rounds utilities to millionths, which is right where they are equal
   but for rounding: there NegMAS keeps what another agreement dominates. It takes the
   reservation value for disagreement also where all utilities are higher: the Nash point
   is not compared there.
4. Points. Nash and Kalai (egalitarian) and the largest sum are the same by name; the
   disagreement point of NegMAS is the reservation value or, where that is higher, the
   least utility. What NegMAS calls Kalai-Smorodinsky is the smallest spread of the gain
   ratios, another rule: how often the two part is told. Our own (the largest least ratio)
   is reckoned here from its definition. Points are compared by utilities, to 1e-9.

The public scenarios stand in the tests of NegMAS' repository, not in its package:
NEGMAS_SCENARIOS names the folder (tests/data of a copy of the repository). Without it
only scenarios made here are compared, fifty, seeded.
"""

import itertools
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import quoteattr

# This folder has a negmas.py of its own.
sys.path.pop(0)
warnings.filterwarnings("ignore")
os.environ.setdefault("NUMBA_DISABLE_JIT", "1")

import negmas  # noqa: E402
from negmas import Scenario  # noqa: E402
from negmas.preferences import kalai_points, ks_points, max_welfare_points, nash_points, pareto_frontier  # noqa: E402

NEAR = 1e-9
# `settle` rounds utilities to millionths.
ROUNDED = 1e-6

# Outcomes, size of the frontier and Nash point of the scaled scenarios, as published
# figures and other implementations have them.
PUBLISHED = {
    "Laptop": (27, 4, (1.00005, 0.8151)),
    "ItexvsCypress": (180, 18, (0.6705, 0.7215)),
    "EnglandZimbabwe": (576, 25, (0.9109, 0.7332)),
    "Camera": (3600, 16, (0.8154, 0.8808)),
}


def hikiwake(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"hikiwake {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


def profiles(folder):
    """Per side: weight and evaluations of each issue, reservation; from the XML alone."""
    found = []
    for path in sorted(folder.glob("*.xml")):
        root = ET.parse(path).getroot()
        if root.tag != "utility_space" or path.name.endswith("pareto.xml"):
            continue
        objective = root.find("objective")
        weights = {w.get("index"): float(w.get("value")) for w in objective.findall("weight")}
        issues = []
        for issue in objective.findall("issue"):
            evaluations = [float(item.get("evaluation")) for item in issue.findall("item")]
            issues.append((weights[issue.get("index")], evaluations))
        reservation = root.find("reservation")
        found.append((issues, 0.0 if reservation is None else float(reservation.get("value"))))
    return found


def utilities(issues, scaled):
    worths = []
    for weight, evaluations in issues:
        most = max(evaluations) if scaled else 1.0
        worths.append([weight * e / most if most > 0 else 0.0 for e in evaluations])
    return [sum(combination) for combination in itertools.product(*worths)]


def loaded(folder):
    """Utilities and reservation values of a scenario as NegMAS loads it."""
    scenario = Scenario.load(folder, ignore_discount=True)
    outcomes = list(scenario.outcome_space.enumerate())
    return scenario, [[float(u(o)) for o in outcomes] for u in scenario.ufuns]


def far(one, other):
    if len(one) != len(other) or any(len(a) != len(b) for a, b in zip(one, other)):
        return "another number of agreements"
    most = max(abs(a - b) for x, y in zip(one, other) for a, b in zip(x, y))
    return f"utilities differ by {most}" if most > NEAR else None


def same_points(one, other, far=NEAR):
    """Whether two sets of utilities are the same, up to `far`."""
    near = lambda p, q: all(abs(a - b) <= far for a, b in zip(p, q))
    return all(any(near(p, q) for q in other) for p in one) and all(
        any(near(p, q) for q in one) for p in other
    )


def files(program, folder, aside):
    """Goes in and out; returns the scaled scenario as NegMAS loads it again."""
    read = profiles(folder)
    _, raw = loaded(folder)
    expected = {"negmas": raw, "genius": [utilities(issues, True) for issues, _ in read]}
    back = {}
    for source, wanted in expected.items():
        dossier = aside / source
        hikiwake(program, "import", dossier, folder, "--from", source)
        for target in ("negmas", "genius"):
            there = aside / f"{source}-{target}"
            hikiwake(program, "export", dossier, "--to", target, "-o", there)
            scenario, got = loaded(there)
            if target == "genius" and source == "negmas":
                # Written between 0 and 1: divided by the highest that could be.
                wanted = [
                    [u / max(1.0, divided) for u in side]
                    for side, divided in zip(wanted, highest(read))
                ]
            if (fault := far(wanted, got)) is not None:
                sys.exit(f"{folder.name}: {source} in, {target} out: {fault}")
            back[source, target] = scenario, got
    return back["genius", "negmas"]


def highest(read):
    """The sum of the highest worths of each side, where it is more than files of GENIUS have."""
    sums = [sum(weight * max(evaluations) for weight, evaluations in issues) for issues, _ in read]
    return [total if total > 1.001 else 1.0 for total in sums]


def ours(points, columns, without):
    with tempfile.NamedTemporaryFile(suffix=".f64") as file:
        file.write(b"".join(struct.pack(f"<{len(c)}d", *c) for c in columns))
        file.flush()
        asked = [points, file.name, str(len(columns))]
        asked += ["--without", ",".join(map(repr, without))]
        done = subprocess.run(asked, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        return json.loads(done.stdout)


def compare(points, name, scenario, columns):
    """The frontier and the points; returns the size of the frontier and the Nash point."""
    pairs = list(zip(*columns))
    ufuns = scenario.ufuns
    reserved = [float(u.reserved_value) for u in ufuns]
    without = [max(r, min(c)) for r, c in zip(reserved, columns)]
    found = ours(points, columns, without)
    at = lambda key: [pairs[i] for i in found[key]["at"]]
    frontier, _ = pareto_frontier(ufuns)
    mine = {pairs[i] for i in found["frontier"]}
    if set(frontier) != mine:
        sys.exit(f"{name}: frontiers differ: {len(set(frontier))} in NegMAS, {len(mine)} here")
    space = scenario.outcome_space
    asked = {
        "nash": nash_points(ufuns, frontier, outcome_space=space),
        "egalitarian": kalai_points(ufuns, frontier, outcome_space=space),
        "utilitarian": max_welfare_points(ufuns, frontier, outcome_space=space),
    }
    for key, theirs in asked.items():
        theirs = [p for p, _ in theirs]
        if not same_points(at(key), theirs):
            sys.exit(f"{name}: {key}: {at(key)} here, {theirs} in NegMAS")
    # By definition, for what NegMAS does not have. The ideal is what nobody would refuse.
    kept = [p for p in pairs if all(u >= d for u, d in zip(p, without))]
    ideal = [max(c) for c in zip(*kept)]
    gain = lambda p: [(u - d) / (i - d) if i > d else 1.0 for u, d, i in zip(p, without, ideal)]
    least = lambda p: min(gain(p))
    best = max(map(least, mine), default=None)
    wanted = [p for p in mine if least(p) >= best - 1e-12]
    key = "kalai_smorodinsky"
    if not same_points(at(key), wanted):
        sys.exit(f"{name}: {key}: {at(key)} here, {wanted} by definition")
    spread = ks_points(ufuns, frontier, outcome_space=space)
    parted = not same_points(at(key), [p for p, _ in spread])
    return len(mine), (at("nash") or [None])[0], parted


def settled(program, dossier, name, scenario, columns):
    """What `settle` says of the frontier and the Nash point."""
    finding = json.loads(hikiwake(program, "settle", dossier, "--json"))["finding"]
    over = next(s for s in finding["additive"]["sets"] if s["over"] == "all")
    ufuns = scenario.ufuns
    reserved = [float(u.reserved_value) for u in ufuns]
    enough = lambda p: all(u >= r - ROUNDED for u, r in zip(p, reserved))
    mine = [tuple(a["scores"]) for a in over["frontier"] if enough(a["scores"])]
    frontier, _ = pareto_frontier(ufuns)
    # NegMAS compares floating-point numbers: where one side's utilities are equal but for
    # their last digits, an agreement stays that is only worse for the other.
    near = lambda p, q: all(abs(a - b) <= ROUNDED for a, b in zip(p, q))
    no_worse = lambda p, q: all(b >= a - ROUNDED for a, b in zip(p, q))
    more = [p for p in set(frontier) if not any(near(p, q) for q in mine)]
    missing = [p for p in more if not any(no_worse(p, q) for q in mine)]
    if missing or not all(any(near(p, q) for q in frontier) for p in mine):
        sys.exit(f"{name}: settle: frontiers differ: {len(set(frontier))} in NegMAS, {len(mine)} here")
    if more:
        print(f"{name}: NegMAS has {len(more)} more on the frontier, kept by rounding")
    if any(r < min(c) for r, c in zip(reserved, columns)) or not frontier:
        return False
    nash = next(p["scores"] for p in over["points"] if p["kind"] == "nash")
    theirs = [p for p, _ in nash_points(ufuns, frontier, outcome_space=scenario.outcome_space)]
    if not any(all(abs(a - b) <= ROUNDED for a, b in zip(nash, p)) for p in theirs):
        sys.exit(f"{name}: settle: Nash {nash} here, {theirs} in NegMAS")
    return True


def made(number, folder):
    """A scenario of its own: issues, evaluations with ties, reservation values."""
    draw = random.Random(number)
    issues = [draw.randint(2, 5) for _ in range(draw.randint(1, 5))]

    def listed(evaluations=None):
        text = ""
        for k, values in enumerate(issues):
            text += f'<issue index="{k + 1}" etype="discrete" type="discrete" vtype="discrete" name={quoteattr(f"issue {k + 1} <&>")}>\n'
            for v in range(values):
                evaluation = "" if evaluations is None else f' evaluation="{evaluations[k][v]}"'
                text += f'<item index="{v + 1}" value="value {v + 1}"{evaluation}/>\n'
            text += "</issue>\n"
        return text

    folder.mkdir()
    head = '<objective index="0" etype="objective" type="objective" description="" name="made">\n'
    (folder / "domain.xml").write_text(
        f'<negotiation_template><utility_space number_of_issues="{len(issues)}">{head}{listed()}</objective></utility_space></negotiation_template>'
    )
    for side in ("left", "right"):
        evaluations = [[draw.randint(0, 9) for _ in range(values)] for values in issues]
        for row in evaluations:
            best, worst = draw.sample(range(len(row)), 2)
            row[best], row[worst] = 10, 0
        weights = [draw.randint(1, 9) for _ in issues]
        weights = [w / sum(weights) for w in weights]
        lines = "".join(f'<weight index="{k + 1}" value="{w!r}"/>\n' for k, w in enumerate(weights))
        reservation = draw.choice([0.0, 0.0, 0.25, 0.4, -0.1])
        (folder / f"{side}.xml").write_text(
            f'<utility_space>{head}{listed(evaluations)}{lines}</objective><reservation value="{reservation}"/></utility_space>'
        )


def public():
    """The public scenarios that are in reach, by name."""
    beside = Path(negmas.__file__).resolve().parents[2] / "tests" / "data"
    root = Path(os.environ.get("NEGMAS_SCENARIOS", beside))
    found = {}
    if not root.is_dir():
        return found
    for domain in sorted(root.rglob("*.xml")):
        folder = domain.parent
        if folder.name in PUBLISHED and folder not in found.values():
            kept = [p for p in folder.glob("*.xml") if not p.name.endswith("pareto.xml")]
            roots = sorted(ET.parse(p).getroot().tag for p in kept)
            if roots == ["negotiation_template", "utility_space", "utility_space"]:
                found[str(folder.relative_to(root))] = folder
    return found


def main():
    program = sys.argv[1]
    points = sys.argv[2] if len(sys.argv) > 2 else None
    found = public()
    print(f"NegMAS {negmas.__version__}")
    if not found:
        print("skipped: the public scenarios: NEGMAS_SCENARIOS names no folder that has them.")
    if points is None:
        print("skipped: points beside the Nash point: no program `points` was named.")
    with tempfile.TemporaryDirectory() as aside:
        aside = Path(aside)
        for name, folder in found.items():
            scenario, columns = files(program, folder, aside / folder.name)
            settled(program, aside / folder.name / "genius", name, scenario, columns)
            line = f"{name}: {len(columns[0])} agreements"
            if points is not None:
                size, nash, parted = compare(points, name, scenario, columns)
                line += f", {size} on the frontier, Nash ({nash[0]:.5f}, {nash[1]:.5f})"
                if parted:
                    line += "; the smallest spread is not the largest least ratio"
                outcomes, wanted, point = PUBLISHED[folder.name]
                known = (outcomes, wanted) == (len(columns[0]), size)
                known = known and any(
                    all(abs(a - b) < 6e-5 for a, b in zip(order, point)) for order in (nash, nash[::-1])
                )
                line += "; as published" if known else "; not the published variant"
            print(line)
        parted = nash = 0
        for number in range(50):
            folder = aside / f"made-{number}"
            made(number, folder)
            scenario, columns = files(program, folder, aside / f"of-{number}")
            nash += settled(program, aside / f"of-{number}" / "genius", folder.name, scenario, columns)
            if points is not None:
                parted += compare(points, folder.name, scenario, columns)[2]
        line = f"50 scenarios made here agree, {nash} of them also in settle's Nash point"
        if points is not None:
            line += f"; in {parted} of them the smallest spread is not the largest least ratio"
        print(line)


if __name__ == "__main__":
    main()
