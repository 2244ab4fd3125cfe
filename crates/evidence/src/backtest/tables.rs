//! What became of the predictions, counted and scored.

use hikiwake_dossier::file::Outturn;

use super::finding::TestedSource;
use super::forecasts::came_true;
use super::prediction::{
    BrierBeside, BrierRange, BrierRow, ForecastTest, GroupedBy, LikelihoodKind, OutturnRow,
    ReliabilityRow,
};
use crate::{likelihood::Likelihood, likelihood::LikelihoodFrom};

/// The score of always saying 50 %.
const ALWAYS_HALF: f64 = 0.25;
/// Fewer predictions than this make no table of reliability.
const ENOUGH: usize = 10;

/// All, then by source, by kind and by strength, groups in order of appearance.
pub(crate) fn outturns(tests: &[ForecastTest]) -> Vec<OutturnRow> {
    let mut rows: Vec<OutturnRow> = Vec::new();
    type Key = fn(&ForecastTest) -> &str;
    let groups: [(GroupedBy, Key); 4] = [
        (GroupedBy::All, |_| ""),
        (GroupedBy::Source, |test| &test.claim.source_id),
        (GroupedBy::Kind, |test| &test.kind),
        (GroupedBy::Strength, |test| &test.strength),
    ];
    for (by, key) in groups {
        for test in tests {
            let group = key(test);
            let found = rows
                .iter()
                .position(|row| row.by == by && row.group == group);
            let at = found.unwrap_or_else(|| {
                rows.push(OutturnRow {
                    by,
                    group: group.to_string(),
                    forecasts: 0,
                    came_true: 0,
                    failed: 0,
                    mixed: 0,
                    void: 0,
                    unknown: 0,
                });
                rows.len() - 1
            });
            let row = &mut rows[at];
            row.forecasts += 1;
            *match test.outturn {
                Outturn::True => &mut row.came_true,
                Outturn::False => &mut row.failed,
                Outturn::Mixed => &mut row.mixed,
                Outturn::Void => &mut row.void,
                Outturn::Unknown => &mut row.unknown,
            } += 1;
        }
    }
    rows
}

/// How a likelihood is known. A range given by hand that is as wide as that of bare
/// possibility says no more than "could".
pub(crate) fn kind(likelihood: &Likelihood) -> LikelihoodKind {
    match likelihood.from {
        _ if likelihood.low <= 0.05 && likelihood.high >= 0.95 => LikelihoodKind::Vague,
        LikelihoodFrom::Analyst | LikelihoodFrom::Word => LikelihoodKind::Stated,
        LikelihoodFrom::Unhedged => LikelihoodKind::Plain,
        LikelihoodFrom::Vague => LikelihoodKind::Vague,
    }
}

/// A prediction that is scored.
struct Scored<'a> {
    test: &'a ForecastTest,
    likelihood: &'a Likelihood,
    brier: BrierRange,
    came: bool,
}

fn scored(tests: &[ForecastTest]) -> Vec<Scored<'_>> {
    (tests.iter())
        .filter_map(|test| {
            Some(Scored {
                likelihood: test.likelihood.as_ref()?,
                brier: test.brier?,
                came: came_true(test.outturn)?,
                test,
            })
        })
        .collect()
}

/// Per kind of likelihood: all sources together, then each.
pub(crate) fn brier(tests: &[ForecastTest], sources: &[TestedSource]) -> Vec<BrierRow> {
    let scored = scored(tests);
    let mut rows = Vec::new();
    for words in [
        LikelihoodKind::Stated,
        LikelihoodKind::Plain,
        LikelihoodKind::Vague,
    ] {
        let all = std::iter::once("");
        for source in all.chain(sources.iter().map(|source| source.id.as_str())) {
            let of_group: Vec<&Scored> = (scored.iter())
                .filter(|s| kind(s.likelihood) == words)
                .filter(|s| source.is_empty() || s.test.claim.source_id == source)
                .collect();
            if !of_group.is_empty() {
                rows.push(row(words, source, &of_group));
            }
        }
    }
    rows
}

fn row(words: LikelihoodKind, source: &str, scored: &[&Scored]) -> BrierRow {
    let mean = |of: &[&Scored], value: fn(&BrierRange) -> f64| {
        of.iter().map(|s| value(&s.brier)).sum::<f64>() / of.len() as f64
    };
    let beside: Vec<&Scored> = (scored.iter().copied())
        .filter(|s| s.test.if_nothing_changed.is_some())
        .collect();
    let wrong = |s: &&&Scored| s.test.if_nothing_changed != Some(s.came);
    BrierRow {
        words,
        source: source.to_string(),
        forecasts: scored.len(),
        came_true: scored.iter().filter(|s| s.came).count(),
        mean: BrierRange {
            least: mean(scored, |b| b.least),
            midpoint: mean(scored, |b| b.midpoint),
            greatest: mean(scored, |b| b.greatest),
        },
        always_half: ALWAYS_HALF,
        with_nothing_changes: (!beside.is_empty()).then(|| BrierBeside {
            forecasts: beside.len(),
            midpoint: mean(&beside, |b| b.midpoint),
            nothing_changes: beside.iter().filter(wrong).count() as f64 / beside.len() as f64,
        }),
    }
}

/// Per range, least likely first, how many came true.
pub(crate) fn reliability(tests: &[ForecastTest]) -> Vec<ReliabilityRow> {
    let mut rows: Vec<ReliabilityRow> = Vec::new();
    let scored = scored(tests);
    for Scored {
        likelihood, came, ..
    } in &scored
    {
        let words = kind(likelihood);
        let (low, high) = (likelihood.low, likelihood.high);
        let same = |row: &ReliabilityRow| {
            row.words == words
                && row.low.total_cmp(&low).is_eq()
                && row.high.total_cmp(&high).is_eq()
        };
        let at = rows.iter().position(same).unwrap_or_else(|| {
            rows.push(ReliabilityRow {
                words,
                low,
                high,
                forecasts: 0,
                came_true: 0,
            });
            rows.len() - 1
        });
        rows[at].forecasts += 1;
        rows[at].came_true += usize::from(*came);
    }
    if scored
        .iter()
        .filter(|s| kind(s.likelihood) != LikelihoodKind::Vague)
        .count()
        < ENOUGH
    {
        return Vec::new();
    }
    rows.sort_by(|a, b| {
        let words = a.words.cmp(&b.words);
        words
            .then(a.low.total_cmp(&b.low))
            .then(a.high.total_cmp(&b.high))
    });
    rows
}
