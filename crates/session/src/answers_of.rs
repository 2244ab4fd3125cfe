//! Several questions about one scenario, asked at once, to set two sets of answers side by
//! side.

use std::collections::BTreeMap;

use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_drivers::DriverMap;
use hikiwake_finding::{Finding, ScenarioHead};
use hikiwake_traceability::{AnswerChange, PeriodVersions, VersionAnswers, changed_answers, lasts};

use crate::{Answer, AskError, Question, Session, Watcher};

/// Which questions are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub analysis: bool,
    pub wishes: bool,
    pub hangs: bool,
    pub home: bool,
    pub obstacles: bool,
    pub settlement: bool,
    pub plans: bool,
    pub pictures: bool,
    pub loops: bool,
    /// Drivers that are pushed, by their ids.
    pub pushes: Vec<String>,
}

/// Most loops that are compared.
const MOST_LOOPS: usize = 1_000;

/// The answers; and why there is none, where that is not because the dossier says nothing of
/// it.
pub(crate) fn answers_of(
    session: &Session,
    scenario: &Scenario,
    asked: &Asked,
    watcher: Watcher,
) -> Result<(VersionAnswers, Vec<String>), AskError> {
    let mut failed = Vec::new();
    let mut ask = |wanted: bool, question: Question| -> Result<Option<Answer>, AskError> {
        if !wanted {
            return Ok(None);
        }
        match session.ask(&question, watcher) {
            Ok(answer) => Ok(Some(answer)),
            Err(AskError::Stopped) => Err(AskError::Stopped),
            Err(why) => {
                let why = why.to_string();
                if !failed.contains(&why) {
                    failed.push(why);
                }
                Ok(None)
            }
        }
    };
    let dossier = session.dossier();
    let has_homes = !dossier.file.ratification.is_empty();
    let has_talks = dossier.has_talks();
    let scenario = || scenario.clone();
    let analysis = Question::Analysis {
        scenario: scenario(),
        list: 0,
    };
    let wishes = Question::Wishes {
        scenario: scenario(),
    };
    let hangs = Question::Sensitivity {
        scenario: scenario(),
    };
    let home = Question::Ratify {
        scenario: scenario(),
        rule: None,
        list: 0,
    };
    let obstacles = Question::Block {
        scenario: scenario(),
        wanted: None,
        agreement: None,
        rule: None,
    };
    let settlement = Question::Settlement {
        scenario: scenario(),
        rule: None,
        list: 0,
    };
    let plans = Question::Steps {
        plan: None,
        yearly_discount: None,
    };
    let pictures = Question::Views {
        scenario: scenario(),
        list: 0,
    };
    let loops = Question::Loops {
        scenario: scenario(),
        list: MOST_LOOPS,
    };
    let mut pushes = Vec::new();
    for driver in &asked.pushes {
        // An option is on the map for its links alone.
        if driver.starts_with("option.") && !on_the_map(dossier, &scenario(), driver) {
            continue;
        }
        let push = Question::Influence {
            scenario: scenario(),
            driver: Some(driver.clone()),
        };
        pushes.extend(finding(ask(true, push)?));
    }
    let answers = VersionAnswers {
        pushes,
        loops: finding(ask(asked.loops, loops)?),
        analysis: finding(ask(asked.analysis, analysis)?),
        wishes: finding(ask(asked.wishes, wishes)?),
        hangs: finding(ask(asked.hangs, hangs)?),
        home: finding(ask(asked.home && has_homes, home)?),
        obstacles: finding(ask(asked.obstacles && has_talks, obstacles)?),
        settlement: finding(ask(asked.settlement && has_talks, settlement)?),
        plans: finding(ask(asked.plans && !dossier.file.ladders.is_empty(), plans)?),
        pictures: finding(ask(asked.pictures, pictures)?),
    };
    Ok((answers, failed))
}

/// Two sets of answers about one scenario as one finding: which of them differ.
pub(crate) fn side_by_side(
    scenario: ScenarioHead,
    before: &VersionAnswers,
    after: &VersionAnswers,
    failed: [Vec<String>; 2],
) -> PeriodVersions {
    let answers = [before, after];
    let analyses = answers.map(|answers| answers.analysis.as_ref());
    let mut patterns = BTreeMap::new();
    for ground in analyses
        .iter()
        .flatten()
        .flat_map(|analysis| &analysis.patterns)
    {
        patterns.insert(ground.pattern.id.clone(), ground.pattern.label.clone());
    }
    let [failed_before, failed_after] = failed;
    let mut unanswered = failed_before;
    unanswered.extend(
        failed_after
            .into_iter()
            .filter(|why| !unanswered.contains(why))
            .collect::<Vec<_>>(),
    );
    PeriodVersions {
        scenario,
        bearing: Vec::new(),
        options: analyses.map(|analysis| analysis.map_or_else(Vec::new, |a| a.options.clone())),
        patterns,
        lasts: analyses.map(|analysis| analysis.and_then(lasts)),
        answers: (changed_answers(before, after, &[]).into_iter())
            .map(|answer| AnswerChange {
                answer,
                turns_on: None,
            })
            .collect(),
        undone: Vec::new(),
        unanswered,
    }
}

fn on_the_map(dossier: &Dossier, scenario: &Scenario, driver: &str) -> bool {
    let map = DriverMap::of(dossier, scenario);
    map.is_ok_and(|map| map.drivers.iter().any(|head| head.id == driver))
}

/// The finding of the kind that was asked for.
fn finding<T>(answer: Option<Answer>) -> Option<T>
where
    Finding<T>: TryFrom<Answer>,
{
    answer
        .and_then(|answer| Finding::try_from(answer).ok())
        .map(|found| found.finding)
}
