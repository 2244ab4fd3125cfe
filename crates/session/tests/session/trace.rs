//! Traces of small dossiers with answers worked out by hand, and of every thing in
//! the Kuril dossier.

use crate::random;
use crate::written::{of_repository, written};
use hikiwake_conflict::{Analysis, analyse};
use hikiwake_dossier::file::Statement;
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, Finding, StateRow};
use hikiwake_session::schema;
use hikiwake_traceability::{
    NoModel, NoWords, RunScope, Stand, Thing, Trace, TraceChange, TraceError, TraceKind, TraceNode,
    TraceRun, TraceSettings, TracedHolding, coverage, things, trace,
};
use serde_json::json;

/// A seller who may ship and a buyer who may pay, as things stand at two dates.
/// In 2020 the seller ships although it wants to keep the goods, because it wants the
/// money more; the buyer pays only for goods.
const TEXT: &str = include_str!("../../../../reference/dossiers/sale/dossier.toml");

const SOURCES: &str = include_str!("../../../../reference/dossiers/sale/sources.json");

fn traced(dossier: &Dossier, thing: &str) -> Finding<Trace> {
    let settings = TraceSettings::default();
    trace(dossier, thing, &Scenario::default(), &settings).unwrap_or_else(|e| panic!("{e}"))
}

fn refused(dossier: &Dossier, thing: &str) -> TraceError {
    let settings = TraceSettings::default();
    match trace(dossier, thing, &Scenario::default(), &settings) {
        Ok(found) => panic!("{thing} means {:?}", found.finding.kind),
        Err(error) => error,
    }
}

fn run(found: &Finding<Trace>, scope: RunScope) -> &TraceRun {
    let runs = &found.finding.up;
    let wanted = runs.iter().find(|run| run.scope == scope);
    wanted.unwrap_or_else(|| panic!("no {scope:?} in {runs:#?}"))
}

/// Ids of all nodes of a kind, the root included, in order.
fn ids(node: &TraceNode, kind: TraceKind) -> Vec<&str> {
    let own = (node.kind == kind).then_some(node.id.as_str());
    let below = node.children.iter().flat_map(|child| ids(child, kind));
    own.into_iter().chain(below).collect()
}

fn fact<'a>(node: &'a TraceNode, name: &str) -> Option<&'a str> {
    let fact = node.facts.iter().find(|fact| fact.name == name)?;
    Some(&fact.value)
}

fn fallen(run: &TraceRun) -> Vec<&str> {
    let periods = run.periods.iter();
    periods
        .flat_map(|p| p.fallen.iter().map(|j| j.id.as_str()))
        .collect()
}

fn weakened(run: &TraceRun) -> Vec<&str> {
    let periods = run.periods.iter();
    periods
        .flat_map(|p| p.weakened.iter().map(|j| j.id.as_str()))
        .collect()
}

/// The status quo as it is and as it would be, where this is the finding that changes.
fn status_quo(change: &TraceChange) -> Option<(&TracedHolding, &TracedHolding)> {
    match change {
        TraceChange::StatusQuo { before, after } => Some((before, after)),
        _ => None,
    }
}

/// How many states are feasible, and would be, where this changes.
fn feasible(changes: &[TraceChange]) -> Option<(u64, u64)> {
    changes.iter().find_map(|change| match change {
        TraceChange::Feasible { before, after } => Some((*before, *after)),
        _ => None,
    })
}

