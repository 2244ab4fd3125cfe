//! Negotiation scenarios: what is read of GENIUS and NegMAS, what comes back, and files
//! that mean harm.

use hikiwake_dossier::{Dossier, Negotiation, Scenario, read_texts};
use hikiwake_exchange::{
    ExportedScenario, NewDossier, ScenarioFormat, export_scenario, may_hold_scenario, take_scenario,
};
use hikiwake_graph::Limits;
use proptest::prelude::*;

use ScenarioFormat::{Genius, Negmas};

pub type Files = Vec<(String, Vec<u8>)>;

fn files(parts: &[(&str, &str)]) -> Files {
    let file = |(name, text): &(&str, &str)| (name.to_string(), text.as_bytes().to_vec());
    parts.iter().map(file).collect()
}

const DOMAIN: &str = r#"<?xml version="1.0"?>
<negotiation_template><utility_space number_of_issues="3">
<objective index="0" etype="objective" type="objective" description="" name="trade">
<issue index="1" etype="discrete" type="discrete" vtype="discrete" name="Price &amp; terms">
<item index="1" value="60 Gb" cost="0" description=""></item>
<item index="2" value="$4.37"/><item index="3" value="not"/></issue>
<issue index="2" type="integer" etype="integer" vtype="integer" name="Days" lowerbound="-1" upperbound="2"/>
<issue index="3" type="discrete" name="Fixed"><item index="1" value="only"/></issue>
</objective></utility_space></negotiation_template>"#;

const BUYER: &str = r#"<utility_space><objective index="0" name="trade">
<issue index="1" type="discrete" name="Price &amp; terms">
<item index="1" value="60 Gb" evaluation="12"/><item index="2" value="$4.37" evaluation="30"/>
<item index="3" value="not" evaluation="0"/></issue>
<issue index="2" type="integer" name="Days"><evaluator ftype="linear" offset="0.5" slope="0.25"/></issue>
<issue index="3" type="discrete" name="Fixed"><item index="1" value="only" evaluation="4"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.25"></weight><weight index="3" value="0.25"/>
</objective><discount_factor value="0.9"/><reservation value="0.4"/></utility_space>"#;

const SELLER: &str = r#"<utility_space><objective index="0" name="trade">
<issue index="1" type="discrete" name="Price &amp; terms">
<item index="3" value="not" evaluation="8"/><item index="1" value="60 Gb" evaluation="2"/>
<item index="2" value="$4.37" evaluation="4"/></issue>
<issue index="2" type="discrete" vtype="integer" name="Days">
<item index="1" value="-1" evaluation="1"/><item index="2" value="0" evaluation="2"/>
<item index="3" value="1" evaluation="3"/><item index="4" value="2" evaluation="4"/></issue>
<issue index="3" type="discrete" name="Fixed"><item index="1" value="only" evaluation="0"/></issue>
<weight index="1" value="0.5"/><weight index="2" value="0.5"/><weight index="3" value="0"/>
</objective></utility_space>"#;

pub fn trade() -> Files {
    files(&[
        ("domain.xml", DOMAIN),
        ("buyer.xml", BUYER),
        ("seller.xml", SELLER),
    ])
}

fn taken(files: &Files, format: ScenarioFormat) -> NewDossier {
    match take_scenario(files, "Trade", format) {
        Ok(taken) => taken,
        Err(faults) => panic!("{faults:#?}"),
    }
}

/// The faults, each as it is shown.
fn refused(files: &Files, format: ScenarioFormat) -> Vec<String> {
    let faults = take_scenario(files, "Trade", format).expect_err("refused");
    faults.iter().map(ToString::to_string).collect()
}

fn opened(new: &NewDossier) -> Dossier {
    let read = read_texts(&new.files);
    assert_eq!(read.diagnostics, [], "{}", new.files[0].1);
    read.dossier.expect("no errors")
}

fn talks(dossier: &Dossier) -> Negotiation {
    dossier
        .talks(&Scenario::default(), Limits::default())
        .expect("talks")
}

