//! `source attach`, `source find`, `source verify` and `source relocate`.

use std::path::Path;

use hikiwake_dossier::{
    Accepted, Attachment, Edition, Filled, FoundPassage, Grade, PassageSearch, Proposal,
    Relocation, RepeatedPlace, Verification, VerifiedSource, side_by_side, visible,
};
use hikiwake_finding::{Finding, no_or_count};

use super::paper;

/// Places named in a row where there are many.
const NAMED: usize = 12;

/// What tying a text to a source found; `inside`: the text lies in the dossier's
/// folder.
pub fn attachment(source: &str, attached: &Attachment, inside: bool) -> String {
    let text = &attached.text;
    let (sha256, length) = (&text.sha256, text.length());
    let mut out = paper::paragraph(&format!("{source}: {}", text.path.display()), "", "  ");
    out.push_str(&format!("  {length} code points, SHA-256 {sha256}\n"));
    let edition = match attached.edition {
        Edition::Recorded => "It is the text that the dossier counts in.".to_owned(),
        Edition::Other => format!(
            "It is another edition than the dossier records. It is attached all the same; to \
             carry the places over to it, attach the recorded text and run `hikiwake source \
             relocate {source}` with this one."
        ),
        Edition::Unrecorded => "The dossier does not record which text it counts in. If it is \
             this one, write into one of its files:"
            .to_owned(),
    };
    out.push_str(&paper::paragraph(&edition, "• ", "  "));
    if attached.edition == Edition::Unrecorded {
        let id = serde_json::Value::from(source);
        out.push_str(&format!(
            "    [sources.{id}]\n    text = {{ sha256 = \"{sha256}\", length = {length} }}\n"
        ));
    }
    let fitting = match attached.places {
        0 => "No place of this source has a digest to check.".to_owned(),
        places => format!(
            "{} of {places} places with a digest fit{}",
            attached.fitting,
            match attached.fitting == places {
                true => ".",
                false => ": `hikiwake source verify` says where the others stand.",
            }
        ),
    };
    out.push_str(&paper::paragraph(&fitting, "• ", "  "));
    if let Some(disguise) = &attached.disguise {
        let words = format!(
            "{} `--copy NEW_FILE` writes such a text and ties that one.",
            disguise.words
        );
        out.push_str(&paper::paragraph(&words, "• ", "  "));
    }
    out.push_str(&paper::paragraph(
        &format!(
            "On this machine only: the tie, and {} passages by which places can be found again. \
             Nothing went into the dossier.",
            attached.quotes
        ),
        "• ",
        "  ",
    ));
    if inside {
        let hint = "The text lies in the dossier's own folder. Keep it elsewhere, so that it is \
                    not given away with the dossier.";
        out.push_str(&paper::paragraph(hint, "• ", "  "));
    }
    out
}