/// Two statements rest on c1: one alone, one with c2 besides.
#[test]
fn a_claim_on_which_two_statements_rest() {
    let dossier = written(TEXT, Some(SOURCES));
    let found = traced(&dossier, "c1");
    let carried: Vec<&str> = found
        .finding
        .carries
        .iter()
        .map(|j| j.id.as_str())
        .collect();
    assert_eq!(carried, ["ship", "pay", "seller.money", "seller.keep"]);

    let alone = run(&found, RunScope::Alone);
    assert_eq!(fallen(alone), ["seller.money"]);
    assert_eq!(weakened(alone), ["seller.keep", "pay"]);
    assert_eq!(alone.periods[0].left_bare[0].id, "ship");
    // The seller would rather keep the goods, but the buyer would then take the money
    // back. Without its wish for money that answer hurts the seller no more.
    let changed = (alone.periods[0].changes.iter()).find_map(status_quo);
    let (before, after) = changed.expect("a change");
    assert_eq!(before.concepts, ["GMR", "SMR", "SEQ", "SSEQ"]);
    assert!(before.leavers.is_empty(), "{before:?}");
    let [leaver] = after.leavers.as_slice() else {
        panic!("{after:?}");
    };
    assert_eq!(
        (leaver.actor.name.as_str(), leaver.step.as_deref()),
        ("Seller", Some("Seller: ship off"))
    );

    // With `keep` gone too the seller does not mind.
    let all = run(&found, RunScope::All);
    assert_eq!(fallen(all), ["seller.money", "seller.keep"]);
    let left: Vec<&str> = all.periods[0]
        .left_bare
        .iter()
        .map(|j| j.id.as_str())
        .collect();
    assert_eq!(left, ["ship", "pay"]);
    assert!(
        (all.periods[0].changes.iter())
            .filter_map(status_quo)
            .all(|(_, after)| after.leavers.is_empty()),
        "{:#?}",
        all.periods[0].changes
    );
    // Nothing that shares its passages carries a judgement.
    assert!(
        found
            .finding
            .up
            .iter()
            .all(|run| run.scope != RunScope::Passage)
    );
}

#[test]
fn a_claim_down_to_its_passages() {
    let dossier = written(TEXT, Some(SOURCES));
    let found = traced(&dossier, "c1").finding;
    assert_eq!(found.label, "Sellers want money.");
    let passage = &found.down.children[0];
    let place = passage.place.as_ref().expect("a place");
    assert_eq!(
        (place.source.as_str(), place.start, place.end),
        ("book", 0, 10)
    );
    assert_eq!(passage.passage, None);
    assert_eq!(ids(&found.down, TraceKind::Note), ["n7"]);
    // x1 is read from the same passage, q1 repeats it; neither twice.
    assert_eq!(ids(&found.down, TraceKind::Claim), ["c1", "x1", "q1"]);

    let judged = traced(&dossier, "c2").finding.down;
    let facts = ["by", "hedge", "grade", "confidence"].map(|name| fact(&judged, name));
    let expected = ["The clerk", "hedged (“perhaps”)", "B2", "moderate"];
    assert_eq!(facts, expected.map(Some));
}

/// The words of a passage are there only where they are asked for.
#[test]
fn the_words_of_a_passage_are_shown_when_asked_for() {
    let dossier = written(TEXT, Some(SOURCES));
    let words = |source: &str, place: &hikiwake_dossier::file::Place| match source {
        "book" => Ok(format!("{} to {}", place.start, place.end)),
        _ => Err(NoWords::NotAttached),
    };
    let settings = TraceSettings {
        passages: Some(&words),
        ..TraceSettings::default()
    };
    let found = trace(&dossier, "seller.keep", &Scenario::default(), &settings).expect("found");
    let shown = |node: &TraceNode| node.children[0].passage.clone();
    let claims = &found.finding.down.children;
    assert_eq!(shown(&claims[0]).as_deref(), Some("0 to 10"));
    let found = trace(&dossier, "buyer.goods", &Scenario::default(), &settings).expect("found");
    let passage = &found.finding.down.children[0].children[0];
    assert_eq!(passage.passage, None);
    assert_eq!(passage.no_words, Some(NoWords::NotAttached));
}

