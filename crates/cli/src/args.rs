//! What can be typed.

mod exchange;
mod machine;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use machine::usual_memory;

pub use exchange::{ExportFormat, ExportModel, ImportFormat};

/// Turns documents about a dispute into a model that runs: what can happen, what
/// would hold, how to get there, and which passage each part of the answer rests on.
#[derive(Debug, Parser)]
#[command(
    name = "hikiwake",
    bin_name = "hikiwake",
    version,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do; without it, a short introduction.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands, in the order in which a newcomer needs them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a new dossier: an invented dispute that every command answers, with comments
    /// that teach.
    New {
        /// Folder to create.
        folder: PathBuf,
        /// One short file instead: who decides, what each can do, what each wants.
        #[arg(long)]
        minimal: bool,
    },
    /// Report every fault of a dossier, each with its place and how to mend it.
    Check {
        /// Dossier folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Print the faults as JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the states that can be, and how much each side likes them.
    States {
        #[command(flatten)]
        ask: Ask,
        /// Only states that meet this formula, such as "transfer and not sanctions".
        #[arg(long = "where", value_name = "FORMULA")]
        filter: Option<String>,
        /// Most states to list.
        #[arg(long, default_value_t = 24)]
        limit: usize,
    },
    /// Who has what it wants today, what the rest would cost whoever could give it, and
    /// whether anything can be traded.
    Wishes {
        #[command(flatten)]
        ask: Ask,
    },
    /// Two pages for somebody who decides: what would last and why, how it could change,
    /// what would open a deal and who says no, how likely, how sure, what to watch.
    Brief {
        #[command(flatten)]
        ask: Ask,
        /// Under this rule of who must agree at home; the usual one without it.
        #[arg(long, value_name = "RULE")]
        rule: Option<String>,
    },
    /// What the answer hangs on: which single wishes, taken away or turned round, upset
    /// what is in place or open a way, which readings do, and what lasts only because it
    /// cannot be undone.
    Sensitivity {
        #[command(flatten)]
        ask: Ask,
    },
    /// How the dispute works, part by part: what carries each mechanism, and which answers
    /// change without it.
    Mechanisms {
        #[command(flatten)]
        ask: Ask,
        /// Only this mechanism, by its id.
        #[arg(long, value_name = "ID")]
        only: Option<String>,
    },
    /// What if a driver stood elsewhere, something else were in place, or the case were read
    /// otherwise: the chain from the push to what it switches, and the answers before and
    /// after.
    Whatif {
        #[command(flatten)]
        ask: Ask,
        #[command(flatten)]
        suppose: Suppose,
    },
    /// What to watch next: what ends when, who could upset what is in place and how, what
    /// would open a way, and what would show that the finding is wrong.
    Watch {
        #[command(flatten)]
        ask: Ask,
    },
    /// What would hold, who would leave the rest, and how to get there.
    Analyse {
        #[command(flatten)]
        ask: Ask,
        /// Most states to list.
        #[arg(long, default_value_t = 12)]
        list: usize,
        /// Answer on decision diagrams, as is done by itself where the space of states
        /// is too large for memory: counts and formulas instead of states one by one.
        #[arg(long)]
        symbolic: bool,
    },
    /// Why a state holds or not: the proof, move by move.
    Explain {
        /// Dossier folder (here, if left out) and the state: its code, `status-quo`,
        /// the id of an outcome, or the options taken ("economy, sanctions").
        #[arg(num_args = 1..=2, required = true, value_names = ["FOLDER", "STATE"])]
        target: Vec<String>,
        #[command(flatten)]
        scenario: ScenarioArgs,
        /// Only for this actor (may be given several times).
        #[arg(long = "for", value_name = "ACTOR")]
        actors: Vec<String>,
        /// Only under this concept (may be given several times).
        #[arg(long = "concept", value_enum, ignore_case = true)]
        concepts: Vec<ConceptArg>,
        #[command(flatten)]
        depth: Depth,
    },
    /// Two periods or readings side by side, one period under all its readings, or two
    /// versions of a dossier: what changed in it and in its answers.
    Compare {
        /// Dossier folder (here, if left out), then up to two of: a period ("2016-04"), a
        /// period and a reading ("2016-04/no-pressure"), a reading. A reading alone is set
        /// against the base reading of its period. A period alone, or none (the latest),
        /// is shown under all its readings. Or two folders: the old version of a dossier,
        /// then the new one.
        #[arg(num_args = 0..=3, value_names = ["FOLDER", "FIRST", "SECOND"])]
        targets: Vec<String>,
        /// Of two versions: only this period (all that both have, if left out).
        #[arg(long, value_name = "ID")]
        period: Option<String>,
        /// Of two versions: this reading (the base reading, if left out).
        #[arg(long, value_name = "ID")]
        reading: Option<String>,
        #[command(flatten)]
        shape: Shape,
        #[command(flatten)]
        run: Run,
        /// Most states to list.
        #[arg(long, default_value_t = 12)]
        list: usize,
    },
    /// How the dispute can move: what is reached, who can stop it, from where there is
    /// no way back.
    Ways {
        /// Dossier folder (here, if left out) and a state to get to, as `explain`
        /// takes it; without one, an overview.
        #[arg(num_args = 0..=2, value_names = ["FOLDER", "STATE"])]
        target: Vec<String>,
        #[command(flatten)]
        walks: WalkArgs,
        #[command(flatten)]
        scenario: ScenarioArgs,
    },
    /// What would have to change for a state, or any state of a kind, to hold.
    Inverse {
        /// Dossier folder (here, if left out) and what is wanted: a state as `explain`
        /// takes it, the id of a definition, or a formula ("transfer and opening").
        /// Without it: every definition of the dossier with a label.
        #[arg(num_args = 0..=2, value_names = ["FOLDER", "WANTED"])]
        target: Vec<String>,
        #[command(flatten)]
        scenario: ScenarioArgs,
        #[command(flatten)]
        change: InverseArgs,
    },
    /// What holds when groups move together, when one looks ahead, when sanctions are
    /// strong or weak, when preferences are partly unknown.
    Concepts(ConceptsArgs),
    /// What each side thinks holds, what does hold, where surprise comes from.
    Views {
        #[command(flatten)]
        ask: Ask,
        /// Most states to list.
        #[arg(long, default_value_t = 12)]
        list: usize,
    },
    /// Who at home lets which agreements pass, where the sides overlap, who is decisive.
    Ratify(RatifyArgs),
    /// What could be agreed, whether it would hold once signed, and who would break it
    /// first.
    Settle(SettleArgs),
    /// A gradual plan step by step: the order in which nobody is far out, the patience
    /// and time that it takes, and the one bargain beside it.
    Steps(StepsArgs),
    /// What stands between the sides and an agreement, and the least that would open the
    /// way.
    Block(BlockArgs),
    /// Write everything as one page that works offline.
    Report {
        /// Dossier folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// File to write (`-` prints it).
        #[arg(short, long, default_value = "report.html")]
        output: PathBuf,
        /// Write over a file of another kind, or of the dossier.
        #[arg(long)]
        force: bool,
        /// Write what is folded, too (proofs, evidence, long tables), for the answers of
        /// these commands, with commas between them, or for `all`.
        #[arg(long, value_delimiter = ',', value_parser = annex_parser())]
        with: Vec<String>,
        #[command(flatten)]
        run: Run,
    },
    /// The texts of the sources: tie them to the dossier, verify every place.
    Source {
        #[command(subcommand)]
        action: SourceAction,
    },
    /// From anything down to its passages, and up to the findings it carries.
    Trace {
        /// Dossier folder (here, if left out) and what to trace: the id of an actor,
        /// option, statement ("japan.keep"), rule, definition, claim, source, driver,
        /// link ("cause>effect"), event, period, outcome, reading or whatever else
        /// the dossier names, or a state as `explain` takes it. Where several things
        /// share an id, put the kind before it: "option.sanctions".
        #[arg(num_args = 1..=2, required_unless_present = "all", value_names = ["FOLDER", "THING"])]
        target: Vec<String>,
        /// Of every claim whether it reaches a finding, and of every finding whether
        /// each statement that decides it has a claim.
        #[arg(long)]
        all: bool,
        /// Show the passages' own words, from the texts tied with `source attach`, in
        /// JSON and in files too; else they are shown on a terminal only. They are
        /// other people's texts.
        #[arg(long)]
        passages: bool,
        #[command(flatten)]
        scenario: ScenarioArgs,
        /// Most things to list under one heading.
        #[arg(long, default_value_t = 12)]
        list: usize,
    },
    /// The register of contradictions: what sources say differently on one thing, and
    /// which of it touches what decides the answer.
    Register {
        #[command(flatten)]
        ask: Ask,
    },
    /// The setting: where it all lies, what happened when, who depends on whom.
    Setting {
        /// Dossier folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        #[command(flatten)]
        shape: Shape,
        #[command(flatten)]
        run: Run,
    },
    /// What model and sources foretold, against what happened.
    Backtest {
        /// Dossier folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Which words of likelihood mean which range.
        #[arg(long, value_enum, default_value_t)]
        yardstick: YardstickArg,
        #[command(flatten)]
        shape: Shape,
        #[command(flatten)]
        run: Run,
    },
    /// Write claims, sources, or the model of one period and reading, in the formats
    /// of other programs.
    Export {
        /// Dossier folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The format.
        #[arg(long, value_enum)]
        to: ExportFormat,
        /// File to write (`-` prints it); for tables, genius and negmas a new folder.
        #[arg(short, long)]
        output: PathBuf,
        /// Write over a file of another kind, or of the dossier.
        #[arg(long)]
        force: bool,
        /// Put the attached texts of the sources in (only --to qdpx).
        #[arg(long)]
        with_texts: bool,
        #[command(flatten)]
        model: ExportModel,
    },
    /// Take claims, sources, or drivers and their links from a file of another program into
    /// a dossier, or make a new dossier of a .gmcr file or a negotiation scenario.
    Import {
        /// Dossier folder to add to (here, if left out), and the file. For a .gmcr
        /// file or a scenario: the folder to create, and the file or folder.
        #[arg(num_args = 1..=2, required = true, value_names = ["FOLDER", "FILE"])]
        target: Vec<String>,
        /// The format (by the file's ending, if left out).
        #[arg(long, value_enum)]
        from: Option<ImportFormat>,
    },
    /// What a sustained push on a driver does to the others, from the signs that sources
    /// give: for certain, or pulled both ways, and by which ways.
    Influence {
        /// Dossier folder (here, if left out) and a driver: its id, its label, or the
        /// option that it is. Without a driver, an overview.
        #[arg(num_args = 0..=2, value_names = ["FOLDER", "DRIVER"])]
        target: Vec<String>,
        /// Write the map as a graph for other programs.
        #[arg(long, value_enum, requires = "output", conflicts_with_all = ["json", "format"])]
        graph: Option<GraphArg>,
        #[command(flatten)]
        scenario: ScenarioArgs,
    },
    /// Loops among drivers, which feed themselves or keep themselves in check, and those
    /// that close through what actors would choose.
    Loops {
        #[command(flatten)]
        ask: Ask,
        /// Most loops to look for, among drivers and through choices.
        #[arg(long, default_value_t = 100)]
        list: usize,
    },
    /// Which levels of drivers fit together, and whether what is in place would last under
    /// each such bundle.
    Scenarios {
        #[command(flatten)]
        ask: Ask,
        /// Most drivers that vary; the others stand where they stand.
        #[arg(long, default_value_t = 12)]
        drivers: usize,
        /// Most bundles to list.
        #[arg(long, default_value_t = 24)]
        list: usize,
    },
    /// Print the JSON Schema of dossier files, for editors that complete and check.
    Schema {
        /// The schema of findings instead: the form of every --json.
        #[arg(long)]
        findings: bool,
    },
}

