use hikiwake_conflict::{Perceptions, views};
use hikiwake_document::{Document, Names};
use hikiwake_finding::{AnalyseSettings, Finding};

use super::{dossier, folded, lists, scenario};

/// A would strike once B has disarmed; B does not think so.
const ARMS: &str = include_str!("../../../../session/tests/session/findings/arms.toml");
/// B does not perceive that A has what it has.
const BLIND: &str = include_str!("../../../../session/tests/session/findings/blind.toml");

fn told(text: &str) -> (Finding<Perceptions>, Document) {
    let found = views(
        &dossier(text),
        &scenario("now"),
        &AnalyseSettings::default(),
    );
    let found = found.expect("compiles");
    let names = Names::new(&found.finding.actors);
    let document = hikiwake_document::views(std::slice::from_ref(&found), &names);
    (found, document)
}

/// All that is told and not folded, and the answer.
fn opening(document: &Document) -> String {
    let told = lists(document).concat();
    [vec![document.answer.plain()], told].concat().join("\n")
}

#[test]
fn an_illusion_and_whom_it_surprises() {
    let (_, document) = told(ARMS);
    let answer = "B misreads A; because of that, what is in place would not last.";
    assert_eq!(document.answer.plain(), answer);
    let sentence = "“Trust” would not last, though B would expect it to. A would leave it: A takes \
                    up “Strike”. That surprises B, in whose eyes A would gain nothing by that, by \
                    the wish “not ‘Strike’”.";
    let opening = opening(&document);
    assert!(opening.contains(sentence), "{opening}");
    // The same once more among all arrangements, a sentence a line.
    let (first, then) = sentence.split_once(" A would").expect("two sentences");
    let lines = format!("\n{first}\nA would{then}");
    let states = folded(&document);
    assert!(states.iter().any(|s| s.contains(&lines)), "{states:#?}");
}

#[test]
fn a_state_that_somebody_does_not_reckon_with() {
    let blind = ARMS.replace(
        "changes = [{ actor = \"a\", drop = \"win\" }]",
        "unaware = [\"strike\"]",
    );
    let (_, document) = told(&blind);
    assert!(
        document
            .answer
            .plain()
            .starts_with("B misreads what can be done; ")
    );
    let states = folded(&document);
    let blow = states.iter().find(|s| s.contains("“The blow”"));
    let blow = blow.expect("told");
    assert!(blow.contains("B cannot imagine it"), "{blow}");
}

/// What attitudes change is told of what is in place; of the rest it stands in a table.
#[test]
fn attitudes_against_the_same_without() {
    let (found, document) = told(ARMS);
    let trust = &found.finding.relational_states[1];
    assert!(trust.concepts.contains(&"RSEQ".to_owned()));
    assert!(!trust.without.contains(&"SEQ".to_owned()));
    let told = "A wishes B well; because of that, B would leave what is in place.";
    let opening = opening(&document);
    assert!(opening.contains(told), "{opening}");
    // From where B has disarmed, A stays for B's sake alone.
    let disarmed = ARMS.replace("status_quo = \"none\"", "status_quo = \"disarm\"");
    let told = "A wishes B well; were it not so, A would leave what is in place.";
    let opening = self::opening(&self::told(&disarmed).1);
    assert!(opening.contains(told), "{opening}");
}

/// What misreading changes about what is in place.
#[test]
fn a_misreading_that_matters_is_told_with_what_it_does() {
    let disarmed = ARMS.replace("status_quo = \"none\"", "status_quo = \"disarm\"");
    let (_, document) = told(&disarmed);
    assert_eq!(
        document.answer.plain(),
        "B misreads A; what is in place would not last, though somebody expects it to."
    );
    let opening = opening(&document);
    assert!(
        opening.contains("A would leave it: A takes up “Strike”."),
        "{opening}"
    );
}

#[test]
fn where_nobody_sees_otherwise_that_is_told_and_how_to_write_it() {
    let plain = ARMS.split("[perceptions").next().expect("a head");
    let (_, document) = told(plain);
    assert!(
        document
            .answer
            .plain()
            .starts_with("Everybody sees the others as they are")
    );
    assert!(lists(&document).is_empty());
}

#[test]
fn a_move_expected_of_one_who_does_not_see_where_it_is() {
    let (_, document) = told(BLIND);
    let end = "In fact B does not perceive how things stand, and cannot move from there.";
    let told = [opening(&document), folded(&document).join("\n")].concat();
    assert!(told.contains(end), "{told}");
}
