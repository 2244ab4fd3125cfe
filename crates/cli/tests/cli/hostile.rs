//! Nothing that a dossier, a file or a typed word holds reaches a terminal as something
//! that it would obey, or unseen.

use std::path::Path;

use crate::program::{answered, hikiwake};

/// Characters that a terminal obeys or does not show, from what Unicode says of them.
fn is_hidden(c: char) -> bool {
    let c = u32::from(c);
    (c < 0x20 && c != 0x0a)
        || (0x7f..=0x9f).contains(&c)
        || [0x061c, 0x180e, 0xfeff].contains(&c)
        || (0x200b..=0x200f).contains(&c)
        || (0x2028..=0x202e).contains(&c)
        || (0x2060..=0x206f).contains(&c)
        || (0xfff9..=0xfffb).contains(&c)
        || (0xe0000..=0xe007f).contains(&c)
}

/// All of them, sequences that write over the title and the clipboard first.
fn hostile() -> String {
    let all = (1..0x11_0000).filter_map(char::from_u32);
    let all: String = all.filter(|&c| is_hidden(c)).collect();
    format!("\u{1b}]0;x\u{7}\u{1b}]52;c;eA==\u{7}\u{1b}]8;;http://x\u{1b}\\a\r\u{1b}[2J{all}")
}

/// The same in a string of TOML.
fn in_toml(text: &str) -> String {
    let shown = |c: char| match is_hidden(c) || c == '\\' {
        true => format!("\\U{:08x}", u32::from(c)),
        false => c.to_string(),
    };
    text.chars().map(shown).collect()
}

/// Two sides, what they can agree on and what is done step by step: `¤` is hostile.
const DOSSIER: &str = r#"
[dossier]
format = 1
title = "The field ¤"
question = "Who sells? ¤"
summary = "It is for sale. ¤"

[actors.ann]
name = "Ann ¤"
about = "She sells. ¤"
[actors.ben]
name = "Ben ¤"
[actors.wife]
name = "Wife ¤"
kind = "faction"

[options.farm]
owner = "ann"
label = "Farm ¤"
text = "As ever. ¤"
because = ["c"]
basis = "stated"
note = "N ¤"
[options.rent]
owner = "ben"
label = "Rent ¤"
[definitions.both]
formula = "farm and rent"
label = "Both ¤"
[rules.r]
never = "rent and not rent"
text = "Never. ¤"
note = "N ¤"

[[preferences]]
actor = "ann"
statements = [{ id = "farm", wants = "farm", text = "It is hers. ¤", because = ["c"], basis = "stated", note = "N ¤" }]
[[preferences]]
actor = "ben"
statements = [{ id = "rent", wants = "not rent", text = "It is dear. ¤" }]

[periods.april]
label = "April ¤"
date = "2020-04"
knowledge = "K ¤"
status_quo = "farm"
status_quo_text = "She farms. ¤"
[periods.may]
label = "May ¤"
date = "2020-05"
status_quo = "farm"
[[periods.may.outcomes]]
id = "sold"
label = "Sold ¤"
date = "2020-06"
state = "farm"
text = "So it was. ¤"
because = ["c"]
basis = "stated"

[perceptions.blind]
of = "ann"
text = "She sees little. ¤"
unaware = ["rent"]
periods = ["may"]

[terms.price]
label = "The price ¤"
levels = ["none", "low", "high"]
[forms.cheap]
label = "For little ¤"
is = "price = low"
[forms.dear]
label = "For much ¤"
is = "price = high"
[factions.ann]
side = "ann"
[[factions.ann.judges]]
statements = [
  { id = "money", wants = "price > none", text = "Money. ¤", because = ["c"], basis = "stated" },
  { id = "much", wants = "price = high", text = "Much. ¤" },
]
[factions.ben]
side = "ben"
[[factions.ben.judges]]
statements = [{ id = "save", wants = "price < high", text = "Little. ¤" }]
[factions.wife]
side = "ben"
[[factions.wife.judges]]
forms = { cheap = "rejects" }
[ratification.home]
label = "At home ¤"
sides.ann = { leader = "ann" }
sides.ben = { leader = "ben", vetoes = ["wife"] }
[readings.proud]
label = "Proud ¤"
text = "She is. ¤"
periods = ["may"]
changes = [
  { faction = "ann", replace = "money", with = { id = "price", wants = "price != low", text = "P ¤" } },
  { actor = "ann", drop = "farm" },
]

[ladders.plan]
label = "The plan ¤"
text = "Step by step. ¤"
begins = "2026-01"
months_per_step = 6
[steps.road]
label = "A road ¤"
by = ["ann"]
costs = { ann = 4 }
worth = { ann = 1, ben = 6 }
[steps.gate]
label = "A gate ¤"
by = ["ben"]
costs = { ben = 2 }
worth = { ann = 9 }