/// What to do with the texts of sources.
#[derive(Debug, Subcommand)]
pub enum SourceAction {
    /// Tie a local text to a source. The text stays where it is, and the tie on
    /// this machine: neither goes into the dossier.
    Attach {
        /// Dossier folder (here, if left out), the source's id, and its text.
        #[arg(num_args = 2..=3, required = true, value_names = ["FOLDER", "SOURCE", "FILE"])]
        target: Vec<String>,
        /// Where only a byte order mark or Windows line ends are in the way: write the
        /// text without them into this new file, and tie that.
        #[arg(long, value_name = "NEW FILE")]
        copy: Option<PathBuf>,
    },
    /// Where some words stand in the text of a source, as lines for a claim.
    Find {
        /// Dossier folder (here, if left out), the source's id, and the words in
        /// quotation marks. With --fill, the folder alone.
        #[arg(num_args = 0..=3, value_names = ["FOLDER", "SOURCE", "WORDS"])]
        target: Vec<String>,
        /// Turn the `quote` of each claim into its place, in the files.
        #[arg(long)]
        fill: bool,
        /// Answer as JSON (see `hikiwake schema --findings`).
        #[arg(long, conflicts_with = "fill")]
        json: bool,
    },
    /// Check every place against the attached texts.
    Verify {
        /// Dossier folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// First write the digest of what stands there to each place without one.
        #[arg(long)]
        fill: bool,
        /// Answer as JSON (see `hikiwake schema --findings`).
        #[arg(long)]
        json: bool,
    },
    /// Propose new places after a new edition; nothing changes without --accept.
    Relocate {
        /// Dossier folder (here, if left out), the source's id, and its new text.
        #[arg(num_args = 2..=3, required = true, value_names = ["FOLDER", "SOURCE", "FILE"])]
        target: Vec<String>,
        /// Accept what is proposed for this claim, actor, note, difference or
        /// restatement (may be given several times).
        #[arg(long, value_name = "ID")]
        accept: Vec<String>,
        /// Accept every proposal that needs no further look: its words are the same to
        /// the letter.
        #[arg(long, conflicts_with = "accept")]
        accept_all: bool,
        /// Put the old and new words of what needs a look into the JSON, too.
        #[arg(long, requires = "json")]
        passages: bool,
        /// Answer as JSON (see `hikiwake schema --findings`).
        #[arg(long)]
        json: bool,
    },
}

