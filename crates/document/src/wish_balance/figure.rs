//! Two drawings: the wishes of each side, met and unmet; and from each unmet wish of one
//! side to the wish of another that it would cost.

use std::collections::BTreeSet;

use hikiwake_conflict::WishBalance;
use hikiwake_finding::StatementHead;
use maud::{Markup, html};

use super::marks;
use crate::canvas::{CANVASES, Canvas, FONT, LINE, fixed, pair};
use crate::reasons::ordinal;
use crate::statements::clause;
use crate::text_width::lines;
use crate::{Figure, Key, Names, count, joined};

/// Side of a wish in the bars, and the room between two.
const SQUARE: f64 = 22.0;
const GAP: f64 = 4.0;
/// Room for `11 of 11` at the end of a bar.
const COUNT: f64 = 64.0;
/// Half the height of a wish's mark in the columns.
const MARK: f64 = 9.0;
/// Most columns side by side: more cannot be read.
const COLUMNS: usize = 3;

/// The wishes of each side in a row, the most important first.
pub(crate) fn bars(at: &str, balance: &WishBalance, names: &Names) -> Option<Figure> {
    let rows: Vec<(&str, Vec<bool>)> = (balance.balances.iter())
        .map(|actor| (actor.actor.as_str(), marks(actor)))
        .filter(|(_, wishes)| !wishes.is_empty())
        .collect();
    if rows.is_empty() {
        return None;
    }
    let told = rows.iter().map(|(actor, wishes)| {
        let unmet: Vec<String> = (wishes.iter().enumerate())
            .filter(|(_, met)| !**met)
            .map(|(at, _)| (at + 1).to_string())
            .collect();
        let name = names.name(actor);
        match unmet.is_empty() {
            true => format!("{name} has all of its {}.", wishes.len()),
            false => format!(
                "{name} has {} of {}; it lacks number {}.",
                wishes.len() - unmet.len(),
                wishes.len(),
                joined(&unmet)
            ),
        }
    });
    let description = told.collect::<Vec<_>>().join(" ");
    let title = "Who has what it wants";
    // The brief shows it, too: each on a page needs ids of its own.
    let id = format!("wish-bars-{at}");
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = rows_drawn(&rows, names, sheet);
        sheet
            .svg(&id, size, (title, &description), &drawn)
            .into_string()
    });
    Some(Figure {
        id,
        title: title.to_owned(),
        description,
        caption: "The wishes of each side, the most important at the left: filled where what is \
                  in place meets them, hollow where it does not."
            .into(),
        keys: Vec::new(),
        wide,
        narrow: Some(narrow),
    })
}

fn rows_drawn(rows: &[(&str, Vec<bool>)], names: &Names, sheet: Canvas) -> ((f64, f64), Markup) {
    let narrow = sheet.class == "narrow";
    let left = if narrow { 0.0 } else { sheet.width * 0.24 };
    let room = sheet.width - left - COUNT;
    let most = rows
        .iter()
        .map(|(_, wishes)| wishes.len())
        .max()
        .unwrap_or(1);
    let pitch = (SQUARE + GAP).min(room / most as f64);
    let side = pitch - GAP.min(pitch / 4.0);
    let mut y = 2.0;
    let mut drawn = Vec::new();
    for (actor, wishes) in rows {
        let label = lines(
            names.name(actor),
            if narrow { sheet.width } else { left - 8.0 },
            FONT,
            1,
        );
        let top = if narrow { y + LINE + 2.0 } else { y };
        let met = wishes.iter().filter(|met| **met).count();
        drawn.push(html! {
            g.(names.colour(actor)) {
                text x="0" y=(fixed(if narrow { y + 12.0 } else { top + side / 2.0 + 4.5 })) {
                    (label.first().map_or("", String::as_str))
                }
                @for (at, met) in wishes.iter().enumerate() {
                    @let x = left + pitch * at as f64 + 1.0;
                    rect.met[*met].unmet[!*met] x=(fixed(x)) y=(fixed(top)) width=(fixed(side)) height=(fixed(side)) {}
                    @if side > 15.0 {
                        text.rank.met[*met] text-anchor="middle" x=(fixed(x + side / 2.0)) y=(fixed(top + side / 2.0 + 4.0)) { (at + 1) }
                    }
                }
                text.total x=(fixed(left + pitch * wishes.len() as f64 + 6.0)) y=(fixed(top + side / 2.0 + 4.5)) {
                    (met) " of " (wishes.len())
                }
            }
        });
        y = top + side + 10.0;
    }
    let drawn = html! { g.wish-bars { @for part in &drawn { (part) } } };
    ((sheet.width, y), drawn)
}

