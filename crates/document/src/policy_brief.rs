//! The brief: two pages for somebody who decides, made of findings of one scenario.

use hikiwake_conflict::{Analysis, Paths, Sensitivity, Watch, WishBalance};
use hikiwake_dossier::date;
use hikiwake_drivers::Influence;
use hikiwake_evidence::{Backtest, Register};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{DomesticRatification, GradualPlans, ObstacleSets, Settlement};

use crate::{Block, Document, Names, Text, joined, scenarios};

mod confidence;
mod deal;
mod drives;
mod home;
mod lasting;
mod plan;
mod watch;

/// What a brief is made of, all of one scenario. What a dossier does not have is `None`,
/// and the brief says so in a line.
#[derive(Clone, Copy)]
pub struct BriefFindings<'a> {
    /// What would last.
    pub analysis: &'a Finding<Analysis>,
    /// Who has what it wants.
    pub wishes: &'a WishBalance,
    /// What the answer hangs on.
    pub sensitivity: &'a Sensitivity,
    /// How the dispute can move.
    pub paths: &'a Paths,
    /// What stands in the way of an agreement.
    pub obstacles: Option<&'a ObstacleSets>,
    /// Who must accept at home.
    pub ratification: Option<&'a DomesticRatification>,
    /// What could be agreed.
    pub settlement: Option<&'a Settlement>,
    /// Gradual plans.
    pub plans: Option<&'a GradualPlans>,
    /// What was foretold against what happened.
    pub backtest: Option<&'a Backtest>,
    /// Where the sources differ.
    pub register: Option<&'a Register>,
    /// What to watch.
    pub watch: &'a Watch,
    /// What moves what, where the dossier has links.
    pub influence: Option<&'a Influence>,
}

impl BriefFindings<'_> {
    /// The date of the brief, as written.
    fn date(&self) -> Option<&str> {
        let period = self.analysis.finding.scenario.period.as_ref()?;
        period.date.as_deref()
    }

    /// Whether something that began on a day, or of old, is under way at the date of the
    /// brief and ends after it; days as written.
    fn is_under_way(&self, from: Option<&str>, until: &str) -> bool {
        let now = self.date().and_then(date::first);
        let begun = from.is_none_or(|from| now.is_some() && date::first(from) <= now);
        begun && date::first(until) > now
    }
}

/// The brief of a scenario.
pub fn policy_brief(found: &BriefFindings, names: &Names) -> Document {
    let head = &found.analysis.dossier;
    let mut document = brief_part(found, names);
    document.title = head.title.clone();
    if !head.question.trim().is_empty() {
        document.blocks.insert(1, Block::paragraph(&head.question));
    }
    document
}

/// The same as a part of a page whose head says of what dossier it is and what it asks.
pub fn brief_part(found: &BriefFindings, names: &Names) -> Document {
    let mut document = Document::new("The brief", "");
    document.push(Block::paragraph(format!(
        "Brief · {}",
        scenarios::scenario(&found.analysis.finding.scenario)
    )));
    document.push(Block::paragraph(lasting::bottom_line(found, names)));
    let sections: [(&str, Vec<Block>); 6] = [
        ("What would last, and why", lasting::why(found, names)),
        (
            "How it could change",
            lasting::how_it_could_change(found, names),
        ),
        (
            "What would open a deal, and what keeps it shut",
            [
                deal::between_governments(found, names),
                home::at_home(found),
            ]
            .concat(),
        ),
        ("Small steps or one bargain", plan::small_steps(found)),
        (
            "How likely, and how sure: two different things",
            confidence::likely_and_sure(found),
        ),
        ("What to watch", watch::signs(found, names)),
    ];
    for (heading, blocks) in sections {
        if !blocks.is_empty() {
            document.push(Block::heading(1, heading));
            document.blocks.extend(blocks);
        }
    }
    if let Some(silence) = silence(found) {
        document.push(Block::key(silence));
    }
    document
}

/// What the dossier says nothing of, in a line.
fn silence(found: &BriefFindings) -> Option<Text> {
    let missing: Vec<&str> = [
        (found.obstacles.is_none(), "who must agree at home"),
        (found.plans.is_none(), "gradual plans"),
        (found.backtest.is_none(), "predictions or outcomes to test"),
        (found.watch.windows.is_empty(), "windows to watch"),
    ]
    .into_iter()
    .filter_map(|(is_missing, what)| is_missing.then_some(what))
    .collect();
    let told = format!("The dossier says nothing of {}.", joined(&missing));
    (!missing.is_empty()).then(|| told.into())
}