/// Which words of likelihood mean which range.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum YardstickArg {
    /// Intelligence Community Directive 203 (United States).
    #[default]
    Icd203,
    /// Professional Head of Intelligence Assessment (United Kingdom).
    Phia,
}

impl From<YardstickArg> for hikiwake_evidence::likelihood::Yardstick {
    fn from(yardstick: YardstickArg) -> Self {
        match yardstick {
            YardstickArg::Icd203 => Self::Icd203,
            YardstickArg::Phia => Self::Phia,
        }
    }
}

/// Which dossier and which model of it.
#[derive(Debug, Args)]
pub struct Ask {
    /// Dossier folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    #[command(flatten)]
    pub scenario: ScenarioArgs,
}

/// What is supposed. (`--reading` supposes a reading, too.)
#[derive(Debug, Args)]
pub struct Suppose {
    /// Push a driver to a level.
    #[arg(long, value_name = "DRIVER=LEVEL", value_parser = pair)]
    pub push: Vec<(String, String)>,
    /// Put an option that is in place to another level.
    #[arg(long, value_name = "OPTION=LEVEL", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// Let another body at home hold the file of a side.
    #[arg(long, value_name = "SIDE=FACTION", value_parser = pair)]
    pub leader: Vec<(String, String)>,
}

/// `a=b`, as it is typed.
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| "write NAME=VALUE, with nothing between them".to_owned())?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// What to ask of ratification at home.
#[derive(Debug, Args)]
pub struct RatifyArgs {
    /// Which dossier and model; without a period, all periods.
    #[command(flatten)]
    pub ask: Ask,
    /// Only this rule of ratification (all of them, if left out).
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Most kinds of agreements to list as likeliest to be ratified.
    #[arg(long, default_value_t = 5)]
    pub list: usize,
    /// Answer as a table with commas between its columns.
    #[arg(long, conflicts_with_all = ["json", "format"])]
    pub csv: bool,
}

