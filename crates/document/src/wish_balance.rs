//! Who has what it wants, what the rest would cost whoever could give it, and whether any
//! two steps would pay for one another.

use hikiwake_conflict::{ActorBalance, UnmetWish, WishBalance, WishStep};
use hikiwake_finding::{Finding, PreferenceVerdict, StatementHead};

use crate::block::DatePart;
use crate::pattern_grounds::who_sees_it;
use crate::reasons::ordinal;
use crate::statements::{in_brief, statement};
use crate::{
    Block, Document, Figure, Inline, Names, Table, Text, count, joined, scenarios, who_does_what,
};

pub(crate) mod figure;
mod prices;

/// What each side has and lacks today, and what could be traded.
pub fn wish_balance(found: &Finding<WishBalance>, names: &Names) -> Document {
    of_dates(std::slice::from_ref(found), names, Block::Figure)
}

/// The same at several dates, beside a brief that has the drawing of the latest: drawings
/// are folded.
pub fn wish_balances(findings: &[Finding<WishBalance>], names: &Names) -> Document {
    of_dates(findings, names, |figure| {
        Block::details(figure.title.clone(), vec![Block::Figure(figure)])
    })
}

fn of_dates(
    findings: &[Finding<WishBalance>],
    names: &Names,
    drawn: fn(Figure) -> Block,
) -> Document {
    Document::of_dates("Who has what it wants", findings, |at, balance| DatePart {
        heading: scenarios::scenario(&balance.scenario),
        answer: opening(balance, names).into(),
        blocks: blocks(at, balance, names, drawn),
    })
}

fn blocks(
    at: usize,
    balance: &WishBalance,
    names: &Names,
    drawn: fn(Figure) -> Block,
) -> Vec<Block> {
    if balance.today.is_none() {
        return vec![Block::paragraph(
            "To say what is in place, write a period with `status_quo = \"…\"` (docs/dossier.md).",
        )];
    }
    let mut blocks = vec![
        Block::Table(bars(balance, names)),
        Block::paragraph(trading(balance, names)),
    ];
    let prices = prices::table(balance, names);
    if !prices.is_empty() {
        blocks.push(Block::Table(prices));
    }
    blocks.extend(figure::costs(&at.to_string(), balance, names).map(drawn));
    for actor in &balance.balances {
        blocks.extend(lacks(balance, actor, names));
    }
    blocks
}

/// One sentence that answers it: who is short of what it wants.
pub(crate) fn opening(balance: &WishBalance, names: &Names) -> String {
    if balance.today.is_none() {
        return "The dossier does not say what is in place, so nobody’s wishes can be held against \
                it."
            .to_owned();
    }
    let counted: Vec<&ActorBalance> = (balance.balances.iter())
        .filter(|actor| !actor.met.is_empty() || !actor.unmet.is_empty())
        .collect();
    let (short, whole): (Vec<&ActorBalance>, Vec<&ActorBalance>) =
        (counted.into_iter()).partition(|actor| !actor.unmet.is_empty());
    let whole: Vec<&str> = whole.iter().map(|a| names.name(&a.actor)).collect();
    let mut parts: Vec<String> = Vec::new();
    for actor in &short {
        let (met, all) = (actor.met.len(), actor.met.len() + actor.unmet.len());
        let name = names.name(&actor.actor);
        parts.push(match parts.is_empty() {
            true => format!("{name} has {met} of its {all} wishes"),
            false => format!("{name} {met} of {all}"),
        });
    }
    let rest = match whole.as_slice() {
        [] => String::new(),
        [one] => format!("{one} has all"),
        several => format!("{} have all", joined(several)),
    };
    match (parts.is_empty(), rest.is_empty()) {
        (true, true) => "Nobody’s wishes are told one by one here.".to_owned(),
        (true, false) => format!("{rest} that they want."),
        (false, true) => format!("{}.", joined(&parts)),
        (false, false) => format!("{}; {rest}.", joined(&parts)),
    }
}

/// The wishes of each side as a row of marks, the most important first.
fn bars(balance: &WishBalance, names: &Names) -> Table {
    let mut table = Table::new(["", "Has", "Its wishes, the most important first"])
        .caption("● met by what is in place, ○ not met");
    for actor in &balance.balances {
        let wishes = marks(actor);
        if wishes.is_empty() {
            continue;
        }
        let mark = |met: &bool| if *met { '●' } else { '○' };
        table.row([
            names.name(&actor.actor).to_owned(),
            format!("{} of {}", actor.met.len(), wishes.len()),
            wishes.iter().map(mark).collect(),
        ]);
    }
    table
}

/// Whether each wish of an actor is met, by rank.
fn marks(actor: &ActorBalance) -> Vec<bool> {
    let unmet = actor.unmet.iter().map(|wish| (wish.statement, false));
    let met = actor.met.iter().map(|&wish| (wish, true));
    let mut wishes: Vec<(usize, bool)> = met.chain(unmet).collect();
    wishes.sort_unstable();
    wishes.into_iter().map(|(_, met)| met).collect()
}

