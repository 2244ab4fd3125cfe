//! `backtest`.

mod predictions;

use hikiwake_evidence::{
    backtest::Backtest, backtest::LevelShare, backtest::Mark, backtest::OptionTest,
    backtest::OutcomeTest, backtest::PeriodTest, backtest::Score, backtest::StateMark,
    backtest::Tally,
};
use hikiwake_finding::Finding;

use super::paper;

pub fn backtest(finding: &Finding<Backtest>) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    for period in &found.periods {
        for (at, outcome) in period.outcomes.iter().enumerate() {
            text.push_str(&scoreboard(found, period, at, outcome));
        }
        text.push_str(&readings(period));
    }
    text.push_str(&predictions::predictions(found));
    if !found.record.disagreements.is_empty() {
        text.push_str(&paper::heading(
            "Where the record and the coded states disagree",
        ));
        for disagreement in &found.record.disagreements {
            text.push_str(&paper::paragraph(&disagreement.sentence, "• ", "  "));
        }
    }
    if !found.periods.is_empty() {
        text.push_str("\n✓ right  ✗ wrong  ~ left open  (blank) nothing said  * changed\n");
    }
    text
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Hit => "✓",
        Mark::Miss => "✗",
        Mark::Undecided => "~",
        Mark::Silent => "",
    }
}

/// One row per option: who said what, and what came.
fn scoreboard(found: &Backtest, period: &PeriodTest, at: usize, outcome: &OutcomeTest) -> String {
    let mut text = paper::heading(&format!(
        "From {} to: {} ({})",
        period.period.label, outcome.label, outcome.date
    ));
    if let Some(why) = &outcome.infeasible {
        text.push_str(&paper::paragraph(
            &format!("The model has no such state. {why}"),
            "",
            "",
        ));
    }
    let level = |option: &OptionTest, level: u8| -> String {
        let levels = &found.options[option.option].levels;
        levels.get(usize::from(level)).cloned().unwrap_or_default()
    };
    let mut head = vec![
        "option".to_owned(),
        "model".to_owned(),
        "no change".to_owned(),
    ];
    head.extend(found.sources.iter().map(|source| source.short.clone()));
    head.push("happened".to_owned());
    let base = &outcome.scenarios[0].best_replies;
    let calls = &period.scenarios[0].best_replies.calls;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (k, option) in outcome.options.iter().enumerate() {
        let foretold = shares(&calls[option.option], |l| level(option, l));
        let nothing = level(option, option.before);
        let mut row = vec![
            found.options[option.option].label.clone(),
            format!("{foretold} {}", mark(base.marks[k])),
            format!("{nothing} {}", mark(outcome.nothing_changes.marks[k])),
        ];
        for source in &outcome.sources {
            let call = &source.calls[k];
            let levels: Vec<String> = call.levels.iter().map(|&l| level(option, l)).collect();
            row.push(match source.in_time {
                true => format!("{} {}", levels.join(" or "), mark(call.mark)),
                false => "–".to_owned(),
            });
        }
        let changed = if option.changed() { " *" } else { "" };
        row.push(format!("{}{changed}", level(option, option.after)));
        rows.push(row);
    }
    let tallies: Vec<Option<&Tally>> = [Some(&base.tally), Some(&outcome.nothing_changes.tally)]
        .into_iter()
        .chain((outcome.sources.iter()).map(|source| source.in_time.then_some(&source.tally)))
        .collect();
    let totals = |name: &str, late: &str, of: fn(&Tally) -> String| {
        let cells = (tallies.iter()).map(|tally| tally.map_or(late.to_owned(), of));
        let mut row = vec![name.to_owned()];
        row.extend(cells);
        row.push(String::new());
        row
    };
    rows.push(totals("right", "closed later", |tally| {
        format!("{} of {}", tally.hits, tally.options)
    }));
    rows.push(totals("right of what changed", "", |tally| {
        format!("{} of {}", tally.changed_hits, tally.changed)
    }));
    text.push_str(&paper::table(head, rows, &[]));
    text.push_str(&paper::paragraph(
        &format!(
            "The state as a whole: the model {}, “nothing changes” {}. {}",
            state(base),
            state(&outcome.nothing_changes),
            match period.scenarios[0].best_replies.states {
                _ if at > 0 => String::new(),
                0 => "Best replies lead to no state that holds: the model foretells nothing."
                    .to_owned(),
                _ if period.scenarios[0].best_replies.stays =>
                    "The status quo holds, so that the model foretells it alone.".to_owned(),
                1 => "Best replies lead to one state that holds.".to_owned(),
                n => format!(
                    "Best replies lead to {n} states that hold; shares are counts of them, not \
                     probabilities."
                ),
            }
        ),
        "  ",
        "  ",
    ));
    text
}

fn shares(calls: &[LevelShare], level: impl Fn(u8) -> String) -> String {
    let all: u64 = calls.iter().map(|share| share.states).sum();
    match calls {
        [] => String::new(),
        [one] => level(one.level),
        several => {
            let parts: Vec<String> = (several.iter())
                .map(|share| format!("{} {}/{all}", level(share.level), share.states))
                .collect();
            parts.join(", ")
        }
    }
}

fn state(score: &Score) -> &'static str {
    match score.state {
        StateMark::Exact => "had it exactly",
        StateMark::Among => "had it among others",
        StateMark::Miss => "had another",
        StateMark::Silent => "had none",
    }
}

/// The readings in a compact table.
fn readings(period: &PeriodTest) -> String {
    let mut text = paper::heading(&format!("Readings from {}", period.period.label));
    let mut head = ["reading", "hindsight", "states"]
        .map(str::to_owned)
        .to_vec();
    for outcome in &period.outcomes {
        head.push(outcome.date.clone());
    }
    let rows = (period.scenarios.iter().enumerate())
        .map(|(k, scenario)| {
            let mut row = vec![
                scenario
                    .reading
                    .as_ref()
                    .map_or("base reading".to_owned(), |r| r.label.clone()),
                match (scenario.hindsight, scenario.later_sources) {
                    (true, _) => format!(
                        "{} of {}",
                        scenario.statements_hindsight, scenario.statements
                    ),
                    (false, 0) => "none".to_owned(),
                    (false, later) => format!("none marked; {later} from later sources"),
                },
                format!(
                    "{} / {}",
                    scenario.best_replies.states, scenario.improvements.states
                ),
            ];
            for outcome in &period.outcomes {
                let score = &outcome.scenarios[k];
                let (best, improving) = (&score.best_replies, &score.improvements);
                row.push(match best == improving {
                    true => short(&best.tally),
                    false => format!("{}; {}", short(&best.tally), short(&improving.tally)),
                });
            }
            row
        })
        .chain([period.outcomes.iter().fold(
            vec![
                "“nothing changes”".to_owned(),
                String::new(),
                "1".to_owned(),
            ],
            |mut row, outcome| {
                row.push(short(&outcome.nothing_changes.tally));
                row
            },
        )])
        .collect();
    text.push_str(&paper::table(head, rows, &[]));
    text.push_str(&paper::paragraph(
        "Options right of all (of those that changed) by best replies; after a semicolon, where it \
         differs, by improvements. States foretold by either.",
        "  ",
        "  ",
    ));
    text
}

/// `8/11 (1/2)`
fn short(tally: &Tally) -> String {
    format!(
        "{}/{} ({}/{})",
        tally.hits, tally.options, tally.changed_hits, tally.changed
    )
}
