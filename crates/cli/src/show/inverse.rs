//! `inverse`.

use hikiwake_conflict::{Inverse, InverseAnswer, InverseQuestion, ModelChange};
use hikiwake_finding::Finding;

use super::paper;

/// Most other sets with the same effect told under one.
const ALIKE: usize = 2;

pub fn inverse(finding: &Finding<Inverse>) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    text.push_str(&paper::paragraph(&paper::scenario(&found.scenario), "", ""));
    for question in &found.questions {
        text.push_str(&one(question));
    }
    if found.questions.is_empty() {
        text.push_str(
            "\nThe dossier has no definition with a label that some states meet and some do not:\n\
             name a state, a definition or a formula.\n",
        );
    } else if found
        .questions
        .iter()
        .any(|question| !question.answers.is_empty())
    {
        text.push('\n');
        text.push_str(&paper::paragraph(&found.elementary.sentence(), "", "  "));
    }
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "", "  "));
    }
    text
}

fn one(question: &InverseQuestion) -> String {
    let mut text = paper::heading(&format!(
        "What would have to change for “{}”",
        question.label
    ));
    text.push_str(&paper::paragraph(
        &format!(
            "Wanted: {} ({} of the feasible states).",
            question.wanted, question.feasible
        ),
        "",
        "  ",
    ));
    for answer in &question.answers {
        text.push_str(&sets(answer));
    }
    for ranking in &question.rankings {
        text.push('\n');
        for sentence in &ranking.sentences {
            text.push_str(&paper::paragraph(sentence, "• ", "  "));
        }
    }
    text
}

fn sets(answer: &InverseAnswer) -> String {
    let mut text = String::from("\n");
    for sentence in &answer.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    if answer.least == Some(0) {
        return text;
    }
    for (at, set) in answer.sets.iter().enumerate() {
        text.push('\n');
        let number = format!("{:>3}. ", at + 1);
        for (k, sentence) in set.sentences.iter().enumerate() {
            let first = if k == 0 { number.as_str() } else { "     " };
            text.push_str(&paper::paragraph(sentence, first, "     "));
        }
        if !set.alike.is_empty() {
            let words = |changes: &Vec<ModelChange>| {
                let texts: Vec<&str> = changes.iter().map(|change| change.text.as_str()).collect();
                texts.join("; ")
            };
            let alike: Vec<String> = set.alike.iter().take(ALIKE).map(words).collect();
            let more = match (set.alike.len() - alike.len()) as u64 + set.alike_not_listed {
                0 => String::new(),
                n => format!(" (and {n} more)"),
            };
            let alike = alike.join(" / ");
            text.push_str(&paper::paragraph(
                &format!("To the same effect: {alike}{more}."),
                "     ",
                "     ",
            ));
        }
    }
    text.push_str(&paper::not_listed(
        answer.sets.len(),
        answer.not_listed,
        "--list",
    ));
    text
}
