//! Sanction cards: why an actor does not do what it would like to do.

use hikiwake_conflict::SanctionCard;
use hikiwake_finding::WalkStep;
use maud::{Markup, html};

use crate::evidence;
use crate::period::{Period, described};
use crate::words;

pub(crate) fn part(period: &Period) -> Markup {
    let analysis = period.analysis;
    html! {
        @if !analysis.cards.is_empty() {
            h3 { "Why they stay" }
            p {
                "Each card takes one step that an actor has a reason to take, and shows what \
                 speaks against it: the answer of the others, or what matters more to the actor \
                 itself."
            }
            div.cards { @for card in &analysis.cards { (one(period, card)) } }
            @if analysis.cards_not_listed > 0 {
                p.small {
                    (words::count(analysis.cards_not_listed, "further card is", "further cards are"))
                    " not shown."
                }
            }
        }
    }
}

fn one(period: &Period, card: &SanctionCard) -> Markup {
    let steps = || std::iter::once(&card.improvement).chain(&card.answer);
    let reasons: Vec<_> = (steps().flat_map(|step| &step.because))
        .chain([&card.result])
        .collect();
    let wish = card.wish.iter().flat_map(|wish| &wish.claims);
    html! {
        article.card {
            h4 { (card.question) }
            p.small {
                "In " (period.state(&card.state))
                @if let Some(row) = period.row(&card.state) { ": " (described(row)) }
            }
            p { strong { "The step. " } (period.step(&card.improvement)) }
            @if let Some(wish) = &card.wish {
                p {
                    strong { "What it would bring. " }
                    "It meets the wish " q { (evidence::plain(wish)) } " " (evidence::badges(wish))
                }
            } @else { p { strong { "What it would bring. " } "It is " (because(period, &card.improvement)) } }
            @if !card.answer.is_empty() { (answer(period, card)) }
            p {
                strong { "In the end. " }
                @if card.answer.is_empty() { "The step alone is " } @else { "After that it is " }
                (evidence::reason(&card.result, period.names))
            }
            div.on-screen { (evidence::claims(&evidence::each_once(evidence::claims_of(&reasons).iter().chain(wish)))) }
        }
    }
}

/// What the others do about the step.
fn answer(period: &Period, card: &SanctionCard) -> Markup {
    html! {
        p {
            strong { "The answer. " }
            @if card.credible {
                "Each step is better for the one who takes it, so the answer is credible."
            } @else {
                "The others can do this, though not every step is better for the one who takes it."
            }
        }
        ol {
            @for step in &card.answer {
                li { (period.step(step)) span.because { (because(period, step)) } }
            }
        }
    }
}

/// How the movers of a step see it.
fn because(period: &Period, step: &WalkStep) -> Markup {
    html! {
        @for (at, reason) in step.because.iter().enumerate() {
            @if at > 0 { "; " }
            (evidence::reason(reason, period.names))
        }
    }
}
