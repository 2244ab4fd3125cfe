//! What is found of negotiations, in words: small dossiers with known findings.

use crate::lists::{items, lists};
use crate::written::{SOURCES, written};
use hikiwake_document::{Block, Document, Names, block, ratify, settle, steps};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;
use hikiwake_negotiation::{
    self as negotiation, BlockQuestion, GradualPlansSettings, RatifyQuestion,
};

const ROAD: &str = include_str!("../../../../reference/dossiers/road/dossier.toml");
const FIELD: &str = include_str!("../../../../reference/dossiers/field/dossier.toml");

fn dossier(text: &str) -> Dossier {
    written(text, None)
}

/// The sentences of a document: its answer and the items of its lists, but for what is
/// folded.
fn told(document: &Document) -> String {
    let answer = document.answer.plain();
    [vec![answer], lists(document).concat()].concat().join("\n")
}

/// The items of the lists that are folded.
fn folded(document: &Document) -> String {
    let inside = document.blocks.iter().flat_map(|block| match block {
        Block::Details { blocks, .. } => items(blocks),
        _ => Vec::new(),
    });
    inside.collect::<Vec<_>>().join("\n")
}

fn blocked(text: &str, question: &BlockQuestion) -> String {
    let settings = AnalyseSettings::default();
    let found = negotiation::block(&dossier(text), &Scenario::default(), question, &settings);
    told(&block(&[found.expect("compiles")], 5))
}

fn settlement(dossier: &Dossier) -> Document {
    let settings = AnalyseSettings::default();
    let found = negotiation::settle(dossier, &Scenario::default(), None, &settings);
    settle(&[found.expect("compiles")])
}

fn plan(text: &str) -> Document {
    let finding = negotiation::steps(&dossier(text), &GradualPlansSettings::default());
    let sides = finding.finding.plans.iter().flat_map(|plan| &plan.sides);
    steps(&finding, &Names::new(sides))
}

fn planned(text: &str) -> String {
    told(&plan(text))
}

