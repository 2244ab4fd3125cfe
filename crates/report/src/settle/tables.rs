//! Agreements, points, packages, binding levels and promises as tables.

use hikiwake_finding::{PreferenceVerdict, thousands};
use hikiwake_negotiation::{
    AfterState, Betrayal, FactionTipping, Kept, SettledAgreement, Settlement, StepFate, Tips,
};
use maud::{Markup, html};

use crate::{evidence, words};

/// Name of a side, or its id.
pub(super) fn name<'a>(found: &'a Settlement, id: &'a str) -> &'a str {
    let side = found.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

/// The form of an agreement for the reader.
pub(super) fn form<'a>(found: &'a Settlement, agreement: &'a SettledAgreement) -> &'a str {
    let form = agreement.row.form.as_ref();
    let form = form.and_then(|id| found.forms.iter().find(|form| form.id == *id));
    form.map_or("(of no named form)", |form| &form.label)
}

pub(super) fn forms(found: &Settlement) -> Markup {
    let rows: Vec<(usize, Option<u64>)> = (found.forms_best.iter())
        .map(|best| (best.agreement, None))
        .collect();
    html! {
        @if !rows.is_empty() { (agreements(found, "The best agreement of each form", &rows)) }
    }
}

pub(super) fn efficient(found: &Settlement) -> Markup {
    let rows: Vec<(usize, Option<u64>)> = (found.efficient.iter())
        .map(|group| (group.agreement, Some(group.count)))
        .collect();
    html! {
        @if !rows.is_empty() {
            details.more {
                summary {
                    (thousands(found.efficient.len() as u64)) " efficient agreements, those with the same values as one"
                    @if found.efficient_not_listed > 0 {
                        " (of " (thousands(found.efficient.len() as u64 + found.efficient_not_listed)) ")"
                    }
                }
                (agreements(found, "Efficient agreements", &rows))
            }
        }
    }
}

/// Agreements with what becomes of them, each with how many are alike.
fn agreements(found: &Settlement, caption: &str, rows: &[(usize, Option<u64>)]) -> Markup {
    html! {
        div.scroll role="region" aria-label={ "Table: " (caption) } tabindex="0" {
            table.small-table {
                caption { div { (caption) } }
                thead {
                    tr {
                        th scope="col" { "Form and terms changed" }
                        th scope="col" { "In the zone" }
                        @for side in &found.sides { th scope="col" { (side.name) } }
                        @if found.after.is_some() {
                            th scope="col" { "Kept" }
                            th scope="col" { "Reached" }
                            th scope="col" { "First betrayal" }
                        }
                    }
                }
                tbody {
                    @for (at, alike) in rows { (row(found, &found.agreements[*at], *alike)) }
                }
            }
        }
    }
}

fn row(found: &Settlement, agreement: &SettledAgreement, alike: Option<u64>) -> Markup {
    let state = agreement.state.map(|state| &found.states[state]);
    html! {
        tr {
            th scope="row" {
                (form(found, agreement))
                @if agreement.row.in_force { " (in force)" }
                @if let Some(more) = alike.filter(|n| *n > 1) {
                    span.small { " and " (thousands(more - 1)) " alike" }
                }
                (changed(agreement))
            }
            td { (if agreement.zone { "yes" } else { "no" }) }
            @for seen in &agreement.seen {
                td {
                    (verdict(seen.verdict))
                    @if let Some(statement) = seen.statements.first().filter(|_| seen.verdict == PreferenceVerdict::Worse) {
                        div.small { q { (evidence::plain(statement)) } " " (evidence::badges(statement)) }
                    }
                }
            }
            @if found.after.is_some() {
                td { (kept(agreement, state)) }
                td { @if let Some(reach) = state.and_then(|s| s.holding.reach) { (words::reach(reach)) } }
                td { @if let Some(first) = state.and_then(|s| s.betrayals.first()) { (betrayal(first)) } }
            }
        }
    }
}

pub(super) fn changed(agreement: &SettledAgreement) -> Markup {
    html! {
        @if !agreement.changed.is_empty() {
            details {
                summary.small { (words::count(agreement.changed.len() as u64, "term changed", "terms changed")) }
                div.small {
                    (agreement.changes) "."
                    @if !agreement.beyond.is_empty() {
                        " The model has no options for: " (agreement.beyond.join(", ")) "."
                    }
                }
            }
        }
    }
}

fn verdict(verdict: PreferenceVerdict) -> &'static str {
    match verdict {
        PreferenceVerdict::Better => "better",
        PreferenceVerdict::Worse => "worse",
        PreferenceVerdict::Equal => "no difference",
    }
}

fn kept(agreement: &SettledAgreement, state: Option<&AfterState>) -> Markup {
    html! {
        @match (state, &agreement.no_state) {
            (Some(state), _) => {
                @match state.kept {
                    Kept::Holds => { strong { "holds" } div.small { (state.holding.concepts.join(", ")) } }
                    Kept::AsNow => { "as now" div.small { "left only by steps that would be taken anyway" } }
                    Kept::Betrayed => { "broken" }
                }
            }
            (None, Some(why)) => { div.small { "Not in the model: " (why) } }
            (None, None) => {}
        }
    }
}

