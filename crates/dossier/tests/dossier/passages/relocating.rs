//! Carrying places over to a new edition.

use hikiwake_dossier::{Accept, Grade, NewEdition, Proposal, read, verify};
use proptest::prelude::*;

use super::small::{Small, Written, place, sha256};

const TEXT: &str = "The river Ard rises in Upland. It waters the fields of Lowland all summer. \
A dam was planned in 1971 and given up. A new one is planned now, twice as high. Lowland has \
gone to court before and may do so again. The bank waits. Nobody knows what the bank will do. \
A dam was planned in 1971 and given up: so the summary. The end of the paper is near.";

fn proposal<'n>(edition: &'n NewEdition, id: &str) -> &'n Proposal {
    let all = &edition.relocation.proposals;
    all.iter().find(|p| p.id == id).expect("a proposal")
}

fn slice(text: &str, [start, end]: [u64; 2]) -> String {
    text.chars()
        .skip(start as usize)
        .take((end - start) as usize)
        .collect()
}

fn sound(small: &Small) -> (u64, u64) {
    let counts = verify(&read(&small.folder), &small.folder, &small.shelf).counts;
    (counts.sound, counts.places)
}

#[test]
fn proposals_change_nothing_until_accepted() {
    let places = [
        place(TEXT, "It waters the fields of Lowland all summer."),
        place(TEXT, "A new one is planned now, twice as high."),
        place(TEXT, "Lowland has gone to court before"),
        place(TEXT, "The bank waits."),
    ];
    let small = Small::new(TEXT, &places);
    small.attach();
    let before = small.toml();
    let new = TEXT
        .replace("The river", "Preface.\n\nThe river")
        .replace("twice as high", "thrice as high")
        .replace("The bank waits. ", "");
    let edition = small.relocate(&new);
    assert_eq!(small.toml(), before);
    let found = proposal(&edition, "c0");
    assert_eq!((found.grade, found.sure), (Grade::ExactOnce, true));
    let near = proposal(&edition, "c1");
    assert_eq!(
        (near.grade, near.distance, near.sure),
        (Grade::Near, 2, false),
        "{near:?}"
    );
    assert_eq!(
        slice(&new, near.to.unwrap()),
        "A new one is planned now, thrice as high."
    );
    let gone = proposal(&edition, "c3");
    assert!(!gone.sure, "{gone:?}");
    assert_eq!(gone.grade, Grade::None, "{gone:?}");
    let done = edition
        .accept(&small.folder, &small.shelf, &Accept::Sure)
        .unwrap();
    assert_eq!((done.places.len(), done.left), (2, 2));
    assert_eq!(done.files, ["dossier.toml"]);
    assert_eq!(sound(&small), (2, 4));
    // Only numbers and digests have changed: comments and layout are as they were.
    let after = small.toml();
    let blank = |text: &str| -> String {
        text.lines()
            .map(
                |line| match line.contains("start = ") || line.contains("sha256 = ") {
                    true => format!("{}\n", line.rsplit('}').next().unwrap()),
                    false => format!("{line}\n"),
                },
            )
            .collect()
    };
    assert_eq!(blank(&after), blank(&before));
    assert!(after.contains(&sha256(&new)));
    // Those left behind are still known by their words: they come back.
    let third = small.relocate(
        &new.replace("Nobody knows", "The bank waits. Nobody knows")
            .replace("thrice", "twice"),
    );
    assert!(proposal(&third, "c3").sure, "{:?}", third.relocation);
    third
        .accept(&small.folder, &small.shelf, &Accept::Sure)
        .unwrap();
    assert_eq!(sound(&small), (4, 4));
    assert!(
        small
            .relocate(&std::fs::read_to_string(small.text.with_file_name("new.txt")).unwrap())
            .relocation
            .proposals
            .is_empty()
    );
}

#[test]
fn equal_passages_are_told_apart_by_what_stands_around_them() {
    let second = TEXT.rfind("A dam was planned").unwrap() as u64;
    let passage = "A dam was planned in 1971 and given up";
    let twice = (
        second,
        second + passage.len() as u64,
        sha256(passage)[..16].to_owned(),
    );
    let small = Small::new(TEXT, &[place(TEXT, passage), twice.clone()]);
    small.attach();
    let new = format!("Inserted.\n{TEXT}");
    let edition = small.relocate(&new);
    for (id, from) in [("c0", place(TEXT, passage).0), ("c1", twice.0)] {
        let found = proposal(&edition, id);
        assert_eq!(found.grade, Grade::ExactSeveral);
        assert_eq!(found.to.unwrap()[0], from + 10);
        assert!(found.sure, "{found:?}");
    }
    // The first is struck out: its double is no place for it.
    let struck = TEXT.replacen("A dam was planned in 1971 and given up. ", "", 1);
    let edition = small.relocate(&struck);
    assert!(
        !proposal(&edition, "c0").sure,
        "{:?}",
        proposal(&edition, "c0")
    );
    assert!(proposal(&edition, "c1").sure);
    // Nothing is accepted for it unless it is named.
    let done = edition
        .accept(&small.folder, &small.shelf, &Accept::Sure)
        .unwrap();
    assert_eq!(done.places, ["claim c1, place 1"]);
}

