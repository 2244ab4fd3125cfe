//! Every fault of meaning, with its place: small dossiers against what is said of them.

use hikiwake_dossier::{CompileError, Dossier, Read, Scenario, Severity, read};
use hikiwake_graph::Limits;
use proptest::prelude::*;

/// A dossier without faults, to put faults into.
const SOUND: &str = r#"[dossier]
format = 1
title = "Test"

[actors]
jp.name = "Japan"
ru.name = "Russia"

[options]
pay = { owner = "jp", label = "Pay" }
troops = { owner = "ru", label = "Troops", levels = ["none", "some", "many"] }
treaty = { parties = ["jp", "ru"], label = "Treaty", change = "one-way" }

[definitions]
deal = { formula = "pay and treaty" }

[rules]
order = { never = "troops = many and treaty" }

[[preferences]]
actor = "jp"
periods = ["early"]
statements = [
  { id = "calm", wants = "troops < many" },
  { id = "sign", wants = "deal", because = ["c1"], basis = "stated" },
  { id = "save", wants = "not pay if not treaty" },
]

[[preferences]]
actor = "jp"
periods = ["late"]
ranking = [["treaty"], ["true"]]

[[preferences]]
actor = "ru"
statements = [{ id = "paid", wants = "pay" }, { id = "show", wants = "troops >= some" }]

[periods.early]
label = "Early"
date = "2016"
status_quo = "troops = some"
outcomes = [{ id = "paid", label = "Paid", date = "2017-01", state = "pay, troops = many" }]

[periods.late]
label = "Late"
date = "2018-05"
status_quo = "pay, treaty"

[readings.soft]
label = "Soft"
periods = ["early"]
changes = [{ actor = "jp", drop = "save" }]

[claims]
c1 = { source = "s1", says = "…", places = [{ start = 1, end = 3, digest = "0123456789ab" }] }
"#;

const SOURCES: &str = r#"[{ "id": "s1", "type": "report", "title": "One" }]"#;

fn read_text(text: &str) -> Read {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dossier.toml"), text).unwrap();
    std::fs::write(folder.path().join("sources.json"), SOURCES).unwrap();
    read(folder.path())
}

/// Each fault as `severity code line text underlined`.
fn faults(text: &str) -> Vec<String> {
    let read = read_text(text);
    let describe = |d: &hikiwake_dossier::Diagnostic| {
        for sentence in [&d.message, &d.help] {
            assert!(
                sentence.ends_with(['.', '?']) && sentence.starts_with(|c: char| !c.is_lowercase()),
                "{sentence}"
            );
        }
        let severity = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let Some(span) = &d.span else {
            return format!("{severity} {}", d.code);
        };
        let file = read.files.iter().find(|(name, _)| *name == span.file);
        let text = &file.unwrap().1[span.start..span.end];
        format!("{severity} {} {} {text}", d.code, span.line)
    };
    read.diagnostics.iter().map(describe).collect()
}

#[test]
fn a_sound_dossier_has_no_faults() {
    assert_eq!(faults(SOUND), [""; 0]);
}

/// One edit of the sound dossier, and what must be said of it.
type Case = (&'static str, &'static str, &'static [&'static str]);

