//! Games in strategic form for Gambit (`.nfg`, payoff version).
//!
//! A player for each decision maker, a strategy for each way in which its own
//! options can stand, and as payoffs the ordinal values (1 is worst). A combination
//! that is no state pays 0 to everyone, so that nobody changes to it. Where every
//! option is reversible and no move is barred, a state is Nash-stable for all exactly
//! where it is an equilibrium in pure strategies of this game. Where a move is
//! not allowed, the game allows it all the same: its equilibria among the states are
//! then Nash-stable, and there may be Nash-stable states that are none.

use std::fmt::Write as _;

use hikiwake_dossier::{Compiled, Dossier, Effect};
use hikiwake_graph::Change;

use crate::exported_model::{ExportedModel, actor_name};

/// Combinations of strategies that are written.
const MOST_PROFILES: usize = 1 << 20;

pub(crate) fn write(dossier: &Dossier, compiled: &Compiled) -> Result<ExportedModel, String> {
    let model = &compiled.model;
    let space = model.space();
    if space.size() > MOST_PROFILES {
        return Err(format!(
            "the game would have {} combinations of strategies, and up to {MOST_PROFILES} are written\n  = help: mark options as absent in the period",
            space.size()
        ));
    }
    let players: Vec<usize> = (0..model.decision_makers()).collect();
    let title = dossier.file.dossier.as_ref().map_or("", |head| &head.title);
    let names: Vec<String> = players
        .iter()
        .map(|&i| quoted(&actor_name(dossier, &compiled.decision_makers[i])))
        .collect();
    let mut text = format!(
        "NFG 1 R {} {{ {} }}\n\n{{\n",
        quoted(title),
        names.join(" ")
    );
    for &player in &players {
        let strategies: Vec<String> = strategies(compiled, player)
            .iter()
            .map(|s| quoted(s))
            .collect();
        let _ = writeln!(text, "  {{ {} }}", strategies.join(" "));
    }
    text.push_str("}\n\n");
    // The first player's strategies run fastest, as the axes of the first decision
    // maker do: a profile is a state index.
    for index in 0..space.size() {
        let state = hikiwake_graph::State(u32::try_from(index).unwrap_or(u32::MAX));
        let payoffs: Vec<String> = players
            .iter()
            .map(|&i| model.value(i, state).to_string())
            .collect();
        let _ = writeln!(text, "{}", payoffs.join(" "));
    }
    let bound =
        |change: &Change, levels: u8| change.targets(levels) != Change::Reversible.targets(levels);
    let mut held: Vec<String> = (space.axes().iter().zip(&compiled.options))
        .filter(|(axis, option)| {
            let joint = option.party.is_some()
                && option.change != Some(hikiwake_dossier::file::ChangeKind::Reversible);
            joint || bound(&axis.change, axis.levels)
        })
        .map(|(_, option)| format!("`{}`", option.id))
        .collect();
    let bars = compiled
        .rules
        .iter()
        .filter(|r| matches!(r.effect, Effect::Bars { .. }));
    held.extend(bars.map(|rule| format!("the rule `{}`", rule.id)));
    held.dedup();
    let notes = match held.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "A game in strategic form allows every change, and the dossier does not ({}): \
             every equilibrium of the game that is a state is Nash-stable here, and there can be more.",
            held.join(", ")
        )],
    };
    Ok(ExportedModel {
        bytes: text.into_bytes(),
        holds: format!("{} players, {} combinations", players.len(), space.size()),
        notes,
        ..ExportedModel::default()
    })
}

/// Names of the strategies of a player: the levels of its own options, the first
/// running fastest.
fn strategies(compiled: &Compiled, player: usize) -> Vec<String> {
    let mut names = vec![String::new()];
    for option in compiled.options.iter().filter(|o| o.owner == player) {
        let with = |level: &String| {
            let id = match &option.party {
                Some(party) => format!("{}.{party}={level}", option.id),
                None => format!("{}={level}", option.id),
            };
            let longer = names.iter().map(move |name| match name.is_empty() {
                true => id.clone(),
                false => format!("{name}, {id}"),
            });
            longer.collect::<Vec<_>>()
        };
        names = option.levels.iter().flat_map(with).collect();
    }
    if names == [""] {
        names = vec!["nothing to choose".to_owned()];
    }
    names
}

fn quoted(text: &str) -> String {
    let plain = |c: char| match c {
        '"' => '\'',
        '\\' => '/',
        c if c.is_control() => ' ',
        c => c,
    };
    format!("\"{}\"", text.chars().map(plain).collect::<String>())
}