/// What to ask of agreements.
#[derive(Debug, Args)]
pub struct SettleArgs {
    #[command(flatten)]
    pub ask: Ask,
    /// Rule of ratification (the usual one, if left out).
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Most groups of efficient agreements to list.
    #[arg(long, default_value_t = 12)]
    pub list: usize,
    /// Answer as a table with commas between its columns.
    #[arg(long, conflicts_with_all = ["json", "format"])]
    pub csv: bool,
}

/// Which gradual plan, and what is assumed.
#[derive(Debug, Args)]
pub struct StepsArgs {
    /// Dossier folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Only this plan (all of them, if left out).
    #[arg(long, value_name = "ID")]
    pub ladder: Option<String>,
    /// What a year later counts to each side against now, from 0 to 1. The chance that
    /// the plan is still carried, which the dossier gives, comes on top.
    #[arg(long, default_value_t = hikiwake_negotiation::YEARLY_DISCOUNT, value_parser = share)]
    pub discount: f64,
    /// Answer as a table with commas between its columns.
    #[arg(long, conflicts_with_all = ["json", "format"])]
    pub csv: bool,
    #[command(flatten)]
    pub shape: Shape,
    #[command(flatten)]
    pub run: Run,
}

/// Stands for every part of a report.
pub const ALL_PARTS: &str = "all";

