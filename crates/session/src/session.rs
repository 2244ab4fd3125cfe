//! One dossier, the questions asked about it, and what is kept between them.

use std::sync::{Mutex, PoisonError};

use hikiwake_conflict::Sensitivity;
use hikiwake_dossier::{Compiled, Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, Finding, Stages, Told};
use hikiwake_graph::{Limits, Run};
use hikiwake_traceability::PassageText;

use crate::AskError;

/// Of how many scenarios it is kept what the answer hangs on.
const HANGS_KEPT: usize = 8;

/// What questions may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Most bytes that the models of one question may take, by an estimate.
    pub memory: u64,
    /// Most steps that one search may take.
    pub work: u64,
    /// Most bytes that are kept between questions, by an estimate.
    pub kept: u64,
}

impl Default for Settings {
    fn default() -> Self {
        let all = AnalyseSettings::default();
        Settings {
            memory: all.limits.bytes,
            work: all.work,
            kept: 256 << 20,
        }
    }
}

/// Who is told how a question gets on, and can stop it.
#[derive(Clone, Copy, Default)]
pub struct Watcher<'a> {
    /// On how many threads, and who can stop it.
    pub run: Run<'a>,
    /// Told the name of each stage as it begins.
    pub progress: Option<&'a dyn Fn(&str)>,
    /// The words of passages: only where a person asked to see them.
    pub passages: Option<&'a PassageText<'a>>,
}

/// A dossier that answers questions, and keeps what several answers begin with.
#[derive(Debug)]
pub struct Session {
    // What is kept knows the dossier by where it lies: boxed, it stays there.
    dossier: Box<Dossier>,
    settings: Settings,
    stages: Stages,
    /// What the last scenarios' answers hang on, the newest first.
    hangs: Mutex<Vec<(Scenario, Finding<Sensitivity>)>>,
}

impl Session {
    /// A session in which nothing was asked yet.
    pub fn new(dossier: Dossier, settings: Settings) -> Self {
        Session {
            dossier: Box::new(dossier),
            settings,
            stages: Stages::new(settings.kept),
            hangs: Mutex::default(),
        }
    }

    /// The dossier that questions are asked of.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// What questions may cost.
    pub fn limits(&self) -> Settings {
        self.settings
    }

    /// What became of the stages that are kept: how much they hold, and what was dropped.
    pub fn kept(&self) -> Told {
        self.stages.told()
    }

    /// The model of a scenario.
    ///
    /// # Errors
    /// Where there is none, or the watcher asked to stop.
    pub fn model(
        &self,
        scenario: &Scenario,
        watcher: Watcher,
    ) -> Result<std::sync::Arc<Compiled>, AskError> {
        let settings = self.settings(0, watcher);
        Ok(settings.compile(&self.dossier, scenario)?)
    }

    /// How a question that lists at most so many of each is answered.
    pub fn settings<'a>(&'a self, list: usize, watcher: Watcher<'a>) -> AnalyseSettings<'a> {
        AnalyseSettings {
            list,
            limits: Limits {
                bytes: self.settings.memory,
            },
            work: self.settings.work,
            run: watcher.run,
            progress: watcher.progress,
            stages: Some(&self.stages),
            ..AnalyseSettings::default()
        }
    }

    /// What a scenario's answer hangs on, which is long in the asking and short: the last
    /// are kept.
    pub(crate) fn sensitivity(
        &self,
        scenario: &Scenario,
        watcher: Watcher,
    ) -> Result<Finding<Sensitivity>, AskError> {
        let kept = || {
            let kept = self.hangs.lock();
            kept.unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((_, found)) = kept().iter().find(|(known, _)| known == scenario) {
            return Ok(found.clone());
        }
        let settings = self.settings(0, watcher);
        let found = hikiwake_conflict::sensitivity(&self.dossier, scenario, &settings)?;
        let mut kept = kept();
        kept.truncate(HANGS_KEPT - 1);
        kept.insert(0, (scenario.clone(), found.clone()));
        Ok(found)
    }
}
