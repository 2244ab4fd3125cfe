//! What becomes of the arrangements that a dossier names, and what those that last share:
//! against a plain walk over the states listed.

use hikiwake_conflict::{Analysis, analyse};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, Holding, PreferenceVerdict, StateRow};

use crate::random;
use crate::written::written;

/// Everything that holds is listed.
fn analysed(dossier: &Dossier) -> Analysis {
    let settings = AnalyseSettings {
        list: usize::MAX,
        joint: usize::MAX,
        ..AnalyseSettings::default()
    };
    let scenario = Scenario {
        period: Some("now".to_owned()),
        ..Scenario::default()
    };
    analyse(dossier, &scenario, &settings)
        .expect("compiles")
        .finding
}

/// A random dossier in which nothing is taken today, and which names what takes its option
/// `kind`; `None` where it has no option of one owner alone.
fn named(seed: u64) -> Option<(Dossier, String)> {
    let text = random::dossier(seed);
    let plain = written(&text, Some(random::SOURCES));
    let mut options = plain.file.options.iter();
    let (kind, _) = options.find(|(_, option)| option.parties.is_empty())?;
    let kind = kind.clone();
    let named = format!(
        "{text}\n[periods.now]\nlabel = \"Now\"\nstatus_quo = \"none\"\n\n\
         [definitions.kind]\nformula = \"{kind}\"\nlabel = \"This kind\"\n"
    );
    Some((written(&named, Some(random::SOURCES)), kind))
}

fn holds(holding: &Holding, concept: &str) -> bool {
    holding.concepts.iter().any(|held| held == concept)
}

/// Per option the level that all have, if they all have one.
fn shared<'a>(states: impl Iterator<Item = &'a StateRow>) -> Vec<Option<u8>> {
    let all: Vec<&StateRow> = states.collect();
    let Some(first) = all.first() else {
        return Vec::new();
    };
    (0..first.levels.len())
        .map(|at| {
            let level = first.levels[at];
            all.iter()
                .all(|row| row.levels[at] == level)
                .then_some(level)
        })
        .collect()
}

#[test]
fn random_dossiers_agree_with_a_walk_over_what_is_listed() {
    let (mut patterns, mut differing) = (0, 0);
    for seed in 0..300 {
        let Some((dossier, kind)) = named(seed) else {
            continue;
        };
        let found = analysed(&dossier);
        let today = found.status_quo.as_ref().expect("a status quo");
        for row in &found.rows {
            let changed: Vec<(usize, u8, u8)> = (today.state.levels.iter().zip(&row.levels))
                .enumerate()
                .filter(|(_, (from, to))| from != to)
                .map(|(at, (from, to))| (at, *from, *to))
                .collect();
            let told = row.from_status_quo.iter();
            let told: Vec<_> = told.map(|one| (one.option, one.from, one.to)).collect();
            assert_eq!(told, changed);
        }
        for count in &found.equilibrium_counts {
            let with = found.equilibria.iter();
            let with = with.filter(|holding| holds(holding, &count.concept));
            let expected = shared(with.map(|holding| &holding.state));
            differing += expected.iter().filter(|level| level.is_none()).count();
            assert_eq!(count.shared, expected);
        }
        let at = found.options.iter().position(|option| option.id == kind);
        let at = at.expect("the option");
        for ground in &found.patterns {
            patterns += 1;
            let of_the_kind: Vec<&Holding> = (found.equilibria.iter())
                .filter(|holding| holds(holding, "SEQ") && holding.state.levels[at] > 0)
                .collect();
            assert_eq!(ground.pattern.holding, of_the_kind.len() as u64);
            assert_eq!(
                ground.shared,
                shared(of_the_kind.iter().map(|one| &one.state))
            );
            let far = |holding: &&Holding| holding.state.from_status_quo.len();
            let nearest = of_the_kind.iter().copied().min_by_key(far);
            let told = ground.nearest.as_ref();
            assert_eq!(
                told.map(|nearest| nearest.state.from_status_quo.len()),
                nearest.map(|nearest| nearest.state.from_status_quo.len())
            );
            if let Some(told) = told {
                let same = of_the_kind.iter().find(|one| one.state == told.state);
                assert_eq!(same.expect("it lasts").reach, told.reach);
            }
        }
    }
    assert!(patterns > 100 && differing > 100, "{patterns}, {differing}");
}

