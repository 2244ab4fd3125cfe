//! What `--accept-all` may take: places whose words are the same to the letter.

use hikiwake_dossier::{Accept, Grade, Proposal, TellingKind, read, verify};
use proptest::prelude::*;

use super::small::{Small, place};

const BEFORE: &str = "The ministry wrote its report in the spring of that year. ";
const BEHIND: &str = " The farmers of the valley read it in the summer.";

/// What is proposed for `then`, where the new edition has `now` in its place.
fn proposed(then: &str, now: &str) -> (Small, Proposal) {
    let text = format!("{BEFORE}{then}{BEHIND}");
    let small = Small::new(&text, &[place(&text, then)]);
    small.attach();
    let edition = small.relocate(&format!("Preface. {BEFORE}{now}{BEHIND}"));
    let done = edition
        .accept(&small.folder, &small.shelf, &Accept::Sure)
        .unwrap();
    let found = edition.relocation.proposals[0].clone();
    assert_eq!(done.places.len(), usize::from(found.sure));
    (small, found)
}

#[test]
fn a_negation_taken_out_is_not_accepted_unseen() {
    let (small, found) = proposed(
        "The transfer of the water should not take place without the consent of the villages.",
        "The transfer of the water should take place even without the consent of the villages.",
    );
    assert!(!found.sure, "{found:?}");
    assert_eq!(found.grade, Grade::Near);
    assert!(found.remark.contains("negation gone: not"), "{found:?}");
    assert_eq!(found.telling[0].kind, TellingKind::Negation);
    let [then, now] = found.passages.as_ref().unwrap();
    assert!(then.contains("should not take") && now.contains("place even without"));
    // Named, it is a person's judgement.
    let again =
        small.relocate(&std::fs::read_to_string(small.text.with_file_name("new.txt")).unwrap());
    let named = ["c0".to_owned()];
    let done = again
        .accept(&small.folder, &small.shelf, &Accept::Of(&named))
        .unwrap();
    assert_eq!(done.places.len(), 1);
    assert!(
        verify(&read(&small.folder), &small.folder, &small.shelf)
            .faults
            .is_empty()
    );
}

#[test]
fn a_number_or_hedge_that_changed_is_not_accepted_unseen() {
    let (_, found) = proposed(
        "The poll of that month found almost 70% of the inhabitants against the transfer.",
        "The poll of that month found about 65 per cent of the inhabitants against the transfer.",
    );
    assert!(!found.sure, "{found:?}");
    for words in ["number changed: 70% → 65", "hedge changed: almost → about"] {
        assert!(found.remark.contains(words), "{found:?}");
    }
    let (_, found) = proposed("A dam was built there.", "A dam was build there.");
    assert!(!found.sure && found.telling.is_empty(), "{found:?}");
}

#[test]
fn a_word_that_became_its_opposite_around_the_place_needs_a_look() {
    let text = "Whoever has read the report knows that an accord is possible before long.";
    let small = Small::new(text, &[place(text, "possible")]);
    small.attach();
    let edition = small.relocate(&text.replace("possible", "impossible"));
    let found = &edition.relocation.proposals[0];
    assert_eq!(found.grade, Grade::ExactOnce);
    assert!(!found.sure, "{found:?}");
    assert!(found.remark.contains("part of other words"), "{found:?}");
    // A negation just before the place, too.
    let small = Small::new(text, &[place(text, "possible before long")]);
    small.attach();
    let edition = small.relocate(&text.replace("is possible", "is not possible"));
    let found = &edition.relocation.proposals[0];
    assert!(!found.sure, "{found:?}");
    assert!(found.remark.contains("negation new: not"), "{found:?}");
}

#[test]
fn typesetting_needs_no_look() {
    let (_, found) = proposed(
        "The \"first\" office of the ministry's northern branch said so in its official report.",
        "The “ﬁrst” office of the  ministry’s north-\nern branch said so\nin its oﬃcial report.",
    );
    assert!(found.sure, "{found:?}");
    assert_eq!(found.grade, Grade::Near);
}

/// The letters alone, as typesetting leaves them.
fn letters(text: &str) -> String {
    let joined = text.replace("-\n", "").replace('\u{ad}', "");
    let plain = joined
        .replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace('ﬁ', "fi")
        .replace('ﬂ', "fl");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_unseen_is_the_same_to_the_letter(
        changes in prop::collection::vec((0_usize..200, 0_usize..12), 0..6),
        from in 0_usize..90,
        length in 3_usize..40,
    ) {
        let words: Vec<&str> = "The ministry's “final” office said that it will not build the dam \
            on the upper river before the year 2028, and that no flood could reach the fields of \
            the lower valley without a warning. Almost 70% of the farmers did not believe it, and \
            about half of them may go to court. The bank has never financed a dam without consent \
            and probably waits until the neighbours agree on the flow in the summer months. It can \
            be doubted whether they ever will, or whether the first treaty would hold even then."
            .split_whitespace().collect();
        let to = (from + length).min(words.len());
        let text = words.join(" ");
        let passage = words[from.min(to - 1)..to].join(" ");
        let small = Small::new(&text, &[place(&text, &passage)]);
        small.attach();
        let mut new: Vec<String> = words.iter().map(|word| format!("{word} ")).collect();
        for (at, change) in changes {
            let at = at % new.len();
            let word = new[at].trim_end().to_owned();
            let half = word.char_indices().nth(word.chars().count() / 2).map_or(0, |(at, _)| at);
            new[at] = match change {
                0 => String::new(),
                1 => format!("not {word} "),
                2 => format!("{word} even "),
                3 => format!("un{word} "),
                4 => format!("{word}\n"),
                5 => format!("{}-\n{} ", &word[..half], &word[half..]),
                6 => word.replace("fi", "ﬁ") + " ",
                7 => word.replace(['“', '”'], "\"") + "  ",
                8 => word.replace('7', "6") + " ",
                9 => word.replace('\'', "’") + " ",
                10 => "may ".to_owned(),
                _ => format!("{word}. A new sentence of a few words stands here. "),
            };
        }
        let new = new.concat();
        let edition = small.relocate(&new);
        let done = edition.accept(&small.folder, &small.shelf, &Accept::Sure).unwrap();
        for found in edition.relocation.proposals.iter().filter(|p| done.places.contains(&p.name)) {
            let [start, end] = found.to.unwrap();
            let now: String = new.chars().skip(start as usize).take((end - start) as usize).collect();
            prop_assert_eq!(letters(&now), letters(&passage));
        }
    }
}

#[test]
fn thousands_of_equal_letters_come_to_an_end() {
    let letters = "a".repeat(2_000);
    let text = format!("{letters}b{letters}b{letters}");
    let places: Vec<_> = (0..6)
        .map(|k| (k * 600, k * 600 + 2_000, String::new()))
        .collect();
    let small = Small::new(&text, &places);
    small.attach();
    let other = format!("{}b", "a".repeat(1_990)).repeat(10);
    let edition = small.relocate(&other);
    assert_eq!(
        (edition.relocation.sure, edition.relocation.proposals.len()),
        (0, 6)
    );
}