/// Without the rule the seller could ship for nothing: one state more.
#[test]
fn a_rule_whose_removal_changes_what_can_be() {
    let dossier = written(TEXT, Some(SOURCES));
    let found = traced(&dossier, "no-gift");
    assert_eq!(found.finding.kind, TraceKind::Rule);
    let changes = &run(&found, RunScope::Itself).periods[0].changes;
    assert_eq!(feasible(changes), Some((3, 4)));
    assert_eq!(ids(&found.finding.down, TraceKind::Claim), ["c4"]);
}

#[test]
fn an_option_is_taken_off_the_table_only_where_it_is_not_taken() {
    let found = written(TEXT, Some(SOURCES));
    let taken = traced(&found, "ship");
    let off = run(&taken, RunScope::OffTheTable);
    assert_eq!(off.periods[0].no_model, Some(NoModel::TakenInTheStatusQuo));
    assert_eq!(
        fallen(run(&taken, RunScope::Mentions)),
        ["seller.keep", "buyer.goods", "no-gift"]
    );

    let text = TEXT.replace("status_quo = \"pay, ship\"", "status_quo = \"pay\"");
    let found = traced(&written(&text, Some(SOURCES)), "ship");
    let off = run(&found, RunScope::OffTheTable);
    assert_eq!(off.periods[0].no_model, None);
    let changes = &off.periods[0].changes;
    assert_eq!(feasible(changes), Some((3, 2)));
    // The pattern speaks of an option that nobody has.
    let pattern = changes.iter().find_map(|change| match change {
        TraceChange::Pattern { label, after, .. } => Some((label.as_str(), after)),
        _ => None,
    });
    assert_eq!(pattern, Some(("A deal", &None)));
}

#[test]
fn an_actor_and_its_wishes() {
    let dossier = written(TEXT, Some(SOURCES));
    let found = traced(&dossier, "seller");
    let wishes = run(&found, RunScope::Wishes);
    assert_eq!(fallen(wishes), ["seller.money", "seller.keep"]);
    let down = &found.finding.down;
    assert_eq!(ids(down, TraceKind::Option), ["ship"]);
    assert_eq!(ids(down, TraceKind::Actor), ["seller", "clerk"]);
    assert_eq!(
        ids(down, TraceKind::Statement),
        ["seller.money", "seller.keep"]
    );
    // By name, in any case.
    assert_eq!(traced(&dossier, "THE CLERK").finding.id, "clerk");
    // The clerk decides nothing; what the book reports of it carries a statement that
    // has another claim besides.
    let clerk = traced(&dossier, "clerk");
    let said = run(&clerk, RunScope::Alone);
    assert!(fallen(said).is_empty());
    assert_eq!(weakened(said), ["seller.keep", "pay"]);
    assert_eq!(fallen(run(&clerk, RunScope::All)), ["seller.keep"]);
}

#[test]
fn a_source_with_all_its_claims() {
    let dossier = written(TEXT, Some(SOURCES));
    let book = traced(&dossier, "book");
    assert_eq!(
        fallen(run(&book, RunScope::Alone)),
        ["seller.money", "seller.keep"]
    );
    // Nothing rests on the book and another source: the second run would repeat the first.
    assert_eq!(book.finding.up.len(), 1);
    let paper = traced(&dossier, "source.paper");
    assert_eq!(
        fallen(run(&paper, RunScope::Alone)),
        ["buyer.goods", "no-gift"]
    );
}

/// The map carries no finding, and is told with every sign and hedge.
#[test]
fn a_link_and_a_driver() {
    let dossier = written(TEXT, Some(SOURCES));
    let link = traced(&dossier, "need > sale").finding;
    assert_eq!(
        (link.kind, link.id.as_str()),
        (TraceKind::Link, "need>sale")
    );
    assert_eq!(fact(&link.down, "signs"), Some("+ ×1, - ×1"));
    assert_eq!(ids(&link.down, TraceKind::Claim), ["x1", "x2"]);
    assert!(link.up.is_empty());
    assert_eq!((link.claims.len(), link.carries.len()), (2, 0));
    assert_eq!(link.claims_beside, ["c1"]);
    assert!(link.changes_asked);
    let driver = traced(&dossier, "sale").finding;
    assert_eq!(ids(&driver.down, TraceKind::Link), ["need>sale"]);
    let difference = traced(&dossier, "d1").finding.down;
    assert_eq!(ids(&difference, TraceKind::Claim), ["x1", "x2"]);
    assert_eq!(fact(&difference, "verdict"), Some("clash"));
}

