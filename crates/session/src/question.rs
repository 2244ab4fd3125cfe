//! Questions as values: which, about which scenario, with which limits.

use hikiwake_conflict::{InverseWalk, WalkKind};
use hikiwake_dossier::Scenario;
use hikiwake_evidence::likelihood::Yardstick;
use hikiwake_graph::Concept;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One question about a dossier. A state, an agreement or whatever else is named is given
/// as a person types it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "question", rename_all = "kebab-case")]
pub enum Question {
    /// The states that can be.
    States {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Only those that meet this formula.
        formula: Option<String>,
        /// Most to list.
        list: usize,
    },
    /// What would last, who would leave the rest, and how to get there.
    Analysis {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Most states to list.
        list: usize,
    },
    /// Who has what it wants today, and what the rest would cost.
    Wishes {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
    },
    /// What the answer hangs on: single wishes, readings, what cannot be undone.
    Sensitivity {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
    },
    /// One date under every reading of the case.
    Readings {
        /// Which date; a reading is passed over.
        #[serde(flatten)]
        scenario: Scenario,
    },
    /// What `Analysis` asks, on decision diagrams.
    Symbolic {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Whether they are asked because the space is too large for memory.
        too_large: bool,
        /// Most states to list.
        list: usize,
    },
    /// Why a state is stable or not.
    Explanation {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// The state.
        state: String,
        /// Only for these actors; for all without one.
        actors: Vec<String>,
        /// Only under these concepts (SEQ without one), by their abbreviations.
        concepts: Vec<ConceptName>,
        /// Most improvements to list.
        list: usize,
    },
    /// Two scenarios side by side.
    Comparison {
        /// The first.
        first: Scenario,
        /// The second.
        second: Scenario,
        /// Most states to list.
        list: usize,
    },
    /// How the dispute can move.
    Ways {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// The state to get to; without one, an overview.
        to: Option<String>,
        /// Where to start in place of the status quo.
        from: Option<String>,
        /// By way of these states, in this order.
        via: Vec<String>,
        /// Most points of no return and ends to list.
        list: usize,
    },
    /// All that steps of one kind reach, as a graph.
    StepGraph {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Where to start in place of the status quo.
        from: Option<String>,
        /// The steps.
        by: WalkKind,
        /// States that lead to one another are one node.
        condensed: bool,
        /// Most nodes.
        states: usize,
        /// Most edges.
        steps: usize,
    },
    /// What would have to change for a state, or any of a kind, to hold.
    Inverse {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// What is wanted; every definition with a label without it.
        wanted: Option<String>,
        /// Under which concept it is to hold.
        concept: ConceptName,
        /// How it is to be reached.
        reached: Vec<InverseWalk>,
        /// Most changes at once.
        size: usize,
        /// Larger sets after the smallest, too.
        further: bool,
        /// What actors might come to want: actor and formula.
        add: Vec<(String, String)>,
        /// The actors whose rankings are asked for.
        rankings: Vec<String>,
        /// Less work than the session allows for each search.
        work: Option<u64>,
        /// Most sets of changes to list.
        list: usize,
    },
    /// What holds beyond the five concepts.
    Concepts {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Only this state.
        state: Option<String>,
        /// Only these groups of decision makers; every group without one.
        groups: Vec<Vec<String>>,
        /// How many moves are looked ahead.
        horizon: usize,
        /// How many moves ahead a limit is sought.
        far: Option<usize>,
        /// Who moves next, where more than two decide.
        next: NextMover,
        /// When a group gains.
        gain: Gain,
        /// Most states to list.
        list: usize,
    },
    /// How each side sees it.
    Views {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Most states to list.
        list: usize,
    },
    /// What could be agreed, and whether it would last.
    Settlement {
        /// Which negotiation.
        #[serde(flatten)]
        scenario: Scenario,
        /// The rule of ratification; the usual one without it.
        rule: Option<String>,
        /// Most groups of efficient agreements to list.
        list: usize,
    },
    /// Who at home lets which agreements pass.
    Ratify {
        /// Which negotiation; all periods without one.
        #[serde(flatten)]
        scenario: Scenario,
        /// Only this rule.
        rule: Option<String>,
        /// Most kinds of agreements to list.
        list: usize,
    },
    /// What stands in the way of agreements.
    Block {
        /// Which negotiation.
        #[serde(flatten)]
        scenario: Scenario,
        /// A formula over terms that the agreement is to meet; each form without it.
        wanted: Option<String>,
        /// The agreement that is to pass, and of which terms may have to give way.
        agreement: Option<String>,
        /// The rule of ratification; the usual one without it.
        rule: Option<String>,
    },
    /// Gradual plans.
    Steps {
        /// Only this plan.
        plan: Option<String>,
        /// What a year later counts, from 0 to 1.
        yearly_discount: Option<f64>,
    },
    /// From a thing down to its passages and up to the findings it carries.
    Trace {
        /// Which models; all periods without one.
        #[serde(flatten)]
        scenario: Scenario,
        /// The thing.
        thing: String,
        /// Most things to list under one heading.
        list: usize,
    },
    /// Which claims carry which findings.
    Coverage {
        /// Which models; all periods without one.
        #[serde(flatten)]
        scenario: Scenario,
        /// Most things to list under one heading.
        list: usize,
    },
    /// Where the sources differ.
    Register {
        /// Which model's answer is asked of each difference whether it decides; none
        /// without it.
        #[serde(default)]
        scenario: Option<Scenario>,
    },
    /// What to watch: what ends, what was foretold, who could move, and what that would mean.
    Watch {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
    },
    /// How the dispute works, part by part, and what changes without each.
    Mechanisms {
        /// Which model; all periods without one.
        #[serde(flatten)]
        scenario: Scenario,
        /// Only this one.
        mechanism: Option<String>,
    },
    /// What a change that nobody has saved would do.
    WhatIf {
        /// Which model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Drivers, each with the level to which it is pushed.
        pushes: Vec<(String, String)>,
        /// Options, each with the level at which it is put.
        set: Vec<(String, String)>,
        /// Sides, each with the faction that holds its file.
        holders: Vec<(String, String)>,
        /// Readings that are put on.
        readings: Vec<String>,
    },
    /// What was foretold against what happened.
    Backtest {
        /// Whose words of likelihood mean which range.
        yardstick: Yardstick,
    },
    /// What happened when.
    Timeline,
    /// Where it all lies.
    Map,
    /// Who depends on whom.
    Ties,
    /// What a sustained push on a driver moves.
    Influence {
        /// Which map.
        #[serde(flatten)]
        scenario: Scenario,
        /// The driver pushed; without one, an overview.
        driver: Option<String>,
    },
    /// Loops among drivers, and through what actors would choose.
    Loops {
        /// Which map and model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Most loops to list of each kind.
        list: usize,
    },
    /// Bundles of levels of drivers that support themselves.
    Scenarios {
        /// Which map and model.
        #[serde(flatten)]
        scenario: Scenario,
        /// Most drivers that vary.
        drivers: usize,
        /// Most bundles to list.
        list: usize,
    },
}

