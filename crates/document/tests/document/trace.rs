//! A trace and a coverage in words.

use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;
use hikiwake_traceability::{TraceSettings, coverage, trace};

use crate::lists::{folded, items, opening};
use crate::written::written;

const SALE: &str = include_str!("../../../../reference/dossiers/sale/dossier.toml");
const SOURCES: &str = include_str!("../../../../reference/dossiers/sale/sources.json");

fn told(dossier: &Dossier, thing: &str, period: Option<&str>) -> hikiwake_document::Document {
    let asked = Scenario {
        period: period.map(str::to_string),
        ..Scenario::default()
    };
    let found = trace(dossier, thing, &asked, &TraceSettings::default());
    hikiwake_document::trace(&found.unwrap_or_else(|error| panic!("{error}")))
}

/// Whether some item of the document's lists is this one.
fn says(dossier: &Dossier, thing: &str, sentence: &str) {
    let items = items(&told(dossier, thing, None).blocks);
    assert!(items.iter().any(|item| item == sentence), "{items:#?}");
}

#[test]
fn what_would_change_and_what_is() {
    let sale = written(SALE, Some(SOURCES));
    says(
        &sale,
        "c1",
        "Without the claim `c1`, in “Now” Seller would leave what is in place (Seller: ship off); \
         as it is, it lasts under GMR, SMR, SEQ and SSEQ.",
    );
    says(
        &sale,
        "no-gift",
        "Without the rule `no-gift`, in “Now” 4 arrangements could be; as it is, 3 can.",
    );
    says(
        &sale,
        "ship",
        "It is in place, so taking it off the table would make another model.",
    );
    let text = SALE.replace("status_quo = \"pay, ship\"", "status_quo = \"pay\"");
    let unshipped = written(&text, Some(SOURCES));
    says(
        &unshipped,
        "ship",
        "Without the option `ship`, in “Now” 2 arrangements could be; as it is, 3 can.",
    );
    let items = items(&told(&unshipped, "ship", None).blocks);
    let pattern = "“A deal” would tell no arrangement from another";
    assert!(
        items.iter().any(|item| item.contains(pattern)),
        "{items:#?}"
    );
}

#[test]
fn what_is_taken_out_in_each_run() {
    let sale = written(SALE, Some(SOURCES));
    for (thing, without) in [
        ("c1", "Without all that rests on the claim `c1`, "),
        (
            "x1",
            "Without the passages of the claim `x1`, whatever else is read from them, ",
        ),
        ("book", "Without the source Writer 2016, "),
        ("r1", "Without the claims of the restatement `r1`, "),
        ("n7", "Without the claims that carry the note `n7`, "),
        ("seller", "Without the wishes of Seller, "),
        ("clerk", "Without what The clerk is reported to say, "),
        (
            "pay",
            "Without the judgements that speak of the option `pay`, ",
        ),
        ("seller.keep", "Without the statement `seller.keep`, "),
    ] {
        let told = folded(&told(&sale, thing, None), "In figures");
        let run = told.iter().any(|sentence| sentence.starts_with(without));
        assert!(run, "{thing}: {told:#?}");
    }
    let used = SALE.replace("wants = \"not ship\"", "wants = \"not deal\"");
    let told = folded(
        &told(&written(&used, Some(SOURCES)), "deal", None),
        "In figures",
    );
    let without = "Without the judgements that use the definition `deal`, ";
    assert!(told[0].starts_with(without), "{told:#?}");
}

#[test]
fn what_rests_on_a_thing_without_which_nothing_changes() {
    let sale = written(SALE, Some(SOURCES));
    assert_eq!(
        folded(&told(&sale, "need > sale", None), "In figures"),
        [
            "No judgement names its 2 claims, but some rest on what is read from the same passage: \
             c1.",
            "No finding of the model rests on it; it stands in the map of drivers."
        ]
    );
    let figure = folded(&told(&sale, "x2", None), "In figures");
    assert_eq!(figure[0], "No judgement rests on this claim.");
    assert_eq!(
        folded(&told(&sale, "deal", None), "In figures"),
        [
            "No judgement uses this definition, so no verdict changes without it; every analysis \
             counts the arrangements that meet it."
        ]
    );
    let give = folded(&told(&sale, "give", None), "In figures");
    assert!(give[0].contains("--reading"), "{give:?}");
}

#[test]
fn a_rule_of_another_period() {
    let text = SALE.replace(
        "text = \"Nobody ships for nothing.\"",
        "periods = [\"later\"]",
    ) + "[periods.later]\nlabel = \"Later\"\ndate = \"2022\"\nstatus_quo = \"none\"\n";
    let sale = written(&text, Some(SOURCES));
    assert_eq!(
        folded(&told(&sale, "no-gift", Some("now")), "In figures"),
        ["It is not in force in the periods asked about."]
    );
    let claim = folded(&told(&sale, "c4", Some("now")), "In figures");
    assert!(claim[1].contains("asked about"), "{claim:?}");
}

#[test]
fn how_a_state_holds_and_who_stays() {
    let sale = written(SALE, Some(SOURCES));
    let outcome = told(&sale, "kept", None);
    let items = items(&outcome.blocks);
    for stand in [
        "→ Seller has no move",
        "→ No move of its own would be better for Buyer",
    ] {
        assert!(items.iter().any(|item| item == stand), "{items:#?}");
    }
    let told = folded(&outcome, "In figures");
    let holds = told
        .iter()
        .any(|one| one.starts_with("In “Now” it would last ("));
    assert!(holds, "{told:?}");
}

/// The answer weighs what stands below: wishes, passages, sources, and what no source states.
#[test]
fn a_finding_is_weighed_in_one_sentence() {
    let sale = written(SALE, Some(SOURCES));
    let document = told(&sale, "status-quo", None);
    let answer = document.answer.plain();
    assert!(
        answer.starts_with("What is in place rests on ") && answer.split(' ').count() <= 25,
        "{answer}"
    );
    let claim = told(&sale, "c1", None).answer.plain();
    assert!(claim.contains("rest"), "{claim}");
    let nothing = told(&sale, "x2", None).answer.plain();
    assert!(
        nothing.starts_with("No judgement of the model rests on it"),
        "{nothing}"
    );
}

#[test]
fn a_dossier_without_claims_says_so() {
    let bare = written(
        "[dossier]\nformat = 1\ntitle = \"Bare\"\n[actors.one]\nname = \"One\"\n\
         [options.a]\nowner = \"one\"\nlabel = \"A\"\n\
         [[preferences]]\nactor = \"one\"\nstatements = [{ id = \"w\", wants = \"a\" }]\n",
        None,
    );
    let found = coverage(&bare, &Scenario::default(), &AnalyseSettings::default());
    let told = hikiwake_document::coverage(&found.expect("compiles"), 12);
    assert_eq!(
        told.answer.plain(),
        "The dossier holds no claims: nothing in it rests on a source."
    );
    let sale = written(SALE, Some(SOURCES));
    let found = coverage(&sale, &Scenario::default(), &AnalyseSettings::default());
    let document = hikiwake_document::coverage(&found.expect("compiles"), 12);
    let answer = document.answer.plain();
    assert!(
        answer.starts_with("One wish that decides names no source; "),
        "{answer}"
    );
    let told = opening(&document);
    assert!(
        told[0].starts_with(
            "Of 7 claims from the sources 4 carry a judgement of the model, 1 come from the same \
             passages as these"
        ),
        "{told:?}"
    );
    assert_eq!(
        told.last().map(String::as_str),
        Some("Without a source: `buyer.thrift`.")
    );
}
