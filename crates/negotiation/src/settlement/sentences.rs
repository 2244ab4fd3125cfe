//! What could be agreed, in words.

use std::collections::BTreeMap;

use hikiwake_dossier::Dossier;

use super::{
    Additive, AfterState, Binding, Delivery, Forbidden, ForbiddenBy, ForbiddenWhy, Kept, PointKind,
    SettledAgreement, Settlement, StepFate, ValuedBy,
};
use hikiwake_finding::{ReachKind, StatementHead, basis};
use hikiwake_finding::{words::count, words::list, words::thousands};

/// All sentences, most important first.
pub(super) fn sentences(dossier: &Dossier, found: &Settlement) -> Vec<String> {
    let told = SettlementInWords { dossier, found };
    let mut sentences = vec![told.efficient(), told.by_what()];
    if found.none_in_force {
        sentences.insert(
            0,
            "No agreement is in force: agreements are held against having none.".to_string(),
        );
    }
    sentences.extend(told.holding());
    if let Some(additive) = &found.additive {
        sentences.extend(told.additive(additive));
    }
    sentences.extend(
        found
            .binding
            .iter()
            .filter_map(|binding| told.binding(binding)),
    );
    sentences.extend(told.promises());
    sentences
}

struct SettlementInWords<'a> {
    dossier: &'a Dossier,
    found: &'a Settlement,
}

