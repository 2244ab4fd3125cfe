//! Who is decisive on one agreement.

use super::gate::Tally;
use super::{Gate, Vote};

/// How one faction's verdict alone turns whether an agreement passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decisive {
    /// It rejects, and its no alone keeps the agreement out: not minding it would do.
    KeepsOut,
    /// The agreement fails, and would pass if this faction accepted it.
    CouldOpen,
    /// The agreement passes, and would fail if this faction rejected it.
    Carries,
}

/// Whether the agreement passes, and per entry of `verdicts` how that faction is
/// decisive; `None` for one that is not. A swing in the sense of Banzhaf (1965) is
/// anything but `None`.
pub fn decisive(gate: &Gate, verdicts: &[Vote]) -> (bool, Vec<Option<Decisive>>) {
    let tally = gate.tally(verdicts);
    let passes = gate.met(&tally);
    let one = |(faction, &verdict): (usize, &Vote)| {
        let with = |other| gate.met(&changed(gate, tally, faction, verdict, other));
        if passes {
            (!with(Vote::Rejects)).then_some(Decisive::Carries)
        } else if verdict == Vote::Rejects && with(Vote::DoesNotMind) {
            Some(Decisive::KeepsOut)
        } else {
            with(Vote::Accepts).then_some(Decisive::CouldOpen)
        }
    };
    (passes, verdicts.iter().enumerate().map(one).collect())
}

/// The votes once one faction says something else.
fn changed(gate: &Gate, mut tally: Tally, faction: usize, from: Vote, to: Vote) -> Tally {
    let votes = gate.votes_of(faction);
    let veto = usize::from(gate.has_veto(faction));
    match from {
        Vote::Accepts => tally.accepting -= votes,
        Vote::Rejects => {
            tally.rejecting -= votes;
            tally.vetoes -= veto;
        }
        Vote::DoesNotMind => {}
    }
    match to {
        Vote::Accepts => tally.accepting += votes,
        Vote::Rejects => {
            tally.rejecting += votes;
            tally.vetoes += veto;
        }
        Vote::DoesNotMind => {}
    }
    tally
}
