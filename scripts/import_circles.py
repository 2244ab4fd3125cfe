#!/usr/bin/env python3
"""Finds imports that run in a circle between the files of a crate, and crates that
lean on one that stands above them.

    python3 scripts/import_circles.py            nothing may be found: exit code 1
    python3 scripts/import_circles.py --arrows   every arrow, and what it takes

A file takes what its `use` lines and the paths in its code name. What a module passes on
(`pub use child::Thing`) is taken from the file where it stands; that a module declares its
children and passes them on is no arrow. A child stands within its parent: what it takes of
those around it is no arrow either. Tests do not count.
"""

import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# A crate leans only on those before it.
ORDER = "graph symbolic bargain influence dossier finding evidence conflict negotiation drivers traceability session exchange document render report cli".split()

# What may hold braces and words that are no code; a lifetime is no character.
NO_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|b?r(#*)".*?"\1|b?"(?:\\.|[^"\\])*"|' r"b?'(?:\\[^\n]+?|[^\\'\n])'", re.S
)
USE = re.compile(r"\b(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);")
MODULE = re.compile(r"\bmod\s+(\w+)\s*;")
ITEM = re.compile(
    r"\b(?:fn|struct|enum|union|trait|type|const|static|macro_rules!)\s+(?:(?:fn|mut)\s+)?(\w+)"
)
PATH = re.compile(r"(?<![\w:.])[A-Za-z_]\w*(?:\s*::\s*\w+)+")


def code_of(text):
    """The text of a file without comments, strings and tests."""
    text = NO_CODE.sub(" ", text)
    while test := re.search(r"#\[cfg\(test\)\]", text):
        text = text[: test.start()] + text[end_of_item(text, test.end()) :]
    return text


def end_of_item(text, at):
    """Where the item ends that begins here: at its semicolon or its last brace."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(text[place], 0)
        if depth == 0 and text[place] in ";}":
            return place + 1
    return len(text)


def leaves(tree, head=()):
    """Every path of a `use` tree, with the name under which it is known here."""
    depth, part, parts = 0, "", []
    for sign in tree + ",":
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += sign
    for part in filter(None, parts):
        if "{" in part:
            before, inner = part.split("{", 1)
            yield from leaves(inner.rsplit("}", 1)[0], head + names_of(before))
            continue
        path, _, known = part.partition(" as ")
        path = head + names_of(path)
        if path[-1] == "self" and len(path) > 1:
            path = path[:-1]
        yield path, known.strip() or path[-1]


def names_of(path):
    """The names between the colons of a path."""
    return tuple(name for name in re.split(r"\s*::\s*", path.strip()) if name)


class Module:
    """A file: what it declares, what it takes under which name, what stands in it."""

    def __init__(self, path, parent):
        self.path, self.parent = path, parent
        self.root = parent.root if parent else self
        code = code_of(path.read_text())
        self.uses = [leaf for use in USE.finditer(code) for leaf in leaves(use[2])]
        self.known = {known: path for path, known in self.uses if known not in "*_"}
        self.globs = [path[:-1] for path, known in self.uses if known == "*"]
        self.rest = USE.sub(" ", code)
        self.items = set(ITEM.findall(code))
        folder = path.parent
        if path.name not in ("lib.rs", "main.rs", "mod.rs"):
            folder /= path.stem
        self.children = {}
        for name in MODULE.findall(code):
            for file in (folder / f"{name}.rs", folder / name / "mod.rs"):
                if file.exists():
                    self.children[name] = Module(file, self)

    def all(self):
        """This module and all below it."""
        yield self
        for child in self.children.values():
            yield from child.all()

    def line(self):
        """This module and those within which it stands."""
        return [self] + (self.parent.line() if self.parent else [])

    def find(self, names, seen=()):
        """Where a path leads: a module, and what is taken of it, if anything is."""
        if not names:
            return self, None
        name, rest = names[0], names[1:]
        if name in ("crate", "self", "super"):
            to = {"crate": self.root, "self": self, "super": self.parent}[name]
            return to.find(rest, seen) if to else None
        if (self, name) in seen:
            return None
        seen += ((self, name),)
        if name in self.children:
            return self.children[name].find(rest, seen)
        if name in self.known:
            return self.find(self.known[name] + rest, seen)
        if name in self.items:
            return self, name
        for glob in self.globs:
            home = self.find(glob, seen)
            found = home and home[1] is None and home[0].find(names, seen)
            if found:
                return found
        return None

    def takes(self):
        """What this file takes from which: module and name."""
        words = set(re.findall(r"\w+", self.rest))
        for path, known in self.uses:
            below = path[path[0] == "self"] in self.children
            if known == "*":
                taken = [path[:-1] + (word,) for word in words]
            elif below and known not in words:
                continue  # Only passed on.
            else:
                taken = [path]
            yield from filter(None, map(self.find, taken))
        for path in PATH.findall(self.rest):
            found = self.find(names_of(path))
            if found:
                yield found


def arrows_of(root):
    """File -> file -> the names that the first takes from the second."""
    arrows = {}
    for module in root.all():
        taken = arrows.setdefault(module, {})
        for home, name in module.takes():
            if name and home not in module.line():
                taken.setdefault(home, set()).add(name)
    return arrows


def circles(arrows):
    """Every set of files of which each leads to every other."""
    reach = {}
    for module in arrows:
        seen, ahead = set(), [module]
        while ahead:
            for home in arrows[ahead.pop()]:
                if home not in seen:
                    seen.add(home)
                    ahead.append(home)
        reach[module] = seen
    done = set()
    for module in arrows:
        if module in reach[module] and module not in done:
            circle = [other for other in reach[module] if module in reach[other]]
            done.update(circle)
            yield sorted(circle, key=lambda other: other.path)


def crates_above():
    """Every crate that leans on one that does not stand before it."""
    for place, crate in enumerate(ORDER):
        manifest = tomllib.loads((ROOT / "crates" / crate / "Cargo.toml").read_text())
        for name in manifest.get("dependencies", {}):
            below = name.removeprefix("hikiwake-")
            if below != name and below not in ORDER[:place]:
                yield f"{crate} leans on {below}, which does not stand before it"


def main():
    faults = list(crates_above())
    folders = sorted(folder.name for folder in (ROOT / "crates").iterdir())
    faults += [f"{name} has no place in the order" for name in folders if name not in ORDER]
    files = 0
    for crate in ORDER:
        source = ROOT / "crates" / crate / "src"
        roots = [path for path in (source / "lib.rs", source / "main.rs") if path.exists()]
        for arrows in map(lambda path: arrows_of(Module(path, None)), roots):
            files += len(arrows)
            told = lambda a, b: (
                f"  {a.path.relative_to(ROOT)} takes from {b.path.relative_to(ROOT)}: "
                + ", ".join(sorted(arrows[a][b]))
            )
            if "--arrows" in sys.argv:
                print(*[told(a, b) for a in arrows for b in arrows[a]], sep="\n")
            for circle in circles(arrows):
                lines = [told(a, b) for a in circle for b in circle if b in arrows[a]]
                faults.append("\n".join([f"a circle of {len(circle)} files:", *lines]))
    if faults:
        print(*faults, sep="\n")
        sys.exit(f"{len(faults)} imports run back")
    print(f"{files} files of {len(ORDER)} crates: no import runs back")


main()
