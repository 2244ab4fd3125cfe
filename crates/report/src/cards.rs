//! Sanction cards: why an actor does not do what it would like to do.

use hikiwake_analysis::SanctionCard;
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
                "Each card takes one step that an actor would like to take, and shows the answer \
                 that spoils it."
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
    let names = period.names;
    let mut reasons = vec![&card.result];
    reasons.extend(&card.improvement.because);
    reasons.extend(card.answer.iter().flat_map(|step| &step.because));
    html! {
        article.card {
            h4 { (card.question) }
            p.small {
                "In " (period.state(&card.state))
                @if let Some(row) = period.row(&card.state) { ": " (described(row)) }
            }
            p {
                strong { "The step it forgoes. " }
                (period.step(&card.improvement)) "."
                @for reason in &card.improvement.because {
                    " It would be " (evidence::reason(reason, names)) "."
                }
            }
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
                    li {
                        (period.step(step))
                        @for reason in &step.because {
                            span.because { (evidence::reason(reason, names)) }
                        }
                    }
                }
            }
            p {
                strong { "In the end. " }
                "Against where it stands now, this is " (evidence::reason(&card.result, names)) "."
            }
            (evidence::claims(&evidence::claims_of(&reasons)))
        }
    }
}
