//! The table of equilibria: states by options, with concepts and reach.

use hikiwake_conflict::Analysis;
use hikiwake_finding::{Holding, OptionHead};
use maud::{Markup, html};

use crate::period::{Period, marks};
use crate::words::{self, CONCEPTS};

pub(crate) fn part(period: &Period) -> Markup {
    let analysis = period.analysis;
    html! {
        h3 { "What would hold" }
        (counts(analysis))
        (patterns(analysis))
        @if analysis.equilibria.is_empty() {
            p { "No state holds under any of the five concepts." }
        }
        (table(period))
        (options(period))
    }
}

fn counts(analysis: &Analysis) -> Markup {
    html! {
        p {
            "Of " (words::number(analysis.combinations)) " combinations of options, "
            (words::states(analysis.feasible)) " "
            (if analysis.feasible == 1 { "is" } else { "are" }) " feasible."
        }
        div.scroll role="group" aria-label="Table: equilibria per concept" tabindex="0" {
            table.small-table {
                caption { div { "How many states hold, and how many of them are reached from the status quo" } }
                thead {
                    tr {
                        th scope="col" { "Concept" }
                        th scope="col" { "States that hold" }
                        th scope="col" { "by best replies" }
                        th scope="col" { "by improvements" }
                        th scope="col" { "with a joint move" }
                    }
                }
                tbody {
                    @for count in &analysis.equilibrium_counts {
                        tr {
                            th scope="row" { (count.concept) }
                            td.n { (words::number(count.states)) }
                            td.n { (words::number(count.by_best_replies)) }
                            td.n { (words::number(count.by_improvements)) }
                            td.n { (words::number(count.by_joint_move)) }
                        }
                    }
                }
            }
        }
    }
}

