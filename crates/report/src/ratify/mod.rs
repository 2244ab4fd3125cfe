//! Who must accept at home: what each faction says to each form of settlement, what
//! passes, and where the sides overlap.

mod bars;
mod heat;

use hikiwake_finding::{Finding, thousands};
use hikiwake_negotiation::{DomesticRatification, Ratified, RatifyPeriod, SideRatified};
use maud::{Markup, html};

use crate::words;

pub(crate) fn section(finding: Option<&Finding<DomesticRatification>>) -> Markup {
    let Some(finding) = finding else {
        return html! {};
    };
    let found = &finding.finding;
    html! {
        section #ratify aria-labelledby="ratify-h" {
            h2 #ratify-h { "Who must accept at home" }
            p {
                "An agreement must pass at home on each side (Putnam 1988). Who must accept there is \
                 itself a judgement, so several rules of ratification stand side by side. Only new \
                 agreements are counted: the one in force stands in any case."
            }
            @for sentence in &found.sentences { p { (sentence) } }
            (rules(found))
            (bars::figure(found))
            @for (at, period) in found.periods.iter().enumerate() {
                (date(found, at, period))
            }
            @for note in &found.notes { p.small { (note) } }
        }
    }
}

fn rules(found: &DomesticRatification) -> Markup {
    html! {
        ul.plain {
            @for rule in &found.rules {
                @let (class, basis) = words::basis(&rule.ground.basis);
                li {
                    strong { (rule.label) }
                    @if rule.usual && found.rules.len() > 1 { " (the usual rule)" }
                    @if !rule.text.is_empty() { ": " (rule.text) }
                    " "
                    span.badge.(class) { (basis) }
                    @if rule.ground.hindsight { " " span.badge.hindsight { "hindsight" } }
                }
            }
        }
    }
}

fn date(found: &DomesticRatification, at: usize, period: &RatifyPeriod) -> Markup {
    html! {
        h3 { (words::period_name(&period.scenario)) }
        (heat::table(found, at, period))
        ul { @for sentence in &period.sentences { li { (sentence) } } }
        (holders(found, period))
        (grounds(found, period))
        details.more {
            summary { "Who is decisive, and how likely agreements are ratified" }
            (likeliest(found, period))
            (decisive(found, period))
        }
    }
}

fn holders(found: &DomesticRatification, period: &RatifyPeriod) -> Markup {
    html! {
        @for holder in &period.holders {
            @let (class, basis) = words::basis(&holder.ground.basis);
            p.small {
                "The file in " (side_name(found, &holder.side)) " is held by "
                (faction(period, &holder.faction)) ". "
                span.badge.(class) { (basis) }
                @if holder.ground.hindsight { " " span.badge.hindsight { "hindsight" } }
            }
        }
    }
}

/// What each faction's verdicts rest on.
fn grounds(found: &DomesticRatification, period: &RatifyPeriod) -> Markup {
    html! {
        details.more {
            summary { "What these verdicts rest on" }
            ul.plain {
                @for row in &period.factions {
                    li {
                        strong { (row.head.name) } ": judges by " (row.judges_by) "; "
                        (words::basis(&row.head.basis).1)
                        @if row.head.hindsight { ", with hindsight" }
                        @if row.doubt > 0.0 { "; doubt " (row.doubt) }
                        ". " (row.head.note)
                        @let claims = (found.claims.iter())
                            .filter(|claim| row.head.because.contains(&claim.id));
                        ul { @for claim in claims { li { (claim.says) " (" (claim.source) ")" } } }
                    }
                }
            }
        }
    }
}