/// The parts of a report that can show what is folded.
fn annex_parser() -> PossibleValuesParser {
    PossibleValuesParser::new([ALL_PARTS].into_iter().chain(hikiwake_report::PARTS))
}

/// In which form an answer is given, and where it goes.
#[derive(Debug, Args)]
pub struct Shape {
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t, conflicts_with = "json")]
    pub format: Format,
    /// Write out what is folded otherwise: proofs, evidence, long tables.
    #[arg(long, conflicts_with = "json")]
    pub full: bool,
    /// Put the field's term in brackets behind the words that stand for it.
    #[arg(long, conflicts_with = "json")]
    pub terms: bool,
    /// File to write the answer to (`-` prints it).
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Write over a file of another kind, or of the dossier.
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// A form of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for a terminal.
    #[default]
    Text,
    /// A page that stands alone and works offline.
    Html,
    /// Markdown, for notes and issues.
    Md,
    /// A Word document, into a file (in programs built with the feature `docx`).
    Docx,
    /// JSON (as `--json`).
    Json,
}

/// What to ask of what stands in the way.
#[derive(Debug, Args)]
pub struct BlockArgs {
    /// Dossier folder (here, if left out) and what is to pass: a formula over terms.
    /// Without it: each form of settlement.
    #[arg(num_args = 0..=2, value_names = ["FOLDER", "WANTED"])]
    pub target: Vec<String>,
    /// An agreement that is to pass ("transfer=two, guarantee"): which of its terms, or
    /// which judgements of it, would have to give.
    #[arg(long, value_name = "TEXT")]
    pub agreement: Option<String>,
    /// Rule of ratification (the usual one, if left out).
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Most sets of obstacles, and most ways to open it, to list per form.
    #[arg(long, default_value_t = 6)]
    pub list: usize,
    /// Answer as a table with commas between its columns: a line for each way to open,
    /// then for each other date, rule and reading.
    #[arg(long, conflicts_with_all = ["json", "format"])]
    pub csv: bool,
    #[command(flatten)]
    pub scenario: ScenarioArgs,
}

/// What to ask beyond the five concepts.
#[derive(Debug, Args)]
pub struct ConceptsArgs {
    /// Dossier folder (here, if left out), and the state, if only one is meant, as
    /// `explain` takes it.
    #[arg(num_args = 0..=2, value_names = ["FOLDER", "STATE"])]
    pub target: Vec<String>,
    /// Only this group, such as japan,russia (may be given several times).
    #[arg(long = "group", value_name = "ACTORS")]
    pub groups: Vec<String>,
    /// How many moves to look ahead.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub horizon: u16,
    /// How many moves ahead to seek what holds for all who look far ahead.
    #[arg(long, value_name = "MOVES")]
    pub far: Option<u16>,
    /// Who moves next, where more than two decide.
    #[arg(long, value_enum, default_value_t)]
    pub next: NextArg,
    /// When a group gains.
    #[arg(long, value_enum, default_value_t)]
    pub gain: GainArg,
    #[command(flatten)]
    pub scenario: ScenarioArgs,
}