/// A claim that carries nothing itself, read from a passage that carries a statement.
#[test]
fn a_claim_that_carries_by_its_passage_alone() {
    let dossier = written(TEXT, Some(SOURCES));
    let found = traced(&dossier, "x1");
    assert!(found.finding.carries.is_empty());
    assert_eq!(found.finding.up.len(), 1);
    let passage = run(&found, RunScope::Passage);
    assert_eq!(fallen(passage), ["seller.money"]);
    let figure = traced(&dossier, "x2").finding;
    assert!(figure.up.is_empty());
    assert_eq!(figure.claims, ["x2"]);
    assert!(figure.carries.is_empty() && figure.claims_beside.is_empty());
}

#[test]
fn outcomes_and_states_down_to_the_statements_that_decide() {
    let dossier = written(TEXT, Some(SOURCES));
    let outcome = traced(&dossier, "kept").finding;
    assert_eq!(outcome.kind, TraceKind::Outcome);
    // Nothing sold: neither gains by moving alone.
    let state = &outcome.down.children[0];
    assert_eq!(state.kind, TraceKind::State);
    let stands: Vec<(&str, &Stand)> = (state.children.iter())
        .filter_map(|node| node.stand.as_ref())
        .map(|stand| (stand.actor.name.as_str(), &stand.does))
        .collect();
    assert_eq!(
        stands,
        [("Seller", &Stand::NoMove), ("Buyer", &Stand::NoBetterMove)]
    );
    let holding = state.holding.as_ref().expect("how it holds");
    assert!(holding.leavers.is_empty() && holding.concepts.contains(&"SEQ".to_string()));
    assert_eq!(ids(state, TraceKind::Statement)[0], "buyer.thrift");

    let here = traced(&dossier, "status-quo").finding;
    assert_eq!(
        (here.kind, here.label.as_str()),
        (TraceKind::State, "ship, pay")
    );
    assert_eq!(here.id, traced(&dossier, "pay, ship").finding.id);
    assert_eq!(here.id, traced(&dossier, &here.id).finding.id);
    let decide = ids(&here.down, TraceKind::Statement);
    assert!(
        decide.contains(&"seller.money") && decide.contains(&"seller.keep"),
        "{decide:?}"
    );
}

#[test]
fn a_reading_against_the_base() {
    let dossier = written(TEXT, Some(SOURCES));
    let found = traced(&dossier, "generous");
    let base = run(&found, RunScope::BaseReading);
    assert_eq!(
        base.periods[0]
            .scenario
            .reading
            .as_ref()
            .map(|r| r.id.as_str()),
        Some("generous")
    );
    assert!(!base.periods[0].changes.is_empty());
    // A statement of the reading stands in no base model.
    let give = traced(&dossier, "give").finding;
    assert!(give.up.is_empty() && give.changes_asked);
    let asked = Scenario {
        reading: Some("generous".to_string()),
        ..Scenario::default()
    };
    let found = trace(&dossier, "give", &asked, &TraceSettings::default()).expect("found");
    assert_eq!(fallen(run(&found, RunScope::Itself)), ["seller.give"]);
}

