//! What each judgement rests on: rows, reasons, claims.

use hikiwake_dossier::file::{Basis, ChangeKind, Evidence, Period, Place};
use hikiwake_dossier::{
    Change, Column, Compiled, CompiledStatement, Dossier, Preferences, Scenario,
};
use hikiwake_graph::{Formula, Space, State};

use crate::{
    ActorHead, ClaimHead, ConsentHead, DossierHead, Finding, FindingKind, Ground, OptionChange,
    OptionHead, PeriodHead, PreferenceVerdict, ReadingHead, Reason, ScenarioHead, StateRow,
    StatementHead,
};

/// `finding` with what stands above it in JSON: its form, its kind and the dossier.
pub fn finding<T>(dossier: &Dossier, kind: FindingKind, finding: T) -> Finding<T> {
    Finding {
        format: 1,
        kind,
        dossier: dossier_head(dossier),
        finding,
    }
}

/// What names the dossier in a finding.
pub fn dossier_head(dossier: &Dossier) -> DossierHead {
    let head = dossier.file.dossier.clone().unwrap_or_default();
    DossierHead {
        title: head.title,
        question: head.question,
        summary: head.summary,
    }
}

/// What names, in a finding, the model that was compiled.
pub fn scenario_head(dossier: &Dossier, compiled: &Compiled) -> ScenarioHead {
    scenario_head_of(dossier, &compiled.scenario)
}

/// What names, in a finding, the model that is asked for; it need not compile.
pub fn scenario_head_of(dossier: &Dossier, scenario: &Scenario) -> ScenarioHead {
    let id = scenario.period.as_ref();
    ScenarioHead {
        period: id.and_then(|id| period_head(dossier, id)),
        reading: reading_head(dossier, scenario),
        stated_only: scenario.stated_only,
    }
}

/// What names a period in a finding; `None` where the dossier has none of this id.
pub fn period_head(dossier: &Dossier, id: &str) -> Option<PeriodHead> {
    let period = dossier.file.periods.get(id)?;
    Some(PeriodHead {
        id: id.to_owned(),
        label: period.label.clone(),
        date: period.date.clone(),
        knowledge: period.knowledge.clone(),
    })
}

/// The reading, with those that changes take in on top of it.
fn reading_head(dossier: &Dossier, scenario: &Scenario) -> Option<ReadingHead> {
    let taken_in = scenario.changes.iter().filter_map(|change| match change {
        Change::Reading(id) => Some(id),
        _ => None,
    });
    let ids: Vec<&String> = scenario.reading.iter().chain(taken_in).collect();
    let text = match ids.as_slice() {
        [] => return None,
        [id] => dossier.file.readings.get(*id).map(|r| r.text.clone()),
        _ => None,
    };
    let joined = |word: &dyn Fn(&String) -> String| {
        let words: Vec<String> = ids.iter().map(|id| word(id)).collect();
        words.join("; ")
    };
    Some(ReadingHead {
        id: joined(&|id| id.clone()),
        label: joined(&|id| reading_name(dossier, id)),
        text: text.unwrap_or_default(),
    })
}

/// The period that was compiled, where the dossier has periods.
pub fn period<'a>(dossier: &'a Dossier, compiled: &Compiled) -> Option<(&'a str, &'a Period)> {
    let id = compiled.scenario.period.as_ref()?;
    let (key, period) = dossier.file.periods.get_key_value(id)?;
    Some((key, period))
}

/// The decision makers of a model.
pub fn actors(dossier: &Dossier, compiled: &Compiled) -> Vec<ActorHead> {
    compiled
        .decision_makers
        .iter()
        .map(|id| ActorHead {
            id: id.clone(),
            name: actor_name(dossier, id),
        })
        .collect()
}

/// The actor's name for the reader.
pub fn actor_name(dossier: &Dossier, id: &str) -> String {
    match dossier.file.actors.get(id) {
        Some(actor) if !actor.name.is_empty() => actor.name.clone(),
        _ => id.to_string(),
    }
}

/// What sentences call the actor: its short name, if it has one.
pub fn short_name(dossier: &Dossier, id: &str) -> String {
    match dossier.file.actors.get(id) {
        Some(actor) if !actor.short.is_empty() => actor.short.clone(),
        _ => actor_name(dossier, id),
    }
}

/// The reading's name for the reader.
pub fn reading_name(dossier: &Dossier, id: &str) -> String {
    let reading = dossier.file.readings.get(id);
    reading.map_or_else(|| id.to_string(), |reading| reading.label.clone())
}

/// The options of a model.
pub fn options(dossier: &Dossier, compiled: &Compiled) -> Vec<OptionHead> {
    option_heads(dossier, &compiled.columns)
}

