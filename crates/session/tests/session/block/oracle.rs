//! Small negotiations and who lets what pass in them, from the definitions, with some
//! judgements out of the way.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a faction says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Rejects,
    DoesNotMind,
    Accepts,
}

/// A wish or form: per term the levels that meet it, as bits, one at least; all terms
/// must be met.
pub type Pattern = Vec<u8>;

/// How a faction judges.
#[derive(Clone, Debug)]
pub enum Judge {
    /// Per form.
    Forms(Vec<Said>),
    /// Ranks of wishes, and the ranks of audience and deadlock cost.
    Wishes {
        ranks: Vec<Vec<Pattern>>,
        audience: Option<usize>,
        deadlock: Option<usize>,
    },
}

#[derive(Clone, Debug)]
pub struct Faction {
    pub side: usize,
    pub votes: u32,
    pub judge: Judge,
    pub guarantees: Vec<Guarantee>,
}

/// What might answer a no to some forms, as bits; no pattern where it comes from outside.
#[derive(Clone, Debug)]
pub struct Guarantee {
    pub forms: u8,
    pub terms: Option<Pattern>,
}

#[derive(Clone, Debug)]
pub struct Gate {
    pub vetoes: Vec<usize>,
    pub quota: Option<u32>,
    pub majority: bool,
}

/// A negotiation of two sides. Term `t` has `levels[t]` levels; level 0 everywhere is
/// in force, but for `in_force`.
#[derive(Clone, Debug)]
pub struct Talks {
    pub levels: Vec<u8>,
    pub in_force: Vec<u8>,
    pub forms: Vec<Pattern>,
    pub factions: Vec<Faction>,
    pub gates: [Gate; 2],
}

/// Judgements out of the way, by name.
pub type Gone = BTreeSet<String>;

impl Talks {
    pub fn agreements(&self) -> Vec<Vec<u8>> {
        let mut all = vec![Vec::new()];
        for &levels in &self.levels {
            let longer = all.iter().flat_map(|agreement: &Vec<u8>| {
                (0..levels).map(move |level| [agreement.as_slice(), &[level]].concat())
            });
            all = longer.collect();
        }
        all.retain(|agreement| *agreement != self.in_force);
        all
    }

    pub fn form(&self, agreement: &[u8]) -> Option<usize> {
        self.forms.iter().position(|form| meets(form, agreement))
    }

    /// What a faction says with these judgements out of the way.
    pub fn says(&self, faction: usize, agreement: &[u8], gone: &Gone) -> Said {
        match &self.factions[faction].judge {
            Judge::Forms(said) => {
                let Some(form) = self.form(agreement) else {
                    return Said::DoesNotMind;
                };
                let answered = |(g, guarantee): (usize, &Guarantee)| {
                    let has = |terms: &Pattern| meets(terms, agreement);
                    gone.contains(&format!("guarantee f{faction} g{g}"))
                        && guarantee.forms >> form & 1 == 1
                        && guarantee.terms.as_ref().is_none_or(has)
                };
                let mut guarantees = self.factions[faction].guarantees.iter().enumerate();
                match said[form] {
                    Said::Rejects if guarantees.any(answered) => Said::DoesNotMind,
                    Said::Rejects if gone.contains(&format!("verdict f{faction} form{form}")) => {
                        Said::DoesNotMind
                    }
                    said => said,
                }
            }
            Judge::Wishes {
                ranks,
                audience,
                deadlock,
            } => {
                for (rank, wishes) in ranks.iter().enumerate() {
                    let change = |wish: &Pattern| {
                        i32::from(meets(wish, agreement)) - i32::from(meets(wish, &self.in_force))
                    };
                    let sum: i32 = wishes.iter().map(change).sum();
                    let borne = wishes.iter().enumerate().filter(|(place, wish)| {
                        change(wish) < 0 && gone.contains(&wish_name(faction, rank, *place))
                    });
                    if sum > 0 {
                        let too_late = audience.is_some_and(|least| rank > least);
                        let name = format!("audience-cost f{faction}");
                        return match too_late && !gone.contains(&name) {
                            true => Said::Rejects,
                            false => Said::Accepts,
                        };
                    }
                    if sum < 0 && deadlock.is_some_and(|from| rank >= from) {
                        return Said::DoesNotMind;
                    }
                    if sum + (borne.count() as i32) < 0 {
                        return Said::Rejects;
                    }
                }
                Said::DoesNotMind
            }
        }
    }

    /// Whether both sides let it pass.
    pub fn passes(&self, agreement: &[u8], gone: &Gone) -> bool {
        (0..2).all(|side| {
            let gate = &self.gates[side];
            let heard = |f: &&usize| !gone.contains(&format!("veto side{side} f{f}"));
            let mut vetoes = gate.vetoes.iter().filter(heard);
            if vetoes.any(|&f| self.says(f, agreement, gone) == Said::Rejects) {
                return false;
            }
            let votes = |wanted: &dyn Fn(Said) -> bool| -> u32 {
                let members = (0..self.factions.len()).filter(|&f| self.factions[f].side == side);
                let said = members.filter(|&f| wanted(self.says(f, agreement, gone)));
                said.map(|f| self.factions[f].votes).sum()
            };
            let not_against = votes(&|said| said != Said::Rejects);
            let quota = gate.quota.is_none_or(|quota| not_against >= quota);
            let majority = !gate.majority
                || votes(&|said| said == Said::Accepts) > votes(&|said| said == Said::Rejects);
            (quota && majority) || gone.contains(&format!("vote side{side}"))
        })
    }