#[test]
fn names_that_fit_several_things_or_none() {
    let text = TEXT.replace(
        "[definitions.deal]",
        "[drivers.ship]\nlabel = \"Ship\"\n[definitions.deal]",
    );
    let found = written(&text, Some(SOURCES));
    let TraceError::Several { name, meant } = refused(&found, "ship") else {
        panic!("several");
    };
    assert_eq!(
        (name.as_str(), meant),
        (
            "ship",
            vec!["option.ship".to_string(), "driver.ship".to_string()]
        )
    );
    assert_eq!(
        traced(&found, "options.ship").finding.kind,
        TraceKind::Option
    );
    assert_eq!(
        traced(&found, "driver.ship").finding.kind,
        TraceKind::Driver
    );
    assert_eq!(
        traced(&found, "state.ship, pay").finding.kind,
        TraceKind::State
    );

    let both = TEXT.replace("id = \"thrift\"", "id = \"keep\"");
    let message = refused(&written(&both, Some(SOURCES)), "keep").to_string();
    assert!(
        message.contains("`statement.seller.keep`, `statement.buyer.keep`"),
        "{message}"
    );

    let found = written(TEXT, Some(SOURCES));
    assert_eq!(traced(&found, "thrift").finding.id, "buyer.thrift");
    assert_eq!(traced(&found, "rules.no-gift").finding.id, "no-gift");
    assert_eq!(traced(&found, "C3").finding.id, "c3");
    let message = refused(&found, "thrft").to_string();
    assert!(message.contains("`statement.buyer.thrift`"), "{message}");
    let message = refused(&found, "xyzzy").to_string();
    assert!(
        message.contains("xyzzy") && message.contains("help"),
        "{message}"
    );
    assert!(matches!(
        refused(&found, "rule.ship"),
        TraceError::Unknown { .. }
    ));
    let message = refused(&found, "ship, pay = no").to_string();
    assert!(message.contains("no-gift"), "{message}");
}

/// A rule that stands in one period only, a claim that carries nothing but it, and
/// periods and readings that are not there.
#[test]
fn what_stands_in_another_period() {
    let text = TEXT.replace(
        "text = \"Nobody ships for nothing.\"",
        "periods = [\"later\"]",
    ) + "[periods.later]\nlabel = \"Later\"\ndate = \"2022\"\nstatus_quo = \"none\"\n";
    let dossier = written(&text, Some(SOURCES));
    let ask = |thing: &str, period: Option<&str>, reading: Option<&str>| {
        let asked = Scenario {
            period: period.map(str::to_string),
            reading: reading.map(str::to_string),
            stated_only: false,
            ..Scenario::default()
        };
        trace(&dossier, thing, &asked, &TraceSettings::default())
    };
    let dates = |thing: &str, period| -> Vec<String> {
        let found = ask(thing, period, None).expect("found").finding;
        let periods = found.up.iter().flat_map(|run| &run.periods);
        periods
            .filter_map(|p| Some(p.scenario.period.as_ref()?.id.clone()))
            .collect()
    };
    assert_eq!(dates("no-gift", None), ["later"]);
    assert_eq!(dates("c4", None), ["later"]);
    assert_eq!(dates("seller.money", None), ["now", "later"]);
    let rule = ask("no-gift", Some("now"), None).expect("found").finding;
    assert!(rule.up.is_empty() && rule.claims.is_empty());
    let claim = ask("c4", Some("now"), None).expect("found").finding;
    assert!(
        claim.up.is_empty() && claim.carries[0].enters_the_model(),
        "{claim:?}"
    );
    for (period, reading) in [(Some("nwo"), None), (None, Some("generos"))] {
        let message = ask("x2", period, reading).expect_err("refused").to_string();
        assert!(message.contains("Did you mean"), "{message}");
    }
}