/// What becomes of the patterns that the dossier names.
fn patterns(analysis: &Analysis) -> Markup {
    html! {
        @if !analysis.patterns.is_empty() {
            div.scroll role="group" aria-label="Table: patterns" tabindex="0" {
                table.small-table {
                    caption { div {
                        "States of each pattern: feasible ones, those that nobody would leave \
                         (SEQ), and how many of these the status quo leads to"
                    } }
                    thead {
                        tr {
                            @for heading in ["Pattern", "Feasible", "Hold", "by best replies", "by improvements", "with a joint move"] {
                                th scope="col" { (heading) }
                            }
                        }
                    }
                    tbody {
                        @for pattern in &analysis.patterns {
                            tr {
                                th scope="row" {
                                    (pattern.label) br; code.small { (pattern.formula) }
                                }
                                @for n in [pattern.feasible, pattern.holding, pattern.by_best_replies, pattern.by_improvements, pattern.by_joint_move] {
                                    td.n { (words::number(n)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Columns: the options on the table, by owner in the order of their first option.
struct Columns<'a> {
    owners: Vec<(&'a str, Vec<(usize, &'a OptionHead)>)>,
}

impl<'a> Columns<'a> {
    fn new(analysis: &'a Analysis) -> Self {
        let mut owners: Vec<(&str, Vec<(usize, &OptionHead)>)> = Vec::new();
        for (at, option) in analysis.options.iter().enumerate() {
            if option.absent {
                continue;
            }
            match owners.iter_mut().find(|(owner, _)| *owner == option.owner) {
                Some((_, options)) => options.push((at, option)),
                None => owners.push((&option.owner, vec![(at, option)])),
            }
        }
        Columns { owners }
    }

    fn options(&self) -> impl Iterator<Item = &(usize, &'a OptionHead)> {
        self.owners.iter().flat_map(|(_, options)| options)
    }
}

fn table(period: &Period) -> Markup {
    let analysis = period.analysis;
    let columns = Columns::new(analysis);
    let others = others(analysis);
    let width = columns.options().count() + CONCEPTS.len() + 2;
    html! {
        div.scroll.equilibria role="group" aria-label="Table: states that hold" tabindex="0" {
            table {
                caption { div {
                    "The states that hold, best supported first"
                    @if analysis.equilibria_not_listed > 0 {
                        "; " (words::states(analysis.equilibria_not_listed))
                        " that also hold under some concept are not listed"
                    }
                    ". " span.small {
                        "● taken, · not taken; a framed cell differs from the status quo. \
                         ✓ holds under the concept, – does not."
                    }
                } }
                (head(period, &columns))
                tbody {
                    @for holding in &analysis.equilibria { (row(period, &columns, holding)) }
                }
                @if !others.is_empty() {
                    tbody {
                        tr.divide {
                            th scope="rowgroup" colspan=(width) {
                                "For comparison: not among the states listed above"
                            }
                        }
                        @for holding in &others { (row(period, &columns, holding)) }
                    }
                }
            }
        }
    }
}

/// The status quo and the outcomes that the list lacks.
fn others(analysis: &Analysis) -> Vec<&Holding> {
    let outcomes = analysis
        .outcomes
        .iter()
        .filter_map(|outcome| outcome.holding.as_ref());
    let mut rows: Vec<&Holding> = Vec::new();
    for holding in analysis.status_quo.iter().chain(outcomes) {
        let code = &holding.state.code;
        let mut shown = analysis.equilibria.iter().chain(rows.iter().copied());
        if shown.all(|other| other.state.code != *code) {
            rows.push(holding);
        }
    }
    rows
}

fn head(period: &Period, columns: &Columns) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" rowspan="2" { "State" }
                @for (owner, options) in &columns.owners {
                    th.owner scope="colgroup" colspan=(options.len()) { (period.names.name(owner)) }
                }
                th.owner scope="colgroup" colspan=(CONCEPTS.len()) { "Holds under" }
                th.reach scope="col" rowspan="2" { "Reached from the status quo" }
            }
            tr {
                @for (_, option) in columns.options() {
                    th.up scope="col" {
                        div { b { (option.id) } " " span { (option.label) } }
                    }
                }
                @for (concept, _) in CONCEPTS { th.up.concept scope="col" { div { b { (concept) } } } }
            }
        }
    }
}

fn row(period: &Period, columns: &Columns, holding: &Holding) -> Markup {
    let analysis = period.analysis;
    let quo = analysis
        .status_quo
        .as_ref()
        .map(|holding| &holding.state.levels);
    let state = &holding.state;
    html! {
        tr.quo[state.status_quo].happened[!state.outcomes.is_empty()] {
            th scope="row" { (period.state(&state.code)) (marks(state)) }
            @for &(at, option) in columns.options() {
                @let level = state.levels.get(at).copied().unwrap_or(0);
                @let changed = quo.is_some_and(|quo| quo.get(at).is_some_and(|quo| *quo != level));
                (cell(option, level, changed))
            }
            @for (concept, _) in CONCEPTS {
                @if holding.concepts.iter().any(|held| held == concept) {
                    td.yes { span aria-hidden="true" { "✓" } span.aloud { "holds" } }
                } @else {
                    td.no { span aria-hidden="true" { "–" } span.aloud { "does not hold" } }
                }
            }
            td.reach {
                @if let Some(kind) = holding.reach { (words::reach(kind)) } @else { "no status quo" }
                @if !holding.leavers.is_empty() {
                    br; span.small { (period.names.list(&holding.leavers)) " would leave" }
                }
            }
        }
    }
}

fn cell(option: &OptionHead, level: u8, changed: bool) -> Markup {
    html! {
        td.level.changed[changed].off[level == 0] {
            @if words::is_yes_no(option) {
                span aria-hidden="true" { (if level == 0 { "·" } else { "●" }) }
                span.aloud { (if level == 0 { "no" } else { "yes" }) }
            } @else if let Some(name) = words::level(option, level) {
                span { (name) }
            } @else { span { (level) } }
            @if changed { span.aloud { ", unlike the status quo" } }
        }
    }
}

/// What the columns mean, and what is not on the table.
fn options(period: &Period) -> Markup {
    let analysis = period.analysis;
    let absent: Vec<&str> = (analysis.options.iter())
        .filter(|option| option.absent)
        .map(|option| option.label.as_str())
        .collect();
    html! {
        @if !absent.is_empty() {
            p.small { "Not on the table at this date: " (absent.join("; ")) "." }
        }
        details {
            summary { "What the options mean" }
            dl.options {
                @for option in analysis.options.iter().filter(|option| !option.absent) {
                    div {
                        dt { b { (option.id) } ": " (option.label) }
                        dd {
                            (period.names.name(&option.owner)) ". " (option.text) " "
                            @if !words::is_yes_no(option) {
                                "Levels: " (option.levels.join(", ")) ". "
                            }
                            (change(&option.change))
                        }
                    }
                }
            }
        }
    }
}

fn change(change: &str) -> &'static str {
    match change {
        "one-way" => "Cannot be undone.",
        "one-way-down" => "Once given up, it cannot be taken back.",
        "table" => "Only some changes are allowed.",
        _ => "Can be undone.",
    }
}