/// Per side: weights, and what an agreement must be worth.
fn worths(talks: &Negotiation) -> Vec<(Vec<Vec<f64>>, f64)> {
    (0..talks.sides.len())
        .map(|side| {
            let faction = &talks.factions[talks.government(side).expect("a government")];
            let weights = faction.weights.clone().expect("weights");
            let levels = talks.model.space().levels(talks.reversion);
            let stands = weights.iter().zip(levels).map(|(w, l)| w[usize::from(l)]);
            let least = stands.sum::<f64>() + faction.cost;
            (weights, least)
        })
        .collect()
}

fn near(one: &[(Vec<Vec<f64>>, f64)], other: &[(Vec<Vec<f64>>, f64)]) {
    assert_eq!(one.len(), other.len());
    for ((a, least), (b, other)) in one.iter().zip(other) {
        assert!((least - other).abs() < 1e-12, "{least} {other}");
        assert_eq!(a.len(), b.len());
        for (a, b) in a.iter().flatten().zip(b.iter().flatten()) {
            assert!((a - b).abs() < 1e-12, "{a} {b}");
        }
    }
}

#[test]
fn no_agreement_is_in_force_in_an_imported_scenario() {
    assert!(talks(&opened(&taken(&trade(), Genius))).none_in_force);
    assert!(!talks(&table(TABLE)).none_in_force);
}

#[test]
fn genius_divides_by_the_highest_evaluation() {
    let new = taken(&trade(), Genius);
    assert_eq!(new.left, ["buyer.xml: the discount factor 0.9"]);
    assert_eq!(new.remarks.len(), 1, "{:?}", new.remarks);
    let dossier = opened(&new);
    let talks = talks(&dossier);
    let ids: Vec<&str> = talks.terms.iter().map(|term| term.id.as_str()).collect();
    assert_eq!(ids, ["price-terms", "days"]);
    assert_eq!(talks.terms[0].levels, ["60-gb", "4-37", "not-it"]);
    assert_eq!(talks.terms[1].level_labels, ["-1", "0", "1", "2"]);
    assert_eq!(talks.sides, ["buyer", "seller"]);
    // 0.25 of 0.5 to 1.25, counted from the lower bound and cut at 1.
    let line = vec![0.125, 0.1875, 0.25, 0.25];
    near(
        &worths(&talks),
        &[
            // Whatever is agreed, the buyer has 0.25 for the fixed issue.
            (vec![vec![0.2, 0.5, 0.0], line.clone()], 0.4 - 0.25),
            (
                vec![vec![0.125, 0.25, 0.5], vec![0.125, 0.25, 0.375, 0.5]],
                0.0,
            ),
        ],
    );
    // NegMAS takes evaluations as they stand.
    let raw = opened(&taken(&trade(), Negmas));
    let line = vec![0.0625, 0.125, 0.1875, 0.25];
    near(
        &worths(&self::talks(&raw)),
        &[
            (vec![vec![6.0, 15.0, 0.0], line], 0.4 - 1.0),
            (vec![vec![1.0, 2.0, 4.0], vec![0.5, 1.0, 1.5, 2.0]], 0.0),
        ],
    );
}

pub const SPACE: &str = "type: DiscreteCartesianOutcomeSpace\nname: Trade\npath: null\nissues:\n- name: Price\n  type: CategoricalIssue\n  values:\n  - a\n  - 'no'\n  - 3\n- name: n\n  type: negmas.outcomes.ContiguousIssue\n  values: [0, 2]\n";
pub const A: &str = "name: A\ntype: LinearAdditiveUtilityFunction\nreserved_outcome: null\nreserved_value: 0.25\nstability: 2047\nvalues:\n- mapping: {a: 0.2, 'no': 1, 3: .5}\n  type: TableFun\n- {type: AffineFun, slope: -1, bias: 2}\nweights: [0.5, 0.25]\nbias: 0.125\n";
pub const B: &str = r#"{"type": "negmas.preferences.LinearAdditiveUtilityFunction", "reserved_value": null,
 "values": {"n": {"0": 3, "1": 2, "2": 1}, "Price": {"type": "TableFun", "mapping": {"a": 1, "no": -1, "3": 0}}}}"#;

