//! What a model rests on, counted by hand.

use crate::written::written;
use hikiwake_conflict::analyse;
use hikiwake_dossier::Scenario;
use hikiwake_evidence::{PartProvenance, Provenance};
use hikiwake_finding::AnalyseSettings;

const SOURCES: &str = r#"[
  {"id": "book", "title": "A book", "author": [{"family": "Writer"}], "issued": {"date-parts": [[2016]]}},
  {"id": "paper", "title": "A paper", "author": [{"family": "Scholar"}], "issued": {"date-parts": [[2017]]}}
]"#;

const TEXT: &str = r#"
[dossier]
format = 1
title = "Small"
[actors.one]
name = "One"
[options.go]
owner = "one"
label = "Go"
because = ["a"]
basis = "stated"
[options.stay]
owner = "one"
label = "Stay"
[options.later]
owner = "one"
label = "Only later"
because = ["unread"]
[rules.not-both]
never = "go and stay"
because = ["b", "c"]
basis = "inferred"
hindsight = true
[[preferences]]
actor = "one"
statements = [
  { id = "first", wants = "go", because = ["a", "again"], basis = "stated" },
  { id = "second", wants = "stay", because = ["a", "c"], basis = "inferred" },
  { id = "third", wants = "not go" },
]
[periods.now]
label = "Now"
date = "2016"
status_quo = "go"
because = ["d"]
absent = ["later"]

[sources.book]
reliability = "B"

[claims.a]
source = "book"
says = "Ten go."
places = [{ start = 0, end = 10 }]
figure = { metric = "goers", value = 10, date = "2016" }
confidence = "low"
[claims.again]
source = "book"
says = "Ten go, as said."
places = [{ start = 100, end = 110 }]
hedge = { strength = "attributed" }
[claims.b]
source = "book"
says = "It lies within the same sentence."
places = [{ start = 5, end = 8 }]
grade = "C3"
[claims.c]
source = "paper"
says = "Twelve go."
places = [{ start = 0, end = 10 }]
figure = { metric = "goers", value = 12, date = "2016" }
[claims.d]
source = "paper"
says = "Without a place."
hedge = { strength = "hedged", cue = "perhaps" }
[claims.unread]
source = "paper"
says = "Under an option that is not on the table."

[restatements.r]
source = "book"
places = [{ start = 0, end = 10 }, { start = 95, end = 120 }]
"#;

fn provenance(text: &str) -> Provenance {
    let dossier = written(text, Some(SOURCES));
    let found = analyse(&dossier, &Scenario::default(), &AnalyseSettings::default());
    found.expect("it compiles").finding.provenance
}

#[test]
fn parts_claims_passages_grades_and_clashes() {
    let found = provenance(TEXT);
    assert_eq!((found.stated, found.inferred, found.analyst), (1, 1, 1));
    assert_eq!((found.hindsight, found.single_source), (0, 1));
    let expected = [
        PartProvenance {
            part: "statements".into(),
            all: 3,
            stated: 1,
            inferred: 1,
            analyst: 1,
            // Of statements the basis is always known.
            not_given: 0,
            hindsight: 0,
            single_source: 1,
            // "a" and "again" restate each other.
            single_passage: 1,
            in_clash: 2,
        },
        PartProvenance {
            part: "rules".into(),
            all: 1,
            inferred: 1,
            hindsight: 1,
            in_clash: 1,
            ..PartProvenance::default()
        },
        PartProvenance {
            part: "options".into(),
            all: 2,
            stated: 1,
            analyst: 1,
            not_given: 1,
            single_source: 1,
            single_passage: 1,
            in_clash: 1,
            ..PartProvenance::default()
        },
    ];
    assert_eq!(found.parts, expected);

    let base = &found.claims;
    assert_eq!((base.claims, base.sources), (5, 2));
    // a, again and b together; c; d.
    assert_eq!(base.passages, 3);
    let strengths: Vec<_> = (base.strengths.iter())
        .map(|count| (count.strength.as_str(), count.claims))
        .collect();
    assert_eq!(
        strengths,
        [("asserted", 3), ("hedged", 1), ("attributed", 1)]
    );
    assert_eq!(base.grades.reliability, [('B', 2), ('C', 1)].into());
    assert_eq!(base.grades.reliability_unknown, 2);
    assert_eq!(base.grades.credibility, [('3', 1)].into());
    assert_eq!(base.grades.credibility_unknown, 4);
    assert_eq!(base.confidence, [("low".to_string(), 1)].into());
    // "b" shares the passage of "a".
    assert_eq!(base.in_clash, ["a", "b", "c"]);
}

