//! Places from words: found, and filled in.

use hikiwake_dossier::{fill_digests, fill_quotes, find_words, read, verify};

use super::small::{Small, place};

const TEXT: &str = "Summary. The bank waits.\n\n1 The dam\nThe ministry's inter-\nnational \
partners “waited” for an accord. The bank waits.1 Nobody knows why.\n\n1 Told in an interview.\n";

fn more(small: &Small, toml: &str) {
    std::fs::write(small.folder.join("more.toml"), toml).unwrap();
}

fn more_now(small: &Small) -> String {
    std::fs::read_to_string(small.folder.join("more.toml")).unwrap()
}

fn found(small: &Small, words: &str) -> hikiwake_dossier::PassageSearch {
    let read = read(&small.folder);
    let dossier = read.dossier.as_ref().expect("a dossier without errors");
    find_words(dossier, &small.folder, &small.shelf, "paper", words).unwrap()
}

#[test]
fn words_are_found_as_lines_that_can_be_pasted() {
    let small = Small::new(TEXT, &[]);
    small.attach();
    let note = place(TEXT, "1 Told in an interview.");
    let mark = place(TEXT, "1 Nobody").0;
    more(
        &small,
        &format!(
            "[notes.n1]\nsource = \"paper\"\nnumber = 1\nmarks = [{mark}]\nplace = {{ start = {}, \
             end = {}, digest = \"{}\" }}\n",
            note.0, note.1, note.2
        ),
    );
    // However they are typeset.
    let one = found(&small, "The ministry's international  partners \"waited\"");
    assert_eq!((one.times, one.passages.len()), (1, 1));
    let passage = "The ministry's inter-\nnational partners “waited”";
    assert_eq!(one.passages[0].passage, passage);
    let (start, end, digest) = place(TEXT, passage);
    let line = format!("places = [{{ start = {start}, end = {end}, digest = \"{digest}\" }}]");
    assert_eq!(one.passages[0].toml(), line);
    // All of several; the notes that a passage carries, and in which it stands.
    let twice = found(&small, "The bank waits.");
    assert_eq!(twice.times, 2);
    assert_eq!(twice.passages[0].toml().lines().count(), 1);
    assert!(twice.passages[1].toml().ends_with("\nnotes = [1]"));
    let noted = found(&small, "an interview");
    assert!(noted.passages[0].toml().contains("in_note = 1"));
    // What is pasted is a place that holds.
    let pasted = format!(
        "{}\n[claims.pasted]\nsource = \"paper\"\nsays = \"It waits.\"\n{}\n",
        more_now(&small),
        twice.passages[1].toml()
    );
    more(&small, &pasted);
    let found_now = verify(&read(&small.folder), &small.folder, &small.shelf);
    assert_eq!((found_now.counts.sound, found_now.counts.places), (2, 2));
    // Near ones where there is none, or nothing at all.
    let near = found(&small, "The ministry's national partners");
    assert_eq!(near.times, 0);
    assert!(near.near[0].passage.contains("partners") && near.near[0].distance > 0);
    let none = found(&small, "Something else altogether, nowhere to be seen");
    assert!(none.near.is_empty() && none.sentences[0].contains("nowhere"));
    // The section of the places on both sides.
    let claim = |id: &str, words: &str| {
        let (start, end, _) = place(TEXT, words);
        format!(
            "[claims.{id}]\nsource = \"paper\"\nsays = \"x\"\nsection = \"1 \\\"The\\\" dam\"\n\
             places = [{{ start = {start}, end = {end} }}]\n"
        )
    };
    more(
        &small,
        &(claim("a", "The ministry") + &claim("b", "Nobody knows")),
    );
    let between = found(&small, "for an accord");
    assert_eq!(between.passages[0].section, "1 \"The\" dam");
    assert!(between.passages[0].toml().parse::<toml::Table>().is_ok());
    assert_eq!(found(&small, "Summary").passages[0].section, "");
}

#[test]
fn words_are_not_looked_for_in_another_text() {
    let small = Small::new(TEXT, &[]);
    let look = || {
        let read = read(&small.folder);
        let dossier = read.dossier.as_ref().unwrap();
        let found = find_words(dossier, &small.folder, &small.shelf, "paper", "The bank");
        found.map(drop).map_err(|error| error.to_string())
    };
    assert!(look().unwrap_err().contains("source attach"));
    small.attach();
    assert_eq!(look(), Ok(()));
    small.write_text(&format!("New. {TEXT}"));
    assert!(look().unwrap_err().contains("was changed"));
    small.attach();
    assert!(look().unwrap_err().contains("not the one in which"));
}

