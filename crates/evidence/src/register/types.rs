//! The types of a register.

use std::collections::BTreeSet;

use hikiwake_dossier::file::Compatible;
use hikiwake_finding::ScenarioHead;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The finding of `register`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Register {
    /// The model whose answer `decides` speaks of; `None` where none was asked about.
    pub scenario: Option<ScenarioHead>,
    /// The counts.
    pub counts: RegisterCounts,
    /// The entries: those that cannot both be true first, then those that nobody
    /// can tell, then those that can; of one verdict by kind, in the order in
    /// which the dossier has them. Where a model was asked about, those before all
    /// others that bear on a wish which decides.
    pub entries: Vec<RegisterEntry>,
}

impl Register {
    /// Says which entries bear on one of the wishes (`actor.statement`) that decide the
    /// answer of a scenario, and puts these first.
    pub fn decided_by(&mut self, scenario: ScenarioHead, wishes: &BTreeSet<String>) {
        for entry in &mut self.entries {
            let statements = entry.bears_on.iter().filter(|one| one.part == "statement");
            let deciding = statements.filter(|one| {
                let period = scenario.period.as_ref().map(|period| &period.id);
                let reading = scenario.reading.as_ref().map(|reading| &reading.id);
                let stands = one.stands_in.is_empty()
                    || (one.stands_in.iter()).any(|id| Some(id) == period || Some(id) == reading);
                stands && wishes.contains(&one.id)
            });
            entry.decides = deciding.map(|one| one.id.clone()).collect();
            entry.decides.dedup();
        }
        self.entries.sort_by_key(|entry| entry.decides.is_empty());
        self.scenario = Some(scenario);
    }
}

/// How much was compared, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterCounts {
    /// Entries that the program alone found.
    pub program: u64,
    /// Entries that the reader alone found.
    pub reading: u64,
    /// Entries that both found.
    pub both: u64,
    /// Differences that the reader wrote down: several may have gone into one entry.
    pub differences: u64,
    /// Entries per verdict, those that cannot both be true first.
    pub verdicts: Vec<VerdictCount>,
    /// Pairs of figures of one metric that were compared.
    pub figures_compared: u64,
    /// Pairs of figures of one metric that were not compared: more than the work allowed.
    pub figures_left_out: u64,
    /// Of those compared, pairs that agree: equal, equal once rounded, or within each
    /// other's bounds. They are not listed.
    pub figures_agree: u64,
    /// Of those compared, pairs of one source about other times or measures: a series, not
    /// a difference. They are not listed.
    pub figures_series: u64,
    /// Pairs of drivers on whose link two or more claims speak.
    pub links_compared: u64,
}

/// How many entries have a verdict, by who found them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VerdictCount {
    /// The verdict.
    pub verdict: RegisterVerdict,
    /// Found by the program alone.
    pub program: u64,
    /// Found by the reader alone.
    pub reading: u64,
    /// Found by both.
    pub both: u64,
}

/// One thing on which sources differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterEntry {
    /// Its name in this register: `figure.` and the metric, `link.` and the two
    /// drivers, `level.` and the driver, `position.`, actor and issue; for what
    /// the reader alone found, the id in `differences`. Where one name has entries
    /// of several verdicts, those after the first have the verdict's behind it.
    pub id: String,
    /// What kind of thing.
    pub kind: RegisterKind,
    /// The matter, as a heading: the reader's where the reader found it.
    pub matter: String,
    /// What differs, in a sentence: the reader's where the reader found it.
    pub says: String,
    /// The sides, two or more.
    pub sides: Vec<RegisterSide>,
    /// Whether they can all be true: the reader's verdict where there is one that
    /// is not open, else the program's.
    pub verdict: RegisterVerdict,
    /// Why, in a sentence.
    pub why: String,
    /// Who found it.
    pub found: FoundBy,
    /// What the program makes of it, where it found it.
    pub program: Option<RegisterJudgement>,
    /// What the reader makes of it, where the reader found it.
    pub reading: Option<RegisterJudgement>,
    /// Ids of the reader's differences that this entry holds.
    pub differences: Vec<String>,
    /// The judgements that rest on one of the sides: what depends on the answer.
    /// Filled where the verdict is `clash` or `open`.
    pub bears_on: Vec<Bearing>,
    /// Of these, the wishes (`actor.statement`) whose dropping or turning round changes what
    /// becomes of the status quo, or opens a pattern, in the register's scenario.
    pub decides: Vec<String>,
}

