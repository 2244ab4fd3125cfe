//! `hikiwake block`

use hikiwake_exchange::write_table;
use hikiwake_negotiation::{BlockTarget, Elsewhere, Obstacle, ObstacleSets, Repair};
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session, target};
use crate::args::{BlockArgs, ScenarioArgs};

pub fn block(arguments: &BlockArgs) -> Answer {
    let (folder, wanted) = target::folder_and_one(&arguments.target)?;
    let ScenarioArgs { run, shape, .. } = &arguments.scenario;
    let session = session(&folder, run)?;
    let question = Question::Block {
        scenario: scenario(&arguments.scenario),
        wanted: wanted.map(str::to_owned),
        agreement: arguments.agreement.clone(),
        rule: arguments.rule.clone(),
    };
    shown(&folder, shape, run, || {
        let finding = put(&session, run, &question)?;
        Ok(Shown {
            document: hikiwake_document::block(std::slice::from_ref(&finding), arguments.list),
            csv: (arguments.csv.then(|| block_csv(&finding.finding))).transpose()?,
            finding,
        })
    })
}

/// A line for each way to open a form, and one for each form that passes or for which no
/// way is known; then a line for each other date, rule and reading.
fn block_csv(found: &ObstacleSets) -> Result<String, String> {
    let head = [
        "target",
        "label",
        "period",
        "rule",
        "reading",
        "agreements",
        "passing",
        "way",
        "changes",
        "opens",
        "example",
        "kinds",
        "repairs",
        "claims",
        "cut_short",
    ];
    let rows = found.targets.iter().flat_map(|target| {
        let line = |there: &Elsewhere, way: Option<(usize, &Repair)>, cut: Option<&String>| {
            let mut row = csv_place(target, there);
            row.extend(match way {
                Some((number, repair)) => csv_way(found, number, repair),
                None => vec![String::new(); 7],
            });
            row.push(cut.cloned().unwrap_or_default());
            row
        };
        let period = found.scenario.period.as_ref();
        let here = Elsewhere {
            period: period.map(|period| period.id.clone()),
            reading: found.scenario.reading.clone(),
            rule: found.rule.clone(),
            label: found.rule_label.clone(),
            agreements: target.agreements,
            passing: target.passing,
        };
        let ways = target.repairs.iter().enumerate().map(Some);
        let none = target.repairs.is_empty().then_some(None);
        let asked = ways
            .chain(none)
            .map(|way| line(&here, way, target.cut_short.as_ref()));
        let others = target.elsewhere.iter().map(|there| line(there, None, None));
        asked.chain(others).collect::<Vec<_>>()
    });
    write_table(head.map(str::to_owned).to_vec(), rows)
}

/// What was asked of a target, where, and how much passes.
fn csv_place(target: &BlockTarget, there: &Elsewhere) -> Vec<String> {
    let reading = there.reading.as_ref();
    vec![
        target.form.as_ref().unwrap_or(&target.wanted).clone(),
        target.label.clone(),
        there.period.clone().unwrap_or_default(),
        there.rule.clone(),
        reading.map_or_else(String::new, |reading| reading.id.clone()),
        there.agreements.to_string(),
        there.passing.to_string(),
    ]
}

/// One way to open it.
fn csv_way(found: &ObstacleSets, number: usize, repair: &Repair) -> Vec<String> {
    let judgements = || repair.without.iter().map(|&j| &found.judgements[j]);
    let joined = |of: &dyn Fn(&Obstacle) -> String| {
        let parts: Vec<String> = judgements().map(of).collect();
        parts.join("; ")
    };
    vec![
        (number + 1).to_string(),
        repair.without.len().to_string(),
        repair.opens.to_string(),
        repair.example.text.clone(),
        joined(&|j| j.kind.id().to_owned()),
        joined(&|j| j.repair.clone()),
        joined(&|j| {
            let ids: Vec<&str> = j.claims.iter().map(|claim| claim.id.as_str()).collect();
            ids.join(" ")
        }),
    ]
}