/// Options with their levels, in the order of columns.
pub fn option_heads(dossier: &Dossier, columns: &[Column]) -> Vec<OptionHead> {
    (columns.iter())
        .map(|column| {
            let option = dossier.file.options.get(&column.id);
            let label = option.map_or(column.id.as_str(), |o| &o.label);
            OptionHead {
                id: match &column.party {
                    Some(party) => format!("{}.{party}", column.id),
                    None => column.id.clone(),
                },
                label: match &column.party {
                    Some(party) => format!("{label} (consent of {})", actor_name(dossier, party)),
                    None => label.to_string(),
                },
                text: option.map(|o| o.text.clone()).unwrap_or_default(),
                does: option.map(|o| o.does.clone()).unwrap_or_default(),
                undoes: option.map(|o| o.undoes.clone()).unwrap_or_default(),
                noun: option.map(|o| o.noun.clone()).unwrap_or_default(),
                owner: column.actor.clone(),
                levels: column.levels.clone(),
                change: change_name(column.change).to_string(),
                absent: column.axis.is_none(),
                consent: column.party.as_ref().map(|party| ConsentHead {
                    option: column.id.clone(),
                    label: label.to_string(),
                    party: ActorHead {
                        id: party.clone(),
                        name: actor_name(dossier, party),
                    },
                }),
            }
        })
        .collect()
}

fn change_name(change: Option<ChangeKind>) -> &'static str {
    match change {
        Some(ChangeKind::Reversible) => "reversible",
        Some(ChangeKind::OneWay) => "one-way",
        Some(ChangeKind::OneWayDown) => "one-way-down",
        None => "table",
    }
}

/// What changes from `from` to `to`, option by option.
pub fn changes(compiled: &Compiled, from: State, to: State) -> Vec<OptionChange> {
    let space = compiled.model.space();
    (compiled.columns.iter().enumerate())
        .filter_map(|(option, column)| {
            let axis = column.axis?;
            let (from, to) = (space.level(from, axis), space.level(to, axis));
            (from != to).then_some(OptionChange { option, from, to })
        })
        .collect()
}

/// A state as findings list it: its code, its levels, its words and what it is.
pub fn row(dossier: &Dossier, compiled: &Compiled, state: State) -> StateRow {
    let space = compiled.model.space();
    let outcomes = period(dossier, compiled).map_or(&[][..], |(_, p)| &p.outcomes);
    StateRow {
        code: compiled.code(state),
        levels: (compiled.columns.iter())
            .map(|column| column.axis.map_or(0, |axis| space.level(state, axis)))
            .collect(),
        text: compiled.state_text(state),
        status_quo: compiled.status_quo == Some(state),
        from_status_quo: (compiled.status_quo)
            .map_or_else(Vec::new, |today| changes(compiled, today, state)),
        outcomes: (compiled.outcomes.iter())
            .filter(|(_, outcome)| *outcome == Ok(state))
            .map(|(id, _)| {
                let outcome = outcomes.iter().find(|o| o.id == *id);
                outcome.map_or_else(|| id.clone(), |o| o.label.clone())
            })
            .collect(),
    }
}

/// Where something stands: the section, and code points where given.
pub fn place(section: &str, places: &[Place]) -> String {
    let mut text = section.to_string();
    for at in places {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&format!("characters {}–{}", at.start, at.end));
    }
    text
}

/// The claims with these ids, ready to be shown.
pub fn claims(dossier: &Dossier, ids: &[String]) -> Vec<ClaimHead> {
    ids.iter()
        .filter_map(|id| dossier.file.claims.get_key_value(id))
        .map(|(id, claim)| {
            let source = dossier.sources.iter().find(|s| s.id == claim.source);
            ClaimHead {
                id: id.clone(),
                says: claim.says.clone(),
                source_id: claim.source.clone(),
                source: source.map_or_else(|| claim.source.clone(), |s| s.short()),
                place: place(&claim.section, &claim.places),
                by: claim.by.clone(),
            }
        })
        .collect()
}

/// Every statement, by decision maker and rank.
pub fn statements(dossier: &Dossier, compiled: &Compiled) -> Vec<StatementHead> {
    let mut heads = Vec::new();
    for (actor, preferences) in compiled.preferences.iter().enumerate() {
        match preferences {
            Preferences::None => {}
            Preferences::Statements(ranks) => {
                for (rank, statements) in ranks.iter().enumerate() {
                    let head = |s| statement_head(dossier, compiled, actor, rank, s);
                    heads.extend(statements.iter().map(head));
                }
            }
            Preferences::Ranking { classes, evidence } => {
                let actor = compiled.decision_makers[actor].as_str();
                let head = |class| class_head(dossier, actor, (classes, evidence), class);
                heads.extend((0..classes.len()).map(head));
            }
        }
    }
    heads
}

