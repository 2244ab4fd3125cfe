//! The judgements that can stand in the way, numbered as they are met.

use hikiwake_bargain::obstacles::Set;
use hikiwake_dossier::file::Evidence;
use hikiwake_dossier::{CompiledStatement, Dossier, Judge, Negotiation, Preferences, Role};
use indexmap::IndexSet;

use super::finding::{Obstacle, ObstacleKind};
use hikiwake_finding::basis;

/// A judgement that can stand in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum OpposingJudgement {
    /// That this faction must not reject, on this side.
    Veto { side: usize, faction: usize },
    /// What a faction says to a form; `None` where an agreement has none.
    Verdict { faction: usize, form: Option<usize> },
    /// That a guarantee does not answer a faction's no.
    Unanswered { faction: usize, guarantee: usize },
    /// That a faction minds losing at this statement: rank and place in it.
    Loss {
        faction: usize,
        rank: usize,
        place: usize,
    },
    /// The audience cost of a faction.
    AudienceCost { faction: usize },
    /// The weights of a faction, or its ranking: its order as a whole.
    Order { faction: usize },
    /// That votes are needed on a side.
    Vote { side: usize },
    /// That a term is to stand as asked.
    Term { term: usize },
}

/// The judgements met so far; the number of each is its bit.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbered(IndexSet<OpposingJudgement>);

/// More judgements stand in the way than there are bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Full;

impl Numbered {
    /// The bit of a judgement.
    pub fn bit(&mut self, judgement: OpposingJudgement) -> Result<Set, Full> {
        let (number, _) = self.0.insert_full(judgement);
        match number < Set::BITS as usize {
            true => Ok(1 << number),
            false => Err(Full),
        }
    }

    /// All judgements, by number, ready to be shown.
    pub fn heads(&self, dossier: &Dossier, talks: &Negotiation, rule: usize) -> Vec<Obstacle> {
        let judgements = self.0.iter().enumerate();
        let heads = judgements.map(|(number, judgement)| Obstacle {
            code: format!("J{}", number + 1),
            ..judgement.head(dossier, talks, rule)
        });
        heads.collect()
    }
}