#[test]
fn negmas_in_yaml_and_json() {
    let scenario = files(&[
        ("Trade.yml", SPACE),
        ("A.yml", A),
        ("bee.json", B),
        ("x.xml", "<"),
    ]);
    let new = taken(&scenario, Negmas);
    assert_eq!(
        new.left,
        [
            "x.xml: YAML or JSON stands beside it, and is read",
            "A.yml: the key `stability`",
        ]
    );
    assert_eq!(
        new.remarks,
        ["bee has no reservation value: its least utility counts as that."]
    );
    let dossier = opened(&new);
    let talks = talks(&dossier);
    assert_eq!(talks.sides, ["a", "bee"]);
    assert_eq!(talks.terms[0].level_labels, ["a", "no", "3"]);
    near(
        &worths(&talks),
        &[
            (
                vec![vec![0.1, 0.5, 0.25], vec![0.5, 0.25, 0.0]],
                0.25 - 0.125,
            ),
            (vec![vec![1.0, -1.0, 0.0], vec![3.0, 2.0, 1.0]], 0.0),
        ],
    );
}

/// An integer issue from 2 to 4 alone, judged by this line.
fn integer(line: &str) -> Vec<f64> {
    let issue = |inner: &str| {
        format!(
            "<objective name=\"root\"><issue index=\"1\" name=\"islands\" lowerbound=\"2\" upperbound=\"4\" vtype=\"integer\">{inner}</issue><weight index=\"1\" value=\"1\"/></objective>"
        )
    };
    let domain = format!("<negotiation_template>{}</negotiation_template>", issue(""));
    let line = issue(&format!("<evaluator ftype=\"linear\" {line}/>"));
    let profile = format!("<utility_space>{line}<reservation value=\"0.4\"/></utility_space>");
    let scenario = files(&[("d.xml", &domain), ("a.xml", &profile), ("b.xml", &profile)]);
    worths(&talks(&opened(&taken(&scenario, Genius))))[0].0[0].clone()
}

#[test]
fn a_whole_number_counts_from_its_lower_bound() {
    assert_eq!(integer("slope=\"0.5\" offset=\"0.0\""), [0.0, 0.5, 1.0]);
    assert_eq!(integer("slope=\"-0.5\" offset=\"1.0\""), [1.0, 0.5, 0.0]);
    // Cut to 0 to 1.
    assert_eq!(integer("slope=\"1\" offset=\"-0.5\""), [0.0, 0.5, 1.0]);
    // The older parameters count from 0.
    assert_eq!(
        integer("parameter0=\"0.0\" parameter1=\"0.25\""),
        [0.5, 0.75, 1.0]
    );
}

#[test]
fn a_discount_around_a_sum_is_left_out_and_told() {
    let sum = A.replace("name: A\n", "").replace('\n', "\n  ");
    for kind in ["ExpDiscountedUFun", "negmas.preferences.LinDiscountedUFun"] {
        let one = format!(
            "type: {kind}\nname: A\ndiscount: 0.9\nfactor: step\nreserved_value: -.inf\nufun:\n  {sum}"
        );
        let discounted = taken(
            &files(&[("T.yml", SPACE), ("A.yml", one.trim_end()), ("bee.json", B)]),
            Negmas,
        );
        let kind = kind.rsplit('.').next().unwrap();
        let left = format!("A.yml: that it is a {kind} (discount 0.9, factor step)");
        assert!(discounted.left.contains(&left), "{:?}", discounted.left);
        let plain = taken(
            &files(&[("T.yml", SPACE), ("A.yml", A), ("bee.json", B)]),
            Negmas,
        );
        assert_eq!(discounted.files, plain.files);
    }
}

#[test]
fn an_issue_has_as_many_values_as_a_term_has_levels() {
    let domain =
        |most: usize| DOMAIN.replace("upperbound=\"2\"", &format!("upperbound=\"{most}\""));
    let buyer = BUYER.to_owned();
    let scenario = |most: usize| {
        let domain = domain(most);
        files(&[
            ("domain.xml", &domain),
            ("a.xml", &buyer),
            ("b.xml", &buyer),
        ])
    };
    let new = taken(&scenario(62), Genius);
    assert_eq!(talks(&opened(&new)).terms[1].levels.len(), 64);
    let faults = refused(&scenario(63), Genius);
    assert!(faults[0].contains("between 1 and 64"), "{faults:?}");
}