#[test]
fn quotes_become_places_and_what_is_unclear_is_left_and_said() {
    let small = Small::new(TEXT, &[]);
    let quotes = r#"# Mine.
[claims.a]
source = "paper"
says = "They waited."
quote = '''international partners "waited"''' # his words

[claims.b]
source = "paper"
quote = "The bank waits."
says = "x"
[claims.c]
source = "paper"
quote = "Nobody knew why."
says = "x"
[claims]
d = { source = "paper", quote = "Told in an interview", says = "x" } # d
"#;
    more(&small, quotes);
    let waiting = read(&small.folder);
    let warned: Vec<_> = (waiting.diagnostics.iter())
        .filter(|d| d.code == "waiting-quote")
        .collect();
    assert_eq!(warned.len(), 4, "{}", waiting.render(false));
    // Without a text, nothing is changed.
    let filled = fill_quotes(&waiting, &small.folder, &small.shelf).unwrap();
    assert_eq!((filled.done.len(), filled.left.len()), (0, 4));
    assert!(filled.left[0].help.contains("source attach"));
    small.attach();
    let filled = fill_quotes(&waiting, &small.folder, &small.shelf).unwrap();
    let done: Vec<_> = filled.done.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(done, ["claim a, place 1", "claim d, place 1"]);
    assert_eq!(filled.files, ["more.toml"]);
    let left: Vec<_> = filled
        .left
        .iter()
        .map(|f| (f.name.as_str(), f.span.as_ref().unwrap().line))
        .collect();
    assert_eq!(left, [("claim b", 9), ("claim c", 13)]);
    assert!(filled.left[0].why.contains("stands 2 times"), "{filled:?}");
    assert!(
        filled.left[1].why.contains("Nobody knows why"),
        "{filled:?}"
    );
    // Only the two quotes have changed.
    let (start, end, digest) = place(TEXT, "inter-\nnational partners “waited”");
    let a = format!("places = [{{ start = {start}, end = {end}, digest = \"{digest}\" }}]");
    let (start, end, digest) = place(TEXT, "Told in an interview");
    let d = format!("places = [{{ start = {start}, end = {end}, digest = \"{digest}\" }}]");
    let expected = quotes
        .replace("quote = '''international partners \"waited\"'''", &a)
        .replace("quote = \"Told in an interview\"", &d);
    assert_eq!(more_now(&small), expected);
    let counts = verify(&read(&small.folder), &small.folder, &small.shelf).counts;
    assert_eq!((counts.sound, counts.places), (2, 2));
    // And they are kept, so that they can be found again.
    let edition = small.relocate(&format!("Preface.\n{TEXT}"));
    assert_eq!(edition.relocation.sure, 2, "{:?}", edition.relocation);
}

#[test]
fn a_quote_beside_places_and_an_empty_one_are_faults() {
    let small = Small::new(TEXT, &[]);
    more(
        &small,
        "[claims.a]\nsource = \"paper\"\nsays = \"x\"\nquote = \"The bank\"\nplaces = [{ start = 1, \
         end = 2 }]\n[claims.b]\nsource = \"paper\"\nsays = \"x\"\nquote = \" \"\n",
    );
    let read = read(&small.folder);
    let faults = read
        .diagnostics
        .iter()
        .filter(|d| d.code == "quote")
        .count();
    assert_eq!(faults, 2, "{}", read.render(false));
}

#[test]
fn places_without_a_digest_are_said_and_get_theirs() {
    let small = Small::new(TEXT, &[(0, 7, String::new())]);
    let (start, end, _) = place(TEXT, "Told in an interview");
    let toml = format!(
        "[notes.n1]\nsource = \"paper\"\nnumber = 1\n[notes.n1.place]\n  start = {start}\n  end = \
         {end} # there\n[notes.n2]\nsource = \"paper\"\nnumber = 2\nplace.start = 3\nplace.end = 8\n\
         [restatements.r]\nsource = \"paper\"\nplaces = [{{ start = 0, end = 9000, digest = \"\" }}, \
         {{ start = 0, digest = \"\", end = 4 }}]\n"
    );
    more(&small, &toml);
    let warned = read(&small.folder);
    let codes: Vec<_> = warned.diagnostics.iter().map(|d| &*d.code).collect();
    assert!(
        codes.contains(&"no-digest") && codes.contains(&"beyond-text"),
        "{codes:?}"
    );
    let said = verify(&warned, &small.folder, &small.shelf)
        .sentences
        .join(" ");
    assert!(said.contains("source verify --fill"), "{said}");
    small.attach();
    let filled = fill_digests(&warned, &small.folder, &small.shelf).unwrap();
    assert_eq!((filled.done.len(), filled.left.len()), (4, 1), "{filled:?}");
    assert!(filled.left[0].why.contains("ends at 9000"), "{filled:?}");
    let digest = |words| place(TEXT, words).2;
    let expected = toml
        .replace(
            "  end = ",
            &format!(
                "  digest = \"{}\"\n  end = ",
                digest("Told in an interview")
            ),
        )
        .replace(
            "place.end",
            &format!("place.digest = \"{}\"\nplace.end", digest("mary.")),
        )
        .replace(
            "digest = \"\", end = 4",
            &format!("digest = \"{}\", end = 4", digest("Summ")),
        );
    assert_eq!(more_now(&small), expected);
    let own = format!(
        "start = 0, end = 7, digest = \"{}\" }}, # its place",
        digest("Summary")
    );
    assert!(small.toml().contains(&own), "{}", small.toml());
    let counts = verify(&read(&small.folder), &small.folder, &small.shelf).counts;
    assert_eq!(
        (counts.sound, counts.outside, counts.without_digest),
        (4, 1, 1)
    );
}

#[test]
fn no_digest_is_taken_from_a_text_that_others_do_not_fit() {
    let (start, end, _) = place(TEXT, "The dam");
    let wrong = (start + 1, end, place(TEXT, "The dam").2);
    let small = Small::without_head(TEXT, &[wrong, (0, 7, String::new())]);
    small.attach();
    let before = small.toml();
    let filled = fill_digests(&read(&small.folder), &small.folder, &small.shelf).unwrap();
    assert_eq!((filled.done.len(), filled.left.len()), (0, 1));
    assert!(filled.left[0].why.contains("do not fit"), "{filled:?}");
    assert_eq!(small.toml(), before);
}
