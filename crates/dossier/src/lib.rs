//! Dossiers: what people write about a dispute, checked and compiled to models.
//!
//! The road: [`read`] a folder into a [`Dossier`] with every fault as a
//! [`Diagnostic`]; [`Dossier::compile`] one [`Scenario`] (a period, a reading,
//! perhaps stated judgements only) into a [`Compiled`] model, in which every
//! number of the graph model still knows what it stands for and why.

mod carriers;
mod check;
mod coastline;
mod code;
mod compile;
pub mod date;
mod diagnostic;
mod dossier;
mod edit;
mod encoding;
pub mod file;
mod folder;
mod formula;
mod json_keys;
mod parts;
mod passages;
mod pattern;
mod plain_file;
mod read;
mod render;
mod schema;
mod source;
mod spans;
mod starter;
mod state_text;
mod structure;
mod syntax;
mod text;
mod versions;
mod visible;
mod write;

pub use carriers::CarrierKind;
pub use coastline::{Coastline, Ring};
pub use code::Codes;
pub use compile::{
    AgainstWishes, AllOptions, Change, Column, CompileError, Compiled, CompiledFaction,
    CompiledForm, CompiledGate, CompiledGuarantee, CompiledHolder, CompiledOption,
    CompiledRatification, CompiledRule, CompiledStatement, CompiledTerm, CompiledTermRule,
    CrossedRedLine, DriverLevels, Effect, Judge, Negotiation, Outline, Preferences, Role, Scenario,
    Switch, SwitchKind, breaks_rule, grouped, negated,
};
pub use date::{CslDate, CslPoint, Date, Day};
pub use diagnostic::{Diagnostic, Severity, Span, nearest};
pub use dossier::Dossier;
pub use edit::{EditError, replace, replace_all};
pub use formula::{Comparison, Expr, ExprKind, FormulaError};
pub use passages::{
    Accept, AcceptError, Accepted, AttachError, Attached, Attachment, CountedText, Edition, Filled,
    FilledPlace, FindError, FoundPassage, Grade, NewEdition, OwnedPlace, Owner, PassageSearch,
    PlaceCounts, PlaceFault, PlaceStatus, Proposal, Quote, RelocateError, Relocation,
    RepeatedPlace, Surroundings, TellingKind, TellingWords, TextError, TextStore, TextStoreError,
    Tie, Undisguised, Unfilled, Verification, VerifiedSource, attach, fill_digests, fill_quotes,
    find_words, owned_places, relocate, sha256, side_by_side, verify, warn_of_moved_texts,
};
pub use plain_file::{PlainFileError, read_plain};
pub use read::{Read, read, read_texts, read_with};
pub use schema::schema;
pub use source::Source;
pub use starter::{minimal_starter, starter};
pub use versions::{
    Became, ChangeScope, FieldChange, PartChange, PartKind, fewest_moved, periods_of_both, undone,
    version_changes,
};
pub use visible::{shortened, visible, visible_json, visible_line};
pub use write::{
    FileChange, FolderLock, NewFile, NewFolder, WriteError, must_be_free, stop_writing, stopped,
    write_all, write_folder,
};
