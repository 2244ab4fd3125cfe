//! Why each would stay in a state or leave it: who would, in a sentence; then move by move.

mod opening;
mod verdict;

use hikiwake_conflict::{Explanation, Failure, FailureKind, Improvement, Proof};
use hikiwake_finding::{Finding, Reason, WalkStep};

use crate::named::Named;
use crate::{Block, Document, Inline, Item, Names, Text, count, joined, scenarios};

/// Why each would stay in one state, or leave it.
pub fn explanation(finding: &Finding<Explanation>, names: &Names) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Who would stay, and why", &finding.dossier.title)
        .answering(opening::answer(found, names));
    document.claims_told = true;
    document.push(Block::heading(1, scenarios::scenario(&found.scenario)));
    document
        .blocks
        .extend(opening::arrangement(found, names).map(Block::paragraph));
    let points = opening::points(found, names);
    if !points.is_empty() {
        document.push(Block::list(points));
    }
    let mut named = Named::new(names, &found.rows);
    let said = |proof: &Proof| verdict::verdict(proof, names);
    let alike = |a: &Proof, b: &Proof| a.actor == b.actor && said(a) == said(b);
    let verdicts = found.proofs.chunk_by(alike).map(|proofs| {
        let concepts = Text::from(Inline::Strong(concepts(proofs)));
        concepts.and(": ").and(said(&proofs[0]))
    });
    document.push(Block::details(
        "The verdicts, by each way of looking ahead",
        vec![Block::list(verdicts)],
    ));
    // Concepts that rest on the same ground are told together.
    for proofs in found.proofs.chunk_by(same_ground) {
        let proof = &proofs[0];
        if proof.improvements.is_empty() && proof.improvements_not_examined == 0 {
            continue; // the sentence says it all
        }
        let verdict = if proof.stable { "stay" } else { "leave" };
        let name = names.name(&proof.actor);
        let heading = match found.proofs.iter().any(|one| one.concept != proof.concept) {
            true => format!("Why {name} would {verdict} ({})", concepts(proofs)),
            false => format!("Why {name} would {verdict}, move by move"),
        };
        let improvements = proof.improvements.iter();
        let items = improvements.map(|improvement| {
            let step = named.reasoned(&improvement.step);
            let under = match proof.stable {
                true => answered(proofs, improvement, &found.state.code, &mut named),
                false => unanswered(improvement, &mut named),
            };
            item(step, false, under)
        });
        let mut blocks = vec![Block::List {
            ordered: true,
            items: items.collect(),
        }];
        blocks.extend(left_out(proof));
        document.push(Block::details(heading, blocks));
    }
    document.blocks.extend(named.blocks(None));
    document.naming_what_lasts()
}

/// `SEQ and SMR`
fn concepts(proofs: &[Proof]) -> String {
    let concepts: Vec<&str> = proofs.iter().map(|proof| proof.concept.as_str()).collect();
    joined(&concepts)
}

/// Whether two proofs differ in the concept only.
fn same_ground(a: &Proof, b: &Proof) -> bool {
    let counts = |proof: &Proof| {
        (
            proof.improvements_not_listed,
            proof.improvements_answered,
            proof.improvements_not_examined,
        )
    };
    a.actor == b.actor
        && a.stable == b.stable
        && counts(a) == counts(b)
        && a.improvements == b.improvements
}

/// What the list of improvements lacks.
fn left_out(proof: &Proof) -> Option<Block> {
    let told = [
        rest(
            proof.improvements_not_listed,
            ["better move is", "better moves are"],
            "of the same kind (--list lists more)",
        ),
        rest(
            proof.improvements_answered,
            ["better move is", "better moves are"],
            "spoiled by some answer",
        ),
        rest(
            proof.improvements_not_examined,
            ["better move has", "better moves have"],
            "too many answers to follow within the limit (--work raises it); the verdict covers \
             them all the same",
        ),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| Block::key(told.join(" ")))
}

/// `3 more answers fail in the same way.`
fn rest(more: u64, [one, many]: [&str; 2], what: &str) -> Option<String> {
    let of = |words: &str| format!("more {words}");
    (more > 0).then(|| format!("{} {what}.", count(more, &of(one), &of(many))))
}