/// Who moves next after a move.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum NextArg {
    /// Any one of the others who gains by it; which one is not known.
    #[default]
    Anyone,
    /// The others in turn, in the order of the dossier.
    InTurn,
    /// That one of the others whose choice ends worst for the one who moved.
    Worst,
}

impl From<NextArg> for hikiwake_session::NextMover {
    fn from(next: NextArg) -> Self {
        use hikiwake_session::NextMover;
        match next {
            NextArg::Anyone => NextMover::Anyone,
            NextArg::InTurn => NextMover::InTurn,
            NextArg::Worst => NextMover::Worst,
        }
    }
}

/// When a group gains by a move.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum GainArg {
    /// It is better for every member.
    #[default]
    Every,
    /// It is worse for no member and better for one.
    Pareto,
}

impl From<GainArg> for hikiwake_session::Gain {
    fn from(gain: GainArg) -> Self {
        use hikiwake_session::Gain;
        match gain {
            GainArg::Every => Gain::Every,
            GainArg::Pareto => Gain::Pareto,
        }
    }
}

/// Which model of a dossier.
#[derive(Debug, Args)]
pub struct ScenarioArgs {
    /// Period (the latest, if left out).
    #[arg(long, value_name = "ID")]
    pub period: Option<String>,
    /// Reading (the base reading, if left out).
    #[arg(long, value_name = "ID")]
    pub reading: Option<String>,
    /// Keep only the preference statements that a source states.
    #[arg(long)]
    pub stated_only: bool,
    #[command(flatten)]
    pub shape: Shape,
    #[command(flatten)]
    pub run: Run,
}

/// Which walks, and whether to write them as a graph.
#[derive(Debug, Args)]
pub struct WalkArgs {
    /// Start from this state in place of the status quo.
    #[arg(long, value_name = "STATE")]
    pub from: Option<String>,
    /// Only by way of this state (may be given several times: in this order).
    #[arg(long, value_name = "STATE")]
    pub via: Vec<String>,
    /// Most points of no return and ends to list.
    #[arg(long, default_value_t = 12)]
    pub list: usize,
    /// Write all that is reached as a graph for other programs.
    #[arg(long, value_enum, requires = "output", conflicts_with_all = ["via", "json", "format"])]
    pub graph: Option<GraphArg>,
    /// The steps of the graph.
    #[arg(long, value_enum, default_value_t, requires = "graph")]
    pub steps: StepsArg,
    /// States that lead to one another as one node of the graph.
    #[arg(long, requires = "graph")]
    pub condensed: bool,
    /// Most nodes of the graph; of edges, twenty times as many.
    #[arg(long, default_value_t = 5_000, requires = "graph")]
    pub most: usize,
}

/// A format of graphs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GraphArg {
    /// Graphviz.
    Dot,
    /// Gephi, yEd, networkx.
    Graphml,
    /// Nodes and edges as networkx and d3 read them.
    Json,
}

/// What each step of a walk is.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum StepsArg {
    /// Best replies.
    BestReplies,
    /// Improvements.
    #[default]
    Improvements,
    /// Any moves.
    Moves,
}

impl From<StepsArg> for hikiwake_conflict::WalkKind {
    fn from(steps: StepsArg) -> Self {
        match steps {
            StepsArg::BestReplies => Self::BestReplies,
            StepsArg::Improvements => Self::Improvements,
            StepsArg::Moves => Self::Moves,
        }
    }
}

/// How far a proof goes.
#[derive(Debug, Args)]
pub struct Depth {
    /// Most improvements without an answer to list, and most failed answers or
    /// ways out to list for each.
    #[arg(long, default_value_t = 12)]
    pub list: usize,
}

