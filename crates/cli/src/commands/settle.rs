//! `hikiwake settle`

use hikiwake_exchange::write_table;
use hikiwake_finding::{Finding, PreferenceVerdict};
use hikiwake_negotiation::{AfterState, Kept, SettledAgreement, Settlement};
use hikiwake_session::Question;

use super::documents::{Shown, shown};
use super::{Answer, put, scenario, session};
use crate::args::{ScenarioArgs, SettleArgs};
use crate::show;

pub fn settle(arguments: &SettleArgs) -> Answer {
    let ScenarioArgs { run, shape, .. } = &arguments.ask.scenario;
    let session = session(&arguments.ask.folder, run)?;
    let question = Question::Settlement {
        scenario: scenario(&arguments.ask.scenario),
        rule: arguments.rule.clone(),
        list: arguments.list,
    };
    shown(&arguments.ask.folder, shape, run, || {
        let finding = put(&session, run, &question)?;
        Ok(Shown {
            document: hikiwake_document::settle(std::slice::from_ref(&finding)),
            csv: arguments.csv.then(|| settle_csv(&finding)).transpose()?,
            finding,
        })
    })
}

/// The main table of the answer: every agreement that it names.
fn settle_csv(finding: &Finding<Settlement>) -> Result<String, String> {
    let found = &finding.finding;
    let mut head = [
        "agreement",
        "form",
        "changes",
        "zone",
        "efficient",
        "alike",
        "best_of_form",
        "points",
        "kept",
        "holds",
        "reached",
        "first_betrayal",
        "beyond",
    ]
    .map(str::to_owned)
    .to_vec();
    head.extend(
        (found.sides.iter())
            .flat_map(|side| [format!("verdict.{}", side.id), format!("score.{}", side.id)]),
    );
    let rows = found.agreements.iter().enumerate();
    let rows = rows.map(|(at, agreement)| row(found, at, agreement));
    write_table(head, rows)
}

fn row(found: &Settlement, at: usize, agreement: &SettledAgreement) -> Vec<String> {
    let group = found.efficient.iter().find(|group| group.agreement == at);
    let best = found.forms_best.iter().find(|best| best.agreement == at);
    let state = agreement.state.map(|state| &found.states[state]);
    let first = state.and_then(|state| state.betrayals.first());
    let mut row = vec![
        agreement.row.text.clone(),
        agreement.row.form.clone().unwrap_or_default(),
        agreement.changes.clone(),
        agreement.zone.to_string(),
        group.map_or(String::new(), |g| g.efficient.to_string()),
        group.map_or(String::new(), |g| g.count.to_string()),
        best.map_or(String::new(), |best| best.form.clone()),
        points(found, at).join("; "),
        kept(agreement, state),
        state.map_or(String::new(), |s| s.holding.concepts.join(" ")),
        state.map_or(String::new(), |s| show::reach(s.holding.reach).to_owned()),
        first.map_or(String::new(), |b| b.step.text.clone()),
        agreement.beyond.join(" "),
    ];
    for seen in &agreement.seen {
        row.push(verdict(seen.verdict).to_owned());
        row.push(seen.score.map_or(String::new(), |score| score.to_string()));
    }
    row
}

/// The points of bargaining theory that an agreement is, over all agreements.
fn points(found: &Settlement, at: usize) -> Vec<String> {
    let additive = found.additive.iter();
    let sets = additive.flat_map(|a| a.sets.iter().take(1));
    let points = sets
        .flat_map(|set| &set.points)
        .filter(|p| p.agreement == at);
    points.map(|point| point.kind.words().to_owned()).collect()
}

fn verdict(verdict: PreferenceVerdict) -> &'static str {
    match verdict {
        PreferenceVerdict::Better => "better",
        PreferenceVerdict::Worse => "worse",
        PreferenceVerdict::Equal => "equal",
    }
}

fn kept(agreement: &SettledAgreement, state: Option<&AfterState>) -> String {
    match (state, &agreement.no_state) {
        (Some(state), _) => match state.kept {
            Kept::Holds => format!("holds ({})", state.holding.concepts.join(" ")),
            Kept::AsNow => "as now".to_owned(),
            Kept::Betrayed => "broken".to_owned(),
            Kept::NotKnown => "not known".to_owned(),
        },
        (None, Some(why)) => format!("not in the model: {why}"),
        (None, None) => String::new(),
    }
}
