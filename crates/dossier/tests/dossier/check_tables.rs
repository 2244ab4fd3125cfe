//! Where the tables of a dossier disagree: a leader's verdicts against the ordered wishes of
//! its government, and steps of a plan against red lines.

use std::fmt::Write as _;

use hikiwake_dossier::{Read, read};
use proptest::prelude::*;

fn read_text(text: &str) -> Read {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dossier.toml"), text).unwrap();
    read(folder.path())
}

/// The messages of one code.
fn told(read: &Read, code: &str) -> Vec<String> {
    assert!(read.dossier.is_some(), "{}", read.render(false));
    let faults = read.diagnostics.iter().filter(|fault| fault.code == code);
    faults.map(|fault| fault.message.clone()).collect()
}

/// One side whose chair judges by forms and whose government wants these things, most
/// important first. What is in force: no land, a small fee.
fn ford(verdicts: &str, wishes: &str, more: &str) -> String {
    format!(
        r#"
        [dossier]
        format = 1
        title = "A ford"
        [actors]
        east = {{ name = "East" }}
        chair = {{ name = "The chair of East", kind = "leader" }}
        west = {{ name = "West" }}
        [options.guard]
        owner = "east"
        label = "Guard the ford"
        [terms.land]
        label = "Land"
        [terms.fee]
        label = "Fee"
        levels = ["none", "small", "large"]
        sets = {{ none = "guard = no", small = "guard = no", large = "guard" }}
        [term_rules.no-gift]
        never = "land and fee = none"
        [forms.land]
        label = "Land"
        is = "land"
        [forms.rest]
        label = "The rest"
        is = "true"
        [factions.east]
        side = "east"
        judges = [{{ statements = [{wishes}] }}]
        [factions.chair]
        side = "east"
        judges = [{{ forms = {{ {verdicts} }} }}]
        [factions.west]
        side = "west"
        judges = [{{ forms = {{ land = "accepts" }} }}]
        [ratification.leaders]
        label = "Leaders"
        sides.east.leader = "chair"
        sides.west.leader = "west"
        [periods.now]
        label = "Now"
        date = "2026"
        status_quo = ""
        terms = "fee = small"
        {more}
        "#
    )
}

const KEEP: &str = r#"{ id = "keep", wants = "not land" }"#;
const GUARD: &str = r#"{ id = "guard", wants = "guard" }"#;
const FEE: &str = r#"{ id = "fee", wants = "fee > none" }"#;
const SELL: &str = r#"{ id = "sell", wants = "land" }"#;

#[test]
fn a_leader_who_accepts_what_its_government_can_only_lose_by_is_told() {
    let accepts = r#"land = "accepts""#;
    let lost = |wishes: &[&str]| {
        let wishes = wishes.join(", ");
        let found = read_text(&ford(accepts, &wishes, ""));
        told(&found, "verdict-against-wishes")
    };
    let keep = "`chair` accepts `land`, and by its ordered wishes `east` would prefer what is in force to each agreement of it.";
    assert_eq!(lost(&[KEEP, GUARD]), [keep]);
    // Some agreements on land bring a guard, which weighs more.
    assert_eq!(lost(&[GUARD, KEEP]), [""; 0]);
    // The fee is there already, and stays.
    assert_eq!(lost(&[FEE, KEEP]), [keep]);
    let always_gained = r#"{ id = "sell", wants = "land or guard" }"#;
    assert_eq!(lost(&[always_gained, KEEP]), [""; 0]);
    assert_eq!(lost(&[KEEP, always_gained]), [keep]);
    assert_eq!(lost(&[GUARD]), [""; 0]);
}

#[test]
fn a_leader_who_rejects_what_its_government_always_prefers_is_told() {
    let rejects = r#"land = "rejects""#;
    let found = |wishes: &str, more: &str| {
        let found = read_text(&ford(rejects, wishes, more));
        told(&found, "verdict-against-wishes")
    };
    let sell = "`chair` rejects `land`, and by its ordered wishes `east` would prefer each agreement of it to what is in force.";
    assert_eq!(found(SELL, ""), [sell]);
    assert_eq!(found(&format!("{FEE}, {SELL}"), ""), [sell]);
    // With a guard above it only some are better; with nothing to gain, none is.
    let no_guard = r#"{ id = "no-guard", wants = "not guard" }"#;
    assert_eq!(found(&format!("{no_guard}, {SELL}"), ""), [""; 0]);
    assert_eq!(found(FEE, ""), [""; 0]);
    // Where none is in force there is nothing to hold an agreement against.
    assert_eq!(found(SELL, "[settlement]\nnone_in_force = true"), [""; 0]);
}