/// An option that is marked counts as worded with hindsight at dates before its source.
#[test]
fn an_option_is_worded_with_hindsight_before_its_source() {
    let marked = |claim: &str, date: &str| {
        let option = format!("because = [\"{claim}\"]\nbasis = \"stated\"\nhindsight = true\n");
        let text = TEXT.replacen("because = [\"a\"]\nbasis = \"stated\"\n", &option, 1);
        let text = text.replacen(
            "date = \"2016\"\nstatus_quo",
            &format!("date = \"{date}\"\nstatus_quo"),
            1,
        );
        let found = provenance(&text);
        let options = found.parts.iter().find(|part| part.part == "options");
        (options.expect("options").hindsight, found.hindsight)
    };
    // "a" is of 2016, "c" of 2017.
    assert_eq!(marked("a", "2015"), (1, 0));
    assert_eq!(marked("a", "2016"), (0, 0));
    assert_eq!(marked("c", "2016"), (1, 0));
    assert_eq!(marked("c", "2017"), (0, 0));
}

#[test]
fn without_claims_nothing_is_said_of_them() {
    let bare = provenance(
        "[dossier]\nformat = 1\ntitle = \"Bare\"\n[actors.one]\nname = \"One\"\n\
         [options.go]\nowner = \"one\"\nlabel = \"Go\"\n",
    );
    assert_eq!(bare.claims, Default::default());
    assert_eq!(bare.parts.len(), 1);
    assert_eq!(
        (bare.parts[0].part.as_str(), bare.parts[0].not_given),
        ("options", 1)
    );
}

/// What is stated and says `iff`, and what would win somebody over on one hedged passage.
#[test]
fn what_is_to_be_checked_first() {
    use hikiwake_evidence::CheckReason::{OneHedgedPassage, StatedBothWays};

    let found = provenance(
        r#"
[dossier]
format = 1
title = "Small"
[actors]
one = { name = "One" }
clerk = { name = "The clerk" }
[options]
go = { owner = "one", label = "Go" }
stay = { owner = "one", label = "Stay" }
[[preferences]]
actor = "one"
statements = [
  { id = "both", wants = "go iff stay", basis = "stated", because = ["plain"] },
  { id = "own", wants = "not (go iff stay)", basis = "analyst" },
  { id = "one-way", wants = "go if stay", basis = "stated", because = ["plain"] },
]
[terms.pay]
label = "Pay"
[forms.deal]
label = "A deal"
is = "pay"
[factions.clerk]
side = "one"
[factions.clerk.guarantees]
hedged = { label = "A pledge", because = ["may"] }
plain = { label = "A treaty", because = ["plain"] }
two = { label = "Both", because = ["may", "could"] }
[claims.plain]
source = "book"
says = "It is so."
[claims.may]
source = "book"
says = "It may be so."
hedge = { strength = "hedged", cue = "may" }
places = [{ start = 0, end = 10 }]
[claims.could]
source = "book"
says = "It could be so."
hedge = { strength = "hedged", cue = "may" }
places = [{ start = 50, end = 60 }]
"#,
    );
    let told: Vec<_> = (found.check_first.iter())
        .map(|one| (one.id.as_str(), one.reason))
        .collect();
    assert_eq!(
        told,
        [
            ("one.both", StatedBothWays),
            ("clerk.hedged", OneHedgedPassage)
        ]
    );
}
