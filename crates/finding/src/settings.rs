//! How much to look for, and what it may cost.

use std::fmt;
use std::sync::Arc;

use hikiwake_dossier::{CompileError, Compiled, Dossier, Scenario};
use hikiwake_graph::{Limits, Run};

use crate::{Stage, Stages};

/// How much to look for and to list.
#[derive(Clone)]
pub struct AnalyseSettings<'a> {
    /// Most equilibria listed one by one. Default: 24.
    pub list: usize,
    /// Most states in the graph of moves. Default: 30.
    pub draw: usize,
    /// Most sanction cards. Default: 12.
    pub cards: usize,
    /// Most joint improvements listed from one state. Default: 12.
    pub joint: usize,
    /// Most moves looked at in each search for joint improvements, walks with one,
    /// and answers. Default: 50 million (about a second).
    pub work: u64,
    /// What the model may cost.
    pub limits: Limits,
    /// On how many threads to solve, and who watches.
    pub run: Run<'a>,
    /// Told the name of each stage as it begins, for showing progress.
    pub progress: Option<&'a dyn Fn(&str)>,
    /// Where stages are kept between questions. Without it each question works out its own.
    pub stages: Option<&'a Stages>,
}

impl Default for AnalyseSettings<'_> {
    fn default() -> Self {
        AnalyseSettings {
            list: 24,
            draw: 30,
            cards: 12,
            joint: 12,
            work: 50_000_000,
            limits: Limits::default(),
            run: Run::default(),
            progress: None,
            stages: None,
        }
    }
}

impl AnalyseSettings<'_> {
    /// The model of a scenario, within the limits and run as told.
    ///
    /// # Errors
    /// Where the scenario does not compile, or the watcher asked to stop.
    pub fn compile(
        &self,
        dossier: &Dossier,
        scenario: &Scenario,
    ) -> Result<Arc<Compiled>, CompileError> {
        self.kept(dossier, scenario, &"", || {
            self.stage("building the model");
            dossier.compile_with(scenario, self.limits, &self.run)
        })
    }

    /// A stage of a scenario: one that was kept, or worked out by `make` and then kept
    /// where stages are. `besides` says what it depends on beside the scenario, the limits
    /// and the work.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn kept<T: Stage, E>(
        &self,
        dossier: &Dossier,
        scenario: &Scenario,
        besides: &dyn fmt::Debug,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        match self.stages {
            Some(stages) => {
                let besides = (self.limits.bytes, self.work, besides);
                stages.get(dossier, scenario, &besides, make)
            }
            None => make().map(Arc::new),
        }
    }

    /// Says that a stage begins.
    pub fn stage(&self, name: &str) {
        if let Some(progress) = self.progress {
            progress(name);
        }
    }
}
