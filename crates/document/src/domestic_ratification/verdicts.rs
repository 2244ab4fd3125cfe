//! Factions by forms of settlement: what each says, and what that lets pass.

use hikiwake_negotiation::{
    DomesticRatification, FactionRow, FormRatified, HowMany, RatifyGround, RatifyPeriod, Says,
};

use super::{by_form, columns, ground};
use crate::{Align, Block, Inline, Number, Stance, Table, Text};

pub(super) fn table(found: &DomesticRatification, period: &RatifyPeriod) -> Table {
    let heads = ["Who", "Influence", "Votes", "Role"];
    let table = by_form(found, period, &heads).align(2, Align::Right);
    let mut table = table.caption(
        "+ accepts, · does not mind, − rejects, ± depends on the agreement; ● all pass, ◐ some \
         pass, ○ none passes, blank: there is no new agreement of it. L leads, V has a veto, H holds \
         the file, where a rule asks it. Votes are influence times how much the matter means to it, \
         where the dossier gives none.",
    );
    let sides = found.sides.iter().enumerate();
    let sides = sides.map(|(at, side)| (Some((at, &side.id)), side.name.as_str()));
    for (side, name) in sides.chain([(None, "Others who have a say")]) {
        let own = |row: &&FactionRow| row.head.side.as_ref() == side.map(|(_, id)| id);
        let mut members = period.factions.iter().filter(own).peekable();
        if members.peek().is_none() {
            continue;
        }
        table.over(name);
        members.for_each(|row| table.row(faction(period, row)));
        if let Some((at, _)) = side {
            table.over(format!("What passes in {name}"));
            for (rule, head) in period.rules.iter().zip(&found.rules) {
                table.row(passing(period, &head.label, &rule.sides[at].by_form));
            }
        }
    }
    table.over("What passes on all sides");
    for (rule, head) in period.rules.iter().zip(&found.rules) {
        table.row(passing(period, &head.label, &rule.by_form));
    }
    table
}

fn faction(period: &RatifyPeriod, row: &FactionRow) -> Vec<Text> {
    let bar = match &*row.influence {
        "high" => "■■■",
        "medium" => "■■",
        _ => "■",
    };
    let mut cells: Vec<Text> = vec![
        row.head.name.as_str().into(),
        Inline::mark(bar, &row.influence, Stance::Neither).into(),
        Number::whole(row.head.votes.into()).into(),
        roles(row),
    ];
    cells.extend(columns(period).map(|at| {
        let (sign, meaning, stance) = says(row.cells[at].says);
        Inline::mark(sign, meaning, stance).into()
    }));
    cells
}

/// What it is under any rule.
fn roles(row: &FactionRow) -> Text {
    let mut text = Text::new();
    for (role, sign, meaning) in [
        ("leader", "L", "leads"),
        ("veto", "V", "has a veto"),
        ("holder", "H", "holds the file"),
    ] {
        if row.roles.iter().any(|has| has.role == role) {
            let between = if text.0.is_empty() { "" } else { " " };
            let mark = Inline::mark(sign, meaning, Stance::Neither);
            text = text.and(between).and(mark);
        }
    }
    text
}

fn passing(period: &RatifyPeriod, rule: &str, forms: &[FormRatified]) -> Vec<Text> {
    let mut cells: Vec<Text> = vec![rule.into(), "".into(), "".into(), "".into()];
    cells.extend(columns(period).map(|at| {
        let (sign, meaning) = match forms[at].how {
            HowMany::All => ("●", "all pass"),
            HowMany::Some => ("◐", "some pass"),
            HowMany::None => ("○", "none passes"),
            HowMany::NoAgreement => ("", ""),
        };
        Inline::mark(sign, meaning, Stance::Neither).into()
    }));
    cells
}

fn says(says: Says) -> (&'static str, &'static str, Stance) {
    match says {
        Says::Accepts => ("+", "accepts", Stance::For),
        Says::DoesNotMind => ("·", "does not mind", Stance::Neither),
        Says::Rejects => ("−", "rejects", Stance::Against),
        Says::Depends => ("±", "depends on the agreement", Stance::Mixed),
        Says::NoAgreement => ("", "", Stance::Neither),
    }
}

/// What each faction's verdicts rest on.
pub(super) fn grounds(found: &DomesticRatification, period: &RatifyPeriod) -> Block {
    Block::list(period.factions.iter().map(|row| {
        let mut text = Text::from(Inline::Strong(row.head.name.clone()))
            .and(format!(": judges by {}; ", row.judges_by));
        if row.doubt > 0.0 {
            text = text.and(format!("doubt {}; ", row.doubt));
        }
        for (at, cell) in row.cells.iter().enumerate() {
            if cell.says != Says::Depends {
                continue;
            }
            let all = (cell.accepts + cell.does_not_mind + cell.rejects) as f64;
            let form = found.forms.get(at).map_or("the rest", |form| &form.label);
            text = text
                .and(format!("of “{form}” it accepts "))
                .and(Number::percent(cell.accepts as f64 / all))
                .and(" and rejects ")
                .and(Number::percent(cell.rejects as f64 / all))
                .and("; ");
        }
        if !row.head.readings.is_empty() {
            let readings = row.head.readings.join(", ");
            text = text.and(format!("changed by the reading: {readings}; "));
        }
        text.then(ground(
            found,
            &RatifyGround {
                basis: row.head.basis.clone(),
                hindsight: row.head.hindsight,
                because: row.head.because.clone(),
                note: row.head.note.clone(),
            },
        ))
    }))
}