fn run(cases: &[Case]) {
    let mut wrong = String::new();
    for (from, to, expected) in cases {
        assert_eq!(SOUND.matches(from).count(), 1, "{from}");
        let found = faults(&SOUND.replace(from, to));
        if found != *expected {
            wrong += &format!("{to}\n  expected {expected:#?}\n  found {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn names() {
    run(&[
        (
            r#"pay = { owner = "jp""#,
            r#"pay = { owner = "jq""#,
            &[r#"error unknown-actor 10 "jq""#],
        ),
        (
            r#"pay = { owner = "jp","#,
            "pay = {",
            &["error owner-or-parties 10 pay"],
        ),
        (
            r#"parties = ["jp", "ru"],"#,
            r#"owner = "jp", parties = ["jp", "ru"],"#,
            &[r#"error owner-or-parties 12 ["jp", "ru"]"#],
        ),
        (
            r#"parties = ["jp", "ru"]"#,
            r#"parties = ["jp"]"#,
            &[r#"error owner-or-parties 12 ["jp"]"#],
        ),
        (
            r#"parties = ["jp", "ru"]"#,
            r#"parties = ["jp", "jp"]"#,
            &[r#"error party-twice 12 "jp""#],
        ),
        (
            r#"change = "one-way""#,
            r#"change = "one-way", allow = [["no", "yes"]]"#,
            &[r#"error change-and-allow 12 [["no", "yes"]]"#],
        ),
        (
            r#"change = "one-way""#,
            r#"allow = [["no", "yess"]]"#,
            &[r#"error unknown-level 12 "yess""#],
        ),
        (
            "[definitions]",
            "[definitions]\npay = { formula = \"treaty\" }",
            &["error same-name 15 pay"],
        ),
        (
            "[definitions]",
            "[definitions]\nand = { formula = \"treaty\" }",
            &["error bad-name 15 and"],
        ),
        (
            "[definitions]",
            "none = { owner = \"ru\", label = \"None\" }\n\n[definitions]",
            &["error reserved-name 14 none"],
        ),
        (
            "[definitions]",
            "[definitions]\nx = { formula = \"not y\" }\ny = { formula = \"pay or x\" }\nz = { formula = \"x\" }",
            &[
                "error definition-circle 15 y",
                "error definition-circle 16 x",
            ],
        ),
        (
            r#"formula = "pay and treaty""#,
            r#"formula = "pay and traety""#,
            &["error unknown-name 15 traety"],
        ),
    ]);
}

#[test]
fn formulas() {
    run(&[
        (
            r#"wants = "troops < many""#,
            r#"wants = "troops < manny and tropps""#,
            &[
                "error unknown-level 24 manny",
                "error unknown-name 24 tropps",
            ],
        ),
        (
            r#"wants = "troops < many""#,
            r#"wants = "deal = yes""#,
            &["error no-levels 24 deal"],
        ),
        (
            r#"wants = "troops < many""#,
            r#"wants = "pay and""#,
            &["error formula 24 and"],
        ),
        (
            r#"wants = "troops < many""#,
            r#"wants = "not treaty.us""#,
            &["error unknown-name 24 treaty.us"],
        ),
        (
            r#"{ never = "troops = many and treaty" }"#,
            r#"{ never = "troops = many and treaty", always = "true" }"#,
            &["error rule-kind 18 order"],
        ),
        (
            r#"{ never = "troops = many and treaty" }"#,
            r#"{ bars = { from = "trety", to = "pay", by = "us" }, periods = ["earl"] }"#,
            &[
                "error unknown-name 18 trety",
                r#"error unknown-actor 18 "us""#,
                r#"error unknown-period 18 "earl""#,
            ],
        ),
    ]);
}

#[test]
fn preferences() {
    run(&[
        (
            "[[preferences]]\nactor = \"ru\"",
            "[[preferences]]\nactor = \"rus\"",
            &[r#"error unknown-actor 35 "rus""#],
        ),
        (
            r#"{ id = "save","#,
            r#"{ id = "calm","#,
            &[
                r#"error statement-twice 26 "calm""#,
                r#"error unknown-statement 52 "save""#,
            ],
        ),
        (
            r#"{ id = "calm", wants"#,
            r#"{ id = "calm", periods = ["late"], wants"#,
            &[r#"warning never-stands 24 ["late"]"#],
        ),
        (
            r#"{ id = "calm", wants"#,
            r#"{ id = "calm", same_rank = true, wants"#,
            &["warning same-rank-first 24 true"],
        ),
        (
            "periods = [\"late\"]\nranking",
            "ranking",
            &[r#"error preferences-twice 30 "jp""#],
        ),
        (
            r#"ranking = [["treaty"], ["true"]]"#,
            r#"ranking = [["treaty"]]"#,
            &[r#"error unranked 32 [["treaty"]]"#],
        ),
        (
            r#"ranking = [["treaty"], ["true"]]"#,
            r#"ranking = [["treaty"], ["deal"], ["true"]]"#,
            &[r#"warning empty-class 32 ["deal"]"#],
        ),
        (
            "actor = \"jp\"\nperiods = [\"late\"]\nranking = [[\"treaty\"], [\"true\"]]",
            "actor = \"jp\"\nperiods = [\"late\"]",
            &[
                "warning indifferent 6 jp",
                "warning no-statement 29 [[preferences]]",
            ],
        ),
    ]);
}

#[test]
fn periods() {
    run(&[
        (
            r#"status_quo = "troops = some""#,
            r#"status_quo = "troops, pai""#,
            &["error which-level 41 troops", "error unknown-name 41 pai"],
        ),
        (
            r#"status_quo = "troops = some""#,
            "status_quo = \"treaty, troops = many\"",
            &[r#"error status-quo-breaks-rule 41 "treaty, troops = many""#],
        ),
        (
            r#"status_quo = "troops = some""#,
            "status_quo = \"troops = some\"\nabsent = [\"troops\", \"tropps\"]",
            &[
                r#"error absent-in-status-quo 41 "troops = some""#,
                r#"error unknown-option 42 "tropps""#,
                r#"warning outcome-not-in-model 43 "pay, troops = many""#,
            ],
        ),
        (
            r#"state = "pay, troops = many""#,
            r#"state = "troops = many, treaty""#,
            &[r#"warning outcome-breaks-rule 42 "troops = many, treaty""#],
        ),
        (
            r#"state = "pay, troops = many""#,
            r#"state = "treaty, treaty.jp""#,
            &["error named-twice 42 treaty.jp"],
        ),
        (
            r#"date = "2017-01""#,
            r#"date = "2015-12""#,
            &[r#"warning outcome-before-period 42 "2015-12""#],
        ),
    ]);
}

#[test]
fn readings() {
    run(&[
        (
            r#"changes = [{ actor = "jp", drop = "save" }]"#,
            r#"includes = ["sof", "soft"]"#,
            &[
                r#"error unknown-reading 52 "sof""#,
                r#"error reading-circle 52 "soft""#,
            ],
        ),
        (
            r#"drop = "save""#,
            r#"drop = "sav""#,
            &[r#"error unknown-statement 52 "sav""#],
        ),
        (
            r#"drop = "save""#,
            r#"swap = ["save", "calmer"]"#,
            &[r#"error unknown-statement 52 "calmer""#],
        ),
        (
            r#"drop = "save""#,
            r#"swap = ["save", "save"]"#,
            &[r#"warning swaps-itself 52 ["save", "save"]"#],
        ),
        (
            r#"drop = "save""#,
            r#"drop = "save", first = "calm""#,
            &[r#"error change-kind 52 { actor = "jp", drop = "save", first = "calm" }"#],
        ),
        (
            r#"drop = "save""#,
            r#"replace = "save""#,
            &[r#"error replace-with 52 { actor = "jp", replace = "save" }"#],
        ),
        (
            r#"drop = "save""#,
            r#"replace = "save", with = { id = "sign", wants = "not pay" }"#,
            &[
                r#"error statement-twice 52 { actor = "jp", replace = "save", with = { id = "sign", wants = "not pay" } }"#,
            ],
        ),
        (
            r#"drop = "save""#,
            r#"replace = "save", with = { id = "save", wants = "pai" }"#,
            &["error unknown-name 52 pai"],
        ),
        (
            "periods = [\"early\"]\nchanges",
            "changes",
            &[r#"error reading-of-ranking 51 "jp""#],
        ),
        (
            "[claims]",
            "[readings.wide]\nlabel = \"Wide\"\nincludes = [\"soft\"]\n\n[claims]",
            &[r#"error included-elsewhere 56 "soft""#],
        ),
        (
            "changes = [{ actor = \"jp\", drop = \"save\" }]\n",
            "",
            &["warning empty-reading 49 soft"],
        ),
        // What a reading has in place instead is a state of its periods.
        (
            "changes = [{ actor = \"jp\", drop = \"save\" }]\n",
            "status_quo = \"pay\"\n",
            &[],
        ),
        (
            "changes = [{ actor = \"jp\", drop = \"save\" }]\n",
            "status_quo = \"troops, pai\"\n",
            &["error which-level 52 troops", "error unknown-name 52 pai"],
        ),
        (
            "changes = [{ actor = \"jp\", drop = \"save\" }]\n",
            "status_quo = \"treaty, troops = many\"\n",
            &[r#"error status-quo-breaks-rule 52 "treaty, troops = many""#],
        ),
    ]);
}

/// What a reading has in place is on the table, by its period or by itself.
#[test]
fn a_reading_has_in_place_what_is_on_the_table() {
    let change = "changes = [{ actor = \"jp\", drop = \"save\" }]\n";
    let absent = SOUND.replace(
        "status_quo = \"troops = some\"",
        "status_quo = \"\"\nabsent = [\"pay\"]",
    );
    let absent = absent.replace(
        "state = \"pay, troops = many\"",
        "state = \"troops = many\"",
    );
    let errors = |reading: &str| -> Vec<String> {
        let found = faults(&absent.replace(change, reading)).into_iter();
        found.filter(|fault| fault.starts_with("error")).collect()
    };
    assert_eq!(
        errors("status_quo = \"pay\"\n"),
        [r#"error absent-in-status-quo 53 "pay""#]
    );
    assert_eq!(
        errors("status_quo = \"pay\"\npresent = [\"pay\"]\n"),
        [""; 0]
    );
}

#[test]
fn evidence() {
    run(&[
        (
            r#"because = ["c1"]"#,
            r#"because = ["c2"]"#,
            &[
                r#"error unknown-claim 25 "c2""#,
                "warning unused-claim 55 c1",
            ],
        ),
        (
            r#"because = ["c1"]"#,
            r#"because = ["c1", "c1"]"#,
            &[r#"warning claim-twice 25 "c1""#],
        ),
        (
            r#"because = ["c1"], "#,
            "",
            &[
                r#"warning no-claim 25 "stated""#,
                "warning unused-claim 55 c1",
            ],
        ),
        (
            r#"source = "s1""#,
            r#"source = "s2""#,
            &[
                r#"error unknown-source 55 "s2""#,
                r#"warning unused-source 1 { "id": "s1", "type": "report", "title": "One" }"#,
            ],
        ),
        (
            "end = 3",
            "end = 1",
            &[r#"error empty-place 55 { start = 1, end = 1, digest = "0123456789ab" }"#],
        ),
        (
            "0123456789ab",
            "0123456789xy",
            &[r#"error digest 55 "0123456789xy""#],
        ),
        (
            "[options]",
            "us.name = \"US\"\npublic = { name = \"Public\", kind = \"public\" }\n\n[options]",
            &["warning idle-actor 9 us"],
        ),
    ]);
}

/// What events set and forecasts expect must read, and each thing be said once.
#[test]
fn the_record() {
    run(&[
        (
            "[claims]",
            r#"[events]
pays = { date = "2016", label = "Pays", sets = ["pay", "troops = many", "treaty.jp = no"], touches = ["treaty.ru"] }
[forecasts]
deal = { claim = "c1", text = "A deal.", expects = "deal", given = "troops < many" }
judged = { claim = "c1", text = "A deal.", verdict = "mixed" }
[claims]"#,
            &[],
        ),
        (
            "[claims]",
            r#"[events]
pays = { date = "2016", label = "Pays", sets = ["pays", "troops", "treaty = maybe", ""], touches = ["deal"] }
[claims]"#,
            &[
                "error unknown-name 55 pays",
                "error which-level 55 troops",
                "error unknown-level 55 maybe",
                r#"error sets-nothing 55 """#,
                "error no-levels 55 deal",
            ],
        ),
        (
            "[claims]",
            r#"[events]
pays = { date = "2016", label = "Pays", sets = ["treaty", "treaty.ru = no"], touches = ["treaty"] }
[claims]"#,
            &[
                r#"error set-twice 55 "treaty.ru = no""#,
                r#"warning sets-and-touches 55 "treaty""#,
            ],
        ),
        (
            "[claims]",
            r#"[forecasts]
deal = { claim = "c1", text = "A deal.", expects = "deals", verdict = "true" }
none = { claim = "c1", text = "A deal." }
if = { claim = "c1", text = "A deal.", given = "pay and", verdict = "true" }
[claims]"#,
            &[
                "error unknown-name 55 deals",
                r#"error two-verdicts 55 "true""#,
                "warning untested 56 none",
                r#"error given-alone 57 "pay and""#,
                "error formula 57 and",
            ],
        ),
    ]);
}

#[test]
fn what_makes_no_difference() {
    run(&[
        (
            r#"wants = "troops < many""#,
            r#"wants = "pay if troops = many and treaty""#,
            &["warning vacuous-condition 24 troops = many and treaty"],
        ),
        (
            r#"wants = "troops < many""#,
            r#"wants = "not treaty if troops = many""#,
            &[r#"warning always-met 24 not treaty if troops = many"#],
        ),
        (
            r#"wants = "troops < many""#,
            r#"wants = "deal and troops > some""#,
            &["warning never-met 24 deal and troops > some"],
        ),
        (
            r#"wants = "not pay if not treaty""#,
            r#"wants = "not (troops > some)""#,
            &["warning same-as-above 26 not (troops > some)"],
        ),
        (
            r#"wants = "not pay if not treaty""#,
            r#"wants = "troops = many""#,
            &["warning contrary-above 26 troops = many"],
        ),
        (
            r#"{ never = "troops = many and treaty" }"#,
            r#"{ never = "troops = many and treaty" }
less = { never = "troops = many and deal", periods = ["late"] }"#,
            &["warning idle-rule 19 less"],
        ),
        // Together with the other rule it takes away what either leaves.
        (
            r#"{ never = "troops = many and treaty" }"#,
            r#"{ never = "troops = many and treaty" }
same = { always = "not (treaty and troops = many)" }"#,
            &["warning idle-rule 18 order", "warning idle-rule 19 same"],
        ),
        (
            r#"{ never = "troops = many and treaty" }"#,
            r#"{ never = "troops = many and treaty" }
two = { always = "treaty and pay" }
three = { always = "troops = many" }"#,
            &["error no-state 20 three", "error no-state 20 three"],
        ),
        (
            r#"{ never = "troops = many and treaty" }"#,
            r#"{ never = "troops = many and treaty" }
cash = { bars = { from = "not pay", to = "pay", by = "ru" } }
calm = { bars = { from = "troops = many", to = "troops = none" } }"#,
            &["warning idle-rule 19 cash"],
        ),
        (
            "[definitions]",
            "flag = { owner = \"ru\", label = \"Flag\" }\n\n[definitions]",
            &["warning unwanted-option 14 flag"],
        ),
    ]);
}

/// A statement that makes a difference in one of its periods is in its place.
#[test]
fn what_makes_a_difference_once_is_let_be() {
    run(&[
        (
            r#"status_quo = "pay, treaty""#,
            "status_quo = \"pay, treaty\"\nabsent = [\"troops\"]",
            &[],
        ),
        (
            r#"status_quo = "troops = some""#,
            "status_quo = \"\"\nabsent = [\"troops\"]",
            &[
                "warning always-met 24 troops < many",
                r#"warning outcome-not-in-model 43 "pay, troops = many""#,
            ],
        ),
    ]);
}

#[test]
fn all_faults_at_once() {
    let text = SOUND
        .replace(r#"owner = "jp""#, r#"owner = "japan""#)
        .replace(r#"wants = "deal""#, r#"wants = "dael and treety""#)
        .replace(r#"drop = "save""#, r#"drop = "saved""#)
        .replace("end = 3", "end = 0");
    assert_eq!(
        faults(&text),
        [
            r#"error unknown-actor 10 "japan""#,
            "error unknown-name 25 dael",
            "error unknown-name 25 treety",
            r#"error unknown-statement 52 "saved""#,
            r#"error empty-place 55 { start = 1, end = 0, digest = "0123456789ab" }"#,
        ]
    );
}

#[test]
fn a_dossier_too_large_to_search_says_so() {
    let mut text = SOUND.to_string();
    for k in 0..20 {
        text.push_str(&format!("[options.x{k}]\nowner = \"jp\"\nlabel = \"X\"\n"));
    }
    let found = faults(&text);
    let large = found.iter().filter(|f| f.contains("not-looked-at")).count();
    assert_eq!(large, 2, "{found:?}");
}

/// Definitions that would fill memory if they were written out are refused.
#[test]
fn definitions_that_explode_are_refused() {
    let mut text = SOUND.to_string();
    text.push_str("[definitions.d0]\nformula = \"pay or treaty\"\n");
    for k in 1..200 {
        let before = k - 1;
        text.push_str(&format!(
            "[definitions.d{k}]\nformula = \"d{before} iff not (d{before} and treaty)\"\n"
        ));
    }
    let found = faults(&text);
    assert!(
        found.iter().any(|f| f.contains("formula-too-large")),
        "{found:?}"
    );
}

/// Pieces to put anywhere into a dossier.
const PIECES: [&str; 25] = [
    "",
    "\"",
    "{",
    "]",
    ",",
    "\n",
    "\\u00e9",
    "é",
    "deal",
    "treaty.jp",
    "troops = many",
    "not ",
    " if ",
    " iff ",
    "true",
    "absent = [\"troops\"]\n",
    "same_rank = true, ",
    "red_line = true, ",
    "periods = [\"late\"]\n",
    "jp",
    "ru",
    "levels = []",
    "first = \"calm\"",
    "drop = \"save\"",
    "18446744073709551615",
];

/// Every scenario of a dossier without errors has a model, or a reason that no
/// mending of the text would take away.
fn all_scenarios_compile(dossier: &Dossier) -> Result<(), TestCaseError> {
    let ids = dossier.period_ids();
    let mut periods: Vec<Option<String>> = ids.into_iter().map(Some).collect();
    periods.push(None);
    let mut readings: Vec<Option<String>> =
        dossier.file.readings.keys().cloned().map(Some).collect();
    readings.push(None);
    for period in &periods {
        for reading in &readings {
            let scenario = Scenario {
                period: period.clone(),
                reading: reading.clone(),
                stated_only: false,
                ..Scenario::default()
            };
            match dossier.compile(&scenario, Limits::default()) {
                Ok(_)
                | Err(CompileError::DecisionMakers(_) | CompileError::ReadingNotForPeriod(..)) => {}
                Err(error) => {
                    let all = format!("{scenario:?}: {error}");
                    return Err(TestCaseError::fail(all));
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_check_lets_pass_compiles(
        edits in proptest::collection::vec(
            (any::<proptest::sample::Index>(), 0..12usize, proptest::sample::select(&PIECES[..])),
            1..3,
        )
    ) {
        let mut text: Vec<char> = SOUND.chars().collect();
        for (at, len, piece) in edits {
            let at = at.index(text.len());
            let end = (at + len).min(text.len());
            text.splice(at..end, piece.chars());
        }
        let text: String = text.into_iter().collect();
        if let Some(dossier) = read_text(&text).dossier {
            all_scenarios_compile(&dossier)?;
        }
    }
}
