//! The places of the Kuril dossier in the two papers it rests on. The papers are no
//! part of this repository: these tests need them in `shared/papers` beside it, and
//! say so where they are absent.

use std::path::PathBuf;

use hikiwake_dossier::{
    Edition, OwnedPlace, Proposal, Read, TextStore, attach, owned_places, read, relocate, verify,
};

use super::kuril;
use crate::absent::shared;

fn papers() -> Option<[(&'static str, PathBuf); 2]> {
    Some([
        ("niquet2016", shared("papers/niquet-2016.txt")?),
        ("pajon2017", shared("papers/pajon-2017.txt")?),
    ])
}

/// The dossier, and a shelf on which the papers are attached to it.
fn attached(papers: &[(&str, PathBuf)]) -> (Read, TextStore, tempfile::TempDir) {
    let data = tempfile::tempdir().expect("a folder");
    let shelf = TextStore::at(data.path());
    let read = read(&kuril());
    let dossier = read.dossier.as_ref().expect("a dossier without errors");
    for (source, path) in papers {
        let tied = attach(dossier, &kuril(), &shelf, source, path).expect("an attachment");
        assert_eq!(tied.edition, Edition::Recorded, "{source}");
    }
    (read, shelf, data)
}

#[test]
fn every_span_of_the_two_papers_verifies() {
    let Some(papers) = papers() else { return };
    let (read, shelf, _data) = attached(&papers);
    let found = verify(&read, &kuril(), &shelf);
    let counts = found.counts;
    println!(
        "{} of {} spans held are verified; {} of them hold a passage that stands more than once; \
         {} of {} marks lie inside",
        counts.sound, counts.places, counts.repeated, counts.marks_inside, counts.marks
    );
    assert!(counts.places > 1000);
    assert_eq!(counts.sound, counts.places, "{:?}", found.faults);
    assert_eq!(counts.marks_inside, counts.marks);
    assert_eq!(found.faults, []);
}

#[test]
fn the_same_papers_leave_every_place_where_it_is() {
    let Some(papers) = papers() else { return };
    let (read, shelf, _data) = attached(&papers);
    for (source, path) in &papers {
        let edition = relocate(&read, &kuril(), &shelf, source, path).expect("proposals");
        assert_eq!(edition.relocation.proposals, [], "{source}");
        assert!(edition.relocation.unchanged > 100);
    }
}

#[test]
fn a_line_more_moves_every_place_by_its_length() {
    let Some(papers) = papers() else { return };
    let (read, shelf, data) = attached(&papers);
    for (source, path) in &papers {
        let text = std::fs::read_to_string(path).expect("the paper");
        let file = data.path().join("more.txt");
        std::fs::write(&file, format!("Édition deux\n{text}")).expect("a write");
        let edition = relocate(&read, &kuril(), &shelf, source, &file).expect("proposals");
        assert_eq!(edition.relocation.unchanged, 0);
        for proposal in &edition.relocation.proposals {
            let moved = proposal.from.map(|point| point + 13);
            assert_eq!(proposal.to, Some(moved), "{proposal:?}");
            assert!(proposal.sure, "{proposal:?}");
        }
    }
}

/// A small generator of numbers (SplitMix64): the same noise in every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// True once in `n`.
    fn once_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }
}

/// A bad edition of a text, and where each old code point came to stand: `None` for
/// those struck out.
struct BadEdition {
    text: String,
    places: Vec<Option<u64>>,
}

/// As a scanner and a careless hand would make it: one letter in sixty misread, one
/// in four hundred lost, a running title every forty lines, and one paragraph in
/// ten struck out.
fn bad_edition(text: &str, seed: u64) -> BadEdition {
    const MISREAD: [(char, char); 12] = [
        ('e', 'c'),
        ('o', '0'),
        ('l', '1'),
        ('i', 'l'),
        ('n', 'u'),
        ('s', '5'),
        ('a', 'o'),
        ('t', 'f'),
        ('h', 'b'),
        ('r', 'v'),
        ('\u{2019}', '\''),
        (',', '.'),
    ];
    let mut noise = Noise(seed);
    let (mut new, mut count, mut places) = (String::new(), 0, Vec::new());
    let mut lines = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let struck = paragraph.len() > 200 && noise.once_in(10);
        for letter in paragraph.chars() {
            if struck || letter != '\n' && noise.once_in(400) {
                places.push(None);
                continue;
            }
            let wrong = MISREAD.iter().find(|(right, _)| *right == letter);
            let written = match wrong {
                Some((_, wrong)) if noise.once_in(40) => *wrong,
                _ => letter,
            };
            places.push(Some(count));
            new.push(written);
            count += 1;
            lines += u64::from(letter == '\n');
            if letter == '\n' && lines.is_multiple_of(40) {
                let title = format!("JAPAN AND RUSSIA {}\n", lines / 40);
                new.push_str(&title);
                count += title.len() as u64;
            }
        }
    }
    BadEdition { text: new, places }
}

