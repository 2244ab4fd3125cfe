//! What each claim carries: the judgements that name it, and the findings that these
//! decide.

use std::collections::BTreeSet;

use hikiwake_evidence::{CheckFirst, CheckReason};
use hikiwake_finding::Finding;
use hikiwake_finding::words;
use hikiwake_traceability::{ClaimReach, Coverage, CoveredFinding, CoveredKind};

use crate::number::in_words;
use crate::statements::clause;
use crate::{Align, Block, Document, Inline, Number, Table, Text, count, joined, thousands};

/// What carries what over the whole dossier; of the claims at most so many.
pub fn coverage(finding: &Finding<Coverage>, most: usize) -> Document {
    let found = &finding.finding;
    let mut document =
        Document::new("What each claim carries", &finding.dossier.title).answering(answer(found));
    document.push(Block::list(opening(found)));
    document.blocks.extend(check_first(&found.check_first));
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    if !found.findings.is_empty() {
        document.push(Block::details(
            "The findings, and the statements that decide them",
            vec![Block::Table(findings(found))],
        ));
    }
    let claims = found.claims.iter();
    let mut claims: Vec<&ClaimReach> = claims.filter(|claim| !claim.direct.is_empty()).collect();
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.direct.len()));
    if !claims.is_empty() {
        let shown = claims.len().min(most);
        let mut blocks = vec![Block::Table(table(found, &claims[..shown]))];
        if shown < claims.len() {
            let more = claims.len() - shown;
            let all = format!(" listed: --list {} lists them all.", claims.len());
            let text = count(
                more as u64,
                "further claim is not",
                "further claims are not",
            ) + &all;
            blocks.push(Block::paragraph(text));
        }
        document.push(Block::details(
            "The claims, those that carry most first",
            blocks,
        ));
    }
    document
}

/// Ids of the statements that decide and name no claim.
fn bare(found: &Coverage) -> BTreeSet<&String> {
    let findings = found.findings.iter();
    findings
        .flat_map(|finding| &finding.without_claim)
        .collect()
}

/// Whether all that decides names a source.
fn answer(found: &Coverage) -> String {
    let bare = bare(found).len();
    let turn = found.findings_in_all - found.findings_covered;
    match bare {
        _ if found.claims_in_all == 0 => {
            "The dossier holds no claims: nothing in it rests on a source.".to_owned()
        }
        0 => "Every wish that decides a finding names a passage of a source.".to_owned(),
        1 => format!(
            "One wish that decides names no source; {} on it.",
            turning(turn, found)
        ),
        some => format!(
            "{} wishes that decide name no source; {} on one of them.",
            words::capital(&in_words(some)),
            turning(turn, found)
        ),
    }
}

/// `every finding turns`, `16 of 32 findings turn`
fn turning(turn: u64, found: &Coverage) -> String {
    match turn == found.findings_in_all {
        true => "every finding turns".to_owned(),
        false => format!("{turn} of {} findings turn", found.findings_in_all),
    }
}

/// What the claims carry, and which wishes lack one.
fn opening(found: &Coverage) -> Vec<String> {
    let mut sentences = Vec::new();
    if found.claims_in_all > 0 {
        let carrying = found.claims_direct + found.claims_by_passage + found.claims_elsewhere;
        let mut told = vec![format!(
            "{} carry a judgement of the model",
            thousands(found.claims_direct)
        )];
        if found.claims_by_passage > 0 {
            let beside = "come from the same passages as these";
            told.push(format!("{} {beside}", thousands(found.claims_by_passage)));
        }
        if found.claims_elsewhere > 0 {
            told.push(format!(
                "{} carry only readings, events, predictions, windows or the setting",
                thousands(found.claims_elsewhere)
            ));
        }
        let idle = found.claims_in_all - carrying;
        if idle > 0 {
            told.push(format!("{} carry nothing", thousands(idle)));
        }
        sentences.push(format!(
            "Of {} from the sources {}.",
            count(found.claims_in_all, "claim", "claims"),
            joined(&told)
        ));
    }
    let bare = bare(found);
    if !bare.is_empty() && found.claims_in_all > 0 {
        let named: Vec<String> = bare.iter().map(|id| format!("`{id}`")).collect();
        sentences.push(format!("Without a source: {}.", joined(&named)));
    }
    sentences
}