#[test]
fn what_stands_alike_at_several_places_is_never_accepted() {
    let text = "same words here. ".repeat(40);
    let small = Small::new(
        &text,
        &[(17 * 20, 17 * 20 + 10, sha256("same words")[..16].to_owned())],
    );
    small.attach();
    let edition = small.relocate(&format!("x{text}"));
    let found = proposal(&edition, "c0");
    assert!(found.rivals > 0 && !found.sure, "{found:?}");
    let all = edition
        .accept(&small.folder, &small.shelf, &Accept::Sure)
        .unwrap();
    assert_eq!(all.places, [""; 0]);
    let named = ["c0".to_owned()];
    let done = edition
        .accept(&small.folder, &small.shelf, &Accept::Of(&named))
        .unwrap();
    assert_eq!((done.places.len(), done.refused.len()), (0, 1));
    let unknown = ["c9".to_owned()];
    let error = edition
        .accept(&small.folder, &small.shelf, &Accept::Of(&unknown))
        .unwrap_err();
    assert!(error.to_string().contains("`c9`"), "{error}");
    assert_eq!(sound(&small), (1, 1));
}

#[test]
fn the_old_text_may_be_gone() {
    let small = Small::new(
        TEXT,
        &[
            place(TEXT, "The bank waits."),
            place(TEXT, "fields of Lowland"),
        ],
    );
    small.attach();
    std::fs::remove_file(&small.text).unwrap();
    let edition = small.relocate(&format!("Preface. {TEXT}"));
    assert_eq!(edition.relocation.sure, 2, "{:?}", edition.relocation);
    // And with no tie at all, the digests tell where each stands, for a person to judge.
    std::fs::remove_dir_all(&small.data).unwrap();
    let edition = small.relocate(&format!("Preface. {TEXT}"));
    assert_eq!(edition.relocation.sure, 0);
    let found = proposal(&edition, "c0");
    assert_eq!(found.to.unwrap()[0], place(TEXT, "The bank waits.").0 + 9);
    let named = ["c0".to_owned()];
    edition
        .accept(&small.folder, &small.shelf, &Accept::Of(&named))
        .unwrap();
    assert_eq!(sound(&small), (1, 2));
}

/// Places of everything that has any, in a second file, in the forms that TOML has.
#[test]
fn actors_notes_marks_differences_and_restatements_move_too() {
    let small = Small::new(TEXT, &[place(TEXT, "The bank waits.")]);
    let written = |passage: &str| {
        let (start, end, digest) = place(TEXT, passage);
        format!("start = {start}, end = {end}, digest = \"{digest}\"")
    };
    let mark = place(TEXT, " again. The").0 + 6;
    let (start, end, digest) = place(TEXT, "The end of the paper is near.");
    let more = format!(
        r#"# More, in another file.
[actors.bank]
name = "The bank"
kind = "firm"
mentions = [{{ source = "paper", count = 2, place = {{ {} }} }}]

[notes.n1]
source = "paper"
number = 1
marks = [{mark}] # where it stands
[notes.n1.place]
start = {start}
end = {end} # the end
digest = "{}"

[differences.d1]
topic = "The dam"
says = "Once, or twice."
[[differences.d1.sides]]
source = "paper"
value = "once"
[[differences.d1.sides.places]]
{}
[[differences.d1.sides]]
source = "paper"
value = "twice"

[restatements.r1]
source = "paper"
places = [
  {{ {} }}, # without a digest:
  {{ start = 0, end = 14 }},
]
"#,
        written("Nobody knows what the bank will do."),
        digest.to_uppercase(),
        written("A new one is planned now").replace(", ", "\n"),
        written("Lowland has gone to court before"),
    );
    std::fs::write(small.folder.join("more.toml"), &more).unwrap();
    assert_eq!(small.attach().quotes, 7);
    let edition = small.relocate(&format!("Preface.\n{TEXT}"));
    assert_eq!(
        (edition.relocation.sure, edition.relocation.unchanged),
        (7, 0),
        "{edition:#?}"
    );
    let done = edition
        .accept(&small.folder, &small.shelf, &Accept::Sure)
        .unwrap();
    assert_eq!(done.files, ["dossier.toml", "more.toml"]);
    assert_eq!((done.places.len(), done.left), (7, 0));
    assert_eq!(sound(&small), (5, 6));
    let after = std::fs::read_to_string(small.folder.join("more.toml")).unwrap();
    assert!(
        after.contains(&format!("marks = [{}] # where it stands", mark + 9)),
        "{after}"
    );
    assert!(
        after.contains(&format!("end = {} # the end", end + 9)),
        "{after}"
    );
    assert!(after.contains("{ start = 9, end = 23 },"), "{after}");
    assert_eq!(after.lines().count(), more.lines().count());
}

