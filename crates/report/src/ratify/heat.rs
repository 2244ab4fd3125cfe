//! Factions by forms of settlement: what each says, with its influence and vetoes.

use hikiwake_finding::thousands;
use hikiwake_negotiation::{
    DomesticRatification, FactionRow, FormRatified, HowMany, RatifyPeriod, Says,
};
use maud::{Markup, html};

use crate::words;

pub(super) fn table(found: &DomesticRatification, at: usize, period: &RatifyPeriod) -> Markup {
    // A column for agreements of no form only where there are any.
    let columns: Vec<usize> = (0..period.by_form.len())
        .filter(|&at| period.by_form[at].form.is_some() || period.by_form[at].agreements > 0)
        .collect();
    let sides = found.sides.iter().enumerate();
    let sides = sides.map(|(index, side)| (Some(index), Some(&side.id), side.name.as_str()));
    let all = sides.chain([(None, None, "Others who have a say")]);
    html! {
        div.scroll role="region" aria-label="Table: what each faction says to each form" tabindex="0" {
            table.heat aria-describedby={ "heat-key-" (at) } {
                caption { div { "What each faction says to each form of settlement, and what passes" } }
                thead {
                    tr {
                        th scope="col" { "Faction" }
                        th scope="col" { "Influence" }
                        th scope="col" { "Votes" }
                        @for &column in &columns {
                            th.form scope="col" { (form(found, period, column)) }
                        }
                    }
                }
                @for (index, id, name) in all {
                    @let members: Vec<&FactionRow> = (period.factions.iter())
                        .filter(|row| row.head.side.as_ref() == id)
                        .collect();
                    @if !members.is_empty() {
                        tbody {
                            tr.home { th scope="rowgroup" colspan=(columns.len() + 3) { (name) } }
                            @for row in members { (faction(row, &columns)) }
                            @if let Some(index) = index {
                                @for (rule, head) in period.rules.iter().zip(&found.rules) {
                                    (passing(&head.label, &rule.sides[index].by_form, &columns))
                                }
                            }
                        }
                    }
                }
                tbody {
                    tr.home { th scope="rowgroup" colspan=(columns.len() + 3) { "On all sides" } }
                    @for (rule, head) in period.rules.iter().zip(&found.rules) {
                        (passing(&head.label, &rule.by_form, &columns))
                    }
                }
            }
        }
        p.small id={ "heat-key-" (at) } {
            "+ accepts, · does not mind, − rejects, ± depends on the agreement; ● all pass, ◐ some \
             pass, ○ none passes, with the chance that one is ratified. "
            b { "L" } " leads, " b { "V" } " has a veto, " b { "H" } " holds the file, under a rule \
             that asks it. Votes are influence times how much the matter means to it, where the \
             dossier gives none."
        }
    }
}

fn form(found: &DomesticRatification, period: &RatifyPeriod, column: usize) -> Markup {
    let id = period.by_form[column].form.as_ref();
    let head = found.forms.iter().find(|form| Some(&form.id) == id);
    html! {
        @if let Some(head) = head { (head.label) }
        @else if found.forms.is_empty() { "All agreements" }
        @else { "Of no form" }
        br;
        span.small { (thousands(period.by_form[column].agreements)) }
    }
}

fn faction(row: &FactionRow, columns: &[usize]) -> Markup {
    let (class, basis) = words::basis(&row.head.basis);
    html! {
        tr {
            th scope="row" {
                (row.head.name)
                @for (role, mark, meaning) in [
                    ("leader", "L", "leads"),
                    ("veto", "V", "has a veto"),
                    ("holder", "H", "holds the file"),
                ] {
                    @if row.roles.iter().any(|has| has.role == role) {
                        " " span.role title=(meaning) { (mark) span.aloud { " (" (meaning) ")" } }
                    }
                }
                " " span.badge.(class) { (basis) }
                @if row.head.hindsight { " " span.badge.hindsight { "hindsight" } }
            }
            td.influence {
                span.bar aria-hidden="true" { (bar(&row.influence)) }
                span.aloud { (row.influence) }
            }
            td { (row.head.votes) }
            @for &column in columns {
                @let cell = &row.cells[column];
                @let (class, mark, meaning) = says(cell.says);
                td.says.(class) title=(meaning) {
                    span aria-hidden="true" { (mark) }
                    span.aloud { (meaning) }
                    @if cell.says == Says::Depends {
                        br;
                        span.small { "+" (share(cell.accepts, cell)) " −" (share(cell.rejects, cell)) }
                    }
                }
            }
        }
    }
}

/// The share of a form's agreements, in per cent.
fn share(part: u64, cell: &hikiwake_negotiation::Cell) -> String {
    let all = cell.accepts + cell.does_not_mind + cell.rejects;
    format!("{:.0}%", 100.0 * part as f64 / all.max(1) as f64)
}

fn passing(rule: &str, by_form: &[FormRatified], columns: &[usize]) -> Markup {
    html! {
        tr.passing {
            th scope="row" colspan="3" { (rule) }
            @for &column in columns {
                @let form = &by_form[column];
                @let (mark, meaning) = how(form.how);
                td title=(meaning) {
                    span aria-hidden="true" { (mark) }
                    span.aloud { (meaning) }
                    @if let Some(chance) = form.chance {
                        br;
                        span.small { (chances(chance.least, chance.greatest)) }
                    }
                }
            }
        }
    }
}

/// `9%`, or `20–90%`.
fn chances(least: f64, greatest: f64) -> String {
    let percent = |chance: f64| format!("{:.0}", chance * 100.0);
    let (least, greatest) = (percent(least), percent(greatest));
    match least == greatest {
        true => format!("{least}%"),
        false => format!("{least}–{greatest}%"),
    }
}

fn bar(influence: &str) -> &'static str {
    match influence {
        "high" => "■■■",
        "medium" => "■■□",
        _ => "■□□",
    }
}

fn says(says: Says) -> (&'static str, &'static str, &'static str) {
    match says {
        Says::Accepts => ("for", "+", "accepts"),
        Says::DoesNotMind => ("even", "·", "does not mind"),
        Says::Rejects => ("against", "−", "rejects"),
        Says::Depends => ("depends", "±", "depends on the agreement"),
        Says::NoAgreement => ("even", "", "no new agreement of it"),
    }
}

fn how(how: HowMany) -> (&'static str, &'static str) {
    match how {
        HowMany::All => ("●", "all pass"),
        HowMany::Some => ("◐", "some pass"),
        HowMany::None => ("○", "none passes"),
        HowMany::NoAgreement => ("", "no new agreement of it"),
    }
}
