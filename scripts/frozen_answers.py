#!/usr/bin/env python3
"""Holds the answers of the program against those that were frozen in `reference/`.

    python3 scripts/frozen_answers.py PROGRAM            every answer is as it was
    python3 scripts/frozen_answers.py PROGRAM --write    freeze today's answers

An answer that differs is written to `target/frozen/`, so that `diff` can show how; a
change that is meant is frozen anew, in the commit that makes it. JSON, text and page of
every question are held, for the Kuril dossier at its three dates and under some of its
readings, for the classics, and for four small dossiers; two of these are set beside a new
version of themselves. What stands in `reference/` is
packed where it is long.
"""

import concurrent.futures
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FROZEN = ROOT / "reference" / "answers"
SEEN = ROOT / "target" / "frozen"
# What is shorter stays readable in the repository.
LONG = 20_000

KURIL = "dossiers/kuril"
DATES = ["2016-04", "2016-12", "2017-10"]
READINGS = [
    ("2016-04", "linkage-apr16"),
    ("2016-12", "free-concession-dec16"),
    ("2017-10", "russia-wants-deal-oct17"),
]
SMALL = {
    "gate": "reference/dossiers/gate",
    "lake": "reference/dossiers/lake",
    "starter": "crates/dossier/starter",
    "minimal": "crates/dossier/starter-minimal",
}
# What a question about one date or reading is asked with.
OF_A_SCENARIO = [
    "states",
    "wishes",
    "analyse",
    "sensitivity",
    "watch",
    "ways",
    "concepts",
    "views",
    "settle",
    "block",
    "brief",
]
OF_THE_WHOLE = ["ratify", "steps", "register", "backtest"]
# Dossiers that are set beside a new version of themselves: file, what stands there, what
# the new version has instead.
EDITED = {
    "lake": (
        SMALL["lake"],
        [
            ("dossier.toml", 'meshes-only = "rejects"', 'meshes-only = "accepts"'),
            ("dossier.toml", 'text = "No pact."', 'text = "No pact at all."'),
            ("dossier.toml", 'wants = "patrol = none iff not nets"', 'wants = "patrol = none"'),
        ],
    ),
    "kuril": (
        KURIL,
        [
            (
                "preferences-2017-10.toml",
                'id = "economic-ties"\nwants = "economy"',
                'id = "economic-ties"\nwants = "not economy"',
            ),
            ("preferences-2017-10.toml", "Give Russia room", "Give Russia some room"),
        ],
    ),
}


def new_versions(folder):
    """Copies of dossiers with their edits made; folder of each by name."""
    made = {}
    for name, (old, edits) in EDITED.items():
        made[name] = folder / name
        shutil.copytree(ROOT / old, made[name])
        for file, there, instead in edits:
            path = made[name] / file
            text = path.read_text()
            if there not in text:
                sys.exit(f"{old}/{file} no longer has {there!r}: mend EDITED")
            path.write_text(text.replace(there, instead))
    return made


def questions(versions):
    """Name and arguments of every question that is asked; `versions` are the new versions."""
    for name, new in versions.items():
        yield f"{name}/versions", ["compare", EDITED[name][0], str(new)]
    for name in sorted((ROOT / "dossiers/classics").iterdir()):
        if name.is_dir():
            folder = str(name.relative_to(ROOT))
            yield from of(name.name, folder, [[]], "status-quo")
    for name, folder in SMALL.items():
        yield from of(name, folder, [[]], "status-quo")
        yield f"{name}/symbolic", ["analyse", folder, "--symbolic"]
    asked = [["--period", date] for date in DATES]
    asked += [["--period", date, "--reading", reading] for date, reading in READINGS]
    yield from of("kuril", KURIL, asked, "status-quo")
    for date in DATES:
        yield f"kuril/inverse-{date}", ["inverse", KURIL, "transfer", "--period", date]
    yield "kuril/compare", ["compare", KURIL, "2016-04", "2017-10"]
    yield "kuril/readings", ["compare", KURIL, "2016-04"]
    yield "lake/readings", ["compare", SMALL["lake"]]
    for thing in ["outcome.nagato-2016", "n31"]:
        yield f"kuril/trace-{thing}", ["trace", KURIL, thing]
    yield "kuril/trace-all", ["trace", KURIL, "--all"]
    # What moves the case beside the choices of those who decide.
    for name, folder in [("kuril", KURIL), ("starter", SMALL["starter"])]:
        for question in ["influence", "loops", "scenarios"]:
            yield f"{name}/{question}", [question, folder]
    yield "kuril/influence-ukraine_crisis", ["influence", KURIL, "ukraine_crisis"]
    yield "kuril/loops-closing-links", ["loops", KURIL, "--reading", "closing-links"]
    for push in ["ukraine_crisis=high", "ru_election=away", "jp_hardliners=strong"]:
        yield f"kuril/whatif-{push}", ["whatif", KURIL, "--push", push]
    yield "starter/whatif", ["whatif", SMALL["starter"], "--push", "catch=fallen"]
    yield "starter/mechanisms", ["mechanisms", SMALL["starter"]]
    yield "kuril/mechanisms-M025", ["mechanisms", KURIL, "--only", "M025"]
    yield "lake/inverse", ["inverse", SMALL["lake"], "not nets"]
    yield "lake/compare", ["compare", SMALL["lake"], "spring", "autumn"]


