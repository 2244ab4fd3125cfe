//! The register of contradictions: what the sources say differently on one thing,
//! side by side, whether both can be true, and who found it: the program, from
//! what claims say in a form that it reads, or a reader, in `differences`.

mod bearing;
mod figures;
mod levels;
mod links;
mod merge;
mod positions;
mod side;
mod time;
mod types;
mod unit;
mod values;

use hikiwake_dossier::Dossier;

use hikiwake_finding::{Finding, FindingKind, basis};

pub(crate) use bearing::clashing;
pub(crate) use side::{overlap, spans, strength};
pub use types::*;

/// What the sources of a dossier say differently on one thing. At most `work` pairs of
/// figures are compared; what that leaves out is said.
pub fn register(dossier: &Dossier, work: u64) -> Finding<Register> {
    let (mut entries, mut counts) = entries(dossier, work);
    for entry in &mut entries {
        if matches!(
            entry.verdict,
            RegisterVerdict::Clash | RegisterVerdict::Open
        ) {
            entry.bears_on = bearing::bearing(dossier, entry);
        }
    }
    counts.count(&entries);
    let register = Register {
        scenario: None,
        counts,
        entries,
    };
    basis::finding(dossier, FindingKind::Register, register)
}

/// The entries, in their order, without what bears on them.
fn entries(dossier: &Dossier, work: u64) -> (Vec<RegisterEntry>, RegisterCounts) {
    let mut counts = RegisterCounts {
        differences: dossier.file.differences.len() as u64,
        ..RegisterCounts::default()
    };
    let restated = side::Restated::new(&dossier.file);
    let mut entries = figures::entries(dossier, &restated, work, &mut counts);
    entries.extend(links::entries(dossier, &restated, &mut counts));
    entries.extend(levels::entries(dossier, &restated));
    entries.extend(positions::entries(dossier, &restated));
    merge::merge(dossier, &mut entries);
    entries.sort_by_key(|entry| (entry.verdict, entry.kind));
    (entries, counts)
}

impl RegisterCounts {
    fn count(&mut self, entries: &[RegisterEntry]) {
        use RegisterVerdict::*;
        let number = |found: FoundBy, verdict: Option<RegisterVerdict>| {
            let of = |e: &&RegisterEntry| {
                e.found == found && verdict.is_none_or(|verdict| e.verdict == verdict)
            };
            entries.iter().filter(of).count() as u64
        };
        let [program, reading, both] =
            [FoundBy::Program, FoundBy::Reading, FoundBy::Both].map(|found| number(found, None));
        (self.program, self.reading, self.both) = (program, reading, both);
        self.verdicts = [Clash, Open, OtherMeasure, OtherDate, SameThing]
            .map(|verdict| VerdictCount {
                verdict,
                program: number(FoundBy::Program, Some(verdict)),
                reading: number(FoundBy::Reading, Some(verdict)),
                both: number(FoundBy::Both, Some(verdict)),
            })
            .into();
    }
}