/// Everything works without a source, a claim or a period.
#[test]
fn a_dossier_without_sources() {
    let text = r#"
[dossier]
format = 1
title = "Bare"
[actors.one]
name = "One"
[actors.two]
name = "Two"
[options.a]
owner = "one"
label = "A"
[options.b]
owner = "two"
label = "B"
[[preferences]]
actor = "one"
statements = [{ id = "w", wants = "b if a" }]
[[preferences]]
actor = "two"
ranking = [["a and b"], ["true"]]
"#;
    let dossier = written(text, None);
    for thing in things(&dossier) {
        let found = traced(&dossier, &thing.qualified());
        assert_eq!(
            (found.finding.kind, &found.finding.id),
            (thing.kind, &thing.id)
        );
        assert!(found.finding.changes_asked, "{thing:?}");
        assert!(ids(&found.finding.down, TraceKind::Claim).is_empty());
    }
    let ranking = traced(&dossier, "two.ranking");
    assert_eq!(fallen(run(&ranking, RunScope::Itself)), ["two.ranking"]);
    let settings = AnalyseSettings::default();
    let found = coverage(&dossier, &Scenario::default(), &settings)
        .expect("compiles")
        .finding;
    assert_eq!((found.claims_in_all, found.findings_covered), (0, 0));
    assert!(found.findings_in_all > 0);
    assert_eq!(found.claims_elsewhere, 0);
}

/// `thrift` has no claim: every finding that it decides has a gap.
#[test]
fn what_carries_what() {
    let dossier = written(TEXT, Some(SOURCES));
    let settings = AnalyseSettings::default();
    let found = coverage(&dossier, &Scenario::default(), &settings)
        .expect("compiles")
        .finding;
    assert_eq!(found.claims_in_all, 7);
    // c1 to c4; x1 shares a passage with c1.
    assert_eq!((found.claims_direct, found.claims_by_passage), (4, 1));
    // Nothing outside the models rests on x2 or q1.
    assert_eq!(found.claims_elsewhere, 0);
    for finding in &found.findings {
        let decides = finding.statements.iter().any(|id| id == "buyer.thrift");
        assert_eq!(
            finding.without_claim.len(),
            usize::from(decides),
            "{finding:?}"
        );
    }
    let covered = found.findings.iter().filter(|f| f.covered()).count();
    assert_eq!(found.findings_covered, covered as u64);
    let c1 = &found.claims[0];
    assert_eq!(c1.claim.id, "c1");
    // What it is decided by names c1.
    let status_quo = &found.findings[0];
    assert!(
        status_quo.claims.contains(&"c1".to_string()),
        "{status_quo:?}"
    );
    assert_eq!(
        c1.direct,
        [
            "option.pay",
            "option.ship",
            "statement.seller.keep",
            "statement.seller.money"
        ]
    );
}

/// A trace and a coverage meet the published schema, and are the same twice.
#[test]
fn traces_have_the_one_form() {
    let dossier = written(TEXT, Some(SOURCES));
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut named = things(&dossier);
    named.push(Thing {
        kind: TraceKind::State,
        id: "status-quo".to_string(),
    });
    for thing in named {
        let value = json!(traced(&dossier, &thing.qualified()));
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(faults.is_empty(), "{thing:?}: {faults:#?}");
        assert_eq!(value["kind"], "trace");
        assert_eq!(value, json!(traced(&dossier, &thing.qualified())));
    }
    let found = coverage(&dossier, &Scenario::default(), &AnalyseSettings::default());
    let value = json!(found.expect("compiles"));
    assert!(validator.is_valid(&value));
    assert_eq!(value["kind"], "coverage");
}

/// Takes a statement out of a list; one that shared its rank keeps that rank.
fn take_out(statements: &mut Vec<Statement>, place: usize) {
    let gone = statements.remove(place);
    if let Some(next) = statements.get_mut(place)
        && !gone.same_rank
    {
        next.same_rank = false;
    }
}