[places.hill]
names = ["The hill ¤", "The slope ¤"]
at = [10.0, 50.0]
kind = "town"
text = "Above the field. ¤"
[windows.spring]
label = "Spring ¤"
opens = "2026-03"
effect = "helps"
note = "Every year. ¤"
[ties.water]
from = "ann"
on = "ben"
kind = "water ¤"
label = "Water for Ann ¤"
note = "From the brook. ¤"

[drivers.rain]
label = "Rain ¤"
[drivers.price]
label = "Prices ¤"
[claims.c]
source = "letter"
says = "Both write. ¤"
section = "S ¤"
by = "ann"
[claims.d]
source = "letter"
says = "It rains. ¤"
link = { cause = "rain", effect = "price", sign = "+" }
"#;

fn dossier(folder: &Path) -> String {
    let dossier = folder.join("field");
    std::fs::create_dir(&dossier).expect("created");
    let text = DOSSIER.replace('¤', &in_toml(&hostile()));
    std::fs::write(dossier.join("dossier.toml"), text).expect("written");
    let field = |text: &str| format!("{text} {}", hostile());
    let sources = serde_json::json!([{
        "id": "letter", "type": "report", "title": field("A letter"),
        "author": [{ "family": field("Writer"), "given": field("W") }],
        "publisher": field("Post"), "URL": field("https://example.org/"),
        "issued": { "date-parts": [[2020, 1, 1]] },
    }]);
    std::fs::write(dossier.join("sources.json"), sources.to_string()).expect("written");
    dossier.to_str().expect("a path in UTF-8").to_owned()
}

/// What the command prints and says, which holds no hidden character.
#[track_caller]
fn clean(arguments: &[&str]) -> (Option<i32>, String) {
    shown(arguments, hikiwake(arguments))
}

/// The same, with texts tied in this folder.
#[track_caller]
fn clean_with(data: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env("HIKIWAKE_DATA", data)
        .output();
    shown(arguments, output.expect("the program starts"))
}

#[track_caller]
fn shown(arguments: &[&str], output: std::process::Output) -> (Option<i32>, String) {
    let bytes = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(bytes).expect("UTF-8");
    if let Some(at) = text.find(is_hidden) {
        let before = text[..at].chars().rev().take(60).collect::<Vec<_>>();
        let before: String = before.into_iter().rev().collect();
        let c = text[at..].chars().next();
        panic!("{:?}: {c:?} behind {before:?}", arguments.first());
    }
    (output.status.code(), text)
}

#[test]
fn no_field_of_a_dossier_steers_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    let commands: [&[&str]; 27] = [
        &["check", field],
        &["states", field],
        &["analyse", field],
        &["analyse", field, "--symbolic"],
        &["explain", field, "status-quo", "--concept", "nash"],
        &["compare", field, "april", "may"],
        &["compare", field, "may", "may/proud"],
        &["ways", field],
        &["ways", field, "farm, rent"],
        &["inverse", field, "both"],
        &["inverse", field],
        &["concepts", field],
        &["views", field],
        &["ratify", field],
        &["settle", field],
        &["block", field],
        &["steps", field],
        &["trace", field, "c"],
        &["trace", field, "ann"],
        &["trace", field, "sold"],
        &["trace", field, "--all"],
        &["register", field],
        &["setting", field],
        &["backtest", field],
        &["source", "verify", field],
        &["ratify", field, "--period", "may", "--reading", "proud"],
        &["settle", field, "--period", "may", "--stated-only"],
    ];
    for command in commands {
        let (code, text) = clean(command);
        assert_eq!(code, Some(0), "{command:?}: {text}");
        let (code, json) = clean(&[command, &["--json"]].concat());
        assert_eq!(code, Some(0), "{command:?}: {json}");
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    }
    for command in ["ratify", "settle", "block", "steps"] {
        let (code, table) = clean(&[command, field, "--csv"]);
        assert_eq!(code, Some(0), "{command}: {table}");
        assert!(table.lines().count() > 1, "{command}: {table}");
    }
}

#[test]
fn json_keeps_hidden_characters_as_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = dossier(folder.path());
    let found = answered(&["analyse", &field, "--json"]);
    let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    let title = found["dossier"]["title"].as_str().expect("a title");
    assert_eq!(title, format!("The field {}", hostile()));
}

