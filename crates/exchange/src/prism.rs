//! Games of turns in the language of PRISM (`smg`), for PRISM-games and Storm.
//!
//! A player and a module for each decision maker, its own options as variables. In a game
//! of this language one player has the floor in each position, and in a graph model anyone
//! may move at any time. So there is one player more, the chair, who gives the floor to
//! anyone but who moved last; who has it moves once or passes. The others answer a
//! move of `i` exactly where they and the chair can force an answer against `i`: `i`
//! loses nothing by passing, so it gains the others nothing to give `i` the floor.
//! A flag keeps to improvements from the start to the end of a run (SEQ, SSEQ).

mod names;
mod questions;
mod tree;

use std::fmt::Write as _;

use hikiwake_dossier::{Compiled, Dossier};
use hikiwake_graph::{Space, State};

use crate::exported_model::{ExportedModel, actor_name, option_name};
use names::{Names, comment};
use tree::{Tree, at_levels};

/// Combinations of levels that are written.
const MOST_COMBINATIONS: usize = 1 << 16;

pub(crate) fn write(dossier: &Dossier, compiled: &Compiled) -> Result<ExportedModel, String> {
    let model = &compiled.model;
    let space = model.space();
    if space.size() > MOST_COMBINATIONS {
        return Err(format!(
            "the model has {} combinations of levels, and up to {MOST_COMBINATIONS} are written\n  = help: mark options as absent in the period",
            space.size()
        ));
    }
    let names = Names::new(compiled);
    let questions = questions::questions(compiled, &names);
    let title = dossier.file.dossier.as_ref().map_or("", |head| &head.title);
    let mut text = comment(title);
    text.push_str(&head(dossier, compiled, &names));
    for i in 0..names.players.len() {
        module(&mut text, dossier, compiled, &names, i);
    }
    let feasible = |s| Some(u32::from(model.feasible().has(s)));
    let feasible = Tree::new(space, &names.options, feasible).truth();
    let _ = writeln!(text, "\ninit last=0 & {feasible} endinit\n");
    text.push_str(&questions.labels);
    Ok(ExportedModel {
        bytes: text.into_bytes(),
        holds: format!(
            "{} players and the chair, {} states",
            names.players.len(),
            model.feasible().count()
        ),
        notes: questions.note.into_iter().collect(),
        questions: Some((questions.text.into_bytes(), questions.count)),
        ..ExportedModel::default()
    })
}

/// The players, who has the floor, and the chair.
fn head(dossier: &Dossier, compiled: &Compiled, names: &Names) -> String {
    let count = names.players.len();
    let mut text = String::from(
        "// The chair gives the floor to anyone but who moved last; who has it moves once or passes.\n\
         smg\n\nplayer chair chair endplayer\n",
    );
    for (player, module) in names.players.iter().zip(&names.modules) {
        let _ = writeln!(text, "player {player} {module} endplayer");
    }
    let who: Vec<String> = (1..)
        .zip(&compiled.decision_makers)
        .map(|(k, id): (usize, _)| format!("{k} {}", actor_name(dossier, id)))
        .collect();
    text.push('\n');
    text += &comment(&format!(
        "Who has the floor: 0 the chair, {}.",
        who.join(", ")
    ));
    let _ = write!(
        text,
        "global turn : [0..{count}];\n\
         // Who moved last; 0 nobody yet.\n\
         global last : [0..{count}];\n\
         // Whether everyone keeps to improvements.\n\
         global improving : bool;\n\n\
         module chair\n  \
         // Nobody is asked any more.\n  \
         [] turn=0 -> true;\n"
    );
    for k in 1..=count {
        let _ = writeln!(text, "  [] turn=0 & last!={k} -> (turn'={k});");
    }
    text + "endmodule\n"
}

