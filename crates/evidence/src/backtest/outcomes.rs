//! The outcomes of every period against what was foretold from it.

use hikiwake_dossier::file::{Outcome, Period};
use hikiwake_dossier::{CompileError, Date, Dossier, Scenario};

use super::finding::{
    Block, Mark, OptionTest, OutcomeTest, PeriodTest, ScenarioScore, SourceCall, SourceScore,
    Tally, TestedSource,
};
use super::model::{Foretelling, coded, foretell};
use super::record::Record;
use super::sources::{self, Moment};
use super::{BacktestSettings, score};
use crate::hindsight;
use hikiwake_finding::PeriodHead;

/// The periods that have an outcome, by date.
pub(crate) fn periods(
    dossier: &Dossier,
    record: &Record,
    tested: &[TestedSource],
    settings: &BacktestSettings,
) -> Result<Vec<PeriodTest>, CompileError> {
    let mut tests = Vec::new();
    for id in dossier.period_ids() {
        let Some(period) = dossier
            .file
            .periods
            .get(&id)
            .filter(|p| !p.outcomes.is_empty())
        else {
            continue;
        };
        let stage = format!("asking what was foretold from {}", period.label);
        settings.analyse.stage(&stage);
        tests.push(one(dossier, record, tested, settings, &id, period)?);
    }
    Ok(tests)
}

fn one(
    dossier: &Dossier,
    record: &Record,
    tested: &[TestedSource],
    settings: &BacktestSettings,
    id: &str,
    period: &Period,
) -> Result<PeriodTest, CompileError> {
    let mut outcomes: Vec<&Outcome> = period.outcomes.iter().collect();
    outcomes.sort_by_key(|outcome| &outcome.date);
    let levels: Vec<Vec<u8>> = (outcomes.iter())
        .map(|outcome| record.options.state(&outcome.state).unwrap_or_default())
        .collect();
    let readings = dossier.alternatives(Some(id));
    let mut foretellings: Vec<Foretelling> = Vec::new();
    for reading in std::iter::once(None).chain(readings.map(|(id, _)| Some(id.clone()))) {
        let scenario = Scenario {
            period: Some(id.to_string()),
            reading,
            stated_only: false,
            ..Scenario::default()
        };
        foretellings.push(foretell(
            dossier,
            &record.options,
            &scenario,
            &levels,
            settings,
        )?);
    }
    let status_quo = record.options.state(&period.status_quo).unwrap_or_default();
    let outcomes = (outcomes.iter().zip(&levels).enumerate())
        .map(|(at, (outcome, levels))| {
            let mut options = options(period, record, &status_quo, levels);
            let scenarios: Vec<ScenarioScore> = (foretellings.iter())
                .map(|f| ScenarioScore {
                    best_replies: score::model(&options, &f.test.best_replies, f.among[at][0]),
                    improvements: score::model(&options, &f.test.improvements, f.among[at][1]),
                })
                .collect();
            for (k, option) in options.iter_mut().enumerate() {
                for (score, foretelling) in scenarios.iter().zip(&foretellings) {
                    let right = usize::from(score.best_replies.marks[k] == Mark::Hit);
                    match foretelling.test.hindsight {
                        false => option.ex_ante_right += right,
                        true => option.hindsight_right += right,
                    }
                }
            }
            let moment = Date::parse(&outcome.date).map(|date| Moment {
                day: date.last,
                last: at + 1 == outcomes.len(),
                levels,
            });
            let asked = ForecastQuestion {
                dossier,
                record,
                settings,
                period,
            };
            let state = coded(&record.options, levels.clone());
            OutcomeTest {
                id: outcome.id.clone(),
                label: outcome.label.clone(),
                date: outcome.date.clone(),
                infeasible: foretellings.first().and_then(|f| f.infeasible[at].clone()),
                nothing_changes: score::nothing_changes(&options, &status_quo, levels),
                sources: (tested.iter())
                    .map(|source| asked.source(source, moment.as_ref(), &options))
                    .collect(),
                scenarios,
                options,
                state,
            }
        })
        .collect();
    Ok(PeriodTest {
        period: PeriodHead {
            id: id.to_string(),
            label: period.label.clone(),
            date: period.date.clone(),
            knowledge: period.knowledge.clone(),
        },
        status_quo: coded(&record.options, status_quo),
        scenarios: foretellings.into_iter().map(|f| f.test).collect(),
        outcomes,
    })
}