/// The answer to an improvement, what it leads to, and the ways out of it.
fn answered<'a>(
    proofs: &[Proof],
    improvement: &'a Improvement,
    here: &'a str,
    named: &mut Named<'a>,
) -> Vec<Item> {
    let mut items = vec![item("Answer:", true, steps(&improvement.answer, named))];
    if let Some(result) = &improvement.result {
        let end = improvement.answer.last().map_or(here, |step| &step.to);
        items.push(Item::new(against(end, result, named)));
    }
    if !improvement.escapes.is_empty() {
        let escapes = improvement.escapes.iter().map(|escape| {
            let step = named.step(&escape.step).and(": ");
            Item::new(step.then(named.reason(&escape.result)))
        });
        let mut escapes: Vec<Item> = escapes.collect();
        let more = improvement.escapes_not_listed;
        let more = rest(more, ["way out is", "ways out are"], "no better");
        escapes.extend(more.map(Item::new));
        let head = "Ways out, none better than to stay:";
        items.push(item(head, false, escapes));
    } else if proofs.iter().any(symmetric) {
        items.push(Item::new("No move leads out of it."));
    }
    items
}

/// Whether the one who moved must have no way out of an answer.
fn symmetric(proof: &Proof) -> bool {
    matches!(proof.concept.as_str(), "SMR" | "SSEQ")
}

/// The answers to an improvement, and why each fails.
fn unanswered<'a>(improvement: &'a Improvement, named: &mut Named<'a>) -> Vec<Item> {
    // Failures on one ground are told once, by the first: the shortest.
    let mut grounds: Vec<(&Failure, u64)> = Vec::new();
    for failure in &improvement.failures {
        match grounds.iter_mut().find(|(first, _)| alike(first, failure)) {
            Some((_, more)) => *more += 1,
            None => grounds.push((failure, 0)),
        }
    }
    let only = improvement.failures.len() == 1 && improvement.failures_not_listed == 0;
    let told = grounds.into_iter().map(|(failure, more)| {
        let mut why = failed(failure, only, named);
        if let Some(more) = rest(more, ["answer fails", "answers fail"], "in the same way") {
            why = why.and(" ").and(more);
        }
        item(why, true, steps(&failure.answer, named))
    });
    let mut items: Vec<Item> = told.collect();
    let more = rest(
        improvement.failures_not_listed,
        ["arrangement", "arrangements"],
        "that the others could bring about in answer would not spoil it either",
    );
    items.extend(more.map(Item::new));
    items
}

/// Why an answer fails; its steps stand below.
fn failed<'a>(failure: &'a Failure, only: bool, named: &mut Named<'a>) -> Text {
    match &failure.why {
        FailureKind::StillBetter { .. } if failure.answer.is_empty() => match only {
            true => "The others have no move in answer.".into(),
            false => {
                "The others have no answer in which each step is to its mover’s advantage.".into()
            }
        },
        FailureKind::StillBetter { result } => {
            let end = failure.answer.last().map_or("", |step| &step.to);
            let told = Text::from("The worst answer still leaves a gain: ");
            told.then(against(end, result, named)).and(".")
        }
        FailureKind::NotCredible { step, .. } => match failure.answer.len() {
            1 => "This would hurt, but it is not to its mover’s advantage.".into(),
            _ => format!(
                "This would hurt, but step {} is not to its mover’s advantage.",
                step + 1
            )
            .into(),
        },
        FailureKind::WayOut { step, result } => {
            let told = Text::from("This would hurt, but then there is a way out, ");
            let told = told.then(named.step(step)).and(": ");
            told.then(named.reason(result)).and(".")
        }
    }
}

/// Whether two answers fail on one ground: the same wish of the same mover, or
/// the same way out.
fn alike(a: &Failure, b: &Failure) -> bool {
    let same = |a: &Reason, b: &Reason| (&a.actor, a.rank) == (&b.actor, b.rank);
    match (&a.why, &b.why) {
        (
            FailureKind::NotCredible { step: i, result: x },
            FailureKind::NotCredible { step: j, result: y },
        ) => i == j && a.answer.len() == b.answer.len() && same(x, y),
        (
            FailureKind::WayOut { step: i, result: x },
            FailureKind::WayOut { step: j, result: y },
        ) => i.text == j.text && same(x, y),
        _ => false,
    }
}

/// `bejuwi, against staying: worse for Russia by its 3rd wish, “…”`
fn against<'a>(end: &'a str, result: &'a Reason, named: &mut Named<'a>) -> Text {
    let end = Text::from(named.state(end)).and(", against staying: ");
    end.then(named.reason(result))
}

/// Steps in their order, with how their movers see them.
fn steps<'a>(steps: &'a [WalkStep], named: &mut Named<'a>) -> Vec<Item> {
    let told = steps.iter().map(|step| Item::new(named.reasoned(step)));
    told.collect()
}

/// An item of a list with a list under it, if there is any.
fn item(text: impl Into<Text>, ordered: bool, items: Vec<Item>) -> Item {
    let ordered = ordered && items.len() > 1;
    let list = (!items.is_empty()).then_some(Block::List { ordered, items });
    Item {
        text: text.into(),
        under: list.into_iter().collect(),
    }
}