    /// The judgements there could be.
    pub fn judgements(&self) -> Gone {
        let mut all = Gone::new();
        for side in 0..2 {
            all.insert(format!("vote side{side}"));
            let vetoes = self.gates[side].vetoes.iter();
            all.extend(vetoes.map(|f| format!("veto side{side} f{f}")));
        }
        for (f, faction) in self.factions.iter().enumerate() {
            all.insert(format!("audience-cost f{f}"));
            all.extend((0..self.forms.len()).map(|form| format!("verdict f{f} form{form}")));
            let guarantees = 0..faction.guarantees.len();
            all.extend(guarantees.map(|g| format!("guarantee f{f} g{g}")));
            if let Judge::Wishes { ranks, .. } = &faction.judge {
                for (rank, wishes) in ranks.iter().enumerate() {
                    all.extend((0..wishes.len()).map(|place| wish_name(f, rank, place)));
                }
            }
        }
        all
    }

    /// As a dossier.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "[dossier]\nformat = 1\ntitle = \"Two sides\"\n\
             [actors.side0]\nname = \"North\"\n[actors.side1]\nname = \"South\"\n\
             [options.idle]\nlabel = \"Idle\"\nowner = \"side0\"\n\
             [periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n",
        );
        let terms = self.in_force.iter().enumerate();
        let terms = terms.map(|(t, level)| format!("t{t} = l{level}"));
        let _ = writeln!(text, "terms = \"{}\"", terms.collect::<Vec<_>>().join(", "));
        for (t, levels) in self.levels.iter().enumerate() {
            let names: Vec<String> = (0..*levels).map(|l| format!("\"l{l}\"")).collect();
            let _ = writeln!(
                text,
                "[terms.t{t}]\nlabel = \"Term {t}\"\nlevels = [{}]\nparties = [\"side0\", \"side1\"]",
                names.join(", ")
            );
        }
        for (f, form) in self.forms.iter().enumerate() {
            let _ = writeln!(
                text,
                "[forms.form{f}]\nlabel = \"Form {f}\"\nis = \"{}\"",
                self.formula(form)
            );
        }
        for (f, faction) in self.factions.iter().enumerate() {
            let _ = writeln!(
                text,
                "[actors.f{f}]\nname = \"Faction {f}\"\n[factions.f{f}]\nside = \"side{}\"\nvotes = {}\n\
                 [[factions.f{f}.judges]]",
                faction.side, faction.votes
            );
            self.judge_text(&mut text, f, &faction.judge);
            for (g, guarantee) in faction.guarantees.iter().enumerate() {
                let forms = (0..self.forms.len()).filter(|form| guarantee.forms >> form & 1 == 1);
                let forms: Vec<String> = forms.map(|form| format!("\"form{form}\"")).collect();
                let _ = writeln!(
                    text,
                    "[factions.f{f}.guarantees.g{g}]\nlabel = \"Guarantee {g}\"\nforms = [{}]",
                    forms.join(", ")
                );
                if let Some(terms) = &guarantee.terms {
                    let _ = writeln!(text, "terms = \"{}\"", self.formula(terms));
                }
            }
        }
        text.push_str("[ratification.usual]\nlabel = \"Usual\"\n");
        for (side, gate) in self.gates.iter().enumerate() {
            let vetoes: Vec<String> = gate.vetoes.iter().map(|f| format!("\"f{f}\"")).collect();
            let quota = gate.quota.map(|q| format!(", quota = {q}"));
            let _ = writeln!(
                text,
                "sides.side{side} = {{ vetoes = [{}], majority = {}{} }}",
                vetoes.join(", "),
                gate.majority,
                quota.unwrap_or_default()
            );
        }
        text
    }

    fn judge_text(&self, text: &mut String, f: usize, judge: &Judge) {
        match judge {
            Judge::Forms(said) => {
                let word = |said: &Said| match said {
                    Said::Rejects => "rejects",
                    Said::DoesNotMind => "does-not-mind",
                    Said::Accepts => "accepts",
                };
                let said = said.iter().enumerate();
                let said = said.map(|(form, said)| format!("form{form} = \"{}\"", word(said)));
                let said: Vec<String> = said.collect();
                let _ = writeln!(text, "forms = {{ {} }}", said.join(", "));
            }
            Judge::Wishes {
                ranks,
                audience,
                deadlock,
            } => {
                text.push_str("statements = [\n");
                for (rank, wishes) in ranks.iter().enumerate() {
                    for (place, wish) in wishes.iter().enumerate() {
                        let _ = writeln!(
                            text,
                            "{{ id = \"f{f}r{rank}p{place}\", wants = \"{}\", same_rank = {} }},",
                            self.formula(wish),
                            place > 0
                        );
                    }
                }
                text.push_str("]\n");
                for (what, rank) in [("audience_cost", audience), ("deadlock_cost", deadlock)] {
                    if let Some(rank) = rank {
                        let _ = writeln!(text, "{what} = \"f{f}r{rank}p0\"");
                    }
                }
            }
        }
    }

    fn formula(&self, pattern: &Pattern) -> String {
        let terms = pattern.iter().enumerate().map(|(t, levels)| {
            let met = (0..self.levels[t]).filter(|l| levels >> l & 1 == 1);
            let met: Vec<String> = met.map(|l| format!("t{t} = l{l}")).collect();
            format!("({})", met.join(" or "))
        });
        terms.collect::<Vec<_>>().join(" and ")
    }
}

pub fn wish_name(faction: usize, rank: usize, place: usize) -> String {
    format!("wish f{faction} f{faction}r{rank}p{place}")
}

fn meets(pattern: &Pattern, agreement: &[u8]) -> bool {
    pattern
        .iter()
        .zip(agreement)
        .all(|(levels, level)| levels >> level & 1 == 1)
}
