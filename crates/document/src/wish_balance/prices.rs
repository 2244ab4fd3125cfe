//! What each side lacks, and what giving it would cost.

use hikiwake_conflict::{UnmetWish, WishBalance};
use hikiwake_finding::StatementHead;

use crate::reasons::ordinal;
use crate::statements::in_brief;
use crate::{Names, Table, Text, joined};

/// Most wishes in the table of what is lacking.
const PRICES: usize = 8;

/// What each side lacks, and the rank of what giving it would cost at least.
pub(super) fn table(balance: &WishBalance, names: &Names) -> Table {
    let mut table = Table::new(["Lacking", "", "Giving it would cost"]);
    let lacking = (balance.balances.iter()).flat_map(|actor| &actor.unmet);
    for wish in lacking.take(PRICES) {
        let head = &balance.statements[wish.statement];
        let whose = format!("{}’s {}", names.name(&head.actor), ordinal(head.rank));
        table.row([
            Text::from(whose),
            in_brief(head).into(),
            price(balance, wish, names).into(),
        ]);
    }
    table
}

/// `Russia’s 7th`: what the cheapest step that meets a wish costs those who take it.
fn price(balance: &WishBalance, wish: &UnmetWish, names: &Names) -> String {
    let paid = |step: &usize| -> Vec<&StatementHead> {
        let step = &balance.steps[*step];
        let costs = step.costs.iter().map(|&wish| &balance.statements[wish]);
        let mut paid: Vec<&StatementHead> = costs
            .filter(|lost| step.step.movers.contains(&lost.actor))
            .collect();
        paid.sort_by_key(|lost| lost.rank);
        paid
    };
    // The dearest loss of a step tells its price; the step whose price is lowest is told.
    let cheapest = (wish.steps.iter().map(paid))
        .max_by_key(|paid| paid.first().map_or(usize::MAX, |lost| lost.rank));
    match cheapest {
        None => "no step would meet it".to_owned(),
        Some(paid) if paid.is_empty() => "nothing to whoever takes the step".to_owned(),
        Some(paid) => {
            let paid = paid.iter().map(|lost| {
                let whose = names.name(&lost.actor);
                format!("{whose}’s {}", ordinal(lost.rank))
            });
            joined(&paid.collect::<Vec<_>>())
        }
    }
}
