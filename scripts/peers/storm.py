"""Sanctions against Storm, a model checker, on the model and the questions that
`hikiwake export --to prism` writes.

The export is a game of turns: the chair gives the floor to anyone but who moved last, who
has it moves once or passes. A question asks, where i has the floor and nobody has moved,
whether i has an improvement that the others and the chair cannot answer:

    <<i>> P>=1 [ X (better & !(<<chair,others>> P>=1 [ F answer ])) ]

Storm 2.0 reads such games and questions, and finds out whether one player alone has the
floor everywhere; it does not solve them. So the game is asked as one in which all players
work together (an MDP), which here says the same:

    <<i>> P>=1 [ X x ]              Pmax>=1 [ X x ]           asked only where i has the floor
    <<chair,others>> P>=1 [ F x ]   Pmax>=1 [ turn!=i U x ]   because i could always pass

Storm's answers are set against the table of verdicts, for every state, decision maker
and concept; so this checks moves, values, and verdicts at once.
"""

import re
import sys
import tempfile
from pathlib import Path

import stormpy

import dossiers

CONCEPTS = ["Nash", "GMR", "SMR", "SEQ", "SSEQ"]
QUESTION = re.compile(
    r'"(?P<concept>\w+?)_p_\w+": filter\(forall, (?P<asks>.*), '
    r'turn=(?P<turn>\d+) & last=0 & (?P<only>!?improving) & "(?P<at>at_\w+)"\); '
    r"// (?P<said>true|false)"
)


def together(asks, turn):
    """The question where all players work together."""
    asks = re.sub(r"<<p_\w+>> P>=1 \[ X ", "Pmax>=1 [ X ", asks)
    return re.sub(r"<<chair[^>]*>> P>=1 \[ F ", f"Pmax>=1 [ turn!={turn} U ", asks)


def parsed(text):
    """The program in the PRISM language."""
    with tempfile.NamedTemporaryFile("w", suffix=".prism", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return stormpy.parse_prism_program(file.name)


def built(program, asked=()):
    """The model of a program, for these questions, with its labels and values."""
    options = stormpy.BuilderOptions([question.get_raw_formula() for question in asked])
    options.set_build_all_labels()
    options.set_build_state_valuations()
    return stormpy.build_model(program, options=options)


def starts(model):
    """The positions in which nobody has moved, by turn and whether improvements only."""
    values = model.state_valuations
    variables = {v.name: v for v in values.get_all_variables()}
    found = {}
    for k in range(model.nr_states):
        if int(values.get_value(k, variables["last"])) == 0:
            turn = int(values.get_value(k, variables["turn"]))
            improving = bool(values.get_value(k, variables["improving"]))
            found.setdefault((turn, improving), []).append(k)
    return found


def compare(program, folder):
    """Compares one dossier; gives the verdicts compared and those that differ."""
    with tempfile.TemporaryDirectory() as aside:
        tables, file = Path(aside) / "tables", Path(aside) / "model.prism"
        dossiers.export(program, folder, "tables", tables)
        dossiers.export(program, folder, "prism", file)
        actors = [row["id"] for row in dossiers.rows(tables, "actors.csv")]
        verdicts = {
            (row["actor"], f"at_{row['code']}", concept): row[concept] == "yes"
            for row in dossiers.rows(tables, "verdicts.csv")
            for concept in CONCEPTS
        }
        text = file.read_text(encoding="utf-8")
        lines = file.with_suffix(".props").read_text(encoding="utf-8").splitlines()
    # As a game: Storm stops where two players have the floor at once.
    game = parsed(text)
    positions = built(game).nr_states
    kept = [line for line in text.splitlines() if not line.startswith("player ")]
    mdp = parsed("\n".join("mdp" if line == "smg" else line for line in kept) + "\n")
    questions = [(line, QUESTION.fullmatch(line)) for line in lines if line.startswith('"')]
    asked = {}
    for line, question in questions:
        if question is None:
            sys.exit(f"{folder}: not understood: {line}")
        if question["asks"] not in asked:
            stormpy.parse_properties(question["asks"], game)
            asks = together(question["asks"], question["turn"])
            asked[question["asks"]] = stormpy.parse_properties(asks, mdp)[0]
    model = built(mdp, asked.values())
    if model.nr_states != positions:
        sys.exit(f"{folder}: {positions} positions as a game, {model.nr_states} otherwise")
    answers = {}
    for asks, question in asked.items():
        result = stormpy.model_checking(model, question, only_initial_states=False)
        answers[asks] = result.get_truth_values_vector()
    start, differ = starts(model), []
    for _, question in questions:
        turn = int(question["turn"])
        there = model.labeling.get_states(question["at"])
        [here] = [k for k in start[turn, question["only"] == "improving"] if there.get(k)]
        found = answers[question["asks"]].get(here)
        key = actors[turn - 1], question["at"], question["concept"]
        if not found == verdicts.pop(key) == (question["said"] == "true"):
            differ.append(key)
    if verdicts:
        sys.exit(f"{folder}: not asked: {sorted(verdicts)[0]} and others, {len(verdicts)}")
    return len(questions), differ


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
