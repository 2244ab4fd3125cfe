//! What decision diagrams answer where states are too many to be looked at one by one.

mod opening;

use hikiwake_conflict::{
    Symbolic, SymbolicConcept, SymbolicFormula, SymbolicLevels, SymbolicSet, SymbolicTerm,
};
use hikiwake_finding::{Finding, OptionHead};

use crate::{
    Block, Document, Inline, Item, Names, Number, Table, Text, count, joined, scenarios, states,
};

/// Most terms of a formula that are shown.
const TERMS: usize = 5;

/// What becomes of what is in place and of the patterns; how many last, for whom, and what
/// they have in common.
pub fn symbolic(finding: &Finding<Symbolic>) -> Document {
    let found = &finding.finding;
    let names = Names::new(&found.actors);
    let mut document = Document::new("What would last", &finding.dossier.title)
        .answering(opening::answer(found, &names));
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    document.blocks.extend(question(&finding.dossier.question));
    document.push(Block::list(opening::points(found, &names)));
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    let counted = vec![
        Block::list(opening::counted(found)),
        Block::Table(counts(found)),
    ];
    document.push(Block::details("How many would last, and for whom", counted));
    let mut before: Option<(&str, &SymbolicSet)> = None;
    let mut items = Vec::new();
    for concept in &found.concepts {
        items.push(which(concept, &found.options, before));
        before = (concept.equilibria.as_ref()).map(|set| (concept.concept.as_str(), set));
    }
    let which = Block::List {
        ordered: false,
        items,
    };
    document.push(Block::details("Which would last", vec![which]));
    document
}

/// The question that the dossier is to answer.
pub(crate) fn question(question: &str) -> Option<Block> {
    (!question.is_empty()).then(|| {
        let text = Text::from(Inline::Strong("Question".to_owned()));
        Block::paragraph(text.and(": ").and(question))
    })
}

/// Per concept the states that last, and per decision maker those that it would
/// not leave.
fn counts(found: &Symbolic) -> Table {
    let actors = found.actors.iter().map(|actor| actor.name.as_str());
    let mut table = Table::numbers(["Looking ahead as", "last"].into_iter().chain(actors))
        .caption("Under an actor: the arrangements that it would not leave.");
    let cell = |set: Option<&SymbolicSet>| Text::from(set.map_or("no answer".into(), many));
    for concept in &found.concepts {
        let stable = concept.stable.iter();
        let stable = stable.map(|side| cell(side.states.as_ref()));
        let head = [
            concept.concept.as_str().into(),
            cell(concept.equilibria.as_ref()),
        ];
        table.row(head.into_iter().chain(stable));
    }
    table
}

/// A count; of one that is too long for a column, how large it is.
fn many(set: &SymbolicSet) -> String {
    let digits = &set.states;
    match digits.parse() {
        Ok(number) if digits.len() <= 9 => Number::whole(number).written(),
        _ => format!("{}.{}e{}", &digits[..1], &digits[1..2], digits.len() - 1),
    }
}

/// The states that last under one concept, unless they are those of the one before.
fn which(
    concept: &SymbolicConcept,
    options: &[OptionHead],
    before: Option<(&str, &SymbolicSet)>,
) -> Item {
    let name = Text::from(Inline::Strong(concept.concept.clone())).and(": ");
    let Some(set) = &concept.equilibria else {
        return Item::new(name.and("no answer, see above."));
    };
    if set.states == "0" {
        return Item::new(name.and("none."));
    }
    if let Some((other, same)) = before
        && same.states == set.states
        && same.samples == set.samples
    {
        return Item::new(name.and(format!("as many as under {other}.")));
    }
    let mut item = match &set.formula {
        Some(formula) => terms(name, formula, options),
        None => Item::new(name.and("too entangled for a formula.")),
    };
    let samples = set.samples.iter().map(|row| {
        let code = Text::from("such as ").then(states::marked_code(row));
        code.and(": ").and(states::in_words(row))
    });
    item.under.push(Block::list(samples));
    item
}

fn terms(name: Text, formula: &SymbolicFormula, options: &[OptionHead]) -> Item {
    let except = match formula.except {
        true => "everywhere except ",
        false => "",
    };
    let own = |term: &SymbolicTerm| {
        let own = term.options.iter();
        in_words(
            own.filter(|levels| !formula.always.contains(levels)),
            options,
        )
    };
    let number = formula.terms.len();
    let lead = match (formula.terms.as_slice(), formula.complete) {
        ([only], true) => return Item::new(name.and(format!("{except}{}.", own(only)))),
        (_, true) if formula.always.is_empty() => format!("{except}one of these:"),
        (_, true) => {
            let always = in_words(formula.always.iter(), options);
            format!("{except}{always}; and one of these:")
        }
        (_, false) => format!("more than {number} terms, the largest of them:"),
    };
    let mut item = Item::new(name.and(lead));
    let shown = formula.terms.iter().take(TERMS).map(|term| {
        let text = Text::from(own(term));
        match term.share {
            all if all >= 0.9995 => text,
            share => text.and(" (").and(Number::percent(share)).and(")"),
        }
    });
    item.under.push(Block::list(shown));
    if number > TERMS {
        let more = count((number - TERMS) as u64, "more is", "more are");
        let more = format!("{more} not shown: --json has them.");
        item.under.push(Block::paragraph(more));
    }
    item
}

/// `with “Aid” and “Treaty”, without “Sanctions”, “Bases” at “few” or “none”`
fn in_words<'a>(
    levels: impl Iterator<Item = &'a SymbolicLevels>,
    options: &[OptionHead],
) -> String {
    let literals: Vec<&SymbolicLevels> = levels.collect();
    let quoted = |literal: &&SymbolicLevels| format!("“{}”", options[literal.option].label);
    let at = |literal: &&SymbolicLevels| {
        let option = &options[literal.option];
        let level = |&l: &u8| format!("“{}”", option.levels[usize::from(l)]);
        let levels: Vec<String> = literal.levels.iter().map(level).collect();
        format!("{} at {}", quoted(literal), levels.join(" or "))
    };
    let two = |literal: &&&SymbolicLevels| options[literal.option].levels.len() == 2;
    let taken = |wanted: u8| -> Vec<String> {
        (literals.iter().filter(two))
            .filter(|literal| literal.levels == [wanted])
            .map(quoted)
            .collect()
    };
    let mut parts = Vec::new();
    for (word, names) in [("with", taken(1)), ("without", taken(0))] {
        if !names.is_empty() {
            parts.push(format!("{word} {}", joined(&names)));
        }
    }
    parts.extend(literals.iter().filter(|l| !two(l)).map(at));
    match parts.is_empty() {
        true => "any arrangement".to_string(),
        false => parts.join(", "),
    }
}