fn likeliest(found: &DomesticRatification, period: &RatifyPeriod) -> Markup {
    let rules = period.rules.iter().zip(&found.rules);
    let told = rules.filter(|(rule, _)| !rule.likeliest.is_empty());
    let told: Vec<_> = told.collect();
    html! {
        @if !told.is_empty() {
            div.scroll role="region" aria-label="Table: agreements likeliest to be ratified" tabindex="0" {
                table.small-table {
                    caption { div { "Likeliest to be ratified, if factions err independently of one another" } }
                    thead {
                        tr {
                            th scope="col" { "Rule" }
                            @for side in &found.sides { th scope="col" { (side.name) } }
                            th scope="col" { "All sides" }
                            th scope="col" { "Agreements" }
                            th scope="col" { "For example" }
                        }
                    }
                    @for (rule, head) in told { (likeliest_rows(rule, &head.label)) }
                }
            }
        }
    }
}

fn likeliest_rows(rule: &Ratified, label: &str) -> Markup {
    html! {
        tbody {
            @for (at, likely) in rule.likeliest.iter().enumerate() {
                tr {
                    @if at == 0 { th scope="rowgroup" rowspan=(rule.likeliest.len()) { (label) } }
                    @for chance in &likely.sides { td { (percent(*chance)) } }
                    td { (percent(likely.joint)) }
                    td { (thousands(likely.agreements)) }
                    td { (likely.example.text) }
                }
            }
        }
    }
}

fn decisive(found: &DomesticRatification, period: &RatifyPeriod) -> Markup {
    html! {
        div.scroll role="region" aria-label="Table: who is decisive" tabindex="0" {
            table.small-table {
                caption {
                    div {
                        "Who is decisive. Keeps out: agreements that fail by its no alone. Could open: \
                         others that would pass if it accepted. Carries: those that pass and would fail \
                         if it rejected. The two indices tell its power before anybody’s verdict is \
                         known: its share of all swings (Banzhaf), and of all orders of joining \
                         (Shapley and Shubik)."
                    }
                }
                thead {
                    tr {
                        th scope="col" { "Rule and side" }
                        @for title in ["Faction", "Keeps out", "Could open", "Carries", "Banzhaf", "Shapley–Shubik"] {
                            th scope="col" { (title) }
                        }
                    }
                }
                @for (rule, head) in period.rules.iter().zip(&found.rules) {
                    @for side in &rule.sides {
                        (decisive_rows(found, period, &head.label, side))
                    }
                }
            }
        }
    }
}

fn decisive_rows(
    found: &DomesticRatification,
    period: &RatifyPeriod,
    rule: &str,
    side: &SideRatified,
) -> Markup {
    let members = || side.power.iter().flat_map(|power| &power.members);
    let mut ids: Vec<&str> = side
        .decisive
        .iter()
        .map(|row| row.faction.as_str())
        .collect();
    for member in members() {
        if !ids.contains(&member.faction.as_str()) {
            ids.push(&member.faction);
        }
    }
    html! {
        @if !ids.is_empty() {
            tbody {
                @for (at, id) in ids.iter().enumerate() {
                    @let turns = side.decisive.iter().find(|row| row.faction == *id);
                    @let power = members().find(|row| row.faction == *id);
                    tr {
                        @if at == 0 {
                            th scope="rowgroup" rowspan=(ids.len()) {
                                (rule) ", " (side_name(found, &side.side))
                            }
                        }
                        td { (faction(period, id)) }
                        td { @if let Some(turns) = turns { (thousands(turns.keeps_out)) } }
                        td { @if let Some(turns) = turns { (thousands(turns.could_open)) } }
                        td { @if let Some(turns) = turns { (thousands(turns.carries)) } }
                        td { @if let Some(power) = power { (format!("{:.3}", power.banzhaf_share)) } }
                        td { @if let Some(power) = power { (format!("{:.3}", power.shapley)) } }
                    }
                }
            }
        }
    }
}

fn percent(chance: f64) -> String {
    format!("{:.0}%", chance * 100.0)
}

fn side_name<'a>(found: &'a DomesticRatification, id: &'a str) -> &'a str {
    let side = found.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

fn faction<'a>(period: &'a RatifyPeriod, id: &'a str) -> &'a str {
    let row = period.factions.iter().find(|row| row.head.id == id);
    row.map_or(id, |row| &row.head.name)
}