impl OpposingJudgement {
    /// The judgement ready to be shown, without its code.
    fn head(&self, dossier: &Dossier, talks: &Negotiation, rule: usize) -> Obstacle {
        let name = |faction: usize| basis::short_name(dossier, &talks.factions[faction].actor);
        let side_name = |side: usize| basis::actor_name(dossier, &talks.sides[side]);
        let own_side =
            |faction: usize| talks.factions[faction].side.map(|s| talks.sides[s].clone());
        let of_faction = |faction: usize, kind, about: Option<String>| Shown {
            kind,
            who: talks.factions[faction].actor.clone(),
            name: name(faction),
            side: own_side(faction),
            about,
        };
        let ratification = &talks.ratification[rule];
        let usual = |faction: usize| &talks.factions[faction].evidence;
        match *self {
            OpposingJudgement::Veto { side, faction } => {
                let mut shown = of_faction(faction, ObstacleKind::Veto, None);
                shown.side = Some(talks.sides[side].clone());
                let mut vetoes = ratification.gates[side].vetoes.iter();
                let role = vetoes.find(|v| v.0 == faction).map(|v| v.1);
                let government = talks.government(side) == Some(faction);
                let (name, side) = (name(faction), side_name(side));
                let (text, repair) = match role {
                    _ if government => (
                        format!("nothing passes in {side} against its government"),
                        format!("have {side} decide without its government"),
                    ),
                    Some(Role::Leader) => (
                        format!("nothing passes in {side} against its leader ({name})"),
                        format!("have {side} decide without {name}"),
                    ),
                    Some(Role::Holder) => (
                        format!("{name} holds the file in {side}"),
                        format!("give the file in {side} to somebody who lets it pass"),
                    ),
                    Some(Role::Veto) | None => (
                        format!("{name} has a veto in {side}"),
                        format!("have {side} decide without {name}"),
                    ),
                };
                shown.obstacle(dossier, text, repair, &ratification.evidence)
            }
            OpposingJudgement::Verdict { faction, form } => {
                let evidence = talks.factions[faction].evidence_of(form);
                let form = form.map(|form| &talks.forms[form]);
                let label = form.map_or("agreements of no form", |f| f.label.as_str());
                of_faction(faction, ObstacleKind::Verdict, form.map(|f| f.id.clone())).obstacle(
                    dossier,
                    format!("{} rejects “{label}”", name(faction)),
                    format!("bring {} to let “{label}” pass", name(faction)),
                    evidence,
                )
            }
            OpposingJudgement::Unanswered { faction, guarantee } => {
                let guarantee = &talks.factions[faction].guarantees[guarantee];
                let (label, id) = (&guarantee.label, Some(guarantee.id.clone()));
                of_faction(faction, ObstacleKind::Guarantee, id).obstacle(
                    dossier,
                    format!("“{label}” would not win {} over", name(faction)),
                    format!("win {} over with “{label}”", name(faction)),
                    &guarantee.evidence,
                )
            }
            OpposingJudgement::Loss {
                faction,
                rank,
                place,
            } => {
                let Some(statement) = statement(talks, faction, rank, place) else {
                    return OpposingJudgement::Order { faction }.head(dossier, talks, rule);
                };
                let (kind, what) = match statement.red_line {
                    true => (ObstacleKind::RedLine, "red line"),
                    false => (ObstacleKind::Wish, "wish"),
                };
                let wish = format!("“{}”", statement.text.trim_end_matches('.'));
                let evidence = Evidence {
                    because: statement.because.clone(),
                    basis: Some(statement.basis),
                    hindsight: statement.hindsight,
                    note: String::new(),
                };
                of_faction(faction, kind, Some(statement.id.clone())).obstacle(
                    dossier,
                    format!("{}’s {what} {wish}", name(faction)),
                    format!("bring {} to bear the loss of {wish}", name(faction)),
                    &evidence,
                )
            }
            OpposingJudgement::AudienceCost { faction } => {
                of_faction(faction, ObstacleKind::AudienceCost, None).obstacle(
                    dossier,
                    format!(
                        "what {} would gain does not pay for conceding at home",
                        name(faction)
                    ),
                    format!(
                        "lower the price that {} pays at home for conceding",
                        name(faction)
                    ),
                    usual(faction),
                )
            }
            OpposingJudgement::Order { faction } => {
                of_faction(faction, ObstacleKind::Weights, None).obstacle(
                    dossier,
                    format!("{} is worse off by its own reckoning", name(faction)),
                    format!("make it worth {}’s while", name(faction)),
                    usual(faction),
                )
            }
            OpposingJudgement::Vote { side } => Shown {
                kind: ObstacleKind::Vote,
                who: talks.sides[side].clone(),
                name: side_name(side),
                side: Some(talks.sides[side].clone()),
                about: None,
            }
            .obstacle(
                dossier,
                format!("votes are needed in {}", side_name(side)),
                format!("have {} decide without a vote", side_name(side)),
                &ratification.evidence,
            ),
            OpposingJudgement::Term { term } => {
                let term = &talks.terms[term];
                Shown {
                    kind: ObstacleKind::Term,
                    who: term.id.clone(),
                    name: term.label.clone(),
                    side: None,
                    about: None,
                }
                .obstacle(
                    dossier,
                    format!("“{}” is to stand as asked", term.label),
                    format!("settle “{}” otherwise", term.label),
                    &Evidence::default(),
                )
            }
        }
    }
}

struct Shown {
    kind: ObstacleKind,
    who: String,
    name: String,
    side: Option<String>,
    about: Option<String>,
}

impl Shown {
    fn obstacle(
        self,
        dossier: &Dossier,
        text: String,
        repair: String,
        evidence: &Evidence,
    ) -> Obstacle {
        Obstacle {
            code: String::new(),
            kind: self.kind,
            who: self.who,
            name: self.name,
            side: self.side,
            about: self.about,
            text,
            repair,
            basis: basis::basis_name(evidence.basis.unwrap_or_default()).to_string(),
            hindsight: evidence.hindsight,
            claims: basis::claims(dossier, &evidence.because),
        }
    }
}

fn statement(
    talks: &Negotiation,
    faction: usize,
    rank: usize,
    place: usize,
) -> Option<&CompiledStatement> {
    match &talks.factions[faction].judge {
        Judge::Order {
            preferences: Preferences::Statements(ranks),
            ..
        } => ranks.get(rank)?.get(place),
        _ => None,
    }
}
