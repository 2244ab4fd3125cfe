//! From hedging words to ranges, and grades that cannot be judged.

use std::path::Path;

use hikiwake_dossier::file::{
    Claim, Confidence, Forecast, Hedge, Prediction, PredictionKind, Reliability, SourceText,
    Strength,
};
use hikiwake_evidence::{grade::Grade, grade::GradeCounts};
use hikiwake_evidence::{
    likelihood::Likelihood, likelihood::LikelihoodFrom, likelihood::Yardstick, likelihood::read,
};

fn foretells(says: &str, strength: Strength, cue: &str) -> Claim {
    Claim {
        says: says.into(),
        hedge: Some(Hedge {
            strength,
            cue: cue.into(),
        }),
        prediction: Some(Prediction {
            key: "p".into(),
            kind: PredictionKind::Forecast,
            horizon: String::new(),
            question: String::new(),
            hint: String::new(),
            hint_from: String::new(),
        }),
        ..Claim::default()
    }
}

fn hedged(cue: &str) -> Option<Likelihood> {
    read(
        &foretells("A treaty is signed.", Strength::Hedged, cue),
        None,
        Yardstick::Icd203,
    )
}

fn range(likelihood: &Likelihood) -> [u32; 2] {
    [likelihood.low, likelihood.high].map(|p| (p * 100.0).round() as u32)
}

/// Both yardsticks as published; PHIA leaves gaps, ICD 203 does not.
#[test]
fn the_yardsticks_are_those_published() {
    let ranges = |yardstick: Yardstick| yardstick.terms().map(|(_, low, high)| [low, high]);
    assert_eq!(
        ranges(Yardstick::Icd203),
        [
            [1, 5],
            [5, 20],
            [20, 45],
            [45, 55],
            [55, 80],
            [80, 95],
            [95, 99]
        ]
    );
    assert_eq!(
        ranges(Yardstick::Phia),
        [
            [0, 5],
            [10, 20],
            [25, 35],
            [40, 50],
            [55, 75],
            [80, 90],
            [95, 100]
        ]
    );
    for yardstick in [Yardstick::Icd203, Yardstick::Phia] {
        for (term, low, high) in yardstick.terms() {
            let claim = foretells("A treaty is signed.", Strength::Hedged, term);
            let found = read(&claim, None, yardstick).expect("its own term");
            assert_eq!(range(&found), [low, high], "{term}");
            assert_eq!(
                (found.term.as_str(), found.from),
                (term, LikelihoodFrom::Word)
            );
        }
    }
}

/// Each word with its range by ICD 203; `None` for bare possibility.
#[test]
fn words_are_read_with_their_denial() {
    let words = [
        ("likely", Some([55, 80])),
        ("unlikely", Some([20, 45])),
        ("not likely", Some([20, 45])),
        ("isn't very likely", Some([20, 45])),
        ("Very Unlikely", Some([5, 20])),
        ("hardly", Some([5, 20])),
        ("slim", Some([5, 20])),
        ("not favorable", Some([20, 45])),
        ("should finally", Some([55, 80])),
        ("expected", Some([55, 80])),
        ("not expected", Some([20, 45])),
        ("will probably", Some([55, 80])),
        ("will surely close", Some([95, 99])),
        ("almost certainly", Some([95, 99])),
        ("seems", Some([55, 95])),
        ("leads one to suspect", Some([55, 95])),
        ("cannot", Some([1, 5])),
        ("can’t be", Some([1, 5])),
        ("not possible", Some([1, 5])),
        ("unlikely, even very unlikely", Some([5, 45])),
        ("could", None),
        ("may not", None),
        ("perhaps", None),
        ("cannot rule out", None),
        ("can't be excluded", None),
        ("not clear", None),
        ("not impossible", None),
        ("not unlikely", None),
        ("not certain", None),
        ("far from certain", None),
        ("need not", None),
        ("seems; could", None),
        ("must perhaps", None),
        ("some word not known here", None),
    ];
    for (cue, expected) in words {
        let found = hedged(cue).unwrap_or_else(|| panic!("{cue}: nothing heard"));
        match expected {
            Some(expected) => {
                assert_eq!(range(&found), expected, "{cue}");
                assert_eq!(found.from, LikelihoodFrom::Word, "{cue}");
                assert!(!found.term.is_empty(), "{cue}");
            }
            None => {
                assert_eq!(range(&found), [5, 95], "{cue}");
                assert_eq!(found.from, LikelihoodFrom::Vague, "{cue}");
                assert_eq!(found.term, "", "{cue}");
            }
        }
    }
    for silent in [
        "must",
        "has to",
        "would have to be",
        "lest",
        "the fear",
        "hopes",
    ] {
        assert_eq!(hedged(silent), None, "{silent}");
    }
}

