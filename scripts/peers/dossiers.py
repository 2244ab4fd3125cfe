"""Dossiers to compare: the classics, and random ones; and how to ask for tables."""

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def formula(rng, names):
    """A literal, a conjunction, a disjunction, a conditional or an equivalence."""

    def literal():
        name, levels = rng.choice(names)
        if len(levels) == 2:
            return name if rng.random() < 0.5 else f"not {name}"
        return f"{name} {rng.choice(['=', '>=', '<='])} {rng.choice(levels)}"

    kind = rng.choice(["", "", "and", "or", "if", "iff"])
    return literal() if kind == "" else f"{literal()} {kind} {literal()}"


def dossier(seed, one_way):
    """A small random dossier; with `one_way`, some options cannot be undone."""
    rng = random.Random(seed)
    actors = [f"a{k}" for k in range(rng.randint(2, 3))]
    text = ['[dossier]', 'format = 1', f'title = "Random {seed}"']
    for actor in actors:
        text += [f"[actors.{actor}]", f'name = "Actor {actor}"']
    names = []
    for k in range(rng.randint(len(actors), 5)):
        owner = actors[k] if k < len(actors) else rng.choice(actors)
        levels = ["no", "yes"] if rng.random() < 0.75 else ["low", "mid", "high"]
        names.append((f"o{k}", levels))
        text += [f"[options.o{k}]", f'owner = "{owner}"', f'label = "Option {k}"']
        if len(levels) > 2:
            text.append(f"levels = {levels}".replace("'", '"'))
        if one_way and rng.random() < 0.4:
            text.append(f'change = "{rng.choice(["one-way", "one-way-down"])}"')
    for k in range(rng.randint(0, 2)):
        (a, la), (b, lb) = rng.sample(names, 2)
        never = f"{a} = {rng.choice(la)} and {b} = {rng.choice(lb)}"
        text += [f"[rules.r{k}]", f'never = "{never}"']
    for actor in actors:
        text += ["[[preferences]]", f'actor = "{actor}"', "statements = ["]
        for k in range(rng.randint(1, 5)):
            shared = ", same_rank = true" if k and rng.random() < 0.2 else ""
            text.append(f'  {{ id = "s{k}", wants = "{formula(rng, names)}"{shared} }},')
        text.append("]")
    # Where things stand does not matter here, and a dossier needs none.
    return "\n".join(text) + "\n"


def folders(one_way):
    """(name, folder) of the classics and of fifty random dossiers."""
    for folder in sorted((ROOT / "dossiers" / "classics").iterdir()):
        if folder.is_dir():
            yield folder.name, folder
    with tempfile.TemporaryDirectory() as aside:
        for seed in range(50):
            folder = Path(aside) / str(seed)
            folder.mkdir()
            (folder / "dossier.toml").write_text(dossier(seed, one_way), encoding="utf-8")
            yield f"random {seed}", folder


def export(program, folder, to, output):
    """Runs `hikiwake export`; says why and stops where it refuses."""
    command = [program, "export", str(folder), "--to", to, "-o", str(output)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def rows(folder, name):
    """A table as a list of dictionaries."""
    with open(Path(folder) / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