#[test]
fn a_leader_who_is_meant_to_differ_is_not_told() {
    let text = ford(r#"land = "accepts""#, KEEP, "");
    let verdict = r#"judges = [{ forms = { land = "accepts" } }]"#;
    let meant = r#"judges = [{ forms = { land = "accepts" }, differs = "The chair is paid." }]"#;
    assert!(text.contains(verdict));
    let text = text.replacen(verdict, meant, 1);
    assert_eq!(told(&read_text(&text), "verdict-against-wishes"), [""; 0]);
}

#[test]
fn a_leader_who_is_its_government_or_judges_by_wishes_is_not_told() {
    let text = ford(r#"land = "accepts""#, KEEP, "");
    let own = text.replace(
        r#"sides.east.leader = "chair""#,
        r#"sides.east.leader = "east""#,
    );
    assert_eq!(told(&read_text(&own), "verdict-against-wishes"), [""; 0]);
    let judges = r#"judges = [{ forms = { land = "accepts" } }]
        [factions.west]"#;
    assert!(text.contains(judges));
    let wishes = r#"judges = [{ statements = [{ id = "s", wants = "land" }] }]
        [factions.west]"#;
    let by_wishes = text.replace(judges, wishes);
    assert_eq!(
        told(&read_text(&by_wishes), "verdict-against-wishes"),
        [""; 0]
    );
}

#[test]
fn a_step_that_crosses_a_red_line_is_told_where_it_does() {
    let plan = r#"
        [options.bridge]
        owner = "west"
        label = "Build a bridge"
        [ladders.plan]
        label = "Plan"
        [steps.bridge]
        label = "A bridge"
        by = ["west"]
        sets = "bridge"
        [steps.guard]
        label = "A guard"
        by = ["east"]
        needs = ["bridge"]
        sets = "guard"
        [steps.talk]
        label = "Talk"
        by = ["east", "west"]
        needs = ["guard"]
    "#;
    let crossed = |wish: &str| {
        let wishes = format!("[[preferences]]\nactor = 'east'\nstatements = [{wish}]\n{plan}");
        let found = read_text(&ford("", SELL, &wishes));
        told(&found, "crosses-red-line")
    };
    let red = r#"{ id = "open", wants = "not guard if bridge", red_line = true }"#;
    let step = "This step crosses the red line `open` of `east` (`now`).";
    assert_eq!(crossed(red), [step]);
    let weak = red.replace(", red_line = true", "");
    assert_eq!(crossed(&weak), [""; 0]);
    // What is broken already is not crossed.
    let broken = r#"{ id = "open", wants = "guard", red_line = true }"#;
    assert_eq!(crossed(broken), [""; 0]);
}

const OPTIONS: usize = 4;

/// Which options a step takes up, and which earlier steps it needs; as bits.
type Step = (u8, u8);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Red lines are pairs of options that must not both be taken.
    #[test]
    fn steps_cross_what_a_walk_over_bits_says(
        steps in prop::collection::vec((0u8..16, 0u8..16), 1..5),
        lines in prop::collection::vec((0..OPTIONS, 0..OPTIONS), 1..4),
        now in 0u8..16,
    ) {
        let taken = |bits: u8| {
            let names = (0..OPTIONS).filter(|k| bits >> k & 1 == 1);
            names.map(|k| format!("o{k}")).collect::<Vec<_>>().join(", ")
        };
        let mut text = String::from("[dossier]\nformat = 1\ntitle = 'T'\n[actors]\na = { name = 'A' }\n");
        for k in 0..OPTIONS {
            writeln!(text, "[options.o{k}]\nowner = 'a'\nlabel = 'O'").unwrap();
        }
        writeln!(text, "[periods.p]\nlabel = 'P'\nstatus_quo = '{}'", taken(now)).unwrap();
        text.push_str("[[preferences]]\nactor = 'a'\nstatements = [\n");
        for (k, (a, b)) in lines.iter().enumerate() {
            writeln!(text, "{{ id = 'r{k}', wants = 'not (o{a} and o{b})', red_line = true }},").unwrap();
        }
        text.push_str("]\n[ladders.l]\nlabel = 'L'\n");
        for (k, &(sets, needs)) in steps.iter().enumerate() {
            let needed = (0..k).filter(|n| needs >> n & 1 == 1);
            let needed: Vec<String> = needed.map(|n| format!("'s{n}'")).collect();
            writeln!(text, "[steps.s{k}]\nlabel = 'S'\nsets = '{}'\nneeds = [{}]", taken(sets), needed.join(", ")).unwrap();
        }
        let read = read_text(&text);
        let dossier = read.dossier.as_ref().unwrap_or_else(|| panic!("{}", read.render(false)));
        let found: Vec<(String, String)> = (dossier.crossed_red_lines().into_iter())
            .map(|crossed| (crossed.step, crossed.statement.id))
            .collect();
        let mut expected = Vec::new();
        for k in 0..steps.len() {
            let before = now | before(&steps, k);
            let after = before | steps[k].0;
            let broken = |bits: u8, (a, b): (usize, usize)| bits >> a & 1 == 1 && bits >> b & 1 == 1;
            for (r, &line) in lines.iter().enumerate() {
                if !broken(before, line) && broken(after, line) {
                    expected.push((format!("s{k}"), format!("r{r}")));
                }
            }
        }
        prop_assert_eq!(found, expected, "{}", text);
    }
}

/// A term, a level and whether it must be lower: `term >= level`, `term < level`.
type Wish = (usize, u8, bool);

fn is_met(wish: Wish, agreement: [u8; 3]) -> bool {
    (agreement[wish.0] >= wish.1) != wish.2
}

/// Every agreement of three terms with three levels.
fn all_agreements() -> impl Iterator<Item = [u8; 3]> {
    (0..27u8).map(|n| [n / 9, n / 3 % 3, n % 3])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn verdicts_are_held_against_all_agreements_one_by_one(
        form in (0usize..3, 1u8..3, any::<bool>()),
        wishes in prop::collection::vec((0usize..3, 1u8..3, any::<bool>()), 1..4),
        now in (0u8..3, 0u8..3, 0u8..3),
        accepts in any::<bool>(),
    ) {
        let now = [now.0, now.1, now.2];
        let formula = |(term, level, lower): Wish| {
            format!("t{term} {} l{level}", if lower { "<" } else { ">=" })
        };
        let statements = wishes.iter().enumerate();
        let statements: Vec<String> = statements
            .map(|(k, &wish)| format!("{{ id = 'w{k}', wants = '{}' }}", formula(wish)))
            .collect();
        let mut text = String::from("[dossier]\nformat = 1\ntitle = 'T'\n");
        text.push_str("[actors]\ne = { name = 'E' }\nc = { name = 'C' }\n");
        for k in 0..3 {
            writeln!(text, "[terms.t{k}]\nlabel = 'T'\nlevels = ['l0', 'l1', 'l2']").unwrap();
        }
        writeln!(text, "[forms.f]\nlabel = 'F'\nis = '{}'", formula(form)).unwrap();
        writeln!(text, "[forms.rest]\nlabel = 'R'\nis = 'true'").unwrap();
        writeln!(text, "[factions.e]\nside = 'e'\njudges = [{{ statements = [{}] }}]", statements.join(", ")).unwrap();
        let verdict = if accepts { "accepts" } else { "rejects" };
        writeln!(text, "[factions.c]\nside = 'e'\njudges = [{{ forms = {{ f = '{verdict}' }} }}]").unwrap();
        text.push_str("[ratification.r]\nlabel = 'R'\nsides.e.leader = 'c'\n");
        writeln!(text, "[periods.p]\nlabel = 'P'\nstatus_quo = ''\nterms = 't0 = l{}, t1 = l{}, t2 = l{}'", now[0], now[1], now[2]).unwrap();
        let found = told(&read_text(&text), "verdict-against-wishes");

        let of_form: Vec<[u8; 3]> = all_agreements().filter(|&one| is_met(form, one)).collect();
        let met = |state| wishes.iter().map(|&wish| is_met(wish, state)).collect::<Vec<_>>();
        let new: Vec<[u8; 3]> = of_form.into_iter().filter(|&one| one != now).collect();
        let against = match accepts {
            true => new.iter().all(|&one| met(one) < met(now)),
            false => new.iter().all(|&one| met(one) > met(now)),
        };
        prop_assert_eq!(found.len(), usize::from(against && !new.is_empty()), "{}", text);
        prop_assert!(found.iter().all(|told| told.contains(verdict)), "{}", text);
    }
}

/// What all that a step needs takes up.
fn before(steps: &[Step], k: usize) -> u8 {
    let needed = (0..k).filter(|n| steps[k].1 >> n & 1 == 1);
    needed.fold(0, |bits, n| bits | steps[n].0 | before(steps, n))
}
