//! How the forecasts fared: model, sources and “nothing changes” against what happened.

pub(crate) mod opening;
mod predictions;

use hikiwake_evidence::backtest::{
    Backtest, Foretold, LevelShare, Mark, OutcomeTest, PeriodTest, ScenarioTest, Score, StateMark,
    Tally, TestedSource,
};
use hikiwake_finding::Finding;

use crate::{Block, Document, Inline, Stance, Table, Text, count, joined, thousands};

/// The test of a dossier’s models and of its sources’ predictions.
pub fn backtest(finding: &Finding<Backtest>) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("How the forecasts fared", &finding.dossier.title)
        .answering(opening::answer(found));
    let told = opening::told(found);
    if !told.is_empty() {
        document.push(Block::list(told));
    }
    if found.is_empty() && found.record.disagreements.is_empty() {
        return document;
    }
    let figures = opening::in_figures(found);
    if !figures.is_empty() {
        document.push(Block::details("In figures", vec![Block::list(figures)]));
    }
    for period in &found.periods {
        let summary = format!("Foretold from {}", period.period.label);
        document.push(Block::details(summary, of_period(found, period)));
    }
    let predictions = predictions::predictions(found);
    if !predictions.is_empty() {
        document.push(Block::details(
            "What became of the predictions",
            predictions,
        ));
    }
    if !found.record.disagreements.is_empty() {
        let disagreements = found.record.disagreements.iter();
        let told = disagreements.map(|one| opening::disagreement(found, one));
        document.push(Block::details(
            "Where the record and the dossier differ",
            vec![Block::list(told)],
        ));
    }
    let scored = scored(found);
    if !scored.is_empty() {
        document.push(Block::details("How this is scored", scored));
    }
    document
}

fn scored(found: &Backtest) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !found.periods.is_empty() {
        blocks.push(Block::paragraph(
            "The model foretells what would last (SEQ) and what best moves reach from what is in \
             place; where what is in place would last, it foretells that. An option that \
             has one level in all of them is a firm call, right or wrong; one that has several is \
             left open. Shares count states and are no probabilities. “Nothing changes” foretells \
             what is in place, and is right on every option that does not change: what a model can \
             add shows on those that do. A source speaks where one of its predictions fixes an \
             option at that time, and only if it was closed by then.",
        ));
        blocks.push(Block::paragraph(
            "A model carries hindsight where one of its statements or rules is marked as written \
             after the outcome that it explains; such models are counted apart.",
        ));
    }
    if !found.forecasts.is_empty() {
        blocks.push(Block::paragraph(
            "The Brier score (Brier 1950) is the squared difference between the probability given \
             and what came, 1 or 0: 0 is best, 1 worst, and always saying 50% scores 0.25. Words \
             of likelihood stand for ranges, and the score for the midpoint and for the ends of \
             the range. What came true in part is not scored.",
        ));
    }
    blocks
}

fn of_period(found: &Backtest, period: &PeriodTest) -> Vec<Block> {
    let mut blocks = vec![Block::key(
        "✓ right, ✗ wrong, ~ left open; no mark where nothing was said.",
    )];
    if let Some(base) = period.scenarios.first() {
        blocks.push(Block::paragraph(match &base.best_replies {
            Foretold { states: 0, .. } => {
                "Best moves end nowhere that would last: the model foretells nothing.".to_owned()
            }
            Foretold { stays: true, .. } => {
                "What is in place would last, so that the model foretells it alone.".to_owned()
            }
            Foretold { states, .. } => {
                let states = count(*states, "arrangement", "arrangements");
                format!("The model foretells {states}: where best moves lead.")
            }
        }));
    }
    for outcome in &period.outcomes {
        let heading = format!("What happened: {} ({})", outcome.label, outcome.date);
        blocks.push(Block::heading(2, heading));
        if let Some(why) = &outcome.infeasible {
            let why = format!("The model has no such state. {why}");
            blocks.push(Block::caution(why));
        }
        blocks.push(Block::Table(scoreboard(found, period, outcome)));
    }
    let readings = vec![Block::Table(readings(period))];
    let summary = format!("Every reading from {}", period.period.label);
    blocks.push(Block::details(summary, readings));
    blocks
}

/// What was foretold, and whether it came.
fn marked(foretold: String, mark: Mark) -> Text {
    let mark = match mark {
        Mark::Hit => Inline::mark("✓", "right", Stance::For),
        Mark::Miss => Inline::mark("✗", "wrong", Stance::Against),
        Mark::Undecided => Inline::mark("~", "left open", Stance::Mixed),
        Mark::Silent => return foretold.into(),
    };
    Text::from(foretold).and(" ").and(mark)
}

