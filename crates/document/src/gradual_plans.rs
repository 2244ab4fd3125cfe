//! Gradual plans: what is found in sentences, the ladder, and what it stands against.

mod figure;
mod in_figures;
pub(crate) mod opening;

use hikiwake_dossier::date;
use hikiwake_finding::Finding;
use hikiwake_negotiation::{
    AtPrefix, GradualPlans, PlanFinding, PlanOrder, PlanStepFinding, PlanStepSide, SingleBargain,
};

use crate::{
    Align, Block, Document, Inline, Item, Names, Number, Precision, Table, Text, count, evidence,
    joined,
};

/// The gradual plans of a dossier.
pub fn steps(finding: &Finding<GradualPlans>, names: &Names) -> Document {
    let title = "Step by step, or as one bargain";
    let mut document = Document::new(title, &finding.dossier.title);
    let plans = &finding.finding.plans;
    for (at, plan) in plans.iter().enumerate() {
        document.push(Block::heading(1, &plan.label));
        match plans.len() {
            1 => document.answer = opening::answer(plan).into(),
            _ => document.push(Block::paragraph(opening::answer(plan))),
        }
        document.blocks.extend(one(at, plan, names));
    }
    document
}

fn one(at: usize, plan: &PlanFinding, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    let points = opening::points(plan);
    if !points.is_empty() {
        blocks.push(Block::list(points));
    }
    if plan.rungs.is_empty() {
        blocks.extend(plan.notes.iter().map(Block::caution));
        return blocks;
    }
    blocks.push(Block::Figure(figure::figure(at, plan, names)));
    let steps = vec![Block::key(EXPOSURE), Block::Table(ladder(plan))];
    blocks.push(Block::details("The steps in the safest order", steps));
    let mut figures = vec![Block::list(in_figures::sentences(plan))];
    figures.extend(plan.notes.iter().map(Block::caution));
    figures.push(Block::Table(beside(plan)));
    if !plan.guarantees.is_empty() {
        figures.push(Block::Table(guarantees(plan)));
    }
    blocks.push(Block::details(
        "Other orders, one bargain, patience and guarantees",
        figures,
    ));
    let mut meant = Vec::new();
    if !plan.text.is_empty() {
        meant.push(Block::paragraph(&plan.text));
    }
    meant.push(Block::List {
        ordered: true,
        items: plan.rungs.iter().map(meaning).collect(),
    });
    let rests = Text::from("The plan as a whole: ").then(evidence::ground(&plan.ground));
    meant.push(Block::paragraph(rests));
    blocks.push(Block::details("What each step means and rests on", meant));
    blocks
}

/// What exposure is.
const EXPOSURE: &str = "The safest order is that in which no side ever has much to lose if the \
    others stop or reverse what they can. A side’s exposure is what it would have lost then: what \
    it gave and cannot take back, less what it keeps and what it could show at home. It is told \
    as a share of what the whole plan is worth to that side; the scales of two sides do not \
    compare.";

/// The steps in the best order.
fn ladder(plan: &PlanFinding) -> Table {
    let heads = ["Step", "By", "Done", "Lock"].into_iter();
    let heads = heads.chain(plan.sides.iter().map(|side| side.name.as_str()));
    let mut table = Table::new(heads).align(3, Align::Right).caption(
        "Cost, worth and what a step shows at home are on the side’s own scale. Exposed: what the \
         side would have lost if the others stopped then, of what the whole plan is worth to it. \
         Bare: with nothing counted for what was shown at home. Lock: the share of the step that \
         cannot be undone. Gone for good: of what the side has given by then. Due: the month by \
         which the step is done on time.",
    );
    for (at, rung) in plan.rungs.iter().enumerate() {
        let by = match rung.by.as_slice() {
            [] => "all".to_owned(),
            by => joined(by),
        };
        let done = match (&rung.done, &rung.due) {
            (Some(done), _) => date::worded(done),
            (None, Some(due)) => format!("not done; due {}", date::worded(due)),
            (None, None) => "not done".to_owned(),
        };
        let step = format!("{}. {}", at + 1, rung.label);
        let lock = match rung.locked > 0.0 {
            true => Number::percent(rung.locked).into(),
            false => "–".into(),
        };
        let mut row: Vec<Text> = vec![step.into(), by.into(), done.into(), lock];
        row.extend(rung.sides.iter().map(side));
        table.row(row);
    }
    table
}

/// The step for one side, and its exposure after it.
fn side(side: &PlanStepSide) -> Text {
    let own = |number: f64| Number::of(number, Precision::AtMost(2));
    let mut text = Text::from("costs ")
        .and(own(side.cost))
        .and(", worth ")
        .and(own(side.worth))
        .and(", shows ")
        .and(own(side.shows))
        .and(Inline::Break)
        .and("exposed ")
        .and(Number::percent(side.exposure));
    if side.bare > side.exposure {
        text = text.and(", bare ").and(Number::percent(side.bare));
    }
    if side.given_for_good > 0.0 {
        text = text
            .and(Inline::Break)
            .and(Number::percent(side.given_for_good))
            .and(" gone for good");
    }
    text
}

