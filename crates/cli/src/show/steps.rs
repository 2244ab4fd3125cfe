//! `steps`: the sentences, the ladder, and what it stands against.

use hikiwake_analysis::{AtOnce, AtPrefix, Finding, Rung, StepPlan, Steps};
use hikiwake_exchange::write_table;

use super::paper;

pub fn steps(finding: &Finding<Steps>) -> String {
    let mut text = paper::heading(&finding.dossier.title);
    for plan in &finding.finding.plans {
        text.push_str(&one(plan));
    }
    text
}

fn one(plan: &StepPlan) -> String {
    let mut text = paper::heading(&plan.label);
    if !plan.text.is_empty() {
        text.push_str(&paper::paragraph(&plan.text, "", ""));
    }
    text.push('\n');
    for sentence in &plan.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    if !plan.rungs.is_empty() {
        text.push_str(&ladder(plan));
        text.push_str(&bargain(plan));
        if !plan.guarantees.is_empty() {
            text.push_str(&guarantees(plan));
        }
        text.push_str(&evidence(plan));
    }
    for note in &plan.notes {
        text.push_str(&paper::paragraph(note, "\n! ", "  "));
    }
    text
}

/// The steps in the best order.
fn ladder(plan: &StepPlan) -> String {
    let mut text = paper::heading("The ladder, in the order of the least worst exposure");
    let mut head = vec!["", "step", "by", "done", "lock"];
    let sides: Vec<[String; 3]> = (plan.sides.iter())
        .map(|side| {
            let name = format!("{}: c w s", side.name);
            [name, "exposed".to_owned(), "bare".to_owned()]
        })
        .collect();
    head.extend(sides.iter().flatten().map(String::as_str));
    let row = |(at, rung): (usize, &Rung)| {
        let mut row = vec![
            (at + 1).to_string(),
            rung.label.clone(),
            rung.by.join(", "),
            match (&rung.done, &rung.due) {
                (Some(done), _) => done.clone(),
                (None, Some(due)) => format!("({due})"),
                (None, None) => String::new(),
            },
            lock(rung.locked),
        ];
        for side in &rung.sides {
            row.push(format!(
                "{} {} {}",
                number(side.cost),
                number(side.worth),
                number(side.shows)
            ));
            row.push(percent(side.exposure));
            row.push(percent(side.bare));
        }
        row
    };
    let rows = plan.rungs.iter().enumerate().map(row).collect();
    let head = head.iter().map(|name| (*name).to_owned()).collect();
    text.push_str(&paper::table(head, rows, &[]));
    text.push_str(&paper::paragraph(
        "c w s: cost, worth, what it shows at home, on the side's own scale. Exposed: what the \
         side would have lost if the others stopped then, of what the whole plan is worth to it; \
         bare: with nothing counted for what was shown at home. Lock: the share that cannot be undone. Done: the day on which it was taken, or in \
         brackets the month by which it is done on time.",
        "  ",
        "  ",
    ));
    text
}

/// The plan in its orders, and all at once.
fn bargain(plan: &StepPlan) -> String {
    let mut text = paper::heading("Beside it: other orders, and one bargain");
    let mut rows = Vec::new();
    let orders = [
        ("best order", Some(&plan.best)),
        ("as written", Some(&plan.written)),
        ("least patience", plan.patient.as_ref()),
    ];
    for (name, order) in orders {
        let Some(order) = order else { continue };
        rows.push(vec![
            name.to_owned(),
            worst(plan, order.worst.as_ref()),
            worst(plan, order.worst_bare.as_ref()),
            patience(order.patience_from),
            guarantee(plan, order.guarantee.as_ref()),
        ]);
    }
    for once in &plan.at_once {
        rows.push(at_once(plan, once));
    }
    let head = [
        "",
        "worst exposure",
        "bare",
        "patience needed",
        "guarantee needed",
    ];
    text.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    text.push_str(&paper::paragraph(
        &format!(
            "Bare: with nothing counted for what was shown at home. Patience: what one step's time later must count at least, against now. Guarantee: \
             what breaking must cost per unit of time so that nobody gains by it, if it counts \
             {:.3}.",
            plan.clock.step_discount
        ),
        "  ",
        "  ",
    ));
    text
}

fn at_once(plan: &StepPlan, once: &AtOnce) -> Vec<String> {
    let name = match &once.first {
        Some(first) => format!("one bargain, {} first", side_name(plan, first)),
        None => "one bargain, at one stroke".to_owned(),
    };
    vec![
        name,
        match &once.first {
            Some(first) => format!("{} ({})", percent(once.exposure), side_name(plan, first)),
            None => "–".to_owned(),
        },
        match &once.first {
            Some(first) => format!("{} ({})", percent(once.bare), side_name(plan, first)),
            None => "–".to_owned(),
        },
        patience(once.patience_from),
        guarantee(plan, once.guarantee.as_ref()),
    ]
}

