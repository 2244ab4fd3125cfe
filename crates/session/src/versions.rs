//! Two versions of a dossier, and what their answers tell apart.

mod periods;

use std::collections::BTreeMap;

use hikiwake_dossier::{
    Change, ChangeScope, Dossier, PartChange, Scenario, undone, version_changes,
};
use hikiwake_evidence::likelihood::Yardstick;
use hikiwake_finding::{ActorHead, Finding, FindingKind, basis};
use hikiwake_traceability::{
    AnswerChange, ChangedAnswer, PeriodVersions, TrackRecordChange, VersionAnswers, Versions,
    changed_answers, changed_track_record,
};

use crate::answers_of::{Asked, answers_of};
use crate::{Answer, AskError, Question, Session, Watcher};

use periods::{Period, periods_asked};

/// Most changes that are undone one at a time in one period.
const MOST_UNDONE: usize = 24;
/// Most of them for which is asked again what the answer hangs on: every one takes as much
/// as two models a wish.
const MOST_UNDONE_WITH_TURNS: usize = 4;

/// What changed from an old version of a dossier to a new one: in it, in its answers, and on
/// which of the changes these turn. A period or reading of `scenario` must be in both
/// versions; without a period, all that both have are asked about.
///
/// It is no [`Question`]: a question is put to one session about one dossier, and names no
/// folders, since a session reads none. Whoever has two versions has two sessions.
///
/// # Errors
/// Where the versions have no such period or reading in common, or the watcher asked to stop.
/// What one of them does not answer is said in the finding.
pub fn versions(
    old: &Session,
    new: &Session,
    scenario: &Scenario,
    watcher: Watcher,
) -> Result<Finding<Versions>, AskError> {
    let dossiers = [old.dossier(), new.dossier()];
    let both = Both {
        sessions: [old, new],
        dossiers,
        parts: version_changes(dossiers[0], dossiers[1]),
        watcher,
    };
    let mut periods = Vec::new();
    for period in periods_asked(dossiers, scenario)? {
        periods.push(both.period(&period, scenario)?);
    }
    let found = Versions {
        old: basis::dossier_head(dossiers[0]),
        actors: actors(dossiers),
        track_record: both.track_record()?,
        parts: both.parts,
        periods,
    };
    Ok(basis::finding(dossiers[1], FindingKind::Versions, found))
}

/// The actors of the new version, then those that only the old one has.
fn actors(dossiers: [&Dossier; 2]) -> Vec<ActorHead> {
    let mut all: Vec<ActorHead> = Vec::new();
    for dossier in dossiers.iter().rev() {
        for id in dossier.file.actors.keys() {
            if all.iter().all(|known| known.id != *id) {
                all.push(ActorHead {
                    id: id.clone(),
                    name: basis::short_name(dossier, id),
                });
            }
        }
    }
    all
}

