//! The register in plain sentences.

use std::collections::BTreeSet;

use hikiwake_evidence::{Register, RegisterCounts, RegisterEntry, RegisterKind, RegisterVerdict};
use hikiwake_finding::words::{capital, no_or_count, none_or};

use crate::joined;

/// How much differs, who found it, what of it can be true at once, what rests on it.
pub(super) fn opening(found: &Register) -> Vec<String> {
    let counts = &found.counts;
    let mut sentences = of_entries(counts, &found.entries);
    if counts.figures_left_out > 0 {
        sentences.push(format!(
            "{} of one metric were not compared: that would be more work than is allowed, and \
             `--work` raises it.",
            no_or_count(
                counts.figures_left_out,
                "pair of figures",
                "pairs of figures"
            )
        ));
    }
    sentences
}

fn of_entries(counts: &RegisterCounts, entries: &[RegisterEntry]) -> Vec<String> {
    if entries.is_empty() {
        return match counts.figures_compared + counts.links_compared {
            0 => vec![
                "Nothing stands to be compared: no two claims speak of one thing in a form \
                       that the program reads, and no reader noted a difference."
                    .to_string(),
            ],
            _ => vec![compared(counts, entries)],
        };
    }
    let all = no_or_count(entries.len() as u64, "thing", "things");
    let found = format!(
        "The sources differ on {all}: {} found by the program alone, {} by the reader alone, {} \
         by both.",
        none_or(counts.program),
        none_or(counts.reading),
        none_or(counts.both),
    );
    let of = |verdict| {
        let with = |entry: &&RegisterEntry| entry.verdict == verdict;
        entries.iter().filter(with).count() as u64
    };
    let (clash, open) = (of(RegisterVerdict::Clash), of(RegisterVerdict::Open));
    let mut verdicts = format!(
        "{} cannot both be true, and of {} nobody can tell yet.",
        capital(&none_or(clash)),
        none_or(open)
    );
    let rest: Vec<String> = [
        (RegisterVerdict::OtherDate, "about other times"),
        (
            RegisterVerdict::OtherMeasure,
            "about other measures or wholes",
        ),
        (RegisterVerdict::SameThing, "the same in other words"),
    ]
    .into_iter()
    .filter(|(verdict, _)| of(*verdict) > 0)
    .map(|(verdict, words)| format!("{} {words}", none_or(of(verdict))))
    .collect();
    if !rest.is_empty() {
        verdicts.push_str(&format!(" The others agree after all: {}.", joined(&rest)));
    }
    let mut sentences = vec![found, verdicts];
    if counts.figures_compared + counts.links_compared > 0 {
        sentences.push(compared(counts, entries));
    }
    let in_clash: BTreeSet<(&str, &str)> = entries
        .iter()
        .filter(|entry| entry.verdict == RegisterVerdict::Clash)
        .flat_map(|entry| &entry.bears_on)
        .map(|bearing| (bearing.part.as_str(), bearing.id.as_str()))
        .collect();
    if clash > 0 {
        sentences.push(match in_clash.len() as u64 {
            0 => "No judgement of the model rests on a passage that stands in a clash.".to_string(),
            n => format!(
                "{} on a passage that stands in a clash.",
                no_or_count(
                    n,
                    "judgement of the model rests",
                    "judgements of the model rest"
                )
            ),
        });
    }
    sentences
}

fn compared(counts: &RegisterCounts, entries: &[RegisterEntry]) -> String {
    let links = entries.iter().filter(|e| e.kind == RegisterKind::Link);
    format!(
        "The program compared {} of one metric ({} in agreement, {} in a series of one source), \
         and {} on which two or more claims speak ({} with different signs).",
        no_or_count(
            counts.figures_compared,
            "pair of figures",
            "pairs of figures"
        ),
        none_or(counts.figures_agree),
        none_or(counts.figures_series),
        no_or_count(counts.links_compared, "link", "links"),
        none_or(links.count() as u64),
    )
}
