//! `trace`: the chain down as an indented tree, then what would change.

use std::collections::BTreeSet;
use std::path::Path;

use hikiwake_finding::Finding;
use hikiwake_traceability::{
    Coverage, CoveredKind, NoWords, RunScope, Trace, TraceKind, TraceNode, TracePeriod, TraceRun,
    TracedJudgement,
};

use super::{paper, typed::typed};

/// The finding as text: sentences, the tree, the runs without the thing. `wanted`:
/// whether the words of passages were wanted.
pub fn trace(finding: &Finding<Trace>, folder: &Path, wanted: bool) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    let what = match found.label == found.id || found.label.is_empty() {
        true => format!("{} {}", kind(found.kind), found.id),
        false => format!("{} {}: {}", kind(found.kind), found.id, found.label),
    };
    text.push_str(&paper::paragraph(&what, "", "  "));
    text.push('\n');
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&paper::heading("Down: what it is and what it rests on"));
    node_about(&found.down, 0, &mut text);
    for child in &found.down.children {
        node(child, 0, &mut text);
    }
    not_listed(&found.down, 0, &mut text);
    text.push_str(&about_words(&found.down, folder, wanted));
    if !found.carries.is_empty() {
        text.push_str(&paper::heading("Up: the judgements that rest on it"));
        for judgement in &found.carries {
            text.push_str(&judged(judgement));
        }
    }
    for run in &found.up {
        text.push_str(&without(run));
    }
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\nNote: ", "  "));
    }
    text
}

/// The word for a kind of thing.
fn kind(kind: TraceKind) -> &'static str {
    match kind {
        TraceKind::Actor => "actor",
        TraceKind::Option => "option",
        TraceKind::Definition => "definition",
        TraceKind::Rule => "rule",
        TraceKind::Statement => "statement",
        TraceKind::Ranking => "ranking",
        TraceKind::Claim => "claim",
        TraceKind::Source => "source",
        TraceKind::Driver => "driver",
        TraceKind::Link => "link",
        TraceKind::Event => "event",
        TraceKind::Forecast => "forecast",
        TraceKind::Window => "window",
        TraceKind::Tie => "dependence",
        TraceKind::Place => "place",
        TraceKind::Term => "term",
        TraceKind::TermRule => "rule about terms",
        TraceKind::Form => "form of settlement",
        TraceKind::Faction => "faction",
        TraceKind::Verdict => "verdict of",
        TraceKind::FactionStatement => "statement of a faction",
        TraceKind::Guarantee => "guarantee",
        TraceKind::Ratification => "rule of ratification",
        TraceKind::Holder => "holder of the file",
        TraceKind::Ladder => "gradual plan",
        TraceKind::LadderStep => "step of a plan",
        TraceKind::Promise => "promise",
        TraceKind::Difference => "difference",
        TraceKind::Restatement => "restatement",
        TraceKind::Note => "note",
        TraceKind::Period => "period",
        TraceKind::Outcome => "outcome",
        TraceKind::Reading => "reading",
        TraceKind::State => "state",
        TraceKind::Passage => "passage",
        TraceKind::Step => "step",
        TraceKind::Group => "group",
    }
}

/// A node and all below it.
fn node(shown: &TraceNode, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let (mark, line) = match shown.kind {
        TraceKind::Group => ("▸ ", shown.label.clone()),
        TraceKind::Step => ("→ ", shown.label.clone()),
        TraceKind::Passage => ("§ ", shown.label.clone()),
        TraceKind::Claim if shown.told => ("• ", format!("[{}] (told above)", shown.id)),
        TraceKind::Claim => ("• ", format!("[{}] {}", shown.id, shown.label)),
        TraceKind::Statement => ("• ", format!("{}: {}", shown.id, shown.label)),
        _ if shown.label == shown.id => ("• ", format!("{} {}", kind(shown.kind), shown.id)),
        _ => (
            "• ",
            format!("{} {}: {}", kind(shown.kind), shown.id, shown.label),
        ),
    };
    let rest = format!("{indent}  ");
    text.push_str(&paper::paragraph(&line, &format!("{indent}{mark}"), &rest));
    if shown.told {
        return;
    }
    node_about(shown, depth + 1, text);
    for child in &shown.children {
        node(child, depth + 1, text);
    }
    not_listed(shown, depth + 1, text);
}

/// What a node says besides its name: its text, what is known of it, its words.
fn node_about(shown: &TraceNode, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    if !shown.text.is_empty() {
        text.push_str(&paper::paragraph(&shown.text, &indent, &indent));
    }
    let facts: Vec<String> = (shown.facts.iter())
        .map(|fact| format!("{}: {}", fact.name, fact.value))
        .collect();
    if !facts.is_empty() {
        text.push_str(&paper::paragraph(&facts.join("; "), &indent, &indent));
    }
    if shown.no_words == Some(NoWords::Moved) {
        let moved = "the text at hand has other words there: `hikiwake source verify` tells more";
        text.push_str(&paper::paragraph(moved, &indent, &indent));
    }
    if let Some(words) = &shown.passage {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let within = format!("{indent}│ ");
        text.push_str(&paper::paragraph(&words, &within, &within));
    }
}

/// How to see the words of the passages, where they are not shown.
fn about_words(down: &TraceNode, folder: &Path, wanted: bool) -> String {
    let mut sources = BTreeSet::new();
    let any = passages(down, &mut sources);
    if !wanted && any {
        return paper::paragraph(
            "The passages' own words are shown on a terminal, or with --passages.",
            "\n",
            "",
        );
    }
    let mut text = String::new();
    for source in sources {
        let how = format!(
            "The text of {source} is not attached on this machine. To read its passages here:"
        );
        text.push_str(&paper::paragraph(&how, "\n", ""));
        let (folder, source) = (typed(folder), typed(Path::new(&source)));
        text.push_str(&format!(
            "  hikiwake source attach {folder} {source} FILE\n"
        ));
    }
    text
}

