//! `analyse` on decision diagrams.

use hikiwake_conflict::{Symbolic, SymbolicConcept, SymbolicFormula, SymbolicSet};
use hikiwake_finding::Finding;

use super::paper;

pub fn symbolic(finding: &Finding<Symbolic>) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    text.push_str(&paper::paragraph(&paper::scenario(&found.scenario), "", ""));
    if !finding.dossier.question.is_empty() {
        let question = &finding.dossier.question;
        text.push_str(&paper::paragraph(question, "\nQuestion: ", "  "));
    }
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&paper::heading("How many states hold, and for whom"));
    text.push_str(&counts(found));
    text.push_str(&paper::heading("Which states hold"));
    let mut before: Option<(&str, &SymbolicSet)> = None;
    for concept in &found.concepts {
        text.push_str(&which(concept, before));
        before = (concept.equilibria.as_ref()).map(|set| (concept.concept.as_str(), set));
    }
    text
}

/// Per concept the states that hold, and per decision maker those that it would
/// not leave.
fn counts(found: &Symbolic) -> String {
    let mut head = vec!["concept".to_owned(), "hold".to_owned()];
    head.extend(found.actors.iter().map(|actor| actor.name.clone()));
    let cell = |set: Option<&SymbolicSet>| match set {
        Some(set) => short(&set.states),
        None => "no answer".to_owned(),
    };
    let rows = (found.concepts.iter())
        .map(|concept| {
            let mut row = vec![concept.concept.clone(), cell(concept.equilibria.as_ref())];
            row.extend(concept.stable.iter().map(|side| cell(side.states.as_ref())));
            row
        })
        .collect();
    paper::table(head, rows, &[])
}

/// A number for a narrow column.
fn short(digits: &str) -> String {
    match digits.len() {
        0..=9 => digits.to_owned(),
        n => format!("{}.{}e{}", &digits[..1], &digits[1..2], n - 1),
    }
}

/// The states that hold under one concept, unless they are those of the one before.
fn which(concept: &SymbolicConcept, before: Option<(&str, &SymbolicSet)>) -> String {
    let name = &concept.concept;
    let Some(set) = &concept.equilibria else {
        return paper::paragraph(&format!("{name}: no answer, see above."), "", "  ");
    };
    if set.states == "0" {
        return paper::paragraph(&format!("{name}: none."), "", "  ");
    }
    if let Some((other, same)) = before
        && same.states == set.states
        && same.samples == set.samples
    {
        let as_many = format!("{name}: as many as under {other}.");
        return paper::paragraph(&as_many, "", "  ");
    }
    let mut text = match &set.formula {
        Some(formula) => terms(name, formula),
        None => paper::paragraph(&format!("{name}: too entangled for a formula."), "", "  "),
    };
    let samples = set.samples.iter().map(|row| {
        let code = paper::marked_code(row);
        paper::paragraph(&format!("{code}: {}", row.text), "  such as ", "      ")
    });
    text.extend(samples);
    text
}

fn terms(name: &str, formula: &SymbolicFormula) -> String {
    const SHOWN: usize = 5;
    let except = if formula.except {
        "everywhere except "
    } else {
        ""
    };
    let share = |share: f64| match share {
        s if s >= 0.9995 => String::new(),
        s if s >= 0.001 => format!(" ({:.1}\u{a0}%)", 100.0 * s),
        _ => " (under 0.1\u{a0}%)".to_owned(),
    };
    let number = formula.terms.len();
    let lead = match (formula.terms.as_slice(), formula.complete) {
        ([only], true) => {
            return paper::paragraph(&format!("{name}: {except}{}.", only.text), "", "  ");
        }
        (_, true) if formula.always.is_empty() => format!("{name}: {except}one of these:"),
        (_, true) => format!("{name}: {except}{}; and one of these:", formula.always),
        (_, false) => format!("{name}: more than {number} terms, the largest of them:"),
    };
    let mut text = paper::paragraph(&lead, "", "  ");
    for term in formula.terms.iter().take(SHOWN) {
        let line = format!("{}{}", term.text, share(term.share));
        text.push_str(&paper::paragraph(&line, "  – ", "    "));
    }
    if number > SHOWN {
        let more = format!("  {} more: --json has them.\n", number - SHOWN);
        text.push_str(&more);
    }
    text
}
