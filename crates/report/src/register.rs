//! Where the sources differ: each thing with both places side by side.

use hikiwake_evidence::{
    Bearing, FoundBy, Register, RegisterEntry, RegisterJudgement, RegisterSide, RegisterVerdict,
    VerdictCount,
};
use maud::{Markup, html};

use crate::words;

/// A verdict as the page names it.
struct Named {
    verdict: RegisterVerdict,
    class: &'static str,
    /// A sign that tells it without colour.
    sign: &'static str,
    word: &'static str,
    heading: &'static str,
}

const VERDICTS: [Named; 5] = [
    Named {
        verdict: RegisterVerdict::Clash,
        class: "clash",
        sign: "×",
        word: "clash",
        heading: "Cannot both be true",
    },
    Named {
        verdict: RegisterVerdict::Open,
        class: "open",
        sign: "?",
        word: "open",
        heading: "Nobody can tell yet",
    },
    Named {
        verdict: RegisterVerdict::OtherMeasure,
        class: "agrees",
        sign: "≠",
        word: "other measure",
        heading: "About other measures or wholes",
    },
    Named {
        verdict: RegisterVerdict::OtherDate,
        class: "agrees",
        sign: "→",
        word: "other time",
        heading: "About other times",
    },
    Named {
        verdict: RegisterVerdict::SameThing,
        class: "agrees",
        sign: "=",
        word: "same thing",
        heading: "The same in other words",
    },
];

pub(crate) fn section(register: Option<&Register>) -> Markup {
    html! {
        @if let Some(register) = shown(register) {
            section #differences aria-labelledby="differences-h" {
                h2 #differences-h { "Where the sources differ" }
                @for sentence in &register.sentences { p { (sentence) } }
                (counts(&register.counts.verdicts))
                @for named in &VERDICTS { (group(named, &register.entries)) }
            }
        }
    }
}

/// The register, where there is something in it to show.
pub(crate) fn shown(register: Option<&Register>) -> Option<&Register> {
    register.filter(|register| !register.entries.is_empty())
}

fn counts(verdicts: &[VerdictCount]) -> Markup {
    let sum = |of: fn(&VerdictCount) -> u64| verdicts.iter().map(of).sum::<u64>();
    let of: [fn(&VerdictCount) -> u64; 4] = [
        |count| count.program,
        |count| count.reading,
        |count| count.both,
        |count| count.program + count.reading + count.both,
    ];
    html! {
        div.scroll role="region" aria-label="Differences by verdict and by who found them" tabindex="0" {
            table.small-table {
                caption { "Differences by verdict and by who found them" }
                thead {
                    tr {
                        @for heading in ["Verdict", "The program alone", "The reader alone", "Both", "All"] {
                            th scope="col" { (heading) }
                        }
                    }
                }
                tbody {
                    @for named in &VERDICTS {
                        @for count in verdicts.iter().filter(|count| count.verdict == named.verdict) {
                            tr {
                                th scope="row" { (badge(named)) " " (named.heading) }
                                @for of in of { td.n { (words::number(of(count))) } }
                            }
                        }
                    }
                    tr {
                        th scope="row" { "All" }
                        @for of in of { td.n { (words::number(sum(of))) } }
                    }
                }
            }
        }
    }
}

/// The entries of one verdict. Those that agree after all can be opened.
fn group(named: &Named, entries: &[RegisterEntry]) -> Markup {
    let entries: Vec<&RegisterEntry> = (entries.iter())
        .filter(|entry| entry.verdict == named.verdict)
        .collect();
    let list = html! {
        div.differences { @for entry in &entries { (one(named, entry)) } }
    };
    html! {
        @if !entries.is_empty() {
            h3 { (named.heading) }
            @if named.verdict <= RegisterVerdict::Open { (list) } @else {
                details {
                    summary { (words::count(entries.len() as u64, "difference", "differences")) }
                    (list)
                }
            }
        }
    }
}

fn one(named: &Named, entry: &RegisterEntry) -> Markup {
    html! {
        article.difference {
            h4 { (entry.matter) " " (badge(named)) }
            @if !entry.says.is_empty() { p { (entry.says) } }
            div.sides { @for side in &entry.sides { (self::side(side)) } }
            p { (entry.why) }
            (other("The program", entry.program.as_ref(), entry))
            (other("The reader", entry.reading.as_ref(), entry))
            p.small { (found(entry)) }
            (bears_on(&entry.bears_on))
        }
    }
}

fn badge(named: &Named) -> Markup {
    html! {
        span.badge.verdict.(named.class) {
            b aria-hidden="true" { (named.sign) } " " (named.word)
        }
    }
}

/// What the program or the reader makes of it, where the entry says otherwise.
fn other(who: &str, judged: Option<&RegisterJudgement>, entry: &RegisterEntry) -> Markup {
    let named = |judged: &RegisterJudgement| {
        VERDICTS
            .iter()
            .find(|named| named.verdict == judged.verdict)
    };
    html! {
        @if let Some(judged) = judged.filter(|judged| judged.why != entry.why) {
            p.small {
                (who)
                @if let Some(named) = named(judged) { " (" (named.word) ")" }
                ": "
                @if judged.says != entry.says { (judged.says) " " }
                (judged.why)
            }
        }
    }
}

fn side(side: &RegisterSide) -> Markup {
    html! {
        div.side {
            p.source { (side.source) }
            p.value { (side.value) }
            @if !side.says.is_empty() { p.small { (side.says) } }
            p.small {
                @if !side.date.is_empty() { "Time: " (side.date) ". " }
                @if !side.of.is_empty() { "Of: " (side.of) ". " }
                @if !side.by.is_empty() { "Words of: " (side.by) ". " }
                @if !["", "asserted"].contains(&side.strength.as_str()) { "Said: " (side.strength) ". " }
                @if !side.read_as.is_empty() && side.read_as != side.value { "The reader has: " (side.read_as) ". " }
                span.cite {
                    (side.place)
                    @if !side.claims.is_empty() { " [" (side.claims.join(", ")) "]" }
                }
            }
        }
    }
}

fn found(entry: &RegisterEntry) -> Markup {
    html! {
        span.badge.found {
            (match entry.found {
                FoundBy::Program => "found by the program",
                FoundBy::Reading => "found by the reader",
                FoundBy::Both => "found by both",
            })
        }
        " " code { (entry.id) }
        @if entry.found == FoundBy::Both { ", " (entry.differences.join(", ")) }
    }
}

/// What rests on one of the sides.
fn bears_on(bearings: &[Bearing]) -> Markup {
    let part = |bearing: &Bearing| match bearing.part.as_str() {
        "statement" => "Statement",
        "ranking" => "Ranking",
        "rule" => "Rule",
        "option" => "Option",
        "status-quo" => "Status quo",
        _ => "Outcome",
    };
    html! {
        @if !bearings.is_empty() {
            details.claims {
                summary {
                    "What rests on it: "
                    (words::count(bearings.len() as u64, "judgement", "judgements"))
                }
                ul {
                    @for bearing in bearings {
                        li {
                            (part(bearing)) ": " (bearing.text) " "
                            span.cite {
                                "[" (bearing.id) "]"
                                @if !bearing.stands_in.is_empty() { ", in " (bearing.stands_in.join(", ")) }
                                "; by " (bearing.claims.join(", "))
                            }
                        }
                    }
                }
            }
        }
    }
}
