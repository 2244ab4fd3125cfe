//! What tips each, what binding would change, and what became of promises.

use hikiwake_finding::no_or_count;
use hikiwake_negotiation::{
    Binding, BindingPair, Delivery, FactionTipping, Settlement, StepFate, Tips,
};

use super::agreements::label;
use super::name;
use crate::statements::statement;
use crate::{Block, Inline, Item, Table, Text, evidence, percent};

/// How large a package must be for each to let an agreement pass.
pub(super) fn tipping(found: &Settlement) -> Vec<Block> {
    let by_size = |f: &&FactionTipping| f.how != Tips::ByForm;
    let mut all = found.tipping.iter().flat_map(|tipping| &tipping.factions);
    if !all.any(|faction| by_size(&faction)) {
        return Vec::new();
    }
    let items = found.tipping.iter().map(|tipping| {
        let term = &found.terms[tipping.term].label;
        let mut text = Text::from(format!(
            "{}, by “{term}”: ",
            label(found, tipping.agreement)
        ));
        let mut named = tipping.factions.iter().filter(by_size).peekable();
        if named.peek().is_none() {
            text = text.and("all judge by the form alone");
        }
        for (at, faction) in named.enumerate() {
            let between = if at > 0 { "; " } else { "" };
            text = text.and(format!("{between}{} ", faction.name));
            text = text.then(tips(found, tipping.term, faction));
        }
        text
    });
    let items = Block::list(items);
    let mut blocks = vec![
        Block::heading(2, "How large a package wins each over"),
        items,
    ];
    let mut all = found.tipping.iter().flat_map(|tipping| &tipping.factions);
    if all.any(|faction| !by_size(&faction)) {
        blocks.push(Block::key(
            "Those not named judge by the form of the settlement alone: no size changes it.",
        ));
    }
    blocks
}

fn tips(found: &Settlement, term: usize, tipping: &FactionTipping) -> Text {
    match (tipping.how, tipping.level) {
        (Tips::Already, _) => "without any".into(),
        (Tips::At, Some(at)) => {
            let level = &found.terms[term].levels[usize::from(at)];
            format!("from “{level}” on").into()
        }
        (Tips::Never, _) => match (tipping.statements.first(), tipping.missing) {
            (Some(why), _) => Text::from("by no size, since it fails ").then(statement(why)),
            (None, Some(missing)) => format!("by no size: {missing:.1} are missing").into(),
            (None, None) => "by no size".into(),
        },
        (Tips::At, None) | (Tips::ByForm, _) => "by the form alone".into(),
    }
}

/// What a binding level ends of what a declared one leaves open.
pub(super) fn binding(found: &Settlement) -> Vec<Block> {
    let mut blocks = Vec::new();
    for binding in found.binding.iter().filter(|binding| binding.ended > 0) {
        let term = &found.terms[binding.term].label;
        let heading = format!("Binding against declared: {term}");
        blocks.push(Block::heading(2, heading));
        let pairs = binding.pairs.iter();
        blocks.push(Block::List {
            ordered: false,
            items: pairs.map(|pair| pair_item(found, binding, pair)).collect(),
        });
        let more = binding.betrayed.saturating_sub(binding.pairs.len() as u64);
        if more > 0 {
            let more = no_or_count(more, "more pair", "more pairs");
            blocks.push(Block::key(format!("And {more}.")));
        }
    }
    blocks
}

fn pair_item(found: &Settlement, binding: &Binding, pair: &BindingPair) -> Item {
    let [bound, loose] =
        [pair.bound, pair.loose].map(|level| &found.terms[binding.term].levels[usize::from(level)]);
    let agreement = label(found, pair.bound_agreement);
    let betrayals = pair.betrayals.iter().map(|betrayal| {
        let mut text = Text::from(format!("{}: ", betrayal.step.text))
            .and(Inline::Strong(fate(betrayal.fate).to_owned()));
        if betrayal.anyway {
            text = text.and(" (it would be done without an agreement, too)");
        }
        let because = betrayal.step.because.iter();
        for why in because.flat_map(|why| why.statements.first()) {
            text = text.and(". For ").then(statement(why));
        }
        text
    });
    Item {
        text: format!("{agreement}, “{bound}” in place of “{loose}”:").into(),
        under: vec![Block::list(betrayals)],
    }
}

fn fate(fate: StepFate) -> &'static str {
    match fate {
        StepFate::Impossible => "can no longer be done",
        StepFate::NoGain => "no longer gains anything",
        StepFate::Answered => "others now have an answer that spoils it",
        StepFate::Stays => "follows all the same",
        StepFate::Unknown => "not known, the search being cut short",
    }
}

/// `9 USD bn`: a size of what was promised, in its unit.
pub(super) fn sized(promise: &Delivery, size: f64) -> String {
    match promise.unit.as_str() {
        "" => size.to_string(),
        unit => format!("{size} {unit}"),
    }
}

/// What was promised, against what came.
pub(super) fn promises(found: &Settlement) -> Vec<Block> {
    if found.promises.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new([
        "Offer",
        "Announced or expected",
        "Delivered",
        "Part",
        "Private firms decide",
        "Counted",
        "Rests on",
    ]);
    for promise in &found.promises {
        let share = |share: Option<f64>| share.map_or("not known".to_owned(), percent).into();
        table.row([
            promise.label.as_str().into(),
            sized(promise, promise.announced).into(),
            sized(promise, promise.delivered).into(),
            share(promise.part),
            share(promise.private_share),
            promise.counted.clone().unwrap_or_default().into(),
            evidence::basis(&promise.basis, promise.hindsight, &promise.claims),
        ]);
    }
    let table = table.caption("Each offer against what was delivered of it.");
    let heading = Block::heading(2, "What was offered, and what came");
    let mut blocks = vec![heading, Block::Table(table)];
    blocks.extend(found.doubts.iter().map(|doubt| {
        Block::paragraph(format!(
            "The chance that {} does not reject the Nash point: {} if all that was offered is \
             believed, {} if it is doubted as far as offers fell short so far.",
            name(found, &doubt.faction),
            percent(doubt.believed),
            percent(doubt.doubted)
        ))
    }));
    blocks
}