/// One row per option: who said what, and what came.
fn scoreboard(found: &Backtest, period: &PeriodTest, outcome: &OutcomeTest) -> Table {
    let sources = found.sources.iter().zip(&outcome.sources);
    let (in_time, late): (Vec<_>, Vec<_>) = sources.partition(|(_, score)| score.in_time);
    let names = |sources: &[(&TestedSource, _)]| -> Vec<String> {
        sources
            .iter()
            .map(|(source, _)| source.short.clone())
            .collect()
    };
    let heads = ["Option", "Model", "Nothing changes"].map(str::to_owned);
    let heads = heads.into_iter().chain(names(&in_time));
    let caption = match late.is_empty() {
        true => String::new(),
        false => format!(
            " Closed later, and so without a say: {}.",
            joined(&names(&late))
        ),
    };
    let mut table = Table::new(heads.chain(["Happened".to_owned()])).caption(format!(
        "What was foretold of each option, and what came.{caption}"
    ));
    let base = outcome.scenarios.first().map(|scores| &scores.best_replies);
    let calls = period.scenarios.first().map(|s| &s.best_replies.calls);
    let nothing = &outcome.nothing_changes;
    for (k, option) in outcome.options.iter().enumerate() {
        let level = |level: u8| level_of(found, option.option, level);
        let named = &found.options[option.option].label;
        let named = match option.on_table {
            true => named.clone(),
            false => format!("{named} (not on the table then)"),
        };
        let model = base.zip(calls).map_or(Text::new(), |(base, calls)| {
            marked(shares(&calls[option.option], level), base.marks[k])
        });
        let unchanged = marked(level(option.before).to_owned(), nothing.marks[k]);
        let sources = in_time.iter().map(|(_, score)| {
            let call = &score.calls[k];
            let levels: Vec<&str> = call.levels.iter().map(|&l| level(l)).collect();
            marked(levels.join(" or "), call.mark)
        });
        let happened: Text = match option.changed() {
            true => {
                let change = format!("{} → {}", level(option.before), level(option.after));
                Inline::Strong(change).into()
            }
            false => level(option.after).into(),
        };
        let cells = [named.into(), model, unchanged].into_iter().chain(sources);
        table.row(cells.chain([happened]));
    }
    let mut totals = |name: &str, of: &dyn Fn(&Tally) -> String| {
        let model = base.map_or(String::new(), |base| of(&base.tally));
        let sources = in_time.iter().map(|(_, score)| of(&score.tally));
        let cells = [name.to_owned(), model, of(&nothing.tally)];
        table.row(cells.into_iter().chain(sources));
    };
    totals("Right", &|tally| {
        format!("{} of {}", tally.hits, tally.options)
    });
    if nothing.tally.changed > 0 {
        totals("Right of what changed", &|tally| {
            format!("{} of {}", tally.changed_hits, tally.changed)
        });
    }
    let model = base.map_or("", state);
    table.row(["The state as a whole", model, state(nothing)]);
    table
}

/// The name of a level of the option at a place in the finding’s list.
fn level_of(found: &Backtest, option: usize, level: u8) -> &str {
    let levels = &found.options[option].levels;
    levels.get(usize::from(level)).map_or("", |name| name)
}

/// `yes`, or `no in 3 of 4 states, yes in 1 of 4 states`.
fn shares<'a>(calls: &[LevelShare], level: impl Fn(u8) -> &'a str) -> String {
    let all: u64 = calls.iter().map(|share| share.states).sum();
    if let [one] = calls {
        return level(one.level).to_owned();
    }
    let several = calls.iter().map(|share| {
        let (level, states) = (level(share.level), thousands(share.states));
        format!("{level} in {states} of {} states", thousands(all))
    });
    several.collect::<Vec<_>>().join(", ")
}

fn state(score: &Score) -> &'static str {
    match score.state {
        StateMark::Exact => "it exactly",
        StateMark::Among => "it among others",
        StateMark::Miss => "another",
        StateMark::Silent => "none",
    }
}

/// Every reading in one line.
fn readings(period: &PeriodTest) -> Table {
    let heads = ["Reading", "Hindsight", "States foretold"].into_iter();
    let dates = period.outcomes.iter().map(|outcome| outcome.date.as_str());
    let mut table = Table::new(heads.chain(dates)).caption(
        "Under a date: options right of all (of those that changed) by best replies; after a \
         semicolon, where it differs, by improvements. The states foretold are counted so, too.",
    );
    for (k, scenario) in period.scenarios.iter().enumerate() {
        let reading = scenario.reading.as_ref();
        let foretold = &scenario.best_replies;
        let mut states = thousands(foretold.states);
        if foretold.stays {
            states.push_str(" (what is in place)");
        }
        if scenario.improvements.states != foretold.states {
            states.push_str(&format!("; {}", thousands(scenario.improvements.states)));
        }
        let scores = period.outcomes.iter().map(|outcome| {
            let Some(score) = outcome.scenarios.get(k) else {
                return String::new();
            };
            let (best, improving) = (&score.best_replies, &score.improvements);
            match best == improving {
                true => short(best),
                false => format!("{}; {}", short(best), short(improving)),
            }
        });
        let reading = reading.map_or("Base reading", |reading| &reading.label);
        let cells = [reading.to_owned(), hindsight(scenario), states];
        table.row(cells.into_iter().chain(scores));
    }
    let nothing = ["“Nothing changes”", "none", "1"].map(str::to_owned);
    let outcomes = period.outcomes.iter();
    let scores = outcomes.map(|outcome| short(&outcome.nothing_changes));
    table.row(nothing.into_iter().chain(scores));
    table
}

fn hindsight(scenario: &ScenarioTest) -> String {
    let rules = scenario.rules_hindsight.len() as u64;
    let mut told = match scenario.hindsight {
        true => format!(
            "{} of {} statements",
            scenario.statements_hindsight, scenario.statements
        ),
        false => "none".to_owned(),
    };
    if rules > 0 {
        told.push_str(&format!(", {}", count(rules, "rule", "rules")));
    }
    let options = scenario.options_hindsight.len() as u64;
    if options > 0 {
        told.push_str(&format!(
            "; {} worded later",
            count(options, "option", "options")
        ));
    }
    if scenario.later_sources > 0 {
        told.push_str(&format!(
            " marked; {} from later sources",
            scenario.later_sources
        ));
    }
    told
}

/// `8 of 11 (1 of 2)`, `, exactly` where no other state was foretold.
fn short(score: &Score) -> String {
    let tally = &score.tally;
    let exactly = match score.state {
        StateMark::Exact => ", exactly",
        _ => "",
    };
    format!(
        "{} of {} ({} of {}){exactly}",
        tally.hits, tally.options, tally.changed_hits, tally.changed
    )
}
