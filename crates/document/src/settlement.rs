//! What could be agreed, and whether it would be kept.

mod agreements;
mod commitments;
mod counts;
mod figure;
pub(crate) mod opening;
pub(crate) mod package;
mod scores;

use hikiwake_finding::Finding;
use hikiwake_negotiation::Settlement;

use crate::block::DatePart;
use crate::scenarios::scenario;
use crate::{Block, Document, Inline, Names, Text};

/// What could be agreed, date by date.
pub fn settle(findings: &[Finding<Settlement>]) -> Document {
    let title = "What could be agreed, and would it be kept";
    Document::of_dates(title, findings, |at, found| {
        let after = found.after.iter().flat_map(|after| &after.actors);
        let names = Names::new(after);
        DatePart {
            heading: scenario(&found.scenario),
            answer: opening::answer(found, &names).into(),
            blocks: date(at, at + 1 == findings.len(), found, &names),
        }
    })
}

/// The drawing of the package is folded at all dates but the latest.
fn date(at: usize, latest: bool, found: &Settlement, names: &Names) -> Vec<Block> {
    let points = opening::points(found, names);
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend((!points.is_empty()).then(|| Block::list(points)));
    blocks.extend(found.notes.iter().map(Block::caution));
    blocks.extend(
        package::figure(at, found, names).map(|figure| match latest {
            true => Block::Figure(figure),
            false => Block::details(figure.title.clone(), vec![Block::Figure(figure)]),
        }),
    );
    let mut fold = |summary: &str, inside: Vec<Block>| {
        if !inside.is_empty() {
            blocks.push(Block::details(summary, inside));
        }
    };
    fold("The best agreement of each form, term by term", best(found));
    let sold = [
        commitments::tipping(found),
        commitments::binding(found),
        commitments::promises(found),
    ];
    fold("Package, binding and promises", sold.concat());
    let mut counted = counted(found);
    counted.splice(0..0, figure::figure(at, found).map(Block::Figure));
    counted.extend(scores::scores(found));
    fold("In figures", counted);
    blocks
}

/// The best agreement of each form, with what becomes of it; all that are named, term by
/// term.
fn best(found: &Settlement) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !found.forms_best.is_empty() {
        let best = found.forms_best.iter();
        let best = best.map(|best| (best.agreement, String::new()));
        let table = agreements::table(found, best);
        blocks.push(Block::Table(table.caption(agreements::KEY)));
    }
    if found.agreements.len() > 1 {
        blocks.push(agreements::each(found));
    }
    if !found.terms.is_empty() {
        blocks.push(Block::heading(2, "Terms and their levels"));
        blocks.push(terms(found));
    }
    blocks
}

/// The rule, the counts, and the efficient agreements.
fn counted(found: &Settlement) -> Vec<Block> {
    let rule = &found.rule;
    let mut told = Text::from(format!("Who must agree: {} [", rule.label))
        .and(Inline::Code(rule.id.clone()))
        .and("].");
    if !rule.text.is_empty() {
        told = told.and(format!(" {}", rule.text));
    }
    let mut blocks = vec![
        Block::paragraph(told),
        Block::list(counts::sentences(found)),
    ];
    if !found.efficient.is_empty() {
        let groups = found.efficient.iter().map(|group| {
            let alike = match group.count {
                0 | 1 => String::new(),
                more => format!(" (and {} alike)", hikiwake_finding::thousands(more - 1)),
            };
            let best = match group.efficient {
                true => "",
                false => " (best of those that pass only)",
            };
            (group.agreement, alike + best)
        });
        let table = agreements::table(found, groups);
        blocks.push(Block::Table(table.caption(
            "Efficient agreements, those with the same values as one; to be read as the table of \
             the best agreements.",
        )));
        let (shown, more) = (found.efficient.len(), found.efficient_not_listed);
        blocks.extend(Block::not_listed(shown, more));
    }
    blocks
}

/// The terms, each with its levels.
fn terms(found: &Settlement) -> Block {
    let now = match found.none_in_force {
        true => " (where nothing is agreed)",
        false => " (in force)",
    };
    Block::list(found.terms.iter().map(|term| {
        let levels = term.levels.iter().enumerate();
        let levels = levels.map(|(level, name)| match level == usize::from(term.now) {
            true => format!("{name}{now}"),
            false => name.clone(),
        });
        let levels: Vec<String> = levels.collect();
        Text::from(Inline::Strong(term.label.clone())).and(format!(": {}", levels.join("; ")))
    }))
}

/// Name of a side or actor, or the id.
fn name<'a>(found: &'a Settlement, id: &'a str) -> &'a str {
    let sides = found.sides.iter().map(|side| (&side.id, &side.name));
    let after = found.after.iter().flat_map(|after| &after.actors);
    let mut all = sides.chain(after.map(|actor| (&actor.id, &actor.name)));
    all.find(|(known, _)| *known == id)
        .map_or(id, |(_, name)| name)
}
