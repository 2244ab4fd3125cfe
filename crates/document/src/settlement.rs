//! What could be agreed, and whether it would be kept.

mod agreements;
mod commitments;
mod figure;
mod opening;
mod scores;

use hikiwake_finding::Finding;
use hikiwake_negotiation::Settlement;

use crate::scenarios::scenario;
use crate::{Block, Document, Inline, Text};

/// What could be agreed, date by date.
pub fn settle(findings: &[Finding<Settlement>]) -> Document {
    let subject = findings.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("What could be agreed, and would it be kept", subject);
    document.push(Block::paragraph(
        "Agreements over all terms at once. Each government’s own order says which are efficient: no \
         other is better for one and as good for the rest. Each agreement named here is then put \
         into the model as it stands after signing, and asked like any other state.",
    ));
    for (at, finding) in findings.iter().enumerate() {
        document.blocks.extend(date(at, &finding.finding));
    }
    document
}

fn date(at: usize, found: &Settlement) -> Vec<Block> {
    let rule = &found.rule;
    let mut told = Text::from(format!("Rule of ratification: {} [", rule.label))
        .and(Inline::Code(rule.id.clone()))
        .and("].");
    if !rule.text.is_empty() {
        told = told.and(format!(" {}", rule.text));
    }
    let mut blocks = vec![
        Block::heading(1, scenario(&found.scenario)),
        Block::list(opening::opening(found)),
        Block::paragraph(told),
    ];
    blocks.extend(figure::figure(at, found).map(Block::Figure));
    if !found.forms_best.is_empty() {
        blocks.push(Block::heading(2, "The best agreement of each form"));
        let best = found.forms_best.iter();
        let best = best.map(|best| (best.agreement, String::new()));
        let table = agreements::table(found, best);
        blocks.push(Block::Table(table.caption(agreements::KEY)));
    }
    blocks.extend(commitments::tipping(found));
    blocks.extend(commitments::binding(found));
    blocks.extend(commitments::promises(found));
    blocks.extend(scores::scores(found));
    if !found.efficient.is_empty() {
        let groups = found.efficient.iter().map(|group| {
            let alike = match group.count {
                0 | 1 => String::new(),
                more => format!(" (and {} alike)", hikiwake_finding::thousands(more - 1)),
            };
            let best = match group.efficient {
                true => "",
                false => " (best in the zone only)",
            };
            (group.agreement, alike + best)
        });
        let table = agreements::table(found, groups);
        let mut inside = vec![Block::Table(table.caption(
            match found.forms_best.is_empty() {
                true => agreements::KEY,
                false => "To be read as the table of the best agreements.",
            },
        ))];
        let (shown, more) = (found.efficient.len(), found.efficient_not_listed);
        inside.extend(Block::not_listed(shown, more));
        let summary = "Efficient agreements, those with the same values as one";
        blocks.push(Block::details(summary, inside));
    }
    if found.agreements.len() > 1 {
        let each = vec![agreements::each(found)];
        blocks.push(Block::details(
            "The agreements, and what each changes",
            each,
        ));
    }
    if !found.terms.is_empty() {
        blocks.push(Block::details("Terms and their levels", vec![terms(found)]));
    }
    blocks.extend(found.notes.iter().map(Block::caution));
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