/// How good a state is for decision maker `i`, its options and its moves.
fn module(text: &mut String, dossier: &Dossier, compiled: &Compiled, names: &Names, i: usize) {
    let model = &compiled.model;
    let space = model.space();
    let feasible = model.feasible();
    let name = actor_name(dossier, &compiled.decision_makers[i]);
    let value = &names.values[i];
    let worth = |s: State| feasible.has(s).then(|| model.value(i, s));
    let number = Tree::new(space, &names.options, worth).number();
    let turn = i + 1;
    let _ = write!(
        text,
        "\n{}formula {value} = {number};\n\nmodule {}\n",
        comment(&format!("{name}: how good a state is (1 is worst).")),
        names.modules[i]
    );
    let axes = space.axes();
    let own: Vec<usize> = (0..axes.len()).filter(|&k| axes[k].owner == i).collect();
    for &k in &own {
        let option = &compiled.options[k];
        let label = option_name(dossier, &option.id, option.party.as_deref());
        let levels = (0..).zip(&option.levels);
        let levels: Vec<String> = levels
            .map(|(l, n): (usize, _)| format!("{l} {n}"))
            .collect();
        let said = comment(&format!("{label}: {}", levels.join(", ")));
        let highest = axes[k].levels - 1;
        let _ = writeln!(text, "  {said}  {} : [0..{highest}];", names.options[k]);
    }
    let _ = writeln!(text, "  [] turn={turn} -> (turn'=0);");
    for target in positions(space, &own) {
        let Some(allowed) = allowed(space, names, &target) else {
            continue;
        };
        let to = |s: State| target.iter().fold(s, |s, &(k, l)| space.with(s, k, l));
        let targets: Vec<Vec<u64>> = target
            .iter()
            .map(|&(k, _)| axes[k].change.targets(axes[k].levels))
            .collect();
        let may_go = |s: State| {
            target.iter().zip(&targets).all(|(&(k, level), targets)| {
                let from = space.level(s, k);
                from == level || targets[usize::from(from)] >> level & 1 == 1
            })
        };
        let is_state = |s: State| Some(u32::from(feasible.has(to(s))));
        let is_state = Tree::new(space, &names.options, is_state).truth();
        if is_state == "false" {
            continue;
        }
        let barred = |s: State| {
            let of_interest = feasible.has(s) && feasible.has(to(s)) && to(s) != s && may_go(s);
            of_interest.then(|| u32::from(!model.can_move(i, s, to(s))))
        };
        let barred = Tree::new(space, &names.options, barred).truth();
        let there = Tree::new(space, &names.options, |s| worth(to(s))).number();
        let mut guard = vec![format!("turn={turn} & last!={turn} & {allowed}")];
        guard.extend((is_state != "true").then_some(is_state));
        guard.extend((barred != "false").then(|| format!("!({barred})")));
        guard.push(format!("(!improving | {there}>{value})"));
        let updates = target.iter();
        let updates = updates.map(|&(k, l)| format!("({}'={l}) & ", names.options[k]));
        let _ = writeln!(
            text,
            "  [] {} -> {}(turn'=0) & (last'={turn});",
            guard.join(" & "),
            updates.collect::<String>()
        );
    }
    text.push_str("endmodule\n");
}

/// Every combination of levels of some axes, the first running fastest.
fn positions(space: &Space, own: &[usize]) -> Vec<Vec<(usize, u8)>> {
    let mut positions = vec![Vec::new()];
    for &k in own {
        let with = |level| {
            let longer = positions.iter().map(move |p: &Vec<(usize, u8)>| {
                let mut longer = p.clone();
                longer.push((k, level));
                longer
            });
            longer.collect::<Vec<_>>()
        };
        positions = (0..space.axes()[k].levels).flat_map(with).collect();
    }
    positions
}

/// From which levels of its own options their owner may change to others: not all of
/// them there already, and each there or free to go there. `None` where from nowhere.
fn allowed(space: &Space, names: &Names, target: &[(usize, u8)]) -> Option<String> {
    let there: Vec<String> = target
        .iter()
        .map(|&(k, level)| at_levels(&names.options[k], &[usize::from(level)]))
        .collect();
    let mut conditions = vec![format!("!({})", there.join(" & "))];
    let mut anywhere = false;
    for &(k, level) in target {
        let axis = &space.axes()[k];
        let targets = axis.change.targets(axis.levels);
        let may = |from: &usize| *from == usize::from(level) || targets[*from] >> level & 1 == 1;
        let from: Vec<usize> = (0..targets.len()).filter(may).collect();
        anywhere |= from.len() > 1;
        if from.len() < targets.len() {
            conditions.push(at_levels(&names.options[k], &from));
        }
    }
    anywhere.then(|| conditions.join(" & "))
}
