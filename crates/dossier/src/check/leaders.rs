//! A leader's verdicts on forms of settlement against the ordered wishes of its own
//! government: where the two cannot both be meant, one of them is a slip of coding.

use std::cmp::Ordering;

use hikiwake_graph::{Bits, State};

use crate::compile::{AgainstWishes, Judge, Negotiation, stands};
use crate::{CompiledStatement, Preferences};

use super::{Check, at};

impl Check<'_> {
    /// Leaders whose verdicts the wishes of their governments contradict, where the dossier
    /// does not say why they differ. `by_form` has the agreements of each form.
    pub fn leaders(&mut self, talks: &Negotiation, by_form: &[Bits]) {
        for (form, those) in by_form.iter().enumerate() {
            let each = |side, order| likes_each(talks, side, those, order);
            for against in talks.leaders_against_wishes(form, each) {
                if talks.factions[against.leader].why_differs(form).is_empty() {
                    self.verdict_against_wishes(talks, form, against);
                }
            }
        }
    }

    /// Warns at the verdict; the same of another period is told once, at the first.
    fn verdict_against_wishes(&mut self, talks: &Negotiation, form: usize, found: AgainstWishes) {
        let (leader, side) = (
            &talks.factions[found.leader].actor,
            &talks.sides[found.side],
        );
        let form = &talks.forms[form].id;
        let message = match found.accepts {
            true => format!(
                "`{leader}` accepts `{form}`, and by its ordered wishes `{side}` would prefer what is in force to each agreement of it."
            ),
            false => format!(
                "`{leader}` rejects `{form}`, and by its ordered wishes `{side}` would prefer each agreement of it to what is in force."
            ),
        };
        let file = self.file;
        let stands = file.factions.get(leader).and_then(|faction| {
            let period = talks.scenario.period.as_deref();
            let mut judges = faction.judges.iter();
            let place =
                judges.position(|j| stands(&j.periods, period) && j.forms.contains_key(form))?;
            Some(at("factions", leader).at("judges").at(place))
        });
        let span = stands.and_then(|path| self.places.value(&path.at("forms").at(form)));
        self.warning(
            "verdict-against-wishes",
            span,
            message,
            "Mend the verdict or the wishes; where the two are to differ, say why with `differs`, beside the verdict.",
        );
    }
}

/// Whether by its ordered wishes the government of a side likes each of these agreements so,
/// held against the one in force. That one itself does not count.
fn likes_each(talks: &Negotiation, side: usize, those: &Bits, order: Ordering) -> bool {
    let government = talks.government(side).map(|at| &talks.factions[at].judge);
    let Some(Judge::Order {
        preferences: Preferences::Statements(ranks),
        ..
    }) = government
    else {
        return false;
    };
    let space = talks.model.space();
    let met = |wishes: &[CompiledStatement], agreement: State| {
        let met = wishes
            .iter()
            .filter(|wish| wish.formula.holds(space, agreement));
        met.count()
    };
    let held = |one: State| {
        let ranks = ranks
            .iter()
            .map(|wishes| met(wishes, one).cmp(&met(wishes, talks.reversion)));
        ranks.fold(Ordering::Equal, Ordering::then)
    };
    let mut new = those
        .iter()
        .filter(|&one| one != talks.reversion)
        .peekable();
    new.peek().is_some() && new.all(|one| held(one) == order)
}
