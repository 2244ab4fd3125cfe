//! What a rule asks.

use crate::file::Rule;
use crate::formula::FormulaError;

use super::connectives::not;
use super::{Effect, Names};

/// What a rule asks; `None` where it binds an actor who decides nothing in this period.
pub(super) fn effect(
    names: &Names,
    decision_makers: &[String],
    rule: &Rule,
) -> Result<Option<Effect>, FormulaError> {
    if let Some(never) = &rule.never {
        return Ok(Some(Effect::Requires(not(names.formula(never)?))));
    }
    if let Some(always) = &rule.always {
        return Ok(Some(Effect::Requires(names.formula(always)?)));
    }
    let Some(bars) = &rule.bars else {
        return Ok(None);
    };
    let index = |actor: &String| decision_makers.iter().position(|d| d == actor);
    let by = match &bars.by {
        None => None,
        Some(actor) => match index(actor) {
            None => return Ok(None),
            by => by,
        },
    };
    Ok(Some(Effect::Bars {
        from: names.formula(&bars.from)?,
        to: names.formula(&bars.to)?,
        by,
    }))
}