/// Where words stand, each with the lines for a claim.
pub fn passage_search(finding: &Finding<PassageSearch>) -> String {
    let found = &finding.finding;
    let mut out = paper::heading(&format!("{}: {}", found.source, found.file));
    for sentence in &found.sentences {
        out.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    for passage in found.passages.iter().chain(&found.near) {
        out.push('\n');
        out.push_str(&paper::paragraph(&in_context(passage), "  ", "  "));
        for line in passage.toml().lines() {
            out.push_str(&format!("{}\n", visible(line)));
        }
    }
    out
}

/// A passage in brackets, with what stands around it, on one line.
fn in_context(found: &FoundPassage) -> String {
    let text = format!("…{}[{}]{}…", found.before, found.passage, found.behind);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was filled in, with the words that stand there.
pub fn filled(filled: &Filled) -> String {
    let mut out = String::new();
    for done in &filled.done {
        let [start, end] = done.place;
        let words = done
            .passage
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let line = format!("{} ({} {start}–{end}): {words}", done.name, done.source);
        out.push_str(&paper::paragraph(&line, "", "  "));
    }
    let count = match filled.done.len() {
        0 => "Nothing was filled in.".to_owned(),
        1 => "1 place was filled in".to_owned(),
        count => format!("{count} places were filled in"),
    };
    out.push_str(&count);
    if !filled.files.is_empty() {
        let files = filled.files.join(", ");
        out.push_str(&format!(
            "; written: {}. See that these are the words you mean.",
            visible(&files)
        ));
    }
    out.push('\n');
    out
}

/// What was not filled in, as errors.
pub fn unfilled(filled: &Filled, folder: &Path) -> String {
    let mut out = String::new();
    for left in &filled.left {
        let at = left.span.as_ref().map_or(String::new(), |span| {
            let file = folder.join(&span.file);
            format!("{}:{}:{}: ", file.display(), span.line, span.column)
        });
        let line = format!(
            "error: {at}{}: {}\n  = help: {}",
            left.name, left.why, left.help
        );
        out.push_str(&visible(&line));
        out.push('\n');
    }
    out
}

/// Every place against the attached texts.
pub fn verification(finding: &Finding<Verification>, folder: &Path) -> String {
    let found = &finding.finding;
    let mut out = paper::heading(&finding.dossier.title);
    for sentence in &found.sentences {
        out.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    if !found.sources.is_empty() {
        let head = [
            "source",
            "places",
            "sound",
            "moved",
            "several",
            "vanished",
            "outside",
            "unchecked",
            "twice",
        ];
        let rows = found.sources.iter().map(source_row).collect();
        out.push('\n');
        out.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    }
    if !found.faults.is_empty() {
        out.push_str(&paper::heading("Places that are not as they should be"));
        for fault in &found.faults {
            let at = fault.span.as_ref().map_or(String::new(), |span| {
                let file = folder.join(&span.file);
                format!("{}:{}:{}: ", file.display(), span.line, span.column)
            });
            let [start, end] = fault.place;
            let line = format!(
                "{at}{} ({} {start}–{end}): {}",
                fault.name, fault.source, fault.sentence
            );
            out.push_str(&hikiwake_dossier::visible_line(&line));
            out.push('\n');
        }
    }
    if !found.repeated.is_empty() {
        out.push_str(&paper::heading("Passages that stand more than once"));
        let name = |r: &RepeatedPlace| format!("{} ({} times)", r.name, r.times);
        let mut names: Vec<String> = found.repeated.iter().take(NAMED).map(name).collect();
        let more = found.repeated.len().saturating_sub(NAMED);
        if more > 0 {
            names.push(format!("and {more} more (--json lists them all)"));
        }
        out.push_str(&paper::paragraph(&names.join("; "), "  ", "  "));
    }
    out
}

fn source_row(source: &VerifiedSource) -> Vec<String> {
    let counts = &source.counts;
    let numbers = [
        counts.places,
        counts.sound,
        counts.moved,
        counts.several,
        counts.vanished,
        counts.outside,
        counts.unchecked,
        counts.repeated,
    ];
    let numbers = numbers.iter().map(u64::to_string);
    std::iter::once(source.source.clone())
        .chain(numbers)
        .collect()
}

/// What is proposed for a new edition, and what was accepted of it.
pub fn relocation(finding: &Finding<Relocation>, accepted: Option<&Accepted>) -> String {
    let found = &finding.finding;
    let mut out = paper::heading(&format!("{}: {}", found.source, found.file));
    for sentence in &found.sentences {
        out.push_str(&paper::paragraph(sentence, "• ", "  "));
    }
    let (sure, open): (Vec<_>, Vec<_>) = found.proposals.iter().partition(|p| p.sure);
    for (title, proposals) in [
        ("For a person to judge", open),
        ("No further look needed", sure),
    ] {
        if proposals.is_empty() {
            continue;
        }
        out.push_str(&paper::heading(title));
        let head = ["place", "stood at", "would stand at", "how", "remark"];
        let rows = proposals.into_iter().map(proposal_row).collect();
        out.push_str(&paper::table(head.map(str::to_owned).to_vec(), rows, &[]));
    }
    let looked_at = found.proposals.iter().filter(|p| !p.sure);
    let with_words: Vec<_> = looked_at
        .filter_map(|p| Some((p, p.passages.as_ref()?)))
        .collect();
    if !with_words.is_empty() {
        out.push_str(&paper::heading(
            "Their words, then and now ([…]: what differs)",
        ));
    }
    for (proposal, [then, now]) in with_words {
        let [then, now] = side_by_side(then, now);
        out.push_str(&paper::paragraph(&proposal.name, "", "  "));
        out.push_str(&paper::paragraph(&then, "  − ", "    "));
        out.push_str(&paper::paragraph(&now, "  + ", "    "));
    }
    out.push('\n');
    out.push_str(&match accepted {
        None => paper::paragraph(
            "Nothing has been changed. --accept-all takes the proposals that need no further \
             look; --accept with the id of a claim, note, difference, restatement or actor takes \
             its own.",
            "",
            "",
        ),
        Some(done) => acceptance(found, done),
    });
    out
}

fn proposal_row(proposal: &Proposal) -> Vec<String> {
    let place = |[start, end]: [u64; 2]| format!("{start}–{end}");
    let how = match proposal.grade {
        Grade::ExactOnce => "word by word".to_owned(),
        Grade::ExactSeveral => "word by word, elsewhere too".to_owned(),
        Grade::Near => format!("{} of {} changed", proposal.distance, proposal.length),
        Grade::None => "not found".to_owned(),
    };
    vec![
        proposal.name.clone(),
        place(proposal.from),
        proposal.to.map_or("—".to_owned(), place),
        how,
        proposal.remark.clone(),
    ]
}

fn acceptance(found: &Relocation, done: &Accepted) -> String {
    if done.places.is_empty() && done.files.is_empty() {
        return paper::paragraph(
            "Nothing was accepted, and nothing has been changed.",
            "",
            "",
        );
    }
    let places = |number: usize| no_or_count(number as u64, "place", "places");
    let mut text = format!("{} carried over", places(done.places.len()));
    if !done.files.is_empty() {
        text.push_str(&format!("; written: {}", done.files.join(", ")));
    }
    text.push_str(&format!(
        ". This text is now the one attached to {}.",
        found.source
    ));
    if done.left > 0 {
        text.push_str(&format!(
            " {} in the old edition; what stood there is kept on this machine, so that they can \
             be carried over later.",
            no_or_count(done.left as u64, "place still counts", "places still count")
        ));
    }
    paper::paragraph(&text, "", "")
}
