//! `hikiwake ratify`

use std::sync::Arc;

use std::convert::Infallible;

use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_exchange::write_table;
use hikiwake_finding::Finding;
use hikiwake_negotiation::{
    DomesticRatification, EvaluatedNegotiation, FactionCount, FormRatified, HowMany, Ratified,
    RatifyQuestion,
};

use super::documents::{Shown, shown};
use super::{Answer, asked, open, scenario};
use crate::args::{RatifyArgs, Run};

pub fn ratify(arguments: &RatifyArgs) -> Answer {
    let dossier = open(&arguments.ask.folder)?;
    let question = RatifyQuestion {
        scenario: scenario(&arguments.ask.scenario),
        rule: arguments.rule.clone(),
    };
    let scenario = &arguments.ask.scenario;
    shown(
        &arguments.ask.folder,
        &scenario.shape,
        &scenario.run,
        || {
            let finding = asked(&scenario.run, arguments.list, |settings| {
                hikiwake_negotiation::ratify(&dossier, &question, settings)
            })?;
            Ok(Shown {
                document: hikiwake_document::ratify(&finding),
                csv: (arguments.csv.then(|| ratify_csv(&finding.finding))).transpose()?,
                finding,
            })
        },
    )
}

/// Most kinds of agreements that the report lists as likeliest under a rule.
const REPORT_LIST: usize = 3;

/// The finding for the report, from what was heard in each period.
pub fn for_report(
    dossier: &Dossier,
    heard: &[Arc<EvaluatedNegotiation>],
    run: &Run,
) -> Result<Finding<DomesticRatification>, String> {
    asked(run, REPORT_LIST, |settings| {
        let scenario = Scenario::default();
        let finding = hikiwake_negotiation::ratify_heard(dossier, &scenario, heard, settings);
        Ok::<_, Infallible>(finding)
    })
}

/// What passes, a line for each date, rule, side and form.
fn ratify_csv(found: &DomesticRatification) -> Result<String, String> {
    let head = [
        "period",
        "rule",
        "side",
        "form",
        "agreements",
        "passes",
        "how",
        "chance_least",
        "chance_greatest",
        "kept_out_by",
        "kept_out_by_several",
        "could_stop",
    ];
    let mut rows = Vec::new();
    for period in &found.periods {
        let id = period.scenario.period.as_ref().map_or("", |p| &p.id);
        for rule in &period.rules {
            let sides = rule
                .sides
                .iter()
                .map(|side| (side.side.as_str(), &side.by_form));
            for (side, by_form) in sides.chain([("all", &rule.by_form)]) {
                for form in by_form {
                    rows.push(csv_row(id, rule, side, form));
                }
            }
        }
    }
    write_table(head.map(str::to_owned).to_vec(), rows)
}

fn csv_row(period: &str, rule: &Ratified, side: &str, form: &FormRatified) -> Vec<String> {
    let chance = |number: Option<f64>| number.map_or_else(String::new, |n| n.to_string());
    let factions = |counts: &[FactionCount]| {
        let each = counts
            .iter()
            .map(|c| format!("{} {}", c.faction, c.agreements));
        each.collect::<Vec<_>>().join("; ")
    };
    vec![
        period.to_owned(),
        rule.rule.clone(),
        side.to_owned(),
        form.form.clone().unwrap_or_default(),
        form.agreements.to_string(),
        form.passes.to_string(),
        match form.how {
            HowMany::All => "all",
            HowMany::Some => "some",
            HowMany::None => "none",
            HowMany::NoAgreement => "no-agreement",
        }
        .to_owned(),
        chance(form.chance.map(|c| c.least)),
        chance(form.chance.map(|c| c.greatest)),
        factions(&form.kept_out_by),
        form.kept_out_by_several.to_string(),
        factions(&form.could_stop),
    ]
}