impl SettlementInWords<'_> {
    fn name(&self, id: &str) -> String {
        basis::short_name(self.dossier, id)
    }

    /// An agreement by its form, or else by what it changes.
    fn brief(&self, agreement: &SettledAgreement) -> String {
        let form = agreement.row.form.as_ref();
        let form = form.and_then(|id| self.found.forms.iter().find(|form| form.id == *id));
        match form {
            Some(form) => format!("“{}”", form.label),
            None => agreement.changes.clone(),
        }
    }

    fn efficient(&self) -> String {
        let counts = &self.found.counts;
        let mut text = format!(
            "Of {} that the rules admit, {} efficient: no other is better for one government and \
             as good for the rest.",
            count(counts.feasible, "agreement", "agreements"),
            is_or_are(counts.efficient)
        );
        text.push_str(&format!(
            " Under “{}”, {} in the zone of agreement{}.",
            self.found.rule.label,
            count(counts.zone, "agreement is", "agreements are"),
            of_them(counts.zone, counts.efficient_in_zone),
        ));
        let one = match self.found.none_in_force {
            true => "having none",
            false => "the one in force",
        };
        text.push_str(&match counts.preferred {
            0 => format!(" No agreement is preferred to {one} by every government."),
            n => format!(
                " Every government prefers {} to {one}{}.",
                count(n, "agreement", "agreements"),
                of_them(n, counts.efficient_preferred)
            ),
        });
        if counts.zone > 0 && counts.efficient_in_zone == 0 {
            text.push_str(
                " What can be accepted at home is thus never the best that the governments could \
                 do by their own orders.",
            );
        }
        if counts.in_force_efficient {
            text.push_str(
                " The agreement in force is itself efficient: whatever is better for one \
                 government is worse for another.",
            );
        }
        text
    }

    fn by_what(&self) -> String {
        let mut by: BTreeMap<u8, (ValuedBy, Vec<String>)> = BTreeMap::new();
        for side in &self.found.sides {
            let group = by.entry(side.by as u8).or_insert((side.by, Vec::new()));
            group.1.push(side.name.clone());
        }
        let told = by.into_values().map(|(by, names)| {
            let names = list(&names);
            match by {
                ValuedBy::Statements => format!(
                    "For {names}, that is told by statements, most important first: what fails a \
                     weightier one is not made good by any number of lighter ones."
                ),
                ValuedBy::Ranking => format!("For {names}, that is told by a ranking."),
                ValuedBy::Forms => format!(
                    "For {names}, that is told by what is said to forms of settlement: rejected, \
                     not minded, accepted."
                ),
                ValuedBy::Weights => format!(
                    "For {names}, no order was given, so weights are added up: there, a loss in \
                     one term counts as made good by a gain in another."
                ),
                ValuedBy::Nothing => {
                    format!("Nothing was said of what {names} would have: all is the same there.")
                }
            }
        });
        told.collect::<Vec<_>>().join(" ")
    }

    /// Whether what is efficient holds once it is signed.
    fn holding(&self) -> Option<String> {
        self.found.after.as_ref()?;
        let groups = self.found.efficient.iter();
        let listed: Vec<&SettledAgreement> = groups
            .map(|group| &self.found.agreements[group.agreement])
            .filter(|agreement| !agreement.row.in_force)
            .collect();
        let placed: Vec<(&SettledAgreement, &AfterState)> = (listed.iter())
            .filter_map(|a| Some((*a, &self.found.states[a.state?])))
            .collect();
        if placed.is_empty() {
            return None;
        }
        let mut text = how_kept(&placed);
        let broken = placed
            .iter()
            .filter(|(_, state)| state.kept == Kept::Betrayed);
        let first = broken.into_iter().find_map(|(agreement, state)| {
            let betrayal = state.betrayals.first()?;
            Some((agreement, betrayal))
        });
        if let Some((agreement, betrayal)) = first {
            let why = betrayal.step.because.iter().flat_map(|r| &r.statements);
            let wishes: Vec<&StatementHead> = why.collect();
            text.push_str(&format!(
                " The first betrayal of the first of these ({}): {}{}.",
                self.brief(agreement),
                betrayal.step.text,
                wanted(&wishes)
            ));
        }
        Some(text)
    }

    fn additive(&self, additive: &Additive) -> Vec<String> {
        let names: Vec<String> = additive.sides.iter().map(|id| self.name(id)).collect();
        let Some(forbidden) = &additive.forbidden else {
            return vec![format!(
                "Added up, the weights of {} leave no agreement that gives each what it must have.",
                list(&names)
            )];
        };
        let nash = additive.sets[0].points.iter();
        let nash = nash.into_iter().find(|p| p.kind == PointKind::Nash);
        let Some(nash) = nash else {
            return Vec::new();
        };
        let gains = names.iter().zip(&nash.gains);
        let gains: Vec<String> = gains
            .map(|(name, gain)| format!("{name} {gain:+.1}"))
            .collect();
        let best = &self.found.agreements[nash.agreement];
        let mut text = format!(
            "Additive scores, kept apart from the above, promise more: by the weights added up, \
             {} would give every government more than it must have ({}){} (Nash point; {}): {}.",
            count(forbidden.promised, "agreement", "agreements"),
            match self.found.none_in_force {
                true => "what having none is worth",
                false => "what is in force, and the cost of another agreement",
            },
            if forbidden.promised == 1 {
                ""
            } else {
                ", the best of them"
            },
            list(&gains),
            self.brief(best)
        );
        text.push_str(&self.rejected(forbidden));
        vec![text]
    }

    /// What rejects what scores promise.
    fn rejected(&self, forbidden: &Forbidden) -> String {
        if forbidden.promised == 0 {
            return String::new();
        }
        let all = match forbidden.rejected {
            0 if forbidden.promised == 1 => {
                return " No government’s own judgement rejects it.".to_string();
            }
            0 => return " No government’s own judgement rejects any of them.".to_string(),
            1 if forbidden.promised == 1 => "it".to_string(),
            n if n == forbidden.promised => "all of them".to_string(),
            n => format!("{} of them", thousands(n)),
        };
        match forbidden.best_by.first() {
            None => {
                let most = forbidden.by.first().map_or(String::new(), |by| {
                    format!(", most of all {}: {}", self.name(&by.side), self.why(by))
                });
                format!(" The governments’ own judgement rejects {all}, though not this one{most}.")
            }
            Some(by) if forbidden.promised == 1 => {
                format!(" But {} rejects it: {}.", self.name(&by.side), self.why(by))
            }
            Some(by) => format!(
                " But {} rejects it: {}. The governments’ own judgement so rejects {all}.",
                self.name(&by.side),
                self.why(by)
            ),
        }
    }

    /// Why a government rejects something, in words.
    fn why(&self, by: &ForbiddenBy) -> String {
        match by.why {
            ForbiddenWhy::Statement => {
                let wishes: Vec<&StatementHead> = by.statements.iter().collect();
                let line = if by.red_line {
                    "the red line"
                } else {
                    "the statement"
                };
                match wishes.first() {
                    None => "it ranks below the agreement in force".to_string(),
                    Some(wish) => {
                        let claims: Vec<String> =
                            wish.claims.iter().map(|c| c.id.clone()).collect();
                        let rests = match claims.is_empty() {
                            true => wish.basis.clone(),
                            false => format!("{}; {}", wish.basis, claims.join(", ")),
                        };
                        format!(
                            "it fails {line} “{}” ({rests}), and nothing less important makes \
                             that good",
                            wish.said()
                        )
                    }
                }
            }
            ForbiddenWhy::AudienceCost => {
                "what it gains does not pay for conceding at all before those at home".to_string()
            }
            ForbiddenWhy::Form => "it says no to settlements of this form".to_string(),
            ForbiddenWhy::Weights => "the cost at home outweighs the gain".to_string(),
        }
    }

    /// Only where binding makes a difference.
    fn binding(&self, binding: &Binding) -> Option<String> {
        if binding.ended == 0 {
            return None;
        }
        let term = &self.found.terms[binding.term];
        let mut text = format!(
            "Binding against declared, in “{}”: of {} of agreements that differ in that alone, \
             somebody would leave in {} where it does not bind; binding ends a betrayal in {}.",
            term.label,
            count(binding.compared, "pair", "pairs"),
            none(binding.betrayed),
            none(binding.ended)
        );
        let first = binding.pairs.iter().find_map(|pair| {
            let ended = |b: &&super::BoundBetrayal| b.fate.ended();
            Some((pair, pair.betrayals.iter().find(ended)?))
        });
        if let Some((pair, betrayal)) = first {
            let level = |level: u8| &term.levels[usize::from(level)];
            text.push_str(&format!(
                " With “{}” there follows: {}; with “{}” {}.",
                level(pair.loose),
                betrayal.step.text,
                level(pair.bound),
                fate(betrayal.fate)
            ));
            if !pair.holds {
                text.push_str(" Even so, somebody would leave for other reasons.");
            }
        }
        Some(text)
    }

    fn promises(&self) -> Option<String> {
        let told: Vec<String> = (self.found.promises.iter())
            .filter_map(|promise| {
                let part = promise.part?;
                Some(format!(
                    "of {}, {} to {}: {}, {:.0}%",
                    sized(promise.announced, promise),
                    promise.label,
                    self.name(&promise.to),
                    sized(promise.delivered, promise),
                    100.0 * part
                ))
            })
            .collect();
        (!told.is_empty()).then(|| format!("Promised and delivered: {}.", told.join("; ")))
    }
}