/// Where a place came to stand, and how much of it was kept.
fn truth(bad: &BadEdition, place: &OwnedPlace) -> ([u64; 2], f64) {
    let range = place.start as usize..place.end as usize;
    let kept: Vec<u64> = bad.places[range.clone()]
        .iter()
        .flatten()
        .copied()
        .collect();
    match (kept.first(), kept.last()) {
        (Some(&first), Some(&last)) => ([first, last + 1], kept.len() as f64 / range.len() as f64),
        _ => ([0, 0], 0.0),
    }
}

#[derive(Default, Debug)]
struct Score {
    kept: usize,
    found: usize,
    to_the_letter: usize,
    accepted: usize,
    wrongly: usize,
    struck: usize,
    struck_accepted: usize,
    by_quote_alone: usize,
}

#[test]
fn a_bad_edition_is_found_and_nothing_struck_out_is_accepted() {
    let Some(papers) = papers() else { return };
    let (read, shelf, data) = attached(&papers);
    let dossier = read.dossier.as_ref().expect("a dossier without errors");
    let all = owned_places(&dossier.file);
    let mut score = Score::default();
    for seed in 1..=3 {
        for (source, path) in &papers {
            let text = std::fs::read_to_string(path).expect("the paper");
            let bad = bad_edition(&text, seed);
            let file = data.path().join("bad.txt");
            std::fs::write(&file, &bad.text).expect("a write");
            let edition = relocate(&read, &kuril(), &shelf, source, &file).expect("proposals");
            for place in all.iter().filter(|p| p.source == *source && !p.mark) {
                let proposals = &edition.relocation.proposals;
                let proposal = proposals.iter().find(|p| p.path == place.path);
                judge(&mut score, place, proposal, truth(&bad, place));
            }
        }
    }
    println!(
        "bad editions: of {} spans kept, {} found ({} to the letter), {} accepted, {} of them \
         wrongly; of {} struck out, {} accepted ({} by the quote alone)",
        score.kept,
        score.found,
        score.to_the_letter,
        score.accepted,
        score.wrongly,
        score.struck,
        score.struck_accepted,
        score.by_quote_alone
    );
    assert!(score.struck > 100);
    assert!(score.found * 100 >= score.kept * 95, "{score:?}");
    // Whatever has a misread letter is for a person to see.
    assert!(score.accepted * 100 >= score.kept * 10, "{score:?}");
    assert_eq!((score.wrongly, score.struck_accepted), (0, 0), "{score:?}");
}

fn judge(score: &mut Score, place: &OwnedPlace, found: Option<&Proposal>, truth: ([u64; 2], f64)) {
    let (there, kept) = truth;
    // Without a proposal, the place stays where it is.
    let to = found.map_or(Some([place.start, place.end]), |p| p.to);
    let sure = found.is_none_or(|p| p.sure);
    if kept == 0.0 {
        score.struck += 1;
        score.struck_accepted += usize::from(sure);
        score.by_quote_alone += usize::from(to.is_some());
        if sure {
            println!("struck, but accepted: {} {found:?}", place.name());
        }
        return;
    }
    // Half struck out: neither right nor wrong.
    if kept < 0.8 {
        return;
    }
    score.kept += 1;
    score.accepted += usize::from(sure);
    // A misread letter at the edge may be cut off.
    let near = to.is_some_and(|to| to[0].abs_diff(there[0]) <= 3 && to[1].abs_diff(there[1]) <= 3);
    score.found += usize::from(near);
    score.to_the_letter += usize::from(to == Some(there));
    if sure && !near {
        score.wrongly += 1;
        println!(
            "wrongly accepted: {} {found:?}, truly at {there:?}",
            place.name()
        );
    }
}
