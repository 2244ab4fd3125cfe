//! Scores, packages, binding levels and promises on a terminal.

use hikiwake_finding::{count, thousands};
use hikiwake_negotiation::{
    Additive, AdditiveOver, BargainPoint, FactionTipping, ForbiddenBy, Settlement, StepFate, Tips,
};

use crate::show::paper;

pub fn additive(found: &Settlement) -> String {
    let Some(additive) = &found.additive else {
        return String::new();
    };
    let mut text =
        paper::heading("Additive scores: weights added up, a loss here paid by a gain there");
    text.push_str(&points(found, additive, false));
    if !additive.as_delivered.is_empty() {
        text.push_str("\n  The same with what was promised counted as delivered\n");
        text.push_str(&points(found, additive, true));
    }
    if let Some(forbidden) = &additive.forbidden {
        let by = forbidden
            .by
            .iter()
            .map(|by| (by, "What rejects agreements that scores promise"));
        for (k, (by, heading)) in by.enumerate() {
            if k == 0 {
                text.push_str(&format!("\n  {heading}\n"));
            }
            text.push_str(&paper::paragraph(&why(found, by), "    ", "      "));
        }
    }
    text
}

fn points(found: &Settlement, additive: &Additive, delivered: bool) -> String {
    let mut head = vec!["over".to_owned(), "point".to_owned()];
    head.extend(
        additive
            .sides
            .iter()
            .map(|id| format!("{} (gain)", name(found, id))),
    );
    head.extend((1..=found.terms.len()).map(|term| term.to_string()));
    let mut rows = Vec::new();
    let sets = if delivered {
        &additive.as_delivered
    } else {
        &additive.sets
    };
    for set in sets {
        let over = match set.over {
            AdditiveOver::All => "all agreements",
            AdditiveOver::NotForbidden => "those that no government rejects",
            AdditiveOver::Zone => "the zone",
        };
        let over = format!("{over} ({})", thousands(set.agreements));
        if set.points.is_empty() {
            let mut row = vec![over, "none".to_owned()];
            row.resize(head.len(), String::new());
            rows.push(row);
            continue;
        }
        // Points that are one agreement stand in one row.
        let same = |a: &BargainPoint, b: &BargainPoint| a.agreement == b.agreement;
        let mut shown: Vec<&BargainPoint> = Vec::new();
        for point in &set.points {
            if shown.iter().any(|s| same(s, point)) {
                continue;
            }
            let mut row = vec![if shown.is_empty() {
                over.clone()
            } else {
                String::new()
            }];
            let kinds = set.points.iter().filter(|p| same(p, point));
            row.push(kinds.map(|p| p.kind.words()).collect::<Vec<_>>().join(", "));
            shown.push(point);
            let scores = point.scores.iter().zip(&point.gains);
            row.extend(scores.map(|(score, gain)| format!("{score:.1} ({gain:+.1})")));
            row.extend(super::levels(found, &found.agreements[point.agreement]));
            rows.push(row);
        }
    }
    let mut text = paper::table(head, rows, &[]);
    if let Some(paid) = additive.sets.first().and_then(|set| set.payments.as_ref())
        && !delivered
    {
        let flows = paid.flows.iter().map(|(from, to, amount)| {
            let name = |side: &usize| name(found, &additive.sides[*side]);
            format!("{} would pay {} {amount:.1}", name(from), name(to))
        });
        let flows: Vec<String> = flows.collect();
        if !flows.is_empty() {
            let line = format!(
                "Were scores money, the largest sum would be shared equally if {}.",
                flows.join(" and ")
            );
            text.push_str(&paper::paragraph(&line, "  ", "  "));
        }
    }
    text
}