fn worst(plan: &StepPlan, worst: Option<&AtPrefix>) -> String {
    worst.map_or("nothing".to_owned(), |at| {
        format!("{} ({})", percent(at.share), side_name(plan, &at.side))
    })
}

fn guarantee(plan: &StepPlan, needed: Option<&AtPrefix>) -> String {
    needed.map_or("none".to_owned(), |at| {
        let side = side_name(plan, &at.side);
        format!("{} ({side}, after {})", percent(at.share), at.after)
    })
}

/// What a guarantee must be for so many steps.
fn guarantees(plan: &StepPlan) -> String {
    let mut text = paper::heading("The guarantee that 1, 2, … steps need, of what the plan costs");
    let mut head = vec!["steps".to_owned()];
    head.extend(plan.guarantees.iter().map(|row| row.steps.to_string()));
    let row = |side: usize| {
        let mut row = vec![plan.sides[side].name.clone()];
        row.extend(
            (plan.guarantees.iter())
                .map(|guarantee| guarantee.shares[side].map_or("–".to_owned(), percent)),
        );
        row
    };
    let rows = (0..plan.sides.len()).map(row).collect();
    text.push_str(&paper::table(head, rows, &[]));
    text
}

fn evidence(plan: &StepPlan) -> String {
    let mut text = paper::heading("What each step rests on");
    for (at, rung) in plan.rungs.iter().enumerate() {
        let claims: Vec<&str> = rung.ground.claims.iter().map(|c| c.id.as_str()).collect();
        let claims = match claims.is_empty() {
            true => "no claim".to_owned(),
            false => claims.join(", "),
        };
        let hindsight = if rung.ground.hindsight {
            ", hindsight"
        } else {
            ""
        };
        text.push_str(&paper::paragraph(
            &format!(
                "{}: {}{hindsight} ({claims})",
                rung.label, rung.ground.basis
            ),
            &format!("{:>3}. ", at + 1),
            "     ",
        ));
    }
    text
}

/// The ladder as a table of text.
pub fn steps_table(finding: &Finding<Steps>) -> Result<String, String> {
    const HEAD: [&str; 20] = [
        "plan",
        "place",
        "step",
        "label",
        "by",
        "done",
        "due",
        "locked",
        "side",
        "cost",
        "worth",
        "shows",
        "given",
        "given_for_good",
        "shown",
        "exposure",
        "bare_exposure",
        "basis",
        "hindsight",
        "claims",
    ];
    let plans = finding.finding.plans.iter();
    let rows = plans.flat_map(|plan| {
        let rungs = plan.rungs.iter().enumerate();
        rungs.flat_map(move |(at, rung)| {
            let sides = plan.sides.iter().zip(&rung.sides);
            sides.map(move |(head, side)| {
                let claims: Vec<&str> = rung.ground.claims.iter().map(|c| c.id.as_str()).collect();
                vec![
                    plan.id.clone(),
                    (at + 1).to_string(),
                    rung.id.clone(),
                    rung.label.clone(),
                    rung.by.join("; "),
                    rung.done.clone().unwrap_or_default(),
                    rung.due.clone().unwrap_or_default(),
                    rung.locked.to_string(),
                    head.id.clone(),
                    side.cost.to_string(),
                    side.worth.to_string(),
                    side.shows.to_string(),
                    format!("{:.6}", side.given),
                    format!("{:.6}", side.given_for_good),
                    format!("{:.6}", side.shown),
                    format!("{:.6}", side.exposure),
                    format!("{:.6}", side.bare),
                    rung.ground.basis.clone(),
                    rung.ground.hindsight.to_string(),
                    claims.join("; "),
                ]
            })
        })
    });
    write_table(HEAD.map(str::to_owned).to_vec(), rows)
}

fn side_name<'a>(plan: &'a StepPlan, id: &'a str) -> &'a str {
    let side = plan.sides.iter().find(|side| side.id == id);
    side.map_or(id, |side| &side.name)
}

fn patience(from: Option<f64>) -> String {
    match from {
        None => "none is enough".to_owned(),
        Some(least) if least < 0.0005 => "any".to_owned(),
        Some(least) => format!("{least:.3}"),
    }
}

/// How much of a step is for good.
fn lock(locked: f64) -> String {
    match locked > 0.0 {
        true => percent(locked),
        false => "–".to_owned(),
    }
}

fn percent(share: f64) -> String {
    match share * 100.0 {
        0.0 => "0%".to_owned(),
        percent if percent < 9.95 => format!("{percent:.1}%"),
        percent => format!("{percent:.0}%"),
    }
}

fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