#[test]
fn what_is_written_and_what_is_read_steers_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    let to = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    for format in [
        "claims-csv",
        "sources-csv",
        "csl",
        "bibtex",
        "annotations",
        "tables",
    ] {
        let (code, text) = clean(&["export", field, "--to", format, "-o", &to(format)]);
        assert_eq!(code, Some(0), "{format}: {text}");
    }
    let page = to("page.html");
    assert_eq!(clean(&["report", field, "-o", &page]).0, Some(0));
    let page = std::fs::read_to_string(page).expect("the page");
    assert_eq!(page.find(|c| is_hidden(c) && c != '\t'), None);
    // What is refused is named.
    for (name, text) in [
        ("a.bib", format!("@book{{x,\n title = {{{}", hostile())),
        ("a.json", format!("[{{\"{}\": 1]", hostile())),
        ("a.csv", format!("id,{}\na,b\n", hostile())),
        ("a.gmcr", format!("{{\"{}\": 1", hostile())),
        (
            "b.toml",
            format!("[actors.\"{}\"]\nname = {}\n", hostile(), hostile()),
        ),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let new = to("new");
    for (name, from) in [
        ("a.bib", "bibtex"),
        ("a.json", "csl"),
        ("a.csv", "claims-csv"),
    ] {
        assert_eq!(
            clean(&["import", field, &to(name), "--from", from]).0,
            Some(1)
        );
    }
    assert_eq!(clean(&["import", &new, &to("a.gmcr")]).0, Some(1));
    std::fs::rename(to("b.toml"), Path::new(field).join("b.toml")).expect("moved");
    assert_eq!(clean(&["check", field]).0, Some(1));
    assert_eq!(clean(&["analyse", field]).0, Some(1));
}

#[test]
fn models_for_other_programs_steer_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    // Worth of agreements, which the formats of scenarios need.
    let worth = |text: &str, side: &str, weights: &str| {
        let head = format!("[[factions.{side}.judges]]");
        let (before, rest) = text.split_once(&head).expect("there");
        let next = rest.find("\n[").expect("another table");
        format!(
            "{before}{head}\nweights = {{ price = {weights} }}{}",
            &rest[next..]
        )
    };
    let file = Path::new(field).join("dossier.toml");
    let text = std::fs::read_to_string(&file).expect("the dossier");
    let text = worth(&text, "ann", "[0, 1, 2]");
    let text = worth(&text, "ben", "[0, 2, 1]");
    let readings = text.find("[readings.proud]").expect("there");
    let next = text[readings..].find("[ladders.").expect("there");
    let text = [&text[..readings], &text[readings + next..]].concat();
    std::fs::write(&file, text).expect("written");
    for format in ["gmcr", "nfg", "prism", "genius", "negmas"] {
        let to = folder.path().join(format);
        let to = to.to_str().expect("UTF-8");
        let export = ["export", field, "--to", format, "-o", to, "--period", "may"];
        let (code, text) = clean(&export);
        // XML 1.0 has no controls, so that GENIUS cannot say these names.
        let expected = i32::from(format == "genius");
        assert_eq!(code, Some(expected), "{format}: {text}");
        let back = folder.path().join(format!("{format}-back"));
        let back = back.to_str().expect("UTF-8");
        if ["gmcr", "negmas"].contains(&format) {
            let (code, text) = clean(&["import", back, to, "--from", format]);
            assert_eq!(code, Some(0), "{format}: {text}");
        }
    }
}