/// Whether there are passages, and the sources of which no text is attached.
fn passages(shown: &TraceNode, sources: &mut BTreeSet<String>) -> bool {
    let mut any = shown.place.is_some();
    if let (Some(place), Some(NoWords::NotAttached)) = (&shown.place, shown.no_words) {
        sources.insert(place.source.clone());
    }
    for child in &shown.children {
        any |= passages(child, sources);
    }
    any
}

fn not_listed(shown: &TraceNode, depth: usize, text: &mut String) {
    if shown.not_listed > 0 {
        let all = shown.children.len() as u64 + shown.not_listed;
        text.push_str(&format!(
            "{}… {} more (--list {all} lists them all)\n",
            "  ".repeat(depth),
            shown.not_listed
        ));
    }
}

fn judged(judgement: &TracedJudgement) -> String {
    let mut about = vec![judgement.basis.clone()];
    if judgement.hindsight {
        about.push("hindsight".to_owned());
    }
    if !judgement.periods.is_empty() {
        about.push(judgement.periods.join(", "));
    }
    if let Some(reading) = &judgement.reading {
        about.push(format!("reading {reading}"));
    }
    let line = format!(
        "{} {}: {} ({}) [{}]",
        kind(judgement.kind),
        judgement.id,
        judgement.text,
        about.join("; "),
        judgement.claims.join(", ")
    );
    paper::paragraph(&line, "• ", "  ")
}

/// One run: what falls in each period, and what changes.
fn without(run: &TraceRun) -> String {
    let mut text = paper::heading(&format!("Up: without {}", run.without));
    for period in &run.periods {
        text.push_str(&paper::paragraph(
            &paper::scenario(&period.scenario),
            "",
            "",
        ));
        text.push_str(&fates(period));
        if let Some(why) = &period.no_model {
            text.push_str(&paper::paragraph(why, "  • ", "    "));
            continue;
        }
        for change in &period.changes {
            text.push_str(&paper::paragraph(&change.sentence, "  • ", "    "));
        }
        let model = matches!(run.scope, RunScope::OffTheTable | RunScope::BaseReading);
        if period.changes.is_empty() && (model || !period.fallen.is_empty()) {
            text.push_str("  • No finding changes.\n");
        }
    }
    text
}

/// What falls, what loses a claim, what would be left without one.
fn fates(period: &TracePeriod) -> String {
    let mut text = String::new();
    let told = [
        ("Falls", &period.fallen),
        ("Loses a claim and stays", &period.weakened),
        ("Left without a claim, and stays", &period.left_bare),
    ];
    for (what, judgements) in told {
        if !judgements.is_empty() {
            let ids: Vec<String> = (judgements.iter())
                .map(|j| format!("{} {}", kind(j.kind), j.id))
                .collect();
            let line = format!("{what}: {}", ids.join(", "));
            text.push_str(&paper::paragraph(&line, "  ", "    "));
        }
    }
    text
}

/// `trace --all`: the figures, the findings with their gaps, the claims that carry
/// most.
pub fn coverage(finding: &Finding<Coverage>, list: usize) -> String {
    let found = &finding.finding;
    let mut text = paper::heading(&finding.dossier.title);
    for sentence in &found.sentences {
        text.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    text.push_str(&paper::heading("Findings, and the statements that decide"));
    let rows = (found.findings.iter())
        .map(|f| {
            let about = match f.about {
                CoveredKind::StatusQuo => "status quo",
                CoveredKind::Outcome => "outcome",
                CoveredKind::Pattern => "pattern",
                CoveredKind::Equilibrium => "holds",
            };
            let period = f.scenario.period.as_ref();
            vec![
                period.map_or_else(String::new, |p| p.id.clone()),
                about.to_owned(),
                f.id.clone(),
                f.statements.len().to_string(),
                match f.without_claim.is_empty() {
                    _ if f.statements.is_empty() => "no statement decides".to_owned(),
                    true => "all have claims".to_owned(),
                    false => format!("no claim: {}", f.without_claim.join(", ")),
                },
            ]
        })
        .collect();
    let head = ["period", "finding", "id", "decide", "claims"];
    text.push_str(&paper::table(
        head.map(str::to_owned).to_vec(),
        rows,
        &[false, false, false, true, false],
    ));
    let mut claims: Vec<_> = (found.claims.iter())
        .filter(|claim| !claim.direct.is_empty())
        .collect();
    if claims.is_empty() {
        return text;
    }
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.direct.len()));
    text.push_str(&paper::heading("Claims that carry most"));
    let rows = (claims.iter().take(list))
        .map(|claim| {
            vec![
                claim.claim.id.clone(),
                claim.direct.len().to_string(),
                claim.direct.join(", "),
            ]
        })
        .collect();
    let head = ["claim", "judgements", "which"];
    text.push_str(&paper::table(
        head.map(str::to_owned).to_vec(),
        rows,
        &[false, true, false],
    ));
    let shown = claims.len().min(list);
    text.push_str(&paper::not_listed(
        shown,
        (claims.len() - shown) as u64,
        "--list",
    ));
    for note in &found.notes {
        text.push_str(&paper::paragraph(note, "\nNote: ", "  "));
    }
    text
}