fn fate(fate: StepFate) -> &'static str {
    match fate {
        StepFate::Impossible => "that can no longer be done",
        StepFate::NoGain => "that no longer gains anything",
        StepFate::Answered => "others have an answer that spoils it",
        StepFate::Stays => "it follows all the same",
        StepFate::Unknown => "nothing is known of it, the search being cut short",
    }
}

fn sized(size: f64, promise: &Delivery) -> String {
    match promise.unit.is_empty() {
        true => format!("{size}"),
        false => format!("{size} {}", promise.unit),
    }
}

fn wanted(wishes: &[&StatementHead]) -> String {
    match wishes.first() {
        None => String::new(),
        Some(wish) => format!(" (“{}”, {})", wish.said(), wish.basis),
    }
}

fn is_or_are(number: u64) -> String {
    match number {
        1 => "1 is".to_string(),
        n => format!("{} are", none(n)),
    }
}

fn none(number: u64) -> String {
    hikiwake_finding::words::none_or(number)
}

/// `, 3 of them efficient`, of so many.
fn of_them(all: u64, efficient: u64) -> String {
    match (all, efficient) {
        (0, _) => String::new(),
        (1, 0) => ", and it is not efficient".to_string(),
        (1, _) => ", and it is efficient".to_string(),
        (_, n) => format!(", {} of them efficient", none(n)),
    }
}

/// How many of the efficient agreements listed are kept, and reached.
fn how_kept(placed: &[(&SettledAgreement, &AfterState)]) -> String {
    let kinds = [
        (Kept::Holds, "would hold (SEQ)"),
        (
            Kept::AsNow,
            "would be left only by steps that would be taken at the status quo, too",
        ),
        (Kept::Betrayed, "would be broken"),
    ];
    let told = kinds.iter().filter_map(|(kept, words)| {
        let states = placed.iter().filter(|(_, state)| state.kept == *kept);
        let states = states.count() as u64;
        (states > 0).then(|| format!("{} {words}", thousands(states)))
    });
    let told: Vec<String> = told.collect();
    let mut text = format!(
        "Of the {} listed that the model after signing has, {}.",
        count(
            placed.len() as u64,
            "efficient agreement",
            "efficient agreements"
        ),
        list(&told)
    );
    let unbroken = || {
        placed
            .iter()
            .filter(|(_, state)| state.kept != Kept::Betrayed)
    };
    let easily = |reach: ReachKind| reach <= ReachKind::JointMove;
    let reached = unbroken().filter(|(_, state)| state.holding.reach.is_some_and(easily));
    match (unbroken().count(), reached.count() as u64) {
        (0, _) => {}
        (_, 0) => text.push_str(
            " Neither improvements nor one joint move lead from the status quo to any of those not \
             broken.",
        ),
        (_, n) => text.push_str(&format!(
            " Improvements or one joint move lead from the status quo to {} of those not broken.",
            thousands(n)
        )),
    }
    text
}