impl RegisterEntry {
    /// An entry that the program alone has found so far.
    pub(super) fn of_program(
        id: String,
        kind: RegisterKind,
        matter: String,
        judgement: RegisterJudgement,
        sides: Vec<RegisterSide>,
    ) -> RegisterEntry {
        RegisterEntry {
            id,
            kind,
            matter,
            says: judgement.says.clone(),
            sides,
            verdict: judgement.verdict,
            why: judgement.why.clone(),
            found: FoundBy::Program,
            program: Some(judgement),
            reading: None,
            differences: Vec::new(),
            bears_on: Vec::new(),
            decides: Vec::new(),
        }
    }
}

/// What somebody makes of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterJudgement {
    /// The matter as the one who found it puts it, and what differs.
    pub says: String,
    /// The verdict.
    pub verdict: RegisterVerdict,
    /// Why.
    pub why: String,
}

/// What kind of thing an entry is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterKind {
    /// A number or a date.
    Figure,
    /// Which way one driver acts on another.
    Link,
    /// The level of a driver.
    Level,
    /// Where an actor stands.
    Position,
    /// Anything else that the reader found.
    Reading,
}

/// Whether the sides can all be true.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterVerdict {
    /// No.
    Clash,
    /// Nobody can tell yet.
    Open,
    /// Yes: they count other things, or parts of other wholes.
    OtherMeasure,
    /// Yes: they are about other times.
    OtherDate,
    /// Yes: the same in other words.
    SameThing,
}

impl From<Compatible> for RegisterVerdict {
    fn from(verdict: Compatible) -> Self {
        match verdict {
            Compatible::Clash => RegisterVerdict::Clash,
            Compatible::Open => RegisterVerdict::Open,
            Compatible::OtherMeasure => RegisterVerdict::OtherMeasure,
            Compatible::OtherDate => RegisterVerdict::OtherDate,
            Compatible::SameThing => RegisterVerdict::SameThing,
        }
    }
}

/// Who found an entry.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FoundBy {
    /// The program alone.
    Program,
    /// The reader alone.
    Reading,
    /// Both.
    Both,
}

/// One side of an entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterSide {
    /// Id of the source.
    pub source_id: String,
    /// Short form of the source: author and year.
    pub source: String,
    /// Ids of the claims: the first speaks for the side, the others restate it.
    pub claims: Vec<String>,
    /// What this side has, in words: "about 15 meetings", "no effect".
    pub value: String,
    /// The value as the reader put it, where the reader found it too.
    pub read_as: String,
    /// The number, where it is one, in `unit`.
    pub number: Option<f64>,
    /// Unit of the number.
    pub unit: String,
    /// How the figure stands to the truth: `=`, `~`, `>`, `<`, `>=`, `<=`; empty
    /// where it is no figure.
    pub bound: String,
    /// The time that it is about, as the dossier has it.
    pub date: String,
    /// Of what it is a share or part.
    pub of: String,
    /// Whose words it stands in, where not the author's: who asserts it, or "title
    /// of a cited article".
    pub by: String,
    /// How strongly it is said: `asserted`, `hedged`, `attributed`, `conditional`,
    /// `normative` or `speculative`; empty where no claim carries the side.
    pub strength: String,
    /// The paraphrase of the claim.
    pub says: String,
    /// Section, and code points where given.
    pub place: String,
    /// The places in the source's text.
    pub places: Vec<RegisterPlace>,
}

/// A place in a source's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterPlace {
    /// Id of the source whose text it is.
    pub source_id: String,
    /// First code point, counted from 0.
    pub start: u64,
    /// The code point after the last.
    pub end: u64,
    /// Number of the note in which it stands.
    pub in_note: Option<u32>,
}

/// A judgement of the dossier that rests on a side of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bearing {
    /// What it is: `statement`, `ranking`, `rule`, `option`, `status-quo` or
    /// `outcome`.
    pub part: String,
    /// Its id: `actor.statement` for a statement, `period` for a status quo,
    /// `period.outcome` for an outcome.
    pub id: String,
    /// In words.
    pub text: String,
    /// Ids of the periods or readings in which it stands so; empty for all.
    pub stands_in: Vec<String>,
    /// The claims on which it rests and which stand on a side.
    pub claims: Vec<String>,
}