/// Two villages that could share a well: what was dug stays dug.
const WELL: &str = r#"
[dossier]
format = 1
title = "The well"

[actors.east]
name = "East"

[actors.west]
name = "West"

[options.dig]
owner = "east"
label = "Dig"
change = "one-way"
because = []
basis = "analyst"
note = "Made up."

[options.pay]
owner = "west"
label = "Pay"
because = []
basis = "analyst"
note = "Made up."

[definitions.dug]
formula = "dig"
label = "A well"

[periods.now]
label = "Now"
status_quo = "none"

[[preferences]]
actor = "east"

[[preferences.statements]]
id = "rest"
wants = "not dig"
because = []
basis = "analyst"
note = "Made up."

[[preferences]]
actor = "west"

[[preferences.statements]]
id = "save"
wants = "not pay"
because = []
basis = "analyst"
note = "Made up."
"#;

#[test]
fn what_lasts_only_because_it_cannot_be_undone_is_told_from_what_lasts() {
    let found = analysed(&written(WELL, None));
    let ground = &found.patterns[0];
    assert_eq!(
        (ground.pattern.holding, ground.holding_if_reversible),
        (1, Some(0))
    );
    assert_eq!(found.options[ground.irreversible[0]].id, "dig");
    let seen = &ground.nearest.as_ref().expect("the well").seen;
    assert_eq!(
        [seen[0].verdict, seen[1].verdict],
        [PreferenceVerdict::Worse, PreferenceVerdict::Equal]
    );
    // What can be undone makes nothing last.
    let found = analysed(&written(&WELL.replace("change = \"one-way\"\n", ""), None));
    let ground = &found.patterns[0];
    assert_eq!(ground.pattern.holding, 0);
    assert!(ground.irreversible.is_empty() && ground.holding_if_reversible.is_none());
}

#[test]
fn who_does_better_alone_is_told_of_every_step_together() {
    let (mut joint, mut alone) = (0, 0);
    for seed in 0..300 {
        let Some((dossier, _)) = named(seed) else {
            continue;
        };
        let found = analysed(&dossier);
        let scenario = Scenario {
            period: Some("now".to_owned()),
            ..Scenario::default()
        };
        let compiled = AnalyseSettings::default()
            .compile(&dossier, &scenario)
            .expect("compiles");
        let model = &compiled.model;
        let from = compiled.status_quo.expect("a status quo");
        let state = |code: &str| {
            let all = model.feasible().iter();
            all.into_iter()
                .find(|&state| compiled.code(state) == code)
                .expect("a state")
        };
        for improvement in found.joint.iter().flat_map(|table| &table.improvements) {
            joint += 1;
            let to = state(&improvement.state.code);
            for member in &improvement.group {
                let ids = &compiled.decision_makers;
                let who = ids.iter().position(|id| id == member).expect("a member");
                let moves = model.moves(who, from).into_iter();
                let best = moves.map(|state| model.value(who, state)).max();
                let expected = best.is_some_and(|best| best > model.value(who, to));
                let told = improvement.better_alone.iter();
                let told: Vec<_> = told
                    .filter(|step| step.movers == [member.clone()])
                    .collect();
                assert_eq!(told.len(), usize::from(expected));
                if let [step] = told.as_slice() {
                    alone += 1;
                    assert_eq!(Some(model.value(who, state(&step.to))), best);
                }
            }
        }
    }
    assert!(
        joint > 50 && alone > 5,
        "{joint} steps together, {alone} better alone"
    );
}