/// What may change, and what is to come of it.
#[derive(Debug, Args)]
pub struct InverseArgs {
    /// The concept under which it is to hold.
    #[arg(long, value_enum, default_value = "seq", ignore_case = true)]
    pub concept: ConceptArg,
    /// How it is to be reached from the status quo (may be given several times; if
    /// left out: not at all, step by step, and with one step taken together).
    #[arg(long, value_enum)]
    pub reached: Vec<ReachedArg>,
    /// Most changes at once.
    #[arg(long, default_value_t = 2)]
    pub size: usize,
    /// Look for minimal sets of more changes after the smallest were found.
    #[arg(long)]
    pub further: bool,
    /// A statement that an actor might come to want: "japan: not sanctions" (may be
    /// given several times). Those of other periods and readings are there already.
    #[arg(long, value_name = "ACTOR: FORMULA")]
    pub add: Vec<String>,
    /// Which rankings of this actor make the state stable for it (may be given
    /// several times).
    #[arg(long, value_name = "ACTOR")]
    pub rankings: Vec<String>,
    /// Most sets of changes to list.
    #[arg(long, default_value_t = 8)]
    pub list: usize,
}

/// How a state is to be reached from the status quo.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReachedArg {
    /// By best replies.
    BestReplies,
    /// By improvements.
    Improvements,
    /// By improvements with at most one step that several take together.
    Joint,
    /// By any moves.
    Any,
    /// It need not be.
    No,
}

impl From<ReachedArg> for hikiwake_conflict::InverseWalk {
    fn from(reached: ReachedArg) -> Self {
        match reached {
            ReachedArg::BestReplies => Self::BestReplies,
            ReachedArg::Improvements => Self::Improvements,
            ReachedArg::Joint => Self::Joint,
            ReachedArg::Any => Self::Any,
            ReachedArg::No => Self::No,
        }
    }
}

/// How to run and how to answer.
#[derive(Debug, Args)]
pub struct Run {
    /// Answer as JSON (see `hikiwake schema --findings`).
    #[arg(long)]
    pub json: bool,
    /// Most memory that the models and agreements of a run may take together, by an
    /// estimate, such as 512MB or 8GB (half of the machine's, if left out). A model that
    /// needs more is not built; questions that fit only one by one are asked one by one.
    #[arg(long, value_name = "SIZE", value_parser = memory, default_value_t = usual_memory(), hide_default_value = true)]
    pub memory: u64,
    /// Most steps that one search may take; an answer that this cuts short says so.
    #[arg(long, value_name = "STEPS", default_value_t = 50_000_000)]
    pub work: u64,
    /// How many threads solve a model (as many as the machine runs at once, if left
    /// out). The answer is the same on any number.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// A solution concept by its abbreviation.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ConceptArg {
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

impl From<ConceptArg> for hikiwake_session::ConceptName {
    fn from(concept: ConceptArg) -> Self {
        use hikiwake_session::ConceptName as Concept;
        match concept {
            ConceptArg::Nash => Concept::Nash,
            ConceptArg::Gmr => Concept::Gmr,
            ConceptArg::Smr => Concept::Smr,
            ConceptArg::Seq => Concept::Seq,
            ConceptArg::Sseq => Concept::Sseq,
        }
    }
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    (text.parse().ok())
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| "not a number from 0 to 1".to_owned())
}

/// Bytes from a number with a unit (decimal units; KB, MB, GB).
fn memory(text: &str) -> Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit: u64 = match text[digits.len()..].trim() {
        "" | "B" => 1,
        "K" | "KB" => 1_000,
        "M" | "MB" => 1_000_000,
        "G" | "GB" => 1_000_000_000,
        other => return Err(format!("unknown unit {other}: write 512MB or 8GB")),
    };
    digits
        .trim()
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(unit))
        .ok_or_else(|| "not a size: write 512MB or 8GB".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn memory_is_read_with_units() {
        assert_eq!(memory("512MB"), Ok(512_000_000));
        assert_eq!(memory(" 8 gb"), Ok(8_000_000_000));
        assert!(memory("much").is_err());
        assert!(memory("99999999999999999999GB").is_err());
    }
}