/// Two versions, and what changed in the dossier.
struct Both<'a> {
    sessions: [&'a Session; 2],
    dossiers: [&'a Dossier; 2],
    parts: Vec<PartChange>,
    watcher: Watcher<'a>,
}

impl Both<'_> {
    fn period(&self, period: &Period, scenario: &Scenario) -> Result<PeriodVersions, AskError> {
        let scenarios = [0, 1].map(|side| Scenario {
            period: period[side].clone(),
            ..scenario.clone()
        });
        let least = match scenario.stated_only {
            true => ChangeScope::Record,
            false => ChangeScope::Model,
        };
        let here = |part: &PartChange| {
            part.periods.is_empty()
                || period[1]
                    .as_ref()
                    .is_some_and(|id| part.periods.contains(id))
        };
        let bearing = self.parts.iter().enumerate();
        let bearing = bearing.filter(|(_, part)| part.scope >= least && here(part));
        let mut found = PeriodVersions {
            scenario: basis::scenario_head_of(self.dossiers[1], &scenarios[1]),
            bearing: bearing.map(|(at, _)| at).collect(),
            options: [Vec::new(), Vec::new()],
            patterns: BTreeMap::new(),
            lasts: [None, None],
            answers: Vec::new(),
            undone: Vec::new(),
            unanswered: Vec::new(),
        };
        if found.bearing.is_empty() {
            return Ok(found);
        }
        let all = Asked {
            analysis: true,
            wishes: true,
            hangs: true,
            home: true,
            ..Asked::default()
        };
        let mut answers = Vec::new();
        for (side, which) in ["old", "new"].into_iter().enumerate() {
            let (answered, failed) = self.ask(side, &scenarios[side], &all)?;
            let failed = failed
                .iter()
                .map(|why| format!("The {which} version: {why}"));
            found.unanswered.extend(failed);
            let options = answered
                .wishes
                .as_ref()
                .map(|wishes| wishes.options.clone());
            found.options[side] = options.unwrap_or_default();
            let hangs = answered.hangs.as_ref();
            found.lasts[side] =
                hangs.and_then(|hangs| hangs.today.is_some().then_some(hangs.lasts));
            if let Some(hangs) = hangs {
                let patterns = hangs.patterns.iter().map(|ground| &ground.pattern);
                found.patterns = patterns
                    .map(|one| (one.id.clone(), one.label.clone()))
                    .collect();
            }
            answers.push(answered);
        }
        let changed = changed_answers(&answers[0], &answers[1], &self.parts);
        found.answers = self.turning(
            &mut found.undone,
            &found.bearing,
            changed,
            period,
            &scenarios[1],
            &answers[0],
        )?;
        Ok(found)
    }

    /// The answers of one version; and why there is none, where that is not because the
    /// dossier says nothing of it.
    fn ask(
        &self,
        side: usize,
        scenario: &Scenario,
        asked: &Asked,
    ) -> Result<(VersionAnswers, Vec<String>), AskError> {
        answers_of(self.sessions[side], scenario, asked, self.watcher)
    }

    /// Undoes the changes that bear on these answers one at a time, and says which of them
    /// alone gives an old answer back.
    fn turning(
        &self,
        tried: &mut Vec<usize>,
        bearing: &[usize],
        changed: Vec<ChangedAnswer>,
        period: &Period,
        scenario: &Scenario,
        old: &VersionAnswers,
    ) -> Result<Vec<AnswerChange>, AskError> {
        let is_turn = |answer: &ChangedAnswer| matches!(answer, ChangedAnswer::Turn { .. });
        let mut answers: Vec<AnswerChange> = (changed.into_iter())
            .map(|answer| AnswerChange {
                answer,
                turns_on: None,
            })
            .collect();
        let any = |is: &dyn Fn(&ChangedAnswer) -> bool| answers.iter().any(|one| is(&one.answer));
        if answers.is_empty() {
            return Ok(answers);
        }
        let undoing: Vec<(usize, Vec<Change>)> = (bearing.iter())
            .filter_map(|&at| Some((at, undone(&self.parts[at], self.dossiers, period)?)))
            .filter(|(_, changes)| !changes.is_empty())
            .take(MOST_UNDONE)
            .collect();
        let asked = Asked {
            analysis: any(&|one| {
                matches!(
                    one,
                    ChangedAnswer::InPlace { .. } | ChangedAnswer::Pattern { .. }
                )
            }),
            wishes: any(&|one| {
                matches!(
                    one,
                    ChangedAnswer::Wishes { .. } | ChangedAnswer::Trades { .. }
                )
            }),
            hangs: any(&is_turn) && undoing.len() <= MOST_UNDONE_WITH_TURNS,
            home: any(&|one| matches!(one, ChangedAnswer::AtHome { .. })),
            ..Asked::default()
        };
        for one in &mut answers {
            one.turns_on = (asked.hangs || !is_turn(&one.answer)).then(Vec::new);
        }
        for (at, changes) in undoing {
            let mut without = scenario.clone();
            without.changes.extend(changes);
            let (undone, failed) = self.ask(1, &without, &asked)?;
            // A change that cannot be undone alone, since another needs it.
            if !failed.is_empty() {
                continue;
            }
            tried.push(at);
            let still = changed_answers(old, &undone, &self.parts);
            for one in &mut answers {
                let differs = still
                    .iter()
                    .any(|other| other.is_about_the_same(&one.answer));
                if let Some(turns_on) = &mut one.turns_on
                    && !differs
                {
                    turns_on.push(at);
                }
            }
        }
        Ok(answers)
    }

    fn track_record(&self) -> Result<Vec<TrackRecordChange>, AskError> {
        if self
            .parts
            .iter()
            .all(|part| part.scope == ChangeScope::Words)
        {
            return Ok(Vec::new());
        }
        let mut records = Vec::new();
        for session in self.sessions {
            let question = Question::Backtest {
                yardstick: Yardstick::default(),
            };
            match session.ask(&question, self.watcher) {
                Ok(Answer::Backtest(found)) => records.push(found.finding),
                Err(AskError::Stopped) => return Err(AskError::Stopped),
                // What cannot be solved was said for its period.
                Ok(_) | Err(_) => return Ok(Vec::new()),
            }
        }
        Ok(changed_track_record(&records[0], &records[1]))
    }
}
