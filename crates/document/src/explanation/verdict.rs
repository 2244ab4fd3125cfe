//! A proof in one plain sentence.

use hikiwake_conflict::{Improvement, Proof};
use hikiwake_finding::words::capital;

use super::symmetric;
use crate::Names;

/// Says the verdict and its ground. No pronouns and no verb that would have to
/// agree with the name, so that it reads well of one actor or of a group.
pub(super) fn verdict(proof: &Proof, names: &Names) -> String {
    let name = names.name(&proof.actor);
    capital(&match proof.stable {
        true => stays(name, proof),
        false => leaves(name, proof),
    })
}

fn stays(name: &str, proof: &Proof) -> String {
    let count = proof.improvements.len() as u64
        + proof.improvements_not_listed
        + proof.improvements_not_examined;
    if count == 0 {
        return format!(
            "{name} would stay: no move that {name} can make alone would be better for it."
        );
    }
    let what = match count {
        1 => format!("the one better move that {name} has can be answered"),
        2 => format!("both better moves that {name} has can be answered"),
        n => format!("each of the {n} better moves that {name} has can be answered"),
    };
    let credible = matches!(proof.concept.as_str(), "SEQ" | "SSEQ");
    let how = if credible {
        ", each step to its mover's advantage,"
    } else {
        ""
    };
    let end = if symmetric(proof) {
        " and no further move mends it"
    } else {
        ""
    };
    format!("{name} would stay: {what}{how} so that nothing is gained{end}.")
}

fn leaves(name: &str, proof: &Proof) -> String {
    let Some(best) = proof.improvements.first() else {
        return format!(
            "{name} would leave: some better move has no answer that spoils it, but the \
             answers are too many to be followed one by one."
        );
    };
    let change = best
        .step
        .text
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix(": "))
        .unwrap_or(&best.step.text);
    let ground = match (proof.concept.as_str(), no_answer(best)) {
        ("Nash", _) => format!("the result is better for {name} than to stay"),
        ("GMR" | "SMR", true) => "the others have no answer to it".to_owned(),
        (_, true) => {
            "the others have no answer to it that would be to their own advantage".to_owned()
        }
        ("GMR", false) => format!(
            "whatever the others do in answer, the result is better for {name} than to stay"
        ),
        ("SMR", false) => format!(
            "whatever the others do in answer, the result, or a further move from it, is better \
             for {name} than to stay"
        ),
        ("SEQ", false) => {
            "nothing that the others would do to their own advantage takes the gain away".to_owned()
        }
        (_, false) => {
            "nothing that the others would do to their own advantage takes the gain away for good"
                .to_owned()
        }
    };
    let more = match proof.improvements.len() as u64 - 1 + proof.improvements_not_listed {
        0 => String::new(),
        1 => " (and one more move of this kind)".to_owned(),
        n => format!(" (and {n} more moves of this kind)"),
    };
    format!("{name} would leave ({change}): {ground}{more}.")
}

/// Whether nobody can do anything about it at all.
fn no_answer(improvement: &Improvement) -> bool {
    improvement.failures_not_listed == 0
        && improvement
            .failures
            .iter()
            .all(|failure| failure.answer.is_empty())
}
