//! `hikiwake ratify`

use hikiwake_exchange::write_table;
use hikiwake_negotiation::{DomesticRatification, FactionCount, FormRatified, HowMany, Ratified};
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::{RatifyArgs, ScenarioArgs};

pub fn ratify(arguments: &RatifyArgs) -> Answer {
    let ScenarioArgs { run, shape, .. } = &arguments.ask.scenario;
    let session = session(&arguments.ask.folder, run)?;
    let question = Question::Ratify {
        scenario: scenario(&arguments.ask.scenario),
        rule: arguments.rule.clone(),
        list: arguments.list,
    };
    shown(&arguments.ask.folder, shape, run, || {
        let finding = put(&session, run, &question)?;
        Ok(Shown {
            document: hikiwake_document::ratify(&finding),
            csv: (arguments.csv.then(|| ratify_csv(&finding.finding))).transpose()?,
            finding,
        })
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
