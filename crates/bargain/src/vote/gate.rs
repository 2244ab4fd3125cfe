//! What must be met for an agreement to pass.

/// What a faction says to an agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vote {
    /// It is against it.
    Rejects,
    /// It lets it pass.
    #[default]
    DoesNotMind,
    /// It is for it.
    Accepts,
}

/// Who must let an agreement pass; factions are numbered from 0, and everything that is
/// given here must be met. A gate without anything lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    /// Votes of each faction; 0, or left out, for one that has none here.
    pub votes: Vec<u32>,
    /// Those who must not reject.
    pub vetoes: Vec<usize>,
    /// The least votes that those who do not reject must have together.
    pub quota: Option<u32>,
    /// Whether those who accept must outvote those who reject.
    pub majority: bool,
}

/// The votes on one agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub accepting: u64,
    pub rejecting: u64,
    /// Vetoes cast.
    pub vetoes: usize,
}

impl Gate {
    /// All votes together.
    pub fn total(&self) -> u64 {
        self.votes.iter().map(|&votes| u64::from(votes)).sum()
    }

    /// Votes of one faction.
    pub fn votes_of(&self, faction: usize) -> u64 {
        self.votes.get(faction).map_or(0, |&votes| u64::from(votes))
    }

    /// Whether one faction's rejection alone is enough.
    pub fn has_veto(&self, faction: usize) -> bool {
        self.vetoes.contains(&faction)
    }

    /// The factions that count: those with votes, where votes are counted, and those
    /// with a veto, lowest number first.
    pub fn members(&self) -> Vec<usize> {
        let counted = self.quota.is_some() || self.majority;
        let last = self.vetoes.iter().max().map_or(0, |last| last + 1);
        let all = 0..last.max(self.votes.len());
        let counts = |f: &usize| (counted && self.votes_of(*f) > 0) || self.has_veto(*f);
        all.filter(counts).collect()
    }

    /// Whether an agreement passes to which faction `f` says `verdicts[f]`; one that is
    /// left out does not mind.
    pub fn passes(&self, verdicts: &[Vote]) -> bool {
        self.met(&self.tally(verdicts))
    }

    pub(super) fn tally(&self, verdicts: &[Vote]) -> Tally {
        let mut tally = Tally::default();
        for (faction, &verdict) in verdicts.iter().enumerate() {
            let votes = self.votes_of(faction);
            match verdict {
                Vote::Accepts => tally.accepting += votes,
                Vote::Rejects => {
                    tally.rejecting += votes;
                    tally.vetoes += usize::from(self.has_veto(faction));
                }
                Vote::DoesNotMind => {}
            }
        }
        tally
    }

    pub(super) fn met(&self, tally: &Tally) -> bool {
        let left = self.total() - tally.rejecting;
        tally.vetoes == 0
            && self.quota.is_none_or(|quota| left >= u64::from(quota))
            && (!self.majority || tally.accepting > tally.rejecting)
    }
}