/// The options that are scored: those on the table, and those that were not and
/// are above their lowest level in the outcome.
fn options(period: &Period, record: &Record, before: &[u8], after: &[u8]) -> Vec<OptionTest> {
    let columns = record.options.columns();
    (columns.iter().enumerate().zip(before.iter().zip(after)))
        .map(|((option, column), (&before, &after))| OptionTest {
            option,
            before,
            after,
            on_table: !period.absent.contains(&column.id),
            ex_ante_right: 0,
            hindsight_right: 0,
        })
        .filter(|option| option.on_table || option.after > 0)
        .collect()
}

struct ForecastQuestion<'a> {
    dossier: &'a Dossier,
    record: &'a Record<'a>,
    settings: &'a BacktestSettings<'a>,
    period: &'a Period,
}

impl ForecastQuestion<'_> {
    /// What a source said of the time of an outcome. It must have been closed by
    /// the last day that the period's date can mean, and before the outcome.
    fn source(
        &self,
        source: &TestedSource,
        moment: Option<&Moment>,
        options: &[OptionTest],
    ) -> SourceScore {
        let closed = hindsight::closed(self.dossier, &source.id);
        let date = self.period.date.as_deref().and_then(Date::parse);
        let in_time = match (closed, date, moment) {
            (Some(closed), Some(date), Some(moment)) => {
                closed.last <= date.last && closed.last < moment.day
            }
            _ => false,
        };
        let mut fixed: Vec<(&str, Vec<(usize, u64)>)> = Vec::new();
        if let Some(moment) = moment.filter(|_| in_time) {
            for (id, forecast) in &self.dossier.file.forecasts {
                if sources::source_of(self.dossier, forecast) == Some(&source.id) {
                    let all = &self.record.options;
                    let yardstick = self.settings.yardstick;
                    let left = sources::fixed(self.dossier, all, forecast, yardstick, moment);
                    fixed.push((id, left));
                }
            }
        }
        let calls: Vec<SourceCall> = (options.iter())
            .map(|option| call(option, &fixed))
            .collect();
        let marks: Vec<Mark> = calls.iter().map(|call| call.mark).collect();
        SourceScore {
            source: source.id.clone(),
            in_time,
            tally: score::tally(options, &marks),
            calls,
        }
    }
}

/// What the forecasts together say of one option.
fn call(option: &OptionTest, fixed: &[(&str, Vec<(usize, u64)>)]) -> SourceCall {
    let (mut common, mut any) = (u64::MAX, 0);
    let mut forecasts = Vec::new();
    for (id, left) in fixed {
        for &(_, left) in left.iter().filter(|(column, _)| *column == option.option) {
            common &= left;
            any |= left;
            forecasts.push(id.to_string());
        }
    }
    let contradictory = common == 0;
    let left = match (forecasts.is_empty(), contradictory) {
        (true, _) => 0,
        (false, true) => any,
        (false, false) => common,
    };
    let levels: Vec<u8> = (0..64).filter(|level| left >> level & 1 == 1).collect();
    SourceCall {
        mark: score::mark(&levels, option.after),
        levels,
        contradictory,
        forecasts,
    }
}

/// The models made ex ante, and those that carry hindsight.
pub(crate) fn blocks(periods: &[PeriodTest]) -> Vec<Block> {
    let block = |hindsight: bool| {
        let mut block = Block {
            hindsight,
            models: 0,
            tests: 0,
            base_models: 0,
            base_tests: 0,
            base: Tally::default(),
            base_nothing_changes: Tally::default(),
            all: Tally::default(),
            all_nothing_changes: Tally::default(),
            better: 0,
            equal: 0,
            worse: 0,
            exact: 0,
        };
        for period in periods {
            for (k, scenario) in period.scenarios.iter().enumerate() {
                if scenario.hindsight == hindsight {
                    block.models += 1;
                    block.base_models += usize::from(scenario.reading.is_none());
                    for outcome in &period.outcomes {
                        block.count(outcome, k, scenario.reading.is_none());
                    }
                }
            }
        }
        block
    };
    [false, true]
        .map(block)
        .into_iter()
        .filter(|block| block.models > 0)
        .collect()
}

impl Block {
    fn count(&mut self, outcome: &OutcomeTest, scenario: usize, base: bool) {
        let score = &outcome.scenarios[scenario].best_replies;
        let nothing = &outcome.nothing_changes;
        self.tests += 1;
        self.all.add(&score.tally);
        self.all_nothing_changes.add(&nothing.tally);
        if base {
            self.base_tests += 1;
            self.base.add(&score.tally);
            self.base_nothing_changes.add(&nothing.tally);
        }
        match score.tally.hits.cmp(&nothing.tally.hits) {
            std::cmp::Ordering::Greater => self.better += 1,
            std::cmp::Ordering::Equal => self.equal += 1,
            std::cmp::Ordering::Less => self.worse += 1,
        }
        self.exact += usize::from(score.state == super::StateMark::Exact);
    }
}