/// The wishes of those concerned in columns, and what each unmet one would cost; nothing
/// where no single step has a price.
pub(crate) fn costs(at: &str, balance: &WishBalance, names: &Names) -> Option<Figure> {
    let prices = prices(balance);
    let concerned: BTreeSet<&str> = (prices.iter())
        .flat_map(|&(lack, cost)| [lack, cost])
        .map(|wish| balance.statements[wish].actor.as_str())
        .collect();
    let columns: Vec<&str> = (balance.actors.iter())
        .map(|actor| actor.id.as_str())
        .filter(|id| concerned.contains(id))
        .take(COLUMNS)
        .collect();
    if columns.len() < 2 {
        return None;
    }
    let told = prices.iter().map(|&(lack, cost)| {
        let told = |wish: usize| {
            let head = &balance.statements[wish];
            format!("{}’s {}", names.name(&head.actor), ordinal(head.rank))
        };
        format!("{} to {}", told(lack), told(cost))
    });
    let description = format!(
        "Lines run from a wish that is not met to the wish it would cost: {}.",
        joined(&told.collect::<Vec<_>>())
    );
    let title = "What each lacks, and what it would cost";
    let id = format!("wish-costs-{at}");
    let [wide, narrow] = CANVASES.map(|sheet| {
        let (size, drawn) = columns_drawn(balance, &columns, &prices, names, sheet);
        sheet
            .svg(&id, size, (title, &description), &drawn)
            .into_string()
    });
    let sample = html! {
        svg.chart.wish-costs.swatch width="28" height="14" viewBox="0 0 28 14" aria-hidden="true" {
            g.(names.colour(columns[0])) { path.price d="M1,7H27" {} }
        }
    };
    Some(Figure {
        id,
        title: title.to_owned(),
        description,
        caption: format!(
            "The wishes of {}, the most important at the top: filled where met today, hollow \
             where not.",
            joined(&columns.iter().map(|id| names.name(id)).collect::<Vec<_>>())
        )
        .into(),
        keys: vec![Key {
            sample: sample.into_string(),
            text: format!(
                "from a wish that is not met to the wish of another that it would cost; {} in all",
                count(prices.len() as u64, "line", "lines")
            )
            .into(),
        }],
        wide,
        narrow: Some(narrow),
    })
}

/// Each unmet wish with each wish of another that a single step to meet it would cost.
fn prices(balance: &WishBalance) -> BTreeSet<(usize, usize)> {
    let mut prices = BTreeSet::new();
    for wish in balance.balances.iter().flat_map(|actor| &actor.unmet) {
        for step in wish.steps.iter().map(|&step| &balance.steps[step]) {
            let asker = &balance.statements[wish.statement].actor;
            let paid = step.costs.iter().filter(|&&cost| {
                let payer = &balance.statements[cost].actor;
                payer != asker && step.step.movers.contains(payer)
            });
            prices.extend(paid.map(|&cost| (wish.statement, cost)));
        }
    }
    prices
}

fn columns_drawn(
    balance: &WishBalance,
    columns: &[&str],
    prices: &BTreeSet<(usize, usize)>,
    names: &Names,
    sheet: Canvas,
) -> ((f64, f64), Markup) {
    let between = if sheet.class == "narrow" { 44.0 } else { 76.0 };
    let gaps = (columns.len() - 1) as f64;
    // The outer lines of the boxes are whole.
    let wide = (sheet.width - 2.0 - between * gaps) / columns.len() as f64;
    let left = |column: usize| 1.0 + (wide + between) * column as f64;
    let mut drawn = Vec::new();
    // Where the mark of each wish stands: centre of its left and of its right edge.
    let mut ends: Vec<Option<[(f64, f64); 2]>> = vec![None; balance.statements.len()];
    let mut bottom: f64 = 0.0;
    let drawn_to: BTreeSet<usize> = prices.iter().flat_map(|&(a, b)| [a, b]).collect();
    for (column, actor) in columns.iter().enumerate() {
        let own = balance.balances.iter().filter(|one| one.actor == *actor);
        let met: Vec<bool> = own.flat_map(marks).collect();
        let own = balance.statements.iter().enumerate();
        let own: Vec<(usize, &StatementHead)> =
            own.filter(|(_, head)| head.actor == *actor).collect();
        let mut y = LINE + 6.0;
        let x = left(column);
        drawn.push(html! {
            text.head x=(fixed(x)) y="12" { (lines(names.name(actor), wide, FONT, 1).first().map_or("", String::as_str)) }
        });
        for ((wish, head), met) in own.into_iter().zip(met) {
            // What no line runs to or from is there for its rank.
            let most = if drawn_to.contains(&wish) { 2 } else { 1 };
            let said = lines(clause(head.said()), wide - 2.0 * MARK - 12.0, FONT, most);
            let high = (LINE * said.len() as f64).max(2.0 * MARK) + 2.0;
            let middle = y + high / 2.0;
            ends[wish] = Some([(x, middle), (x + wide, middle)]);
            drawn.push(html! {
                g.(names.colour(actor)) {
                    rect.box.met[met].unmet[!met] x=(fixed(x)) y=(fixed(y)) width=(fixed(wide)) height=(fixed(high)) {}
                    text.rank x=(fixed(x + 5.0)) y=(fixed(middle + 4.5)) { (head.rank) }
                    @for (at, line) in said.iter().enumerate() {
                        text x=(fixed(x + 2.0 * MARK + 8.0))
                            y=(fixed(middle - LINE * said.len() as f64 / 2.0 + 12.0 + LINE * at as f64)) { (line) }
                    }
                }
            });
            y += high + 3.0;
        }
        bottom = bottom.max(y);
    }
    for &(lack, cost) in prices {
        let (Some(from), Some(to)) = (ends[lack], ends[cost]) else {
            continue;
        };
        let (from, to) = if from[0].0 < to[0].0 {
            (from[1], to[0])
        } else {
            (from[0], to[1])
        };
        let bend = (to.0 - from.0) / 2.0;
        let curve = format!(
            "M{}C{} {} {}",
            pair(from),
            pair((from.0 + bend, from.1)),
            pair((to.0 - bend, to.1)),
            pair(to)
        );
        drawn.push(html! {
            g.(names.colour(&balance.statements[lack].actor)) {
                path.price d=(curve) {}
                circle.price cx=(fixed(to.0)) cy=(fixed(to.1)) r="3.5" {}
            }
        });
    }
    let drawn = html! { g.wish-costs { @for part in &drawn { (part) } } };
    ((sheet.width, bottom), drawn)
}