/// The dossier without a judgement or claim, edited as a person would do it.
fn edited(dossier: &Dossier, thing: &Thing) -> Dossier {
    let mut edited = dossier.clone();
    let file = &mut edited.file;
    // The random dossiers have one source, and one claim a judgement at most.
    let on_it = |because: &[String]| match thing.kind {
        TraceKind::Claim => because == [thing.id.clone()],
        TraceKind::Source => !because.is_empty(),
        _ => false,
    };
    file.rules.retain(|id, rule| match thing.kind {
        TraceKind::Rule => *id != thing.id,
        _ => !on_it(&rule.evidence.because),
    });
    for preference in &mut file.preferences {
        for place in (0..preference.statements.len()).rev() {
            let statement = &preference.statements[place];
            let goes = match thing.kind {
                TraceKind::Statement => {
                    format!("{}.{}", preference.actor, statement.id) == thing.id
                }
                TraceKind::Actor => preference.actor == thing.id,
                _ => on_it(&statement.evidence.because),
            };
            if goes {
                take_out(&mut preference.statements, place);
            }
        }
        let ranking = format!("{}.ranking", preference.actor);
        if (thing.kind, &thing.id) == (TraceKind::Ranking, &ranking)
            || (thing.kind, &thing.id) == (TraceKind::Actor, &preference.actor)
        {
            preference.ranking = None;
        }
    }
    edited
}

/// What a trace says of random dossiers is what comes of taking the thing out by
/// hand and analysing again.
#[test]
fn a_trace_says_what_editing_by_hand_would_show() {
    let (mut runs, mut changed) = (0, 0);
    for seed in 0..20 {
        let text = random::dossier(seed)
            + "[periods.now]\nlabel = \"Now\"\ndate = \"2020\"\nstatus_quo = \"none\"\n";
        let dossier = written(&text, Some(random::SOURCES));
        let analysed = |dossier: &Dossier| {
            let finding = analyse(dossier, &Scenario::default(), &AnalyseSettings::default());
            finding.expect("compiles").finding
        };
        let before = analysed(&dossier);
        for thing in things(&dossier) {
            let found = traced(&dossier, &thing.qualified());
            let scopes = [RunScope::Itself, RunScope::Alone, RunScope::Wishes];
            let run = found
                .finding
                .up
                .iter()
                .find(|run| scopes.contains(&run.scope));
            let Some(run) = run else { continue };
            runs += 1;
            let after = analysed(&edited(&dossier, &thing));
            let changes: Vec<&TraceChange> = run.periods.iter().flat_map(|p| &p.changes).collect();
            let told = |wanted: fn(&TraceChange) -> bool| changes.iter().any(|one| wanted(one));
            let verdict = |found: &Analysis| {
                let here = found.status_quo.clone().expect("a status quo");
                (here.concepts, here.leavers)
            };
            let name = format!("seed {seed}, {}", thing.qualified());
            let differs = verdict(&before) != verdict(&after);
            let status_quo = |one: &TraceChange| matches!(one, TraceChange::StatusQuo { .. });
            assert_eq!(told(status_quo), differs, "{name}");
            let differs = before.feasible != after.feasible;
            let feasible = |one: &TraceChange| matches!(one, TraceChange::Feasible { .. });
            assert_eq!(told(feasible), differs, "{name}");
            // Other states can hold without a change of numbers, so this goes one way.
            let differs = before.equilibrium_counts != after.equilibrium_counts;
            let counts = |one: &TraceChange| matches!(one, TraceChange::Counts { .. });
            assert!(told(counts) || !differs, "{name}");
            let seq = |found: &Analysis| -> Vec<String> {
                let held = found.equilibria.iter().filter(|e| e.leavers.is_empty());
                let mut codes: Vec<String> = held.map(|e| e.state.code.clone()).collect();
                codes.sort();
                codes
            };
            // All states are listed where there are few.
            if before.equilibria_not_listed + after.equilibria_not_listed == 0 {
                let (was, is) = (seq(&before), seq(&after));
                let gone: Vec<&String> = was.iter().filter(|s| !is.contains(s)).collect();
                let new: Vec<&String> = is.iter().filter(|s| !was.contains(s)).collect();
                let codes = |pick: fn(&TraceChange) -> Option<&Vec<StateRow>>| {
                    let states = changes.iter().filter_map(|change| pick(change)).flatten();
                    let mut codes: Vec<&String> = states.map(|row| &row.code).collect();
                    codes.sort();
                    codes
                };
                let states_gone = codes(|change| match change {
                    TraceChange::StatesGone { states } => Some(states),
                    _ => None,
                });
                let states_new = codes(|change| match change {
                    TraceChange::StatesNew { states } => Some(states),
                    _ => None,
                });
                assert_eq!(states_gone, gone, "{name}");
                assert_eq!(states_new, new, "{name}");
                changed += usize::from(was != is);
            }
        }
    }
    assert!(
        runs > 150 && changed > 25,
        "{runs} runs, {changed} with other states"
    );
}