/// Who moves next after a move, where more than two decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NextMover {
    /// Any one of the others who gains by it; which one is not known.
    #[default]
    Anyone,
    /// The others in turn, in the order of the dossier.
    InTurn,
    /// That one of the others whose choice ends worst for the one who moved.
    Worst,
}

impl From<NextMover> for hikiwake_graph::NextMover {
    fn from(next: NextMover) -> Self {
        match next {
            NextMover::Anyone => Self::Anyone,
            NextMover::InTurn => Self::InTurn,
            NextMover::Worst => Self::Worst,
        }
    }
}

/// When a group gains by a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gain {
    /// Every member is better off.
    #[default]
    Every,
    /// None is worse off, and one is better off.
    Pareto,
}

impl From<Gain> for hikiwake_graph::Gain {
    fn from(gain: Gain) -> Self {
        match gain {
            Gain::Every => Self::Every,
            Gain::Pareto => Self::Pareto,
        }
    }
}

/// A solution concept by its abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ConceptName {
    /// No improvement at all.
    Nash,
    /// Every improvement can be punished.
    Gmr,
    /// And the punishment cannot be escaped.
    Smr,
    /// Every improvement is punished by answers that improve those who give them.
    Seq,
    /// And the punishment cannot be escaped.
    Sseq,
}

impl From<ConceptName> for Concept {
    fn from(name: ConceptName) -> Self {
        match name {
            ConceptName::Nash => Concept::Nash,
            ConceptName::Gmr => Concept::Gmr,
            ConceptName::Smr => Concept::Smr,
            ConceptName::Seq => Concept::Seq,
            ConceptName::Sseq => Concept::Sseq,
        }
    }
}