#[test]
fn levels_with_signs_differ_in_their_ids() {
    let space = "type: CartesianOutcomeSpace\nissues:\n- {type: CategoricalIssue, name: Tariff, values: ['-10%', '-5%', '0%', '+5%', '+10%']}\n- {type: CategoricalIssue, name: Islands, values: ['北方', '南方', '<4', '>4']}\n";
    let side = "type: LinearAdditiveUtilityFunction\nvalues:\n- {'-10%': 0, '-5%': 1, '0%': 2, '+5%': 3, '+10%': 4}\n- {'北方': 0, '南方': 1, '<4': 2, '>4': 3}\n";
    let new = taken(
        &files(&[("s.yml", space), ("a.yml", side), ("b.yml", side)]),
        Negmas,
    );
    let talks = talks(&opened(&new));
    let levels = ["minus-10", "minus-5", "0", "plus-5", "plus-10"];
    assert_eq!(talks.terms[0].levels, levels);
    assert_eq!(
        talks.terms[1].levels,
        ["level-1", "level-2", "under-4", "over-4"]
    );
}

#[test]
fn sides_come_back_by_their_names() {
    let text = TABLE.replace("name = \"South\"", "name = \"日本 & Co\"");
    let dossier = table(&text);
    for format in [Genius, Negmas] {
        let back = again(&exported(&dossier, format), format);
        let names: Vec<&str> = back.file.actors.values().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["North <&\">", "日本 & Co"], "{format:?}");
    }
}

fn exported(dossier: &Dossier, format: ScenarioFormat) -> ExportedScenario {
    export_scenario(dossier, &talks(dossier), format).expect("exported")
}

fn again(exported: &ExportedScenario, format: ScenarioFormat) -> Dossier {
    let written = |(name, text): &(String, String)| (name.clone(), text.clone().into_bytes());
    let files: Files = exported.files.iter().map(written).collect();
    assert!(
        files
            .iter()
            .all(|(name, _)| may_hold_scenario(name, format))
    );
    assert!(files[1..].is_sorted());
    opened(&taken(&files, format))
}

#[test]
fn out_and_in_again() {
    for from in [Genius, Negmas] {
        let dossier = opened(&taken(&trade(), from));
        let before = worths(&talks(&dossier));
        let there = exported(&dossier, Negmas);
        assert_eq!(there.notes, [""; 0]);
        near(&worths(&talks(&again(&there, Negmas))), &before);
        let there = exported(&dossier, Genius);
        let back = worths(&talks(&again(&there, Genius)));
        // What is written is read alike with and without scaling.
        near(&worths(&talks(&again(&there, Negmas))), &back);
        match from {
            Genius => near(&back, &before),
            // The buyer's utilities are divided by 15.25, and nothing is below 0.
            Negmas => {
                assert!(
                    there.notes[0].contains("divided by 15.25"),
                    "{:?}",
                    there.notes
                );
                for ((after, least), (before, other)) in back.iter().zip(&before) {
                    let most = |w: &[Vec<f64>]| -> f64 {
                        w.iter()
                            .map(|w| w.iter().copied().fold(0.0, f64::max))
                            .sum()
                    };
                    let divisor = most(before).max(1.0);
                    assert!((most(after) - most(before) / divisor).abs() < 1e-12);
                    assert!((least - other / divisor).abs() < 1e-12);
                }
            }
        }
    }
}

const TABLE: &str = r#"
[dossier]
format = 1
title = "Ports"
[actors.north]
name = "North <&\">"
[actors.south]
name = "South"
[actors.guild]
name = "Guild"
[terms.use]
label = "Use of ports"
levels = ["none", "some", "full"]
[terms.fee]
label = "Fee"
levels = ["low", "high"]
[factions.north]
side = "north"
judges = [{ cost = -0.5, weights = { use = [0, 2, 3.5], fee = [1, -1] } }]
[factions.south]
side = "south"
judges = [{ weights = { use = [0, -1, -4], fee = [0, 6] } }]
[factions.guild]
side = "south"
judges = [{ weights = { fee = [1, 0] } }]
[periods.now]
label = "Now"
status_quo = ""
terms = "fee = high"
"#;