/// Whether any two steps would pay for one another; if none, why not.
pub(crate) fn trading(balance: &WishBalance, names: &Names) -> Text {
    if let Some(trade) = balance.trades.first() {
        let told = trade.steps.map(|step| {
            let step = &balance.steps[step].step;
            who_does_what::step(&balance.options, step, names)
        });
        let mut text = Text::from(format!(
            "There is a trade: {}; in return {}. All who take part would rather have both than what \
             is in place, though not each step alone.",
            told[0], told[1]
        ));
        let losers = who_sees_it(&trade.seen, PreferenceVerdict::Worse, names);
        if !losers.is_empty() {
            text = text.and(format!(" It would be worse for {losers}."));
        }
        return text;
    }
    let givers: Vec<String> = (balance.balances.iter())
        .filter_map(|actor| dearer(balance, actor, names))
        .collect();
    let mut text = Text::from(
        "Nothing can be traded: no two steps that each give somebody a wish would leave both who \
         take them better off than now.",
    );
    for giver in givers {
        text = text.and(" ").and(giver);
    }
    text
}

/// Where every step that `giver` could take for others would cost it a wish above all that it
/// lacks itself, a sentence that says so.
fn dearer(balance: &WishBalance, giver: &ActorBalance, names: &Names) -> Option<String> {
    let own = |wish: &usize| balance.statements[*wish].actor == giver.actor;
    let rank = |wish: usize| balance.statements[wish].rank;
    let best_lack = giver.unmet.iter().map(|wish| rank(wish.statement)).min()?;
    let asked: Vec<&WishStep> = (balance.steps.iter())
        .filter(|step| step.step.movers == [giver.actor.clone()])
        .filter(|step| step.meets.iter().any(|wish| !own(wish)))
        .collect();
    let cost = |step: &&WishStep| step.costs.iter().copied().filter(own).map(rank).min();
    let dear = |step: &&WishStep| cost(step).is_some_and(|rank| rank < best_lack);
    if asked.is_empty() || !asked.iter().all(dear) {
        return None;
    }
    let name = names.name(&giver.actor);
    Some(match giver.unmet.len() {
        1 => {
            format!("Whatever {name} could give alone would cost it a wish above the one it lacks.")
        }
        _ => format!(
            "Whatever {name} could give alone would cost it a wish above all that it lacks."
        ),
    })
}

/// What a side lacks, what would give it, and what that would cost.
fn lacks(balance: &WishBalance, actor: &ActorBalance, names: &Names) -> Vec<Block> {
    if actor.unmet.is_empty() {
        return Vec::new();
    }
    let name = names.name(&actor.actor);
    let mut table = Table::new(["Rank", "Wish", "What would meet it", "What that would cost"]);
    for wish in &actor.unmet {
        rows(&mut table, balance, actor, wish, names);
    }
    let wishes = actor.unmet.iter().map(|wish| {
        let head = &balance.statements[wish.statement];
        let rank = Text::from(format!("{} wish: ", ordinal(head.rank)));
        rank.and(Inline::Code(head.wants.clone()))
            .and(". ")
            .then(statement(head))
    });
    let number = count(actor.unmet.len() as u64, "wish", "wishes");
    vec![Block::details(
        format!("What {name} lacks ({number}), in full"),
        vec![Block::Table(table), Block::list(wishes)],
    )]
}

/// A row for each step that would meet the wish; one that says so where none would.
fn rows(
    table: &mut Table,
    balance: &WishBalance,
    actor: &ActorBalance,
    wish: &UnmetWish,
    names: &Names,
) {
    let head = &balance.statements[wish.statement];
    let mut first = (
        Text::from(head.rank.to_string()),
        Text::from(in_brief(head)),
    );
    if wish.steps.is_empty() {
        let none = Text::from("no step that one takes, or two together");
        table.row([first.0, first.1, none, Text::new()]);
        return;
    }
    for &step in &wish.steps {
        let step = &balance.steps[step];
        let done = who_does_what::step(&balance.options, &step.step, names);
        let (rank, said) = std::mem::take(&mut first);
        table.row([rank, said, done.into(), cost(balance, actor, step, names)]);
    }
}

/// `Russia its 1st wish, “Keep the islands”`; what the one who lacks would pay itself, too.
fn cost(balance: &WishBalance, asker: &ActorBalance, step: &WishStep, names: &Names) -> Text {
    let heads = |all: &[usize]| -> Vec<&StatementHead> {
        all.iter().map(|&wish| &balance.statements[wish]).collect()
    };
    let (costs, meets) = (heads(&step.costs), heads(&step.meets));
    let payers = (balance.actors.iter())
        .filter(|payer| step.step.movers.contains(&payer.id) || payer.id == asker.actor);
    let mut lines: Vec<Text> = Vec::new();
    for payer in payers {
        let name = names.name(&payer.id);
        let lost = costs.iter().filter(|wish| wish.actor == payer.id);
        lines.extend(lost.map(|wish| {
            let text = Text::from(format!("{name} its {} wish, ", ordinal(wish.rank)));
            text.and(in_brief(wish))
        }));
        let gained = meets.iter().filter(|wish| wish.actor == payer.id);
        let gained = gained.filter(|_| payer.id != asker.actor);
        lines.extend(gained.map(|wish| {
            Text::from(format!(
                "and gives {name} its {} wish, ",
                ordinal(wish.rank)
            ))
            .and(in_brief(wish))
        }));
    }
    match lines.is_empty() {
        true => "nothing that matters to who takes it".into(),
        false => Text::lines(lines),
    }
}