fn betrayal(betrayal: &Betrayal) -> Markup {
    html! {
        (betrayal.step.text)
        @for reason in &betrayal.step.because {
            @for statement in reason.statements.iter().take(1) {
                div.small { q { (evidence::plain(statement)) } " " (evidence::badges(statement)) }
            }
        }
        div.small {
            @if !betrayal.undoes.is_empty() { "Undoes what was agreed. " }
            @if !betrayal.opens.is_empty() { "Possible only once signed. " }
            @if betrayal.anyway { "Would be done anyway. " }
            @if let Some(rest) = &betrayal.rest {
                "Best replies then come to rest at " span.state { (rest.code) } "."
            }
        }
    }
}

pub(super) fn tipping(found: &Settlement) -> Markup {
    let meant = |f: &&FactionTipping| f.how != Tips::ByForm;
    html! {
        @if found.tipping.iter().any(|t| t.factions.iter().any(|f| meant(&f))) {
            h4 { "How large a package tips each" }
            ul {
                @for tipping in &found.tipping {
                    @let agreement = &found.agreements[tipping.agreement];
                    li {
                        (form(found, agreement)) ", by “" (found.terms[tipping.term].label) "”: "
                        @for (at, faction) in tipping.factions.iter().filter(meant).enumerate() {
                            @if at > 0 { "; " }
                            (name(found, &faction.faction)) " " (tips(found, tipping.term, faction))
                        }
                        "."
                    }
                }
            }
            @if found.tipping.iter().any(|t| t.factions.iter().any(|f| f.how == Tips::ByForm)) {
                p.small { "Those not named judge by the form of the settlement alone: no size of it changes their verdict." }
            }
        }
    }
}

fn tips(found: &Settlement, term: usize, tipping: &FactionTipping) -> Markup {
    html! {
        @match (tipping.how, tipping.level) {
            (Tips::Already, _) => { "without any" }
            (Tips::At, Some(at)) => { "from “" (found.terms[term].levels[usize::from(at)]) "” on" }
            (Tips::Never, _) => {
                "by no size"
                @if let Some(statement) = tipping.statements.first() {
                    ", since it would fail " q { (evidence::plain(statement)) }
                } @else if let Some(missing) = tipping.missing {
                    ", " (format!("{missing:.1}")) " missing"
                }
            }
            (Tips::At, None) | (Tips::ByForm, _) => { "by the form alone" }
        }
    }
}

pub(super) fn binding(found: &Settlement) -> Markup {
    html! {
        @for binding in found.binding.iter().filter(|b| b.ended > 0) {
            @let term = &found.terms[binding.term];
            h4 { "Binding against declared: " (term.label) }
            ul {
                @for pair in &binding.pairs {
                    @let level = |level: u8| &term.levels[usize::from(level)];
                    @let agreement = &found.agreements[pair.bound_agreement];
                    li {
                        (form(found, agreement)) ", “" (level(pair.bound)) "” in place of “" (level(pair.loose)) "”:"
                        (changed(agreement))
                        ul {
                            @for betrayal in &pair.betrayals {
                                li {
                                    (betrayal.step.text) ": " strong { (fate(betrayal.fate)) }
                                    @if betrayal.anyway { " (it would be done without an agreement, too)" }
                                    @for reason in &betrayal.step.because {
                                        @for statement in reason.statements.iter().take(1) {
                                            ". For " q { (evidence::plain(statement)) } " " (evidence::badges(statement))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if binding.betrayed > binding.pairs.len() as u64 {
                p.small { "And " (thousands(binding.betrayed - binding.pairs.len() as u64)) " more pairs." }
            }
        }
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

pub(super) fn promises(found: &Settlement) -> Markup {
    html! {
        @if !found.promises.is_empty() {
            div.scroll role="region" aria-label="Table: promised and delivered" tabindex="0" {
                table.small-table {
                    caption { div { "What was promised, and what came" } }
                    thead {
                        tr {
                            @for head in ["Promise", "Announced", "Delivered", "Part", "Private firms decide", "Counted", "Evidence"] {
                                th scope="col" { (head) }
                            }
                        }
                    }
                    tbody {
                        @for promise in &found.promises {
                            tr {
                                th scope="row" { (promise.label) }
                                td { (promise.announced) " " (promise.unit) }
                                td { (promise.delivered) " " (promise.unit) }
                                td { (share(promise.part)) }
                                td { (share(promise.private_share)) }
                                td { @if let Some(counted) = &promise.counted { (counted) } }
                                td {
                                    @let (class, text) = words::basis(&promise.basis);
                                    span.badge.(class) { (text) }
                                    @if promise.hindsight { " " span.badge.hindsight { "hindsight" } }
                                    (evidence::cited(&promise.claims))
                                }
                            }
                        }
                    }
                }
            }
            @for doubt in &found.doubts {
                p.small {
                    "The chance that " (name(found, &doubt.faction)) " does not reject the Nash point: "
                    (share(Some(doubt.believed))) " if all that was promised is believed, "
                    (share(Some(doubt.doubted))) " if it is doubted as far as promises fell short so far."
                }
            }
        }
    }
}

fn share(share: Option<f64>) -> String {
    share.map_or("not known".to_owned(), |s| format!("{:.0}%", 100.0 * s))
}
