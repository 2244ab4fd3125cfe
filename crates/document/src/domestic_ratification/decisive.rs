//! Who is decisive, and how likely agreements are ratified.

use hikiwake_negotiation::{
    ChanceRange, DomesticRatification, FormRatified, RatifyPeriod, SideRatified,
};

use super::{by_form, columns, faction, right};
use crate::{Number, Precision, Table, Text, percent};

/// How likely an agreement of each form is ratified; empty without doubt.
pub(super) fn chances(found: &DomesticRatification, period: &RatifyPeriod) -> Table {
    let mut table = by_form(found, period, &["Rule"]).caption(
        "How likely an agreement of each form is ratified: from the least likely one to the \
         likeliest, if factions err independently of one another.",
    );
    let row = |label: &str, forms: &[FormRatified]| {
        let chance = |at: usize| forms[at].chance.map_or(String::new(), range);
        let cells = columns(period).map(chance);
        let row: Vec<String> = std::iter::once(label.to_owned()).chain(cells).collect();
        row
    };
    let mut forms = period.rules.iter().flat_map(|rule| &rule.by_form);
    if !forms.any(|form| form.chance.is_some()) {
        return table;
    }
    let counts = columns(period).map(|at| Number::whole(period.by_form[at].agreements).written());
    table.row(
        ["New agreements of it".to_owned()]
            .into_iter()
            .chain(counts),
    );
    for (at, side) in found.sides.iter().enumerate() {
        table.over(&side.name);
        for (rule, head) in period.rules.iter().zip(&found.rules) {
            table.row(row(&head.label, &rule.sides[at].by_form));
        }
    }
    table.over("All sides");
    for (rule, head) in period.rules.iter().zip(&found.rules) {
        table.row(row(&head.label, &rule.by_form));
    }
    table
}

/// `9%`, or `20–90%`.
fn range(chance: ChanceRange) -> String {
    match (percent(chance.least), percent(chance.greatest)) {
        (least, greatest) if least == greatest => least,
        (least, greatest) => format!("{}–{greatest}", least.trim_end_matches('%')),
    }
}

pub(super) fn likeliest(found: &DomesticRatification, period: &RatifyPeriod) -> Table {
    let sides = found.sides.iter().map(|side| side.name.as_str());
    let heads = ["For example"].into_iter().chain(sides);
    let mut table = Table::new(heads.chain(["All sides", "Agreements"])).caption(
        "The agreements likeliest to be ratified under each rule, if factions err independently of \
         one another.",
    );
    right(&mut table, 1..found.sides.len() + 3);
    for (rule, head) in period.rules.iter().zip(&found.rules) {
        if !rule.likeliest.is_empty() {
            table.over(&head.label);
        }
        for likely in &rule.likeliest {
            let example: Text = match likely.example.text.as_str() {
                "" => "nothing above its lowest level".into(),
                text => text.into(),
            };
            let chances = likely.sides.iter().chain([&likely.joint]);
            let chances = chances.map(|&chance| Number::percent(chance).into());
            let count = Number::whole(likely.agreements).into();
            table.row([example].into_iter().chain(chances).chain([count]));
        }
    }
    table
}

pub(super) fn decisive(found: &DomesticRatification, period: &RatifyPeriod) -> Table {
    let mut table = Table::new([
        "Who",
        "Keeps out",
        "Could open",
        "Carries",
        "Banzhaf",
        "Shapley–Shubik",
    ])
    .caption(
        "Keeps out: agreements that fail by its no alone. Could open: others that would pass if it \
         accepted. Carries: those that pass and would fail if it rejected. The two indices tell its \
         power before anybody’s verdict is known: its share of all swings (Banzhaf), and of all \
         orders of joining (Shapley and Shubik).",
    );
    right(&mut table, 1..6);
    for (rule, head) in period.rules.iter().zip(&found.rules) {
        for (side, name) in rule.sides.iter().zip(&found.sides) {
            let rows = decisive_rows(period, side);
            if !rows.is_empty() {
                let gate = &side.gate.text;
                table.over(format!("{}, “{}”: {gate}", name.name, head.label));
            }
            rows.into_iter().for_each(|row| table.row(row));
        }
    }
    table
}

fn decisive_rows(period: &RatifyPeriod, side: &SideRatified) -> Vec<[Text; 6]> {
    let members = || side.power.iter().flat_map(|power| &power.members);
    let mut ids: Vec<&String> = side.decisive.iter().map(|row| &row.faction).collect();
    for member in members() {
        if !ids.contains(&&member.faction) {
            ids.push(&member.faction);
        }
    }
    let rows = ids.into_iter().map(|id| {
        let turns = side.decisive.iter().find(|row| row.faction == *id);
        let power = members().find(|row| row.faction == *id);
        let count = |n: Option<u64>| n.map_or(Text::new(), |n| Number::whole(n).into());
        let share = |share: f64| Text::from(Number::of(share, Precision::Exactly(3)));
        [
            faction(period, id).into(),
            count(turns.map(|turns| turns.keeps_out)),
            count(turns.map(|turns| turns.could_open)),
            count(turns.map(|turns| turns.carries)),
            power.map_or(Text::new(), |power| share(power.banzhaf_share)),
            power.map_or(Text::new(), |power| {
                share(power.shapley).and(format!(" = {}", power.shapley_exact))
            }),
        ]
    });
    rows.collect()
}