/// "Unlikely" of a statement that says that it will not be.
#[test]
fn a_word_about_the_contrary_is_turned_round() {
    let read = |says: &str, cue: &str| {
        let claim = foretells(says, Strength::Hedged, cue);
        let found = read(&claim, None, Yardstick::Icd203).expect("heard");
        (range(&found), found.of_contrary)
    };
    assert_eq!(read("No treaty is signed.", "unlikely"), ([55, 80], true));
    assert_eq!(
        read("A treaty is hardly signed.", "hardly"),
        ([5, 20], false)
    );
    assert_eq!(
        read("A treaty is not likely.", "not likely"),
        ([20, 45], false)
    );
    assert_eq!(
        read("He does not sign.", "in no position"),
        ([95, 99], true)
    );
    // A word that makes it likely is about the statement as it stands.
    assert_eq!(read("No treaty is signed.", "likely"), ([55, 80], false));
    // A forecast's own text is what counts.
    let claim = foretells("No treaty.", Strength::Hedged, "unlikely");
    let forecast = Forecast {
        text: "A treaty is signed.".into(),
        ..Forecast::default()
    };
    let found =
        hikiwake_evidence::likelihood::read(&claim, Some(&forecast), Yardstick::Icd203).unwrap();
    assert_eq!((range(&found), found.of_contrary), ([20, 45], false));
}

#[test]
fn plain_words_norms_and_announcements() {
    let of = |strength, cue: &str, kind: Option<PredictionKind>| {
        let mut claim = foretells("A treaty is signed.", strength, cue);
        match kind {
            Some(kind) => claim.prediction.as_mut().unwrap().kind = kind,
            None => claim.prediction = None,
        }
        read(&claim, None, Yardstick::Phia).map(|l| (range(&l), l.from))
    };
    let forecast = Some(PredictionKind::Forecast);
    let plain = Some(([95, 100], LikelihoodFrom::Unhedged));
    assert_eq!(of(Strength::Asserted, "", forecast), plain);
    assert_eq!(
        of(Strength::Asserted, "will not be necessary", forecast),
        plain
    );
    assert_eq!(
        of(
            Strength::Conditional,
            "as long as",
            Some(PredictionKind::Conditional)
        ),
        plain
    );
    assert_eq!(of(Strength::Normative, "should", forecast), None);
    assert_eq!(
        of(
            Strength::Asserted,
            "announced",
            Some(PredictionKind::Announced)
        ),
        None
    );
    assert_eq!(
        of(
            Strength::Hedged,
            "expected",
            Some(PredictionKind::Announced)
        ),
        Some(([55, 75], LikelihoodFrom::Word))
    );
    assert_eq!(
        of(Strength::Asserted, "", Some(PredictionKind::Possibility)),
        Some(([5, 95], LikelihoodFrom::Vague))
    );
    // A fact that is asserted foretells nothing; a word of likelihood counts anywhere.
    assert_eq!(of(Strength::Asserted, "", None), None);
    assert_eq!(
        of(Strength::Hedged, "probably", None),
        Some(([55, 75], LikelihoodFrom::Word))
    );
}