/// Every id of every kind has a chain down; of the few kinds that enter the model,
/// one of each is run without.
#[test]
fn everything_in_the_kuril_dossier_can_be_traced() {
    let dossier = of_repository("dossiers/kuril");
    let settings = TraceSettings {
        changes: false,
        ..TraceSettings::default()
    };
    let all = things(&dossier);
    assert!(all.len() > 1_000, "{}", all.len());
    for thing in all.iter().filter(|thing| thing.kind != TraceKind::Outcome) {
        let name = thing.qualified();
        let found = trace(&dossier, &name, &Scenario::default(), &settings);
        let found = found
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .finding;
        assert_eq!((found.kind, &found.id), (thing.kind, &thing.id));
        let down = &found.down;
        let told = !(down.children.is_empty() && down.facts.is_empty() && down.text.is_empty());
        assert!(told, "{name} is empty");
        if thing.kind == TraceKind::Claim {
            let claim = &dossier.file.claims[&thing.id];
            let places = down
                .children
                .iter()
                .filter(|c| c.kind == TraceKind::Passage)
                .count();
            assert_eq!(places, claim.places.len(), "{name}");
        }
    }
}

#[test]
fn the_kuril_findings_rest_on_claims() {
    let dossier = of_repository("dossiers/kuril");
    let settings = AnalyseSettings {
        list: 12,
        ..AnalyseSettings::default()
    };
    let found = coverage(&dossier, &Scenario::default(), &settings)
        .expect("compiles")
        .finding;
    assert_eq!(found.claims_in_all, dossier.file.claims.len() as u64);
    // Counted again, from the judgements that the files hold.
    let file = &dossier.file;
    let statements = file.preferences.iter().flat_map(|p| &p.statements);
    // What no period has on the table carries no finding.
    let on_the_table = (file.options.iter())
        .filter(|(id, _)| file.periods.values().any(|p| !p.absent.contains(*id)));
    let because = (statements.map(|s| &s.evidence.because))
        .chain(on_the_table.map(|(_, o)| &o.evidence.because))
        .chain(file.rules.values().map(|r| &r.evidence.because))
        .chain(file.periods.values().map(|p| &p.because))
        .chain((file.periods.values().flat_map(|p| &p.outcomes)).map(|o| &o.evidence.because));
    let named: std::collections::BTreeSet<&String> = because.flatten().collect();
    assert_eq!(found.claims_direct, named.len() as u64);
    assert!(found.claims_by_passage > found.claims_direct);
    // Every statement that decides names a claim, in all three periods.
    assert!(found.findings_in_all >= 40, "{}", found.findings_in_all);
    assert_eq!(found.findings_covered, found.findings_in_all);
}

/// One statement of April 2016, followed through.
#[test]
fn a_kuril_statement_is_missed() {
    let dossier = of_repository("dossiers/kuril");
    let asked = Scenario {
        period: Some("2016-04".to_string()),
        ..Scenario::default()
    };
    let found = trace(
        &dossier,
        "russia.fortify",
        &asked,
        &TraceSettings::default(),
    );
    let found = found.expect("found");
    let run = run(&found, RunScope::Itself);
    assert_eq!(run.periods.len(), 1);
    assert!(!run.periods[0].changes.is_empty());
}