fn table(text: &str) -> Dossier {
    let read = read_texts(&[("dossier.toml".to_owned(), text.to_owned())]);
    read.dossier
        .unwrap_or_else(|| panic!("{:#?}", read.diagnostics))
}

#[test]
fn any_dossier_with_weights_goes_out() {
    let dossier = table(TABLE);
    let there = exported(&dossier, Negmas);
    assert_eq!(there.holds, "2 sides, 2 issues, 6 agreements");
    assert!(
        there
            .lost
            .contains(&"1 faction beside the governments".to_owned())
    );
    near(
        &worths(&talks(&again(&there, Negmas))),
        &[
            (vec![vec![0.0, 2.0, 3.5], vec![1.0, -1.0]], -1.5),
            (vec![vec![0.0, -1.0, -4.0], vec![0.0, 6.0]], 6.0),
        ],
    );
    let there = exported(&dossier, Genius);
    assert_eq!(there.notes.len(), 2);
    near(
        &worths(&talks(&again(&there, Genius))),
        &[
            // Raised by 1, divided by 5.5; raised by 4, divided by 10.
            (
                vec![vec![0.0, 2.0 / 5.5, 3.5 / 5.5], vec![2.0 / 5.5, 0.0]],
                -0.5 / 5.5,
            ),
            (vec![vec![0.4, 0.3, 0.0], vec![0.0, 0.6]], 1.0),
        ],
    );
    let again = talks(&again(&there, Genius));
    assert_eq!(again.terms[0].label, "Use of ports");
}

#[test]
fn what_cannot_go_out() {
    let refused = |text: &str, part: &str| {
        let dossier = table(text);
        let said = export_scenario(&dossier, &talks(&dossier), Genius).expect_err("refused");
        assert!(said.contains(part), "{said}");
    };
    refused(
        &format!("{TABLE}\n[term_rules.r]\nnever = \"use = full and fee = low\"\n"),
        "rules admit 5 of 6 agreements",
    );
    let silent = TABLE.replace(", weights = { use = [0, 2, 3.5], fee = [1, -1] }", "");
    refused(&silent, "no weights were given for `north`");
}