/// Texts of letters of one to four bytes, combining marks, line ends and byte order
/// marks, with repetitions.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-e ]{1,12}",
        Just("\r\n".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("𝛼𝛽🙂".to_owned()),
        Just("島々".to_owned()),
        any::<String>(),
    ];
    let texts = prop::collection::vec(word, 1..40).prop_map(|words| words.concat());
    texts.prop_filter("such a text is refused", |text| {
        !text.contains('\0') && text.chars().any(char::is_alphanumeric)
    })
}

/// Places of a text: true ones, and some that are not.
fn places(text: &str, picks: &[(u16, u16, u8)]) -> Vec<Written> {
    let letters: Vec<char> = text.chars().collect();
    let count = letters.len();
    let of = |&(a, b, kind): &(u16, u16, u8)| {
        let start = usize::from(a) % count;
        let end = start + 1 + usize::from(b) % (count - start);
        let passage: String = letters[start..end].iter().collect();
        let digest = match kind % 8 {
            0 => String::new(),
            1 => sha256("something else")[..16].to_owned(),
            _ => sha256(&passage)[..16].to_owned(),
        };
        let beyond = if kind % 8 == 2 { 7 } else { 0 };
        (start as u64 + beyond, end as u64 + beyond, digest)
    };
    picks.iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_what_is_accepted_is_sound(
        old in text(),
        new in text(),
        cut in any::<(u16, u16)>(),
        picks in prop::collection::vec(any::<(u16, u16, u8)>(), 1..12),
        mixed in any::<bool>(),
    ) {
        let small = Small::new(&old, &places(&old, &picks));
        small.attach();
        // Another text altogether, or the old one with a part exchanged.
        let letters: Vec<char> = old.chars().collect();
        let from = usize::from(cut.0) % letters.len();
        let to = (from + usize::from(cut.1) % 9).min(letters.len());
        let new = match mixed {
            true => letters[..from].iter().chain(new.chars().take(9).collect::<Vec<_>>().iter())
                .chain(&letters[to..]).collect(),
            false => new,
        };
        prop_assume!(new.chars().any(char::is_alphanumeric));
        let edition = small.relocate(&new);
        let ids: Vec<String> = edition.relocation.proposals.iter().map(|p| p.id.clone()).collect();
        for which in [Accept::Sure, Accept::Of(&ids)] {
            let edition = small.relocate(&new);
            let done = edition.accept(&small.folder, &small.shelf, &which).unwrap();
            prop_assert!(done.places.len() + done.left <= picks.len());
            let found = verify(&read(&small.folder), &small.folder, &small.shelf);
            for name in &done.places {
                prop_assert!(found.faults.iter().all(|f| f.name != *name), "{name}: {found:?}");
            }
        }
        let again = small.relocate(&new);
        prop_assert!(again.relocation.proposals.iter().all(|p| p.to.is_none() || p.to != Some(p.from) || p.distance > 0));
    }

    #[test]
    fn the_same_text_leaves_every_place_where_it_is(
        old in text(),
        picks in prop::collection::vec(any::<(u16, u16, u8)>(), 1..12),
    ) {
        let all = places(&old, &picks);
        let length = old.chars().count() as u64;
        // Those that are true, or that the recorded text vouches for.
        let of = |(start, end, digest): &Written| {
            *end <= length && (digest.is_empty() || {
                let passage = slice(&old, [*start, *end]);
                sha256(&passage).starts_with(digest)
            })
        };
        let all: Vec<Written> = all.into_iter().filter(of).collect();
        let small = Small::new(&old, &all);
        small.attach();
        if all.is_empty() {
            return Ok(());
        }
        let before = small.toml();
        let edition = small.relocate(&old);
        prop_assert_eq!(edition.relocation.unchanged as usize, all.len(), "{:?}", edition.relocation);
        edition.accept(&small.folder, &small.shelf, &Accept::Sure).unwrap();
        prop_assert_eq!(small.toml(), before);
    }
}
