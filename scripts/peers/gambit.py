"""Nash-stable states against Gambit's equilibria in pure strategies.

`hikiwake export --to nfg` makes a strategic-form game: a strategy is a way in which an
actor's own options can stand, a payoff the ordinal value, and a combination that is no
state pays 0 to all, less than any state.

- Every option reversible: a move leads to any state that differs in own options only,
  so a profile that is a state is an equilibrium exactly where the state is Nash-stable
  for all. Profiles that are no states are not compared (one can be an equilibrium
  when everything around it is none either).
- One-way options: the game allows what the dossier does not. So, for each state, Gambit
  is given the game in which every player keeps only what it has there and what it can
  go to from there; the state is Nash-stable for all exactly where it is an equilibrium
  of that game.

What a move is, the second check takes from the table of moves; the first does not.
"""

import sys
import tempfile
from pathlib import Path

import pygambit

import dossiers


def pure(game):
    """The pure equilibria, each as the labels of its strategies by player."""
    found = set()
    for profile in pygambit.nash.enumpure_solve(game).equilibria:
        labels = []
        for player in game.players:
            labels += [s.label for s in player.strategies if profile[s] == 1]
        found.add(tuple(labels))
    return found


def restricted(game, kept):
    """The pure equilibria of the game in which only these labels are left."""
    small = pygambit.Game.new_table([len(labels) for labels in kept])
    for player, full, labels in zip(small.players, game.players, kept):
        for strategy, label in zip(player.strategies, labels):
            strategy.label = label
        player.label = full.label
    of = [{s.label: s for s in player.strategies} for player in game.players]
    for contingency in small.contingencies:
        labels = [kept[i][k] for i, k in enumerate(contingency)]
        there = game[tuple(of[i][label].number for i, label in enumerate(labels))]
        for player, full in zip(small.players, game.players):
            small[tuple(contingency)][player] = there[full]
    return pure(small)


def compare(program, folder):
    """Compares one dossier; gives the number of states and how it was asked."""
    with tempfile.TemporaryDirectory() as aside:
        nfg, tables = Path(aside) / "game.nfg", Path(aside) / "tables"
        dossiers.export(program, folder, "nfg", nfg)
        dossiers.export(program, folder, "tables", tables)
        game = pygambit.read_nfg(str(nfg))
        options = dossiers.rows(tables, "options.csv")
        actors = [row["id"] for row in dossiers.rows(tables, "actors.csv")]
        states = dossiers.rows(tables, "states.csv")
        moves = dossiers.rows(tables, "moves.csv")
        held = {
            row["code"] for row in dossiers.rows(tables, "equilibria.csv") if row["Nash"] == "yes"
        }

    def profile(state):
        labels = []
        for actor in actors:
            own = []
            for option in options:
                name = ".".join(filter(None, [option["id"], option["party"]]))
                if option["owner"] == actor and option["absent"] == "no":
                    own.append(f"{name}={state['option.' + name]}")
            labels.append(", ".join(own) or "nothing to choose")
        return tuple(labels)

    by_code = {state["code"]: profile(state) for state in states}
    stable = {by_code[code] for code in held}
    if all(option["change"] == "reversible" for option in options):
        found = pure(game) & set(by_code.values())
        how = "reversible"
    else:
        found = set()
        for code, here in by_code.items():
            kept = [[label] for label in here]
            for move in moves:
                if move["from"] == code:
                    i = actors.index(move["actor"])
                    kept[i].append(by_code[move["to"]][i])
            if here in restricted(game, kept):
                found.add(here)
        # The whole game allows more, so it has no equilibrium beside these.
        assert pure(game) & set(by_code.values()) <= found
        how = "one-way"
    return len(states), len(stable), found ^ stable, how


def main(program):
    totals = {"reversible": [0, 0, 0], "one-way": [0, 0, 0]}
    differ = 0
    for one_way in (False, True):
        for name, folder in dossiers.folders(one_way):
            if one_way and not name.startswith("random"):
                continue
            states, stable, difference, how = compare(program, folder)
            total = totals[how]
            total[0] += 1
            total[1] += states
            total[2] += stable
            if difference:
                differ += 1
                print(f"{name}: Gambit and Hikiwake differ on {sorted(difference)}")
    for how, (models, states, stable) in totals.items():
        print(f"{how}: {models} dossiers, {states} states, {stable} Nash-stable for all")
    print(f"Gambit {pygambit.__version__}: {differ} dossiers differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