#[test]
fn texts_and_what_is_found_in_them_steer_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    let to = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let data = &to("data");
    let (words, other) = ("They write of rain", "They speak of rain");
    let text = format!("{} {words} {}\n", hostile(), hostile());
    std::fs::write(to("a.txt"), &text).expect("written");
    let new = text.replace(words, other);
    std::fs::write(to("b.txt"), format!("Before.\n{new}")).expect("written");
    let (code, said) = clean_with(data, &["source", "attach", field, "letter", &to("a.txt")]);
    assert_eq!(code, Some(0), "{said}");
    // A claim with a place that has hostile letters in and about it.
    let from = text.find("They").expect("there");
    let start = text[..from].chars().count() - 3;
    let end = text.chars().count() - 3;
    let sound = Path::new(field).join("place.toml");
    let place = |digest: &str| {
        format!(
            "[claims.e]\nsource = \"letter\"\nsays = \"It rains.\"\n\
             places = [{{ start = {start}, end = {end}{digest} }}]\n"
        )
    };
    std::fs::write(&sound, place("")).expect("written");
    let found = [
        (&["source", "find", field, "letter", words][..], 0),
        (
            &["source", "find", field, "letter", "They wrote of rain"],
            1,
        ),
        (&["source", "find", field, "letter", &hostile()], 0),
        (&["source", "verify", field, "--fill"], 0),
        (&["source", "verify", field], 0),
        (&["source", "relocate", field, "letter", &to("b.txt")], 0),
        (&["export", field, "--to", "qdpx", "-o", &to("a.qdpx")], 0),
        (
            &[
                "export",
                field,
                "--to",
                "qdpx",
                "--with-texts",
                "-o",
                &to("b.qdpx"),
            ],
            0,
        ),
        // XML 1.0 has no controls, so that these claims come back as others.
        (&["import", field, &to("a.qdpx")], 1),
        (&["import", field, &to("b.qdpx")], 1),
    ];
    for (command, expected) in found {
        let (code, said) = clean_with(data, command);
        assert_eq!(code, Some(expected), "{command:?}: {said}");
    }
    std::fs::write(&sound, place(", digest = \"0123456789abcdef\"")).expect("written");
    let (code, said) = clean_with(data, &["source", "verify", field]);
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn what_is_taken_in_steers_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    let to = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let quoted = |text: &str| serde_json::to_string(text).expect("JSON");
    let id = &quoted(&format!("i{}", hostile()));
    let csl = format!("[{{\"id\": {id}, \"title\": {id}, \"hikiwake\": {{}}}}]");
    let bibtex = format!("@book{{b1, title = {{A book}}, zq = {{{}}}}}", hostile());
    let claims =
        "id,source,says,link.cause,link.effect,link.sign\nz1,letter,It rains.,snow,rain,+\n";
    let annotation = format!(
        "[{{\"type\": \"Annotation\", \"id\": {id}, {id}: 1, \"body\": {{\"type\": \"TextualBody\", \"value\": {id}}}, \
         \"target\": {{\"source\": \"letter\"}}}}]"
    );
    for (name, from, text, told) in [
        ("a.json", "csl", csl.as_str(), "Not taken over"),
        ("a.bib", "bibtex", &bibtex, "Not taken over"),
        (
            "a.csv",
            "claims-csv",
            claims,
            "New, because claims name them",
        ),
        ("a.jsonld", "annotations", &annotation, "Not taken over"),
    ] {
        std::fs::write(to(name), text).expect("written");
        for _ in 0..2 {
            let (code, said) = clean(&["import", field, &to(name), "--from", from]);
            assert_eq!(code, Some(0), "{name}: {said}");
            if !said.contains("Already there") {
                assert!(said.contains(told), "{name}: {said}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_typed_steers_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    let typed = &hostile();
    let option = &format!("--{typed}");
    for command in [
        &["analyse", typed][..],
        &["check", typed],
        &["explain", field, typed],
        &["explain", field, "status-quo", "--for", typed],
        &["states", field, "--where", typed],
        &["states", field, "--where", &format!("farm and {typed}")],
        &["analyse", field, "--period", typed],
        &["analyse", field, "--reading", typed],
        &["compare", field, typed],
        &["trace", field, typed],
        &["inverse", field, typed],
        &["inverse", field, "--add", typed],
        &["ways", field, typed],
        &["block", field, typed],
        &["block", field, "--agreement", typed],
        &["settle", field, "--rule", typed],
        &["ratify", field, "--rule", typed],
        &["steps", field, "--ladder", typed],
        &["concepts", field, "--group", typed],
        &["source", "attach", field, typed, typed],
        &["source", "attach", field, "letter", typed],
        &["import", field, typed],
        &["export", field, "--to", "csl", "-o", &format!("/{typed}/a")],
        &["report", field, "-o", &format!("/{typed}/a")],
        &[typed],
        &["analyse", option],
        &["analyse", field, "--memory", typed],
        &["analyse", field, "--threads", typed],
        &["export", field, "--to", typed, "-o", "a"],
    ] {
        let (code, text) = clean(command);
        assert!(matches!(code, Some(1 | 2)), "{:?}: {text}", command[0]);
        assert!(text.len() > 10, "{:?}: {text}", command[0]);
    }
    let named = folder.path().join(format!("new{}", typed.replace('/', "")));
    let named = named.to_str().expect("UTF-8");
    // Names of files have an end.
    let named: String = named.chars().take(150).collect();
    assert_eq!(clean(&["new", &named]).0, Some(0));
    assert_eq!(clean(&["analyse", &named]).0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_name_of_a_hundred_thousand_letters_is_not_echoed_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let field = &dossier(folder.path());
    let typed = &"a".repeat(100_000);
    for command in [
        &["explain", field, typed][..],
        &["states", field, "--where", typed],
        &["analyse", field, "--period", typed],
        &["trace", field, typed],
        &["analyse", typed],
        &["analyse", field, "--threads", typed],
        &[typed],
    ] {
        let (code, text) = clean(command);
        assert!(
            matches!(code, Some(1 | 2)),
            "{:.20}: {text:.500}",
            command[0]
        );
        assert!(
            text.len() < 10_000,
            "{:.20}: {} bytes",
            command[0],
            text.len()
        );
    }
}