#[test]
fn faults_say_which_file_and_what_to_do() {
    let swapped = |name: &str, from: &str, to: &str| -> Files {
        let mut files = trade();
        let file = files.iter_mut().find(|(n, _)| n == name).expect("a file");
        let text = String::from_utf8(file.1.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        file.1 = text.replacen(from, to, 1).into_bytes();
        files
    };
    for (name, from, to, at, message) in [
        (
            "domain.xml",
            "&amp;",
            "&",
            "domain.xml, line 4",
            "The XML is broken",
        ),
        (
            "domain.xml",
            "\"$4.37\"",
            "\"not\"",
            "domain.xml",
            "has the value `not` twice",
        ),
        (
            "domain.xml",
            "\"integer\" name",
            "\"real\" name",
            "domain.xml, line 7",
            "of the kind `real`",
        ),
        (
            "domain.xml",
            "upperbound=\"2\"",
            "upperbound=\"9e9\"",
            "line 7",
            "whole numbers",
        ),
        (
            "domain.xml",
            "upperbound=\"2\"",
            "upperbound=\"9223372036854775807\"",
            "line 7",
            "values between 1 and 64",
        ),
        (
            "domain.xml",
            "<?xml",
            "<!DOCTYPE a><?xml",
            "domain.xml, line 1",
            "A document type is not read",
        ),
        (
            "domain.xml",
            "negotiation_template",
            "other",
            "domain.xml",
            "The XML is broken",
        ),
        (
            "buyer.xml",
            "evaluation=\"12\"",
            "evaluation=\"much\"",
            "buyer.xml, line 3",
            "`much` as the evaluation",
        ),
        (
            "buyer.xml",
            "evaluation=\"12\"",
            "evaluation=\"NaN\"",
            "buyer.xml, line 3",
            "no number",
        ),
        (
            "buyer.xml",
            "evaluation=\"12\"",
            "evaluation=\"-1\"",
            "buyer.xml, line 2",
            "below 0",
        ),
        (
            "buyer.xml",
            "evaluation=\"4\"",
            "evaluation=\"1e400\"",
            "buyer.xml",
            "is no number",
        ),
        (
            "buyer.xml",
            "value=\"60 Gb\"",
            "value=\"70 Gb\"",
            "buyer.xml, line 2",
            "`60 Gb` of the issue",
        ),
        (
            "buyer.xml",
            "name=\"Days\"",
            "name=\"Nights\"",
            "buyer.xml",
            "The issue `Days` of the domain",
        ),
        (
            "buyer.xml",
            "<weight index=\"1\"",
            "<weight index=\"9\"",
            "buyer.xml",
            "has no weight",
        ),
        (
            "buyer.xml",
            "linear",
            "quadratic",
            "buyer.xml",
            "a function `quadratic`",
        ),
        (
            "buyer.xml",
            "</objective>",
            "<utility_function/></objective>",
            "buyer.xml",
            "not a sum over the issues",
        ),
        (
            "buyer.xml",
            "value=\"0.5\"",
            "value=\"1e300\"",
            "domain.xml",
            "beyond 1e100",
        ),
        (
            "seller.xml",
            "utility_space",
            "other",
            "seller.xml",
            "The XML is broken",
        ),
    ] {
        let said = refused(&swapped(name, from, to), Genius);
        assert!(
            said.iter().any(|fault| fault.contains(at)
                && fault.contains(message)
                && fault.contains("= help:")),
            "{message}: {said:#?}"
        );
    }
    let alone = refused(&trade()[..2].to_vec(), Genius);
    assert!(alone[0].contains("one side only"), "{alone:?}");
    let none = refused(&trade()[1..].to_vec(), Genius);
    assert!(none[0].contains("There is no domain"), "{none:?}");
    assert!(refused(&Files::new(), Negmas)[0].contains("There is no domain"));
    for (text, with, message) in [
        (
            "weights: [0.5, 0.25]",
            "weights: [0.5]",
            "`n` has no weight",
        ),
        (
            "LinearAdditive",
            "Mapping",
            "MappingUtilityFunction, which is not a sum",
        ),
        ("a: 0.2", "b: 0.2", "The value `a` of the issue `Price`"),
        (
            "a: 0.2",
            "a: .inf",
            "worth of `a` in `Price` is no ordinary number",
        ),
        ("AffineFun", "CosFun", "judged by a CosFun"),
        ("slope: -1", "slope: x", "a line that gives no number"),
        (
            "reserved_value: 0.25",
            "reserved_value: [1]",
            "reserved_value is no ordinary",
        ),
    ] {
        assert!(A.contains(text));
        let a = A.replacen(text, with, 1);
        let said = refused(
            &files(&[("T.yml", SPACE), ("A.yml", &a), ("b.json", B)]),
            Negmas,
        );
        assert!(
            said.iter()
                .any(|f| f.contains(message) && f.contains("A.yml")),
            "{message}: {said:?}"
        );
    }
    let said = refused(
        &files(&[
            ("T.yml", &SPACE.replace("[0, 2]", "[0, 2.5]")),
            ("A.yml", A),
            ("b.json", B),
        ]),
        Negmas,
    );
    assert!(said[0].contains("T.yml, issue 2"), "{said:?}");
    let web = refused(&files(&[("d.json", "{\"issuesValues\": {}}")]), Negmas);
    assert!(web[0].contains("GeniusWeb"), "{web:?}");
}

/// A small generator of numbers, so that every run is the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }
}

const PIECES: [&str; 16] = [
    "<", ">", "\"", "&", "]]>", "\n", ": ", "- ", "[", "{", "&a ", "*a", "!!x ", "1e999", "-1",
    "\u{0}",
];

