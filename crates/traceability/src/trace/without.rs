//! The model of a scenario with some of its judgements taken out.

use hikiwake_dossier::file::{Evidence, File, Preference, Statement};
use hikiwake_dossier::{Compiled, CompiledStatement, Dossier, Preferences, Scenario};

use super::evidence::ranking_id;
use super::{TraceKind, TracedJudgement};

/// The dossier with the judgements of `compiled` as the only ones, those in `fallen`
/// taken out and the option `off` held at its lowest level; and the scenario that
/// compiles it. The decision makers stay the same: who loses all wishes is
/// indifferent.
pub(super) fn without(
    dossier: &Dossier,
    compiled: &Compiled,
    fallen: &[TracedJudgement],
    off: Option<&str>,
) -> (Dossier, Scenario) {
    let fell = |kind: TraceKind, id: &str| fallen.iter().any(|j| j.kind == kind && j.id == id);
    let file = &dossier.file;
    let mut periods = file.periods.clone();
    if let (Some(option), Some(id)) = (off, &compiled.scenario.period)
        && let Some(period) = periods.get_mut(id)
    {
        period.absent.push(option.to_string());
    }
    let mut rules = file.rules.clone();
    rules.retain(|id, _| !fell(TraceKind::Rule, id));
    let wants = compiled.decision_makers.iter().zip(&compiled.preferences);
    let preferences = wants.filter_map(|(actor, wants)| match wants {
        Preferences::None => None,
        Preferences::Statements(ranks) => Some(Preference {
            actor: actor.clone(),
            statements: statements(actor, ranks, &fell),
            ..Preference::default()
        }),
        Preferences::Ranking { .. } => Some(Preference {
            ranking: match fell(TraceKind::Ranking, &ranking_id(actor)) {
                true => None,
                false => ranking(file, actor, compiled),
            },
            actor: actor.clone(),
            ..Preference::default()
        }),
    });
    let left = Dossier {
        file: File {
            dossier: file.dossier.clone(),
            actors: file.actors.clone(),
            options: file.options.clone(),
            definitions: file.definitions.clone(),
            rules,
            preferences: preferences.collect(),
            periods,
            ..File::default()
        },
        sources: Vec::new(),
        land: None,
    };
    let scenario = Scenario {
        period: compiled.scenario.period.clone(),
        reading: None,
        // Already left out of `compiled`.
        stated_only: false,
    };
    (left, scenario)
}

fn statements(
    actor: &str,
    ranks: &[Vec<CompiledStatement>],
    fell: &impl Fn(TraceKind, &str) -> bool,
) -> Vec<Statement> {
    let mut kept = Vec::new();
    for rank in ranks {
        let left = rank
            .iter()
            .filter(|statement| !fell(TraceKind::Statement, &format!("{actor}.{}", statement.id)));
        kept.extend(left.enumerate().map(|(place, statement)| Statement {
            id: statement.id.clone(),
            wants: statement.wants.clone(),
            text: statement.text.clone(),
            same_rank: place > 0,
            red_line: statement.red_line,
            periods: Vec::new(),
            evidence: Evidence {
                because: statement.because.clone(),
                basis: Some(statement.basis),
                hindsight: statement.hindsight,
                note: String::new(),
            },
        }));
    }
    kept
}

/// The classes of an actor's ranking, as written for the period.
fn ranking(file: &File, actor: &str, compiled: &Compiled) -> Option<Vec<Vec<String>>> {
    let period = compiled.scenario.period.as_ref();
    let stands =
        |p: &&Preference| p.periods.is_empty() || period.is_some_and(|id| p.periods.contains(id));
    let mut lists = file.preferences.iter().filter(stands);
    lists.find(|p| p.actor == actor)?.ranking.clone()
}
