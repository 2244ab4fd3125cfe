//! The dates of a dispute together: the answer first, then each beside the others.

use hikiwake_conflict::Analysis;
use hikiwake_finding::{Finding, Holding, ReachKind};

use crate::analysis::opening;
use crate::states::{self, CONCEPTS, REACHES};
use crate::{Block, Document, Inline, Names, Table, Text, count, scenarios, thousands};

/// Most codes named in one cell.
const NAMED: usize = 6;

/// The answer of the latest date, the background, and how to read the rest.
pub fn answer(periods: &[Finding<Analysis>], names: &Names) -> Document {
    let Some(latest) = periods.last() else {
        let mut document = Document::new("The answer", "");
        let none = "There is nothing to report: no period was analysed.";
        document.push(Block::paragraph(none));
        return document;
    };
    let name = scenarios::period_name(&latest.finding.scenario);
    let mut document = Document::new("The answer", &latest.dossier.title);
    document.push(Block::heading(1, name));
    document.push(Block::list(opening(&latest.finding, names)));
    if !latest.dossier.summary.is_empty() {
        document.push(Block::heading(1, "Background"));
        document.push(Block::paragraph(&latest.dossier.summary));
    }
    document.push(Block::heading(1, "How to read this page"));
    document.push(Block::paragraph(
        "A state says which options the actors have taken; it has a short name that one can say \
         aloud. A state holds when no actor would leave it. Five concepts tell apart how far an \
         actor looks ahead:",
    ));
    document.push(Block::list(
        CONCEPTS
            .iter()
            .map(|(concept, meaning)| told(concept, meaning)),
    ));
    document.push(Block::paragraph(
        "A state that holds is no forecast until one sees how it is reached from the status quo:",
    ));
    document.push(Block::list(
        REACHES
            .iter()
            .map(|(kind, meaning)| told(states::reach(*kind), meaning)),
    ));
    document
}

/// A word and its meaning.
fn told(word: &str, meaning: &str) -> Text {
    Text::from(Inline::Strong(word.to_owned()))
        .and(": ")
        .and(meaning)
}

/// The sentences of each date alone.
pub fn brief(periods: &[Finding<Analysis>]) -> Document {
    let mut document = Document::default();
    let names = Names::new(periods.iter().flat_map(|period| &period.finding.actors));
    for found in periods.iter().map(|period| &period.finding) {
        document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
        document.push(Block::list(opening(found, &names)));
    }
    document
}

/// The dates side by side.
pub fn dates(periods: &[Finding<Analysis>], names: &Names) -> Document {
    let subject = periods.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("The dates side by side", subject);
    let found = || periods.iter().map(|period| &period.finding);
    let heads = found().map(|found| scenarios::period_name(&found.scenario));
    let mut table = Table::new([""].into_iter().chain(heads));
    type Cell = fn(&Analysis, &Names) -> Text;
    let rows: [(&str, Cell); 5] = [
        ("Where things stood", stood),
        ("What held", held),
        ("Where best replies lead", reached),
        ("What happened", happened),
        ("What it rests on", rests),
    ];
    for (head, cell) in rows {
        let cells = found().map(|found| cell(found, names));
        table.row([head.into()].into_iter().chain(cells));
    }
    document.push(Block::Table(table));
    document
}

fn stood(found: &Analysis, names: &Names) -> Text {
    match &found.status_quo {
        Some(holding) => state(found, holding, names),
        None => "The dossier names no status quo.".into(),
    }
}

/// A state, how it holds, and who would leave it for what.
fn state(found: &Analysis, holding: &Holding, names: &Names) -> Text {
    let head = Text::from(states::code(&holding.state))
        .and(format!(" {}.", states::holding(holding, names)));
    let words = Text::from(states::in_words(&holding.state));
    let leaves = holding.departures.iter();
    let leaves = leaves.map(|step| Text::from("Leaves: ").then(states::step(step, &found.rows)));
    Text::lines([head, words].into_iter().chain(leaves))
}

/// Counts per concept, and the patterns that the dossier names.
fn held(found: &Analysis, _: &Names) -> Text {
    let states = count(found.feasible, "state", "states");
    let head = format!("{states} feasible. Equilibria, and how many of them best replies lead to:");
    let counts = found.equilibrium_counts.iter().map(|count| {
        let (all, near) = (thousands(count.states), thousands(count.by_best_replies));
        format!("{} {all} ({near})", count.concept)
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    let patterns = found.patterns.iter().map(|pattern| {
        format!(
            "With “{}”: {} under SEQ, {} by best replies.",
            pattern.label,
            count(pattern.holding, "state", "states"),
            thousands(pattern.by_best_replies)
        )
    });
    Text::lines([head, counts].into_iter().chain(patterns))
}

/// The equilibria at the end of best replies.
fn reached(found: &Analysis, _: &Names) -> Text {
    let near = |reach| matches!(reach, Some(ReachKind::BestReplies | ReachKind::Here));
    let there = found.equilibria.iter().filter(|h| near(h.reach));
    let mut lines: Vec<Text> = Vec::new();
    if let Some(reached) = &found.reached {
        let states = count(reached.best_replies, "state", "states");
        lines.push(format!("To {states}, the status quo included.").into());
    }
    let all = there.clone().count();
    if all == 0 {
        lines.push("To none of the states listed as holding.".into());
    }
    for holding in there.take(NAMED) {
        let held = states::holds(&holding.concepts);
        let words = states::described(&holding.state);
        lines.push(Text::from(states::code(&holding.state)).and(format!(" {held}: {words}")));
    }
    if all > NAMED {
        lines.push(format!("and {} more below", all - NAMED).into());
    }
    Text::lines(lines)
}

fn happened(found: &Analysis, names: &Names) -> Text {
    if found.outcomes.is_empty() {
        return "No outcome is recorded.".into();
    }
    Text::lines(found.outcomes.iter().map(|outcome| {
        let head = Text::from(Inline::Strong(outcome.label.clone()));
        let head = head.and(format!(" ({})", outcome.date)).and(Inline::Break);
        match (&outcome.holding, &outcome.infeasible) {
            (Some(holding), _) => head.then(state(found, holding, names)),
            (None, why) => {
                let why = why.as_deref().unwrap_or_default();
                head.and(format!(
                    "The model does not have it as a feasible state. {why}"
                ))
            }
        }
    }))
}

fn rests(found: &Analysis, _: &Names) -> Text {
    let basis = &found.provenance;
    let text = format!(
        "{} statements stated, {} inferred, {} the analyst’s own; {} written with hindsight.",
        basis.stated, basis.inferred, basis.analyst, basis.hindsight
    );
    text.into()
}