/// The analyst's range comes first, the forecast's before the claim's; the
/// analyst's confidence moves nothing.
#[test]
fn the_analyst_comes_first_and_confidence_is_another_thing() {
    let mut claim = foretells("A treaty is signed.", Strength::Hedged, "unlikely");
    let plain = read(&claim, None, Yardstick::Icd203);
    for confidence in [Confidence::Low, Confidence::Moderate, Confidence::High] {
        claim.confidence = Some(confidence);
        assert_eq!(read(&claim, None, Yardstick::Icd203), plain);
    }
    claim.likelihood = Some([0.1, 0.3]);
    let mut forecast = Forecast {
        text: "A treaty is signed.".into(),
        ..Forecast::default()
    };
    let given = |forecast: Option<&Forecast>| {
        let found = read(&claim, forecast, Yardstick::Icd203)?;
        assert_eq!(found.from, LikelihoodFrom::Analyst);
        Some([found.low, found.high])
    };
    assert_eq!(given(None), Some([0.1, 0.3]));
    assert_eq!(given(Some(&forecast)), Some([0.1, 0.3]));
    forecast.likelihood = Some([0.5, 0.5]);
    assert_eq!(given(Some(&forecast)), Some([0.5, 0.5]));
    for no_range in [[0.6, 0.5], [-0.1, 0.5], [0.5, 1.1], [f64::NAN, 0.5]] {
        forecast.likelihood = Some(no_range);
        assert_eq!(given(Some(&forecast)), None);
    }
}

#[test]
fn f_and_6_are_counted_apart() {
    let grade = |text: &str| Grade::parse(text).expect("a grade");
    for text in ["", "A", "G1", "A7", "A0", "A11", "a1"] {
        assert_eq!(Grade::parse(text), None, "{text}");
    }
    let counts = GradeCounts::new(["A1", "A6", "F6", "F2", "C2"].map(grade));
    assert_eq!(counts.reliability_unknown, 2);
    assert_eq!(counts.credibility_unknown, 2);
    assert_eq!(counts.reliability, [('A', 2), ('C', 1)].into());
    assert_eq!(counts.credibility, [('1', 1), ('2', 2)].into());
}

#[test]
fn a_claim_without_grade_has_its_sources() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = "[dossier]
format = 1
title = \"Small\"
";
    std::fs::write(folder.path().join("dossier.toml"), text).expect("written");
    let mut dossier = hikiwake_dossier::read(folder.path())
        .dossier
        .expect("a dossier");
    let mut claim = Claim {
        source: "paper".into(),
        ..Claim::default()
    };
    assert_eq!(Grade::of(&dossier, &claim).to_string(), "F6");
    let source = SourceText {
        reliability: Reliability::B,
        ..SourceText::default()
    };
    dossier.file.sources.insert("paper".into(), source);
    assert_eq!(Grade::of(&dossier, &claim).to_string(), "B6");
    claim.grade = Some("C3".into());
    assert_eq!(Grade::of(&dossier, &claim).to_string(), "C3");
}

/// Every hedge in the reference dossier is heard, and none is read as certain
/// that the coder calls hedged.
#[test]
fn every_hedge_of_the_reference_dossier_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/kuril");
    let read_dossier = hikiwake_dossier::read(&folder);
    let dossier = read_dossier.dossier.expect("the dossier reads");
    let mut counts = std::collections::BTreeMap::new();
    for (id, claim) in &dossier.file.claims {
        if claim.prediction.is_none() {
            continue;
        }
        let strength = claim
            .hedge
            .as_ref()
            .map_or(Strength::Asserted, |h| h.strength);
        let found = read(claim, None, Yardstick::Icd203);
        let from = found.as_ref().map(|l| l.from);
        if strength == Strength::Hedged {
            assert_ne!(from, Some(LikelihoodFrom::Unhedged), "{id}");
        }
        *counts.entry(from).or_insert(0) += 1;
    }
    println!("{counts:?}");
    assert_eq!(counts.values().sum::<usize>(), 50);
}
