use hikiwake_conflict::{PathsQuestion, Wanted, ways};
use hikiwake_document::Names;
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;
use hikiwake_graph::Limits;

use super::{dossier, lists};

/// Ann can sell her field for good, Ben can fence it, Cid can protest.
const FIELD: &str = include_str!("../../../../session/tests/session/findings/field.toml");
/// Two who chase each other for ever.
const CHASE: &str = include_str!("../../../../session/tests/session/findings/chase.toml");

/// What is told of the ways from one state, to another where one is asked for.
fn told(text: &str, from: Option<&str>, to: Option<&str>) -> Vec<String> {
    let dossier = dossier(text);
    let compiled = dossier
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles");
    let find = |text: &str| compiled.find(text).expect("a state");
    let question = PathsQuestion {
        from: from.map(find),
        to: to.map(|text| Wanted::read(&dossier, &compiled, text).expect("a state")),
        via: Vec::new(),
    };
    let settings = AnalyseSettings::default();
    let found = ways(&dossier, &compiled.scenario, &question, &settings).expect("not stopped");
    let names = Names::new(&found.finding.actors);
    let document = hikiwake_document::ways(std::slice::from_ref(&found), &names);
    lists(&document).swap_remove(0)
}

#[test]
fn the_field() {
    let compiled = dossier(FIELD).compile(&Scenario::default(), Limits::default());
    let compiled = compiled.expect("compiles");
    let sale = compiled.code(compiled.find("sale").expect("a state"));
    assert_eq!(
        told(FIELD, None, None),
        [
            "From the status quo, best replies lead to 3 other states in at most 2 moves, \
             improvements to 3 other states in at most 2 moves and any moves to 7 other states \
             in at most 3 moves, of 8 feasible ones (no one moving twice running)."
                .to_owned(),
            format!(
                "Best replies and improvements come to rest at {sale} (“Sold and open”); they \
                 never go round."
            ),
            "There is no way back to the status quo, whatever anybody does, once one of these \
             is done: “Ann: sale on”; 2 improvements on the way do that."
                .to_owned(),
            format!(
                "Best replies lead to “Sold and open”, {sale}, in 1 move, by one path. Without a \
                 step of Ann it does not come about that way; Ann can bring it about alone. \
                 Whatever improvement somebody else puts in on that path, improvements still \
                 lead there."
            ),
        ]
    );
}

#[test]
fn without_a_status_quo_there_is_nowhere_to_start() {
    let text = FIELD.split("[periods").next().expect("a head");
    for to in [None, Some("sale")] {
        let told = told(text, None, to);
        assert!(told.len() == 1 && told[0].contains("(--from)"), "{told:?}");
    }
}

#[test]
fn what_is_done_at_a_loss_and_what_has_not_to_be_done() {
    // A protest is nobody's gain.
    let protest = told(FIELD, Some("sale"), Some("sale, protest"));
    assert!(protest[0].starts_with("Only moves at somebody's loss lead to"));
    assert!(protest[0].ends_with("; it does not hold."));
    let back = told(FIELD, Some("sale"), Some("none"));
    assert_eq!(back.len(), 1, "{back:?}");
    let stay = told(FIELD, Some("sale"), Some("sale"));
    assert!(stay[0].contains("nothing has to be done"));
    // Nobody has said whether a protest is good or bad for Cid.
    let text = FIELD.replace(
        "[[preferences]]\nactor = \"cid\"\nstatements = [{ id = \"quiet\", wants = \"not protest\", text = \"Quiet.\" }]\n",
        "",
    );
    assert_ne!(text, FIELD);
    let told = told(&text, Some("sale"), Some("sale, protest"));
    let begins = "Only moves that gain somebody nothing lead to";
    assert!(told[0].starts_with(begins), "{told:?}");
}

#[test]
fn a_chase_never_rests() {
    let told = told(CHASE, Some("status-quo"), None).join("\n");
    let rest = "come to rest nowhere, and can end up going round for ever among 4 states";
    assert!(told.contains(rest), "{told}");
    let back = "there is a way back to the status quo";
    assert!(told.contains(back), "{told}");
}