fn name<'a>(found: &'a Settlement, id: &'a str) -> &'a str {
    let side = found.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

fn why(found: &Settlement, by: &ForbiddenBy) -> String {
    let wishes = by.statements.iter().map(|s| {
        let claims: Vec<&str> = s.claims.iter().map(|c| c.id.as_str()).collect();
        let claims = if claims.is_empty() {
            String::new()
        } else {
            format!("; {}", claims.join(", "))
        };
        format!("“{}” ({}{claims})", s.wants, s.basis)
    });
    let mut what: Vec<String> = wishes.collect();
    what.extend(by.forms.iter().map(|form| format!("form {form}")));
    let line = if by.red_line { ", a red line" } else { "" };
    format!(
        "{} {}: {}{line}",
        thousands(by.agreements),
        name(found, &by.side),
        what.join(", ")
    )
}

pub fn tipping(found: &Settlement) -> String {
    let mut text = String::new();
    let mut last = None;
    for tipping in &found.tipping {
        let term = &found.terms[tipping.term];
        if last != Some(tipping.term) {
            text.push_str(&paper::heading(&format!(
                "How large “{}” must be for each to let an agreement pass",
                term.label
            )));
            last = Some(tipping.term);
        }
        let agreement = &found.agreements[tipping.agreement];
        let form = agreement.row.form.as_ref();
        let form = form.and_then(|id| found.forms.iter().find(|form| form.id == *id));
        let label = form.map_or(agreement.changes.as_str(), |form| &form.label);
        let told: Vec<String> = (tipping.factions.iter())
            .filter(|f| f.how != Tips::ByForm)
            .map(|f| format!("{}: {}", f.faction, tips(found, tipping.term, f)))
            .collect();
        let told = match told.is_empty() {
            true => "all judge by the form alone".to_owned(),
            false => told.join("; "),
        };
        text.push_str(&paper::paragraph(&format!("{label}. {told}"), "  ", "    "));
    }
    if found
        .tipping
        .iter()
        .any(|t| t.factions.iter().any(|f| f.how == Tips::ByForm))
    {
        text.push_str(&paper::paragraph(
            "Those not named judge by the form of the settlement alone: no size changes it.",
            "  ",
            "  ",
        ));
    }
    text
}

fn tips(found: &Settlement, term: usize, tipping: &FactionTipping) -> String {
    let level = |level: u8| found.terms[term].levels[usize::from(level)].clone();
    match (tipping.how, tipping.level) {
        (Tips::Already, _) => "without any".to_owned(),
        (Tips::At, Some(at)) => format!("from “{}” on", level(at)),
        (Tips::Never, _) => match tipping.statements.first() {
            Some(statement) => format!("no size does (“{}”)", statement.wants),
            None => match tipping.missing {
                Some(missing) => format!("no size does ({missing:.1} are missing)"),
                None => "no size does".to_owned(),
            },
        },
        (Tips::At, None) | (Tips::ByForm, _) => "by the form alone".to_owned(),
    }
}

pub fn binding(found: &Settlement) -> String {
    let mut text = String::new();
    for binding in &found.binding {
        let term = &found.terms[binding.term];
        if binding.ended == 0 {
            continue;
        }
        text.push_str(&paper::heading(&format!(
            "Binding against declared: {}",
            term.label
        )));
        for pair in &binding.pairs {
            let level = |level: u8| &term.levels[usize::from(level)];
            let agreement = &found.agreements[pair.bound_agreement];
            let form = agreement.row.form.as_ref();
            let form = form.and_then(|id| found.forms.iter().find(|form| form.id == *id));
            let rest = form.map_or(&agreement.changes, |form| &form.label);
            let line = format!(
                "“{}” against “{}”, in: {rest}",
                level(pair.bound),
                level(pair.loose)
            );
            text.push_str(&paper::paragraph(&line, "  ", "    "));
            for betrayal in &pair.betrayals {
                let anyway = if betrayal.anyway {
                    " (would be done anyway)"
                } else {
                    ""
                };
                let line = format!("{}{anyway}: {}", betrayal.step.text, fate(betrayal.fate));
                text.push_str(&paper::paragraph(&line, "      ", "        "));
            }
        }
        let more = binding.betrayed.saturating_sub(binding.pairs.len() as u64);
        if more > 0 {
            let more = count(more, "more pair", "more pairs");
            text.push_str(&format!("  and {more}\n"));
        }
    }
    text
}

fn fate(fate: StepFate) -> &'static str {
    match fate {
        StepFate::Impossible => "can no longer be done",
        StepFate::NoGain => "no longer gains anything",
        StepFate::Answered => "now others have an answer that spoils it",
        StepFate::Stays => "follows all the same",
        StepFate::Unknown => "not known: the search was cut short",
    }
}

pub fn promises(found: &Settlement) -> String {
    if found.promises.is_empty() {
        return String::new();
    }
    let head = [
        "promise",
        "announced",
        "delivered",
        "part",
        "private firms decide",
        "counted",
        "rests on",
    ];
    let rows = found.promises.iter().map(|p| {
        let size = |size: f64| format!("{size} {}", p.unit);
        let claims: Vec<&str> = p.claims.iter().map(|c| c.id.as_str()).collect();
        let share = |share: Option<f64>| {
            share.map_or("not known".to_owned(), |s| format!("{:.0}%", 100.0 * s))
        };
        vec![
            p.label.clone(),
            size(p.announced),
            size(p.delivered),
            share(p.part),
            share(p.private_share),
            p.counted.clone().unwrap_or_default(),
            format!("{} {}", p.basis, claims.join(", ")),
        ]
    });
    let mut text = paper::heading("What was promised, and what came");
    text.push_str(&paper::table(
        head.map(str::to_owned).to_vec(),
        rows.collect(),
        &[],
    ));
    for doubt in &found.doubts {
        let line = format!(
            "The chance that {} does not reject the Nash point: {:.0}% if all that was promised is believed, {:.0}% if it is doubted as far as earlier promises fell short.",
            doubt.faction,
            100.0 * doubt.believed,
            100.0 * doubt.doubted
        );
        text.push_str(&paper::paragraph(&line, "  ", "  "));
    }
    text
}