/// Files with some bytes changed: they are read or refused with a reason.
#[test]
fn changed_files() {
    let rounds = std::env::var("HIKIWAKE_FUZZ_ROUNDS").ok();
    let rounds: usize = rounds.map_or(200, |rounds| rounds.parse().expect("a number"));
    let yaml = files(&[("Trade.yml", SPACE), ("A.yml", A), ("bee.json", B)]);
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut read, mut refused) = (0, 0);
    for (seed, format) in [(trade(), Genius), (trade(), Negmas), (yaml, Negmas)] {
        for _ in 0..rounds {
            let mut files = seed.clone();
            for _ in 0..1 + numbers.below(4) {
                let at = numbers.below(files.len());
                let bytes = &mut files[at].1;
                let at = numbers.below(bytes.len());
                match numbers.below(4) {
                    0 if !bytes.is_empty() => bytes[at] = numbers.below(256) as u8,
                    1 => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].bytes())),
                    2 => drop(bytes.drain(at..(at + numbers.below(30)).min(bytes.len()))),
                    _ => {
                        let part = bytes[at..(at + numbers.below(90)).min(bytes.len())].to_vec();
                        drop(bytes.splice(at..at, part));
                    }
                }
            }
            match take_scenario(&files, "Changed", format) {
                Ok(new) => {
                    read += 1;
                    // What is read can be agreed on.
                    let dossier = read_texts(&new.files).dossier.expect("no errors");
                    let _ = dossier.talks(&Scenario::default(), Limits::default());
                }
                Err(faults) => {
                    assert!(!faults.is_empty(), "refused without a reason");
                    refused += 1;
                }
            }
        }
    }
    println!("{read} read, {refused} refused");
    assert!(read > 0 && refused > 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a-z:\\[\\]{}\n &*!|>'\"-]{0,80}") {
        for name in ["a.xml", "a.yml", "a.json"] {
            for bytes in [bytes.clone(), text.clone().into_bytes(), format!("type: OutcomeSpace\nissues: {text}").into_bytes()] {
                let files = vec![(name.to_owned(), bytes)];
                for format in [Genius, Negmas] {
                    prop_assert!(take_scenario(&files, "Any", format).is_err());
                }
            }
        }
    }

    /// Any names and worths go out and come back.
    #[test]
    fn any_scenario_comes_back(
        terms in prop::collection::vec(
            ("[ -~é\n\t日]{0,12}", prop::collection::vec(("[ -~é日]{0,8}", -5.0..5.0_f64, -1e-3..1e3_f64), 2..5)),
            1..5,
        ),
        costs in (-3.0..3.0_f64, -3.0..3.0_f64),
    ) {
        let quoted = |text: &str| serde_json::Value::from(text).to_string().replace('\u{7f}', "");
        let mut text = "[dossier]\nformat = 1\ntitle = \"T\"\n[actors.a]\nname = \"A\"\n[actors.b]\nname = \"B\"\n".to_owned();
        for (k, (label, levels)) in terms.iter().enumerate() {
            let ids: Vec<String> = (0..levels.len()).map(|l| format!("\"l{l}\"")).collect();
            let labels: Vec<String> = levels.iter().map(|l| quoted(&l.0)).collect();
            text += &format!("[terms.t{k}]\nlabel = {}\nlevels = [{}]\nlevel_labels = [{}]\n", quoted(label), ids.join(", "), labels.join(", "));
        }
        for (side, cost) in [("a", costs.0), ("b", costs.1)] {
            text += &format!("[factions.{side}]\nside = \"{side}\"\n[[factions.{side}.judges]]\ncost = {cost:?}\n[factions.{side}.judges.weights]\n");
            for (k, (_, levels)) in terms.iter().enumerate() {
                let worths: Vec<String> = levels.iter().map(|l| format!("{:?}", if side == "a" { l.1 } else { l.2 })).collect();
                text += &format!("t{k} = [{}]\n", worths.join(", "));
            }
        }
        let dossier = table(&text);
        let there = exported(&dossier, Negmas);
        near(&worths(&talks(&again(&there, Negmas))), &worths(&talks(&dossier)));
        let there = exported(&dossier, Genius);
        let one = again(&there, Genius);
        near(&worths(&talks(&again(&there, Negmas))), &worths(&talks(&one)));
    }
}