/// The judgements to be checked first, with the reason.
pub(crate) fn check_first(found: &[CheckFirst]) -> Vec<Block> {
    if found.is_empty() {
        return Vec::new();
    }
    let reasons = [
        (
            CheckReason::StatedBothWays,
            "marked as stated, and says both where the thing is wanted and where it is not; a \
             passage seldom says both",
        ),
        (
            CheckReason::OneHedgedPassage,
            "said to win somebody over, on one passage that only hedges",
        ),
    ];
    let told = reasons.into_iter().filter_map(|(reason, why)| {
        let of = found.iter().filter(|one| one.reason == reason);
        let named: Vec<String> = of.map(|one| format!("“{}”", clause(&one.text))).collect();
        (!named.is_empty()).then(|| format!("{}: {why}.", joined(&named)))
    });
    let told: Vec<String> = told.collect();
    vec![
        Block::paragraph("Judgements to check first:"),
        Block::list(told),
    ]
}

fn findings(found: &Coverage) -> Table {
    let heads = [
        "Period",
        "Finding",
        "Statements that decide",
        "Their claims",
    ];
    let mut table = Table::new(heads).align(2, Align::Right).caption(
        "How many statements decide each finding, and whether each of them names a claim.",
    );
    for finding in &found.findings {
        let period = finding.scenario.period.as_ref();
        let claims = match finding.without_claim.is_empty() {
            _ if finding.statements.is_empty() => "no statement decides".to_owned(),
            true => "all have claims".to_owned(),
            false => format!("no claim: {}", finding.without_claim.join(", ")),
        };
        let about: Text = match finding.about {
            CoveredKind::StatusQuo => Text::from("What is in place, ").and(code(finding)),
            CoveredKind::Equilibrium => Text::from("What would last: ").and(code(finding)),
            CoveredKind::Outcome | CoveredKind::Pattern => finding.label.as_str().into(),
        };
        table.row::<Text>([
            period.map_or("", |period| &period.id).into(),
            about,
            Number::whole(finding.statements.len() as u64).into(),
            claims.into(),
        ]);
    }
    table
}

fn code(finding: &CoveredFinding) -> Inline {
    Inline::State {
        code: finding.id.clone(),
        words: finding.label.clone(),
    }
}

fn table(found: &Coverage, claims: &[&ClaimReach]) -> Table {
    let heads = ["Claim", "Judgements", "Which", "Findings that these decide"];
    let mut table = Table::new(heads)
        .align(1, Align::Right)
        .caption("The judgements that name each claim, and the findings that these decide.");
    for reach in claims {
        table.row::<Text>([
            Inline::Claim((&reach.claim).into()).into(),
            Number::whole(reach.direct.len() as u64).into(),
            judged(&reach.direct),
            decided(found, &reach.claim.id),
        ]);
    }
    table
}

/// The judgements by kind: `statement japan.no-zone, russia.offer-islands`.
fn judged(names: &[String]) -> Text {
    let parts: Vec<(&str, &str)> = (names.iter())
        .map(|name| name.split_once('.').unwrap_or(("", name)))
        .collect();
    let lines = parts.chunk_by(|a, b| a.0 == b.0).map(|kind| {
        let ids: Vec<&str> = kind.iter().map(|(_, id)| *id).collect();
        format!("{} {}", kind[0].0, ids.join(", "))
    });
    Text::lines(lines)
}

/// The findings that turn on a claim, period by period.
fn decided(found: &Coverage, claim: &str) -> Text {
    let named = |finding: &&CoveredFinding| finding.claims.iter().any(|id| id == claim);
    let findings: Vec<&CoveredFinding> = found.findings.iter().filter(named).collect();
    let periods = findings.chunk_by(|a, b| a.scenario == b.scenario);
    let lines = periods.map(|period| {
        let (states, others): (Vec<_>, Vec<_>) =
            (period.iter().copied()).partition(|finding| finding.about == CoveredKind::Equilibrium);
        let mut told: Vec<String> = others.into_iter().map(|f| f.label.clone()).collect();
        if !states.is_empty() {
            told.push(count(
                states.len() as u64,
                "state that would last",
                "states that would last",
            ));
        }
        let told = told.join(", ");
        match &period[0].scenario.period {
            Some(head) => format!("{}: {told}", head.id),
            None => told,
        }
    });
    Text::lines(lines)
}