#[track_caller]
fn says(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

/// South judges by what it wants of the option; factions and rules are written here.
fn two_sides(rest: &str) -> String {
    format!(
        r#"
        [dossier]
        format = 1
        title = "Two sides"
        [actors]
        north = {{ name = "North" }}
        south = {{ name = "South" }}
        army = {{ name = "The army" }}
        [options.idle]
        label = "Idle"
        owner = "north"
        [periods.now]
        label = "Now"
        date = "2016"
        status_quo = "none"
        [terms.land]
        label = "Land"
        levels = ["none", "some", "all"]
        parties = ["north", "south"]
        sets = {{ all = "idle" }}
        [terms.pledge]
        label = "Pledge"
        parties = ["north", "south"]
        [forms.whole]
        label = "The whole"
        is = "land = all"
        [[preferences]]
        actor = "south"
        statements = [{{ id = "keep", wants = "not idle", red_line = true }}]
        [readings.resigned]
        label = "South lets go"
        changes = [{{ actor = "south", replace = "keep", with = {{ id = "let-go", wants = "idle" }} }}]
        {rest}
        "#
    )
}

#[test]
fn what_would_open_the_way_is_told() {
    let told = blocked(
        &two_sides(
            r#"
            [factions.army]
            side = "north"
            [[factions.army.judges]]
            forms = { whole = "rejects" }
            [factions.army.guarantees.pledged]
            label = "A pledge"
            forms = ["whole"]
            terms = "pledge"
            basis = "analyst"
            [ratification.usual]
            label = "The army agrees"
            sides.north = { vetoes = ["army"] }
            "#,
        ),
        &BlockQuestion::default(),
    );
    says(
        &told,
        &[
            "“The whole” cannot pass at home; The army can stop it.",
            "The army (the analyst’s own) can stop “The whole”.",
            "The least that would open “The whole”: win The army over with “A pledge” (the analyst’s \
             own).",
        ],
    );
}

#[test]
fn other_readings_are_told_where_something_passes() {
    let told = blocked(
        &two_sides(
            r#"
            [ratification.usual]
            label = "South agrees"
            sides.south = { leader = "south" }
            "#,
        ),
        &BlockQuestion::default(),
    );
    let read = "If one reads the case otherwise, “The whole” could pass: “South lets go”.";
    says(&told, &[read]);
}

/// The army has 130 red lines against one form, more judgements than are combined.
#[test]
fn a_search_cut_short_is_told_and_claims_nothing() {
    let lines: Vec<String> = (0..130)
        .map(|n| format!("{{ id = \"line{n}\", wants = \"land < all\", red_line = true }}"))
        .collect();
    let army = format!(
        r#"
        [factions.army]
        side = "north"
        [[factions.army.judges]]
        statements = [{}]
        [ratification.usual]
        label = "The army agrees"
        sides.north = {{ vetoes = ["army"] }}
        "#,
        lines.join(", ")
    );
    let told = blocked(&two_sides(&army), &BlockQuestion::default());
    says(&told, &["was cut short: more than 128"]);
    assert!(!told.contains("no judgement"), "{told}");
}

/// Two sides that weigh one term, at a cost of agreeing.
fn one_term(none: &str, weight: f64, cost: f64) -> String {
    let mut text = format!(
        "[dossier]\nformat = 1\ntitle = \"Cost\"\n{none}\n\
         [options.idle]\nowner = \"a\"\nlabel = \"Idle\"\n\
         [terms.x]\nlabel = \"X\"\nlevels = [\"none\", \"some\"]\n"
    );
    for side in ["a", "b"] {
        text.push_str(&format!(
            "[actors.{side}]\nname = \"{side}\"\n[factions.{side}]\nside = \"{side}\"\n\
             judges = [{{ weights = {{ x = [0.0, {weight:?}] }}, cost = {cost:?} }}]\n"
        ));
    }
    text
}

#[test]
fn what_passes_and_nobody_prefers_is_told() {
    let question = BlockQuestion {
        wanted: Some("true".to_owned()),
        ..BlockQuestion::default()
    };
    let told = blocked(&one_term("", -0.5, -1.0), &question);
    let but = "“true” can pass at home, but would not be better for every government than what is \
               in place.";
    says(&told, &[but]);
}

#[test]
fn where_no_agreement_is_in_force_none_is_spoken_of() {
    for cost in [-1.0, 0.25, 0.0, 1.0] {
        let text = one_term("[settlement]\nnone_in_force = true", 0.5, cost);
        let told = told(&settlement(&dossier(&text)));
        let none = "No agreement is in force: what is told of is held against having none.";
        says(
            &told,
            &[none, "better for every government than having no agreement"],
        );
        assert!(!told.contains("what is in place"), "{told}");
    }
}

/// Who gains, who loses by what, of what the model knows no step, what no term pays for,
/// and what would break off what is in force.
#[test]
fn what_could_be_agreed_on_a_river_is_told() {
    const RIVER: &str = include_str!("../../../session/tests/session/settle/river.toml");
    let document = settlement(&written(RIVER, Some(SOURCES)));
    says(
        &told(&document),
        &[
            "Only “Fish” would be better for every government than what is in place; whether it \
             would be kept, the model cannot say.",
            "North would lose by “Water”: “‘Water’ at none” (stated).",
            "North and South would lose by “No watch” (which breaks off what is in force).",
            "The fewest changes that suit every government: Fish together: yes.",
            "The envoy accepts “Water”, although North would lose by its own wishes: “‘Water’ at \
             none” (stated).",
            "The envoy rejects “A fee alone”, although North would gain by its own wishes",
            "The two tables disagree about “Water”: it would be better for every side, and last, if \
             besides South takes up “Open the market”. No term settles that.",
        ],
    );
    says(&folded(&document), &["efficient", "Fish together: yes"]);
}

/// A leader who is meant to differ: the reason stands where the difference is told.
#[test]
fn why_a_leader_differs_is_told() {
    const RIVER: &str = include_str!("../../../session/tests/session/settle/river.toml");
    let verdicts = r#"forms = { water = "accepts", paid = "rejects" }"#;
    let meant = format!("{verdicts}\ndiffers = \"The envoy is to retire.\"");
    let river = written(&RIVER.replace(verdicts, &meant), Some(SOURCES));
    says(
        &told(&settlement(&river)),
        &["(stated): The envoy is to retire."],
    );
}

/// On what the sources state alone, a no that counts is a stated one.
#[test]
fn ratify_on_stated_judgements_alone_says_so() {
    let text = two_sides(
        r#"
        [factions.army]
        side = "north"
        judges = [{ forms = { whole = "rejects" } }]
        [ratification.all]
        label = "All"
        sides.north = { leader = "army" }
        sides.south = { leader = "south" }
        [claims.c]
        source = "book"
        says = "South keeps its land."
        "#,
    );
    let wish = r#"wants = "not idle","#;
    let text = text.replace(
        wish,
        &format!("{wish} because = [\"c\"], basis = \"stated\","),
    );
    let dossier = written(&text, Some(SOURCES));
    let answer = |stated_only| {
        let question = RatifyQuestion {
            scenario: Scenario {
                stated_only,
                ..Scenario::default()
            },
            ..RatifyQuestion::default()
        };
        let found = negotiation::ratify(&dossier, &question, &AnalyseSettings::default());
        told(&ratify(&found.expect("compiles")))
    };
    let (all, stated) = (answer(false), answer(true));
    assert!(!all.contains("only what the sources state"), "{all}");
    says(
        &stated,
        &[
            "only what the sources state",
            "South (stated) can stop “The whole”.",
        ],
    );
    assert!(!stated.contains("army"), "{stated}");
}

#[test]
fn who_lets_a_field_be_sold_is_told() {
    let question = RatifyQuestion::default();
    let found = negotiation::ratify(&dossier(FIELD), &question, &AnalyseSettings::default());
    let document = ratify(&found.expect("compiles"));
    says(
        &told(&document),
        &[
            "“For much” can pass at home; her brother can stop the rest.",
            "if “The family” must agree, which is a supposition (the analyst’s own).",
            "Her brother (the analyst’s own) can stop “For little”.",
            "In “Early”, “For much” could not pass.",
            "The file in Ben passed by “Late” from the bank to his wife.",
        ],
    );
    says(
        &folded(&document),
        &[
            "Early: of 4 new agreements, Ann lets 2 pass and Ben lets 2 pass; none pass on all sides",
            "under “The family”, of 2 that fail, the bank alone keeps out all of them",
            "that alone takes the agreements that pass there from 2 to 4",
            "In Ben: “For little” and “For much” pass.",
            "the file in Ben passes from the bank to his wife",
        ],
    );
}

#[test]
fn a_plan_against_its_time_is_told() {
    let document = plan(ROAD);
    says(
        &told(&document),
        &[
            "One of three steps was done by 15 June 2016; next would come “A gate”.",
            "Step by step Ann would at worst risk 22% of what the whole is worth to it, after “A \
             road”.",
            "It ends before “The fair” closes (October 2016).",
            "1 step of 3 can be done by then; what is left begins with “A road”.",
            "The last step was done on 15 June 2016.",
            "this is lost of what the whole was worth: Ann 22%.",
            "both sides still carry it",
            "assume",
        ],
    );
    says(
        &folded(&document),
        &[
            "22% of what the whole plan is worth to it (Ann, after “A road”)",
            "closed form",
        ],
    );
}

#[test]
fn a_plan_of_three_sides_speaks_of_all_and_leaves_the_formula_of_two_out() {
    let third = "[actors.cid]\nname = \"Cid\"\n";
    let steps = ROAD.replace("worth = { ann = 9 }", "worth = { ann = 9, cid = 1 }");
    assert_ne!(steps, ROAD);
    let document = plan(&format!("{steps}\n{third}"));
    says(&told(&document), &["all three sides still carry it"]);
    let folded = folded(&document);
    assert!(!folded.contains("closed form"), "{folded}");
}

#[test]
fn what_is_no_plan_is_told() {
    let head = ROAD.split("[windows").next().expect("a beginning");
    let bare = planned(&format!("{head}[ladders.way]\nlabel = \"A way\"\n"));
    assert_eq!(bare.trim(), "The plan has no steps.");
}

#[test]
fn a_step_that_crosses_a_red_line_is_told() {
    let text = ROAD.replace("locked = 0.75", "locked = 0.75\nsets = \"build\"");
    let red = r#"
        [[preferences]]
        actor = "ben"
        statements = [{ id = "ford", wants = "not build", red_line = true, text = "The ford stays open, whatever comes." }]
    "#;
    let told = planned(&format!("{text}{red}"));
    says(
        &told,
        &["“A road” would cross a red line of Ben (Now): “The ford stays open”."],
    );
    assert!(!planned(&text).contains("red line"));
}