/// A preference statement of a model, by its actor and place in the order.
pub fn statement_head(
    dossier: &Dossier,
    compiled: &Compiled,
    actor: usize,
    rank: usize,
    statement: &CompiledStatement,
) -> StatementHead {
    statement_of(dossier, &compiled.decision_makers[actor], rank, statement)
}

/// A statement of the actor with this id, at a rank counted from 0.
pub fn statement_of(
    dossier: &Dossier,
    actor: &str,
    rank: usize,
    statement: &CompiledStatement,
) -> StatementHead {
    StatementHead {
        actor: actor.to_string(),
        id: statement.id.clone(),
        rank: rank + 1,
        wants: statement.wants.clone(),
        text: statement.text.clone(),
        basis: basis_name(statement.basis).to_string(),
        hindsight: statement.hindsight,
        claims: claims(dossier, &statement.because),
        reading: statement.reading.clone(),
    }
}

/// A class of a ranking as a statement; the evidence is that of the ranking.
fn class_head(
    dossier: &Dossier,
    actor: &str,
    (classes, evidence): (&[(String, Formula)], &Evidence),
    class: usize,
) -> StatementHead {
    StatementHead {
        actor: actor.to_string(),
        id: format!("class-{}", class + 1),
        rank: class + 1,
        wants: classes[class].0.clone(),
        text: format!("Class {} of {} in the ranking", class + 1, classes.len()),
        basis: basis_name(evidence.basis.unwrap_or_default()).to_string(),
        hindsight: evidence.hindsight,
        claims: claims(dossier, &evidence.because),
        reading: None,
    }
}

/// `stated`, `inferred` or `analyst`.
pub fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Analyst => "analyst",
    }
}

/// The first rank in the order of decision maker `actor` that tells `to` from
/// `from`, and which way.
pub fn reason(
    dossier: &Dossier,
    compiled: &Compiled,
    actor: usize,
    from: State,
    to: State,
) -> Reason {
    let name = &compiled.decision_makers[actor];
    let space = compiled.model.space();
    reason_of(dossier, name, &compiled.preferences[actor], space, from, to)
}

/// The same of an order over any space: of agreements, say.
pub fn reason_of(
    dossier: &Dossier,
    actor: &str,
    preferences: &Preferences,
    space: &Space,
    from: State,
    to: State,
) -> Reason {
    let (verdict, rank, statements) = match preferences {
        Preferences::None => (PreferenceVerdict::Equal, None, Vec::new()),
        Preferences::Statements(ranks) => {
            let met = |rank: &[CompiledStatement], state| {
                rank.iter()
                    .filter(|s| s.formula.holds(space, state))
                    .count()
            };
            let deciding =
                (ranks.iter().enumerate()).find(|(_, rank)| met(rank, from) != met(rank, to));
            match deciding {
                None => (PreferenceVerdict::Equal, None, Vec::new()),
                Some((rank, list)) => {
                    let better = met(list, to) > met(list, from);
                    let changed = (list.iter())
                        .filter(|s| s.formula.holds(space, from) != s.formula.holds(space, to))
                        .map(|s| statement_of(dossier, actor, rank, s))
                        .collect();
                    (verdict(better), Some(rank + 1), changed)
                }
            }
        }
        Preferences::Ranking { classes, evidence } => {
            let class = |state| {
                (classes.iter())
                    .position(|(_, formula)| formula.holds(space, state))
                    .unwrap_or(classes.len())
            };
            let (before, after) = (class(from), class(to));
            if before == after {
                (PreferenceVerdict::Equal, None, Vec::new())
            } else {
                let heads = [before.min(after), before.max(after)]
                    .into_iter()
                    .filter(|&c| c < classes.len())
                    .map(|c| class_head(dossier, actor, (classes, evidence), c))
                    .collect();
                (verdict(after < before), Some(before.min(after) + 1), heads)
            }
        }
    };
    Reason {
        actor: actor.to_string(),
        verdict,
        rank,
        statements,
    }
}

fn verdict(better: bool) -> PreferenceVerdict {
    if better {
        PreferenceVerdict::Better
    } else {
        PreferenceVerdict::Worse
    }
}

/// What a part of the record rests on.
pub fn ground(dossier: &Dossier, evidence: &Evidence) -> Ground {
    Ground {
        basis: basis_name(evidence.basis.unwrap_or_default()).to_owned(),
        hindsight: evidence.hindsight,
        claims: claims(dossier, &evidence.because),
        note: evidence.note.clone(),
    }
}
