"""Sanctions against Storm, a model checker, by reachability on a model in the PRISM language.

A sanction is a reachability question: from the state to which actor i improves, can the
others bring about a state that is no better for i? For each i this script writes, from the
tables of states and moves, a transition system in which the others move in any order and
nobody twice in a row (`last` is who moved last): by any moves, and by improvements only.
Storm answers where `Pmax >= 1 [F "answer"]` holds (there is no chance in the model, so this
asks whether some run gets there). With T the threshold, i's value at the state in question:

    GMR   answer = a state whose value for i is at most T, by any moves
    SMR   answer = one where that also goes for all that i can move to from there
    SEQ   as GMR, by improvements only      SSEQ   as SMR, by improvements only

A state is stable for i where every improvement of i has an answer; and Nash-stable where
there is none. This needs no assumption on the model, so every dossier is compared; what a
move is and how good a state is are taken from the tables.
"""

import sys
import tempfile
from pathlib import Path

import stormpy

import dossiers

CONCEPTS = ["Nash", "GMR", "SMR", "SEQ", "SSEQ"]


def text(states, others, moves):
    """The transition system of the others' moves in the PRISM language."""
    lines = ["mdp", "module others"]
    lines += [f"  s : [0..{max(states - 1, 1)}];", f"  last : [0..{len(others)}];"]
    for mover, start, end in moves:
        k = others.index(mover) + 1
        lines.append(f"  [] s={start} & last!={k} -> (s'={end}) & (last'={k});")
    # A state without moves stays as it is.
    lines += ["  [] true -> true;", "endmodule", "init last=0 endinit"]
    return "\n".join(lines) + "\n"


def answered(model, targets):
    """For each set of targets, by name, the states from which, nobody having moved yet,
    some run reaches one of them."""
    for name, states in targets.items():
        wanted = " | ".join(f"s={s}" for s in sorted(states)) or "false"
        model += f'label "{name}" = {wanted};\n'
    with tempfile.NamedTemporaryFile("w", suffix=".prism") as file:
        file.write(model)
        file.flush()
        program = stormpy.parse_prism_program(file.name)
    asked = [stormpy.parse_properties(f'Pmax>=1 [F "{name}"]', program)[0] for name in targets]
    options = stormpy.BuilderOptions([question.get_raw_formula() for question in asked])
    options.set_build_state_valuations()
    built = stormpy.build_model(program, options=options)
    variables = {v.name: v for v in built.state_valuations.get_all_variables()}
    value = {
        name: [int(built.state_valuations.get_value(k, variable)) for k in range(built.nr_states)]
        for name, variable in variables.items()
    }
    found = {}
    for name, question in zip(targets, asked):
        result = stormpy.model_checking(built, question, only_initial_states=False)
        reached = {k for k in range(built.nr_states) if result.get_truth_values_vector().get(k)}
        found[name] = {value["s"][k] for k in reached if value["last"][k] == 0}
    return found


def compare(program, folder):
    """Compares one dossier; gives the verdicts compared and those that differ."""
    with tempfile.TemporaryDirectory() as aside:
        tables = Path(aside) / "tables"
        dossiers.export(program, folder, "tables", tables)
        actors = [row["id"] for row in dossiers.rows(tables, "actors.csv")]
        states = dossiers.rows(tables, "states.csv")
        number = {row["code"]: k for k, row in enumerate(states)}
        moves = [
            (row["actor"], number[row["from"]], number[row["to"]])
            for row in dossiers.rows(tables, "moves.csv")
        ]
        said = {
            (row["actor"], number[row["code"]]): {c: row[c] == "yes" for c in CONCEPTS}
            for row in dossiers.rows(tables, "verdicts.csv")
        }
    value = {a: [-int(row[f"place.{a}"]) for row in states] for a in actors}
    improves = [(a, s, t) for a, s, t in moves if value[a][t] > value[a][s]]
    compared, differ = 0, []
    for i in actors:
        others = [a for a in actors if a != i]
        own = [[] for _ in states]
        for a, s, t in moves:
            if a == i:
                own[s].append(t)
        mine = value[i]
        best = [max([mine[s]] + [mine[t] for t in own[s]]) for s in range(len(states))]
        answers = {}
        for kind, allowed in [("any", moves), ("improving", improves)]:
            model = text(len(states), others, [m for m in allowed if m[0] != i])
            targets = {
                f"{name}_{-threshold}": {s for s in range(len(states)) if reach[s] <= threshold}
                for name, reach in [("plain", mine), ("held", best)]
                for threshold in set(mine)
            }
            answers[kind] = answered(model, targets)
        for s in range(len(states)):
            better = [t for t in own[s] if mine[t] > mine[s]]
            find = {"Nash": not better}
            for concept, kind, name in [
                ("GMR", "any", "plain"),
                ("SMR", "any", "held"),
                ("SEQ", "improving", "plain"),
                ("SSEQ", "improving", "held"),
            ]:
                find[concept] = set(better) <= answers[kind][f"{name}_{-mine[s]}"]
            for concept in CONCEPTS:
                compared += 1
                if find[concept] != said[i, s][concept]:
                    differ.append((i, states[s]["text"], concept))
    return compared, differ


def main(program):
    total, faults, models = 0, 0, 0
    for one_way in (False, True):
        for name, folder in dossiers.folders(one_way):
            if one_way and not name.startswith("random"):
                continue
            compared, differ = compare(program, folder)
            total, faults, models = total + compared, faults + len(differ), models + 1
            for difference in differ:
                print(f"{name}: Storm and Hikiwake differ on {difference}")
    print(f"Storm {stormpy.__version__}: {total} verdicts of {models} dossiers, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