/// What a step is, what must come before it, and what that rests on.
fn meaning(rung: &PlanStepFinding) -> Item {
    let mut text = Text::from(Inline::Strong(rung.label.clone()));
    if !rung.text.is_empty() {
        text = text.and(": ").and(rung.text.as_str());
    }
    if !rung.needs.is_empty() {
        let needs = format!("Needs first: {}", rung.needs.join("; "));
        text = text.and(Inline::Break).and(needs);
    }
    Item::new(text.and(Inline::Break).then(evidence::ground(&rung.ground)))
}

/// The plan in its orders, and all at once.
fn beside(plan: &PlanFinding) -> Table {
    let caption = Text::from(
        "Bare: with nothing counted for what was shown at home. Patience: what one step’s time \
         later must count at least, against now, so that nobody gains by stopping. Guarantee: what \
         stopping must cost, per unit of time, so that nobody gains by it, if one step’s time \
         later counts ",
    )
    .and(Number::of(plan.clock.step_discount, Precision::Exactly(3)))
    .and(".");
    let mut table = Table::new([
        "The plan",
        "Worst exposure",
        "The same, bare",
        "Patience needed",
        "Guarantee needed",
    ])
    .caption(caption);
    let orders = [
        ("In the best order", Some(&plan.best)),
        ("In the order as written", Some(&plan.written)),
        (
            "In the order that needs the least patience",
            plan.patient.as_ref(),
        ),
    ];
    for (name, order) in orders {
        if let Some(order) = order {
            table.row(in_order(plan, name, order));
        }
    }
    for once in &plan.at_once {
        table.row(at_once(plan, once));
    }
    table
}

fn in_order(plan: &PlanFinding, name: &str, order: &PlanOrder) -> [Text; 5] {
    let worst = |at: Option<&AtPrefix>| match at {
        Some(at) => share_of(at.share, name_of(plan, &at.side)),
        None => "nothing".into(),
    };
    let guarantee = order.guarantee.as_ref();
    [
        name.into(),
        worst(order.worst.as_ref()),
        worst(order.worst_bare.as_ref()),
        patience(order.patience_from),
        guarantee.map_or("none".into(), |at| {
            let when = match at.after {
                0 => "before the first step".to_owned(),
                n => format!("after {}", count(n as u64, "step", "steps")),
            };
            share_of(at.share, &format!("{}, {when}", name_of(plan, &at.side)))
        }),
    ]
}

fn at_once(plan: &PlanFinding, once: &SingleBargain) -> [Text; 5] {
    let first = once.first.as_ref().map(|first| name_of(plan, first));
    let exposed = |share: f64| first.map_or("–".into(), |first| share_of(share, first));
    let guarantee = once.guarantee.as_ref();
    [
        match first {
            Some(first) => format!("As one bargain, {first} first").into(),
            None => "As one bargain, at one stroke".into(),
        },
        exposed(once.exposure),
        exposed(once.bare),
        patience(once.patience_from),
        guarantee.map_or("none".into(), |at| {
            // Where somebody goes first, its part comes before the whole.
            let when = match (at.after, first) {
                (0, _) => "before it",
                (1, Some(_)) => "after the first part",
                _ => "after all of it",
            };
            share_of(at.share, &format!("{}, {when}", name_of(plan, &at.side)))
        }),
    ]
}

/// `34% (Japan)`
fn share_of(share: f64, whose: &str) -> Text {
    Text::from(Number::percent(share)).and(format!(" ({whose})"))
}

fn patience(from: Option<f64>) -> Text {
    match from {
        None => "none is enough".into(),
        Some(least) if least < 0.0005 => "any".into(),
        Some(least) => Number::of(least, Precision::Exactly(3)).into(),
    }
}

/// What a guarantee must be for so many steps.
fn guarantees(plan: &PlanFinding) -> Table {
    let sides = plan.sides.iter().map(|side| side.name.as_str());
    let mut table = Table::new(["Steps"].into_iter().chain(sides)).caption(
        "By the closed form for equal stakes and a last date, on each side’s totals: the guarantee \
         needed, of what the plan costs the side.",
    );
    for column in &mut table.columns {
        column.align = Align::Right;
    }
    for guarantee in &plan.guarantees {
        let shares = guarantee.shares.iter();
        let shares =
            shares.map(|share| share.map_or("–".into(), |share| Number::percent(share).into()));
        let steps = Number::whole(guarantee.steps as u64);
        table.row([Text::from(steps)].into_iter().chain(shares));
    }
    table
}

pub(crate) fn name_of<'a>(plan: &'a PlanFinding, id: &'a str) -> &'a str {
    let side = plan.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}
