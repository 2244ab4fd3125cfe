//! Who wants what: the preference statements of each actor, with their evidence.

use hikiwake_conflict::Analysis;
use hikiwake_finding::{Finding, StatementHead};

use crate::{Align, Block, Document, Inline, Names, Table, Text, scenarios, statements};

/// The wishes of each actor, those of the latest date first.
pub fn wishes(periods: &[Finding<Analysis>], names: &Names) -> Document {
    let subject = periods.first().map_or("", |first| &first.dossier.title);
    let mut document = Document::new("Who wants what", subject);
    let open = match periods.len() {
        0 | 1 => "",
        _ => "; the latest date stands open, the earlier ones can be opened",
    };
    document.push(Block::paragraph(format!(
        "What each actor wants, the most important first{open}. Nothing further down makes up for \
         what stands above it."
    )));
    for actor in names.ids() {
        document.push(Block::heading(1, names.name(actor)));
        document.blocks.extend(of_actor(periods, actor));
    }
    document
}

/// The lists of one actor, the latest period first.
fn of_actor(periods: &[Finding<Analysis>], actor: &str) -> Vec<Block> {
    let mut lists: Vec<(&str, Vec<&StatementHead>)> = Vec::new();
    let mut blocks = Vec::new();
    for found in periods.iter().rev().map(|period| &period.finding) {
        let name = scenarios::period_name(&found.scenario);
        let of = found.statements.iter().filter(|s| s.actor == actor);
        let statements: Vec<&StatementHead> = of.collect();
        let same = lists.iter().find(|(_, other)| *other == statements);
        match same {
            Some((other, _)) => blocks.push(Block::paragraph(format!("{name}: as in {other}."))),
            None if lists.is_empty() => {
                if periods.len() > 1 {
                    blocks.push(Block::heading(2, name));
                }
                blocks.extend(in_short(&statements));
            }
            None => {
                let summary = format!("{name} ({})", statements.len());
                blocks.push(Block::details(summary, vec![list(&statements)]));
            }
        }
        lists.push((name, statements));
    }
    blocks
}

/// The wishes one by one, and folded what each rests on.
fn in_short(statements: &[&StatementHead]) -> Vec<Block> {
    if statements.is_empty() {
        return vec![list(statements)];
    }
    let summary = "The same as formulas, and what each rests on";
    let formula = Text::from("A formula ")
        .and(Inline::Code("x if y".to_owned()))
        .and(" is met wherever y is not.");
    vec![
        Block::numbered(statements.iter().map(|wish| statements::in_brief(wish))),
        Block::details(summary, vec![Block::paragraph(formula), list(statements)]),
    ]
}

fn list(statements: &[&StatementHead]) -> Block {
    if statements.is_empty() {
        return Block::paragraph("It has no preferences here.");
    }
    let mut table = Table::new(["Rank", "Wish", "It rests on"]).align(0, Align::Right);
    for statement in statements {
        let wish = Text::from(Inline::Strong(statement.text.clone()))
            .and(Inline::Break)
            .and(Inline::Code(statement.wants.clone()))
            .and(format!(" [{}]", statement.id));
        let mut rests = statements::rests_on(statement);
        if statement.claims.is_empty() {
            rests = rests.and(" (no claim)");
        }
        table.row([statement.rank.to_string().into(), wish, rests]);
    }
    Block::Table(table)
}