def of(name, folder, asked, state):
    """Every question about a dossier, in its scenarios."""
    yield f"{name}/check", ["check", folder]
    for question in OF_THE_WHOLE:
        yield f"{name}/{question}", [question, folder]
    for scenario in asked:
        tail = "-".join(["", *scenario[1::2]])
        for question in OF_A_SCENARIO:
            yield f"{name}/{question}{tail}", [question, folder, *scenario]
        yield f"{name}/explain{tail}", ["explain", folder, state, *scenario]
    yield f"{name}/report", ["report", folder]


def ask(program, arguments):
    """What the program prints, with its exit code where it refuses."""
    done = subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        capture_output=True,
        env={"PATH": os.environ.get("PATH", ""), "HIKIWAKE_DATA": "/nonexistent"},
    )
    if done.returncode == 0:
        return done.stdout
    return b"exit %d\n" % done.returncode + done.stdout + done.stderr


def page(program, arguments):
    """The page that `report` writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "report.html"
        refused = ask(program, [*arguments, "-o", str(path)])
        return path.read_bytes() if path.exists() else refused


def answers(program):
    """File name and content of every answer, in the order of the questions."""
    jobs = []
    with (
        tempfile.TemporaryDirectory() as folder,
        concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        for name, arguments in questions(new_versions(pathlib.Path(folder))):
            if arguments[0] == "report":
                jobs.append((f"{name}.html", pool.submit(page, program, arguments)))
                continue
            jobs.append((f"{name}.txt", pool.submit(ask, program, arguments)))
            jobs.append((f"{name}.json", pool.submit(ask, program, [*arguments, "--json"])))
        for name, job in jobs:
            yield name, job.result()


def frozen(name):
    """What was frozen under a name, or nothing."""
    plain, packed = FROZEN / name, FROZEN / f"{name}.gz"
    if packed.exists():
        return gzip.decompress(packed.read_bytes())
    return plain.read_bytes() if plain.exists() else None


def freeze(name, content):
    """Puts an answer in the place of what was frozen."""
    plain, packed = FROZEN / name, FROZEN / f"{name}.gz"
    plain.parent.mkdir(parents=True, exist_ok=True)
    for old in (plain, packed):
        old.unlink(missing_ok=True)
    if len(content) > LONG:
        packed.write_bytes(gzip.compress(content, mtime=0))
    else:
        plain.write_bytes(content)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    write = "--write" in sys.argv[2:]
    asked, differ = set(), []
    for name, content in answers(program):
        asked.add(name)
        if frozen(name) == content:
            continue
        if write:
            freeze(name, content)
        else:
            differ.append(name)
            path = SEEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            old = frozen(name)
            if old is not None:
                path.with_name(path.name + ".frozen").write_bytes(old)
    kept = {str(p.relative_to(FROZEN)).removesuffix(".gz") for p in FROZEN.rglob("*") if p.is_file()}
    for name in sorted(kept - asked):
        if write:
            (FROZEN / name).unlink(missing_ok=True)
            (FROZEN / f"{name}.gz").unlink(missing_ok=True)
        else:
            differ.append(f"{name} (no longer asked)")
    if differ:
        print(f"{len(differ)} of {len(asked)} answers differ from those in reference/answers:")
        for name in differ:
            print(f"  {name}")
        print("The new ones and the frozen ones lie in target/frozen. What is meant: --write.")
        sys.exit(1)
    print(f"{len(asked)} answers {'frozen' if write else 'as they were'}")


main()
