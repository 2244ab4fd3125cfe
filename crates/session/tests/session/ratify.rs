//! Ratification of random small agreements, against the definitions written out: every
//! agreement, every verdict, every combination of uncertain verdicts.

use std::collections::BTreeMap;
use std::fmt::Write;

use hikiwake_dossier::{Dossier, Scenario, read_texts};
use hikiwake_finding::AnalyseSettings;
use hikiwake_negotiation::{
    DomesticRatification, HowMany, RatifyError, RatifyQuestion, Says, ratify,
};

/// A small generator of random numbers (SplitMix64): the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

/// What one says: −1 rejects, 0 does not mind, 1 accepts.
type Says3 = i8;

/// Who sits where: two at the table of `a`, three at that of `b`, one elsewhere.
const TABLES: [(&str, &str); 6] = [
    ("a1", "a"),
    ("a2", "a"),
    ("b1", "b"),
    ("b2", "b"),
    ("b3", "b"),
    ("far", "far"),
];
const FORMS: [&str; 3] = ["land", "money", "rest"];

#[derive(Clone, Debug, Default)]
struct Gate {
    leader: Option<usize>,
    vetoes: Vec<usize>,
    quota: Option<u32>,
    majority: bool,
    holder: bool,
}

/// What a random dossier says, as plain numbers.
struct Plain {
    says: [[Says3; 3]; 6],
    doubt: [f64; 6],
    votes: [u32; 6],
    /// Per rule, of `a` and of `b`.
    rules: Vec<[Gate; 2]>,
    holder: [usize; 2],
}

/// Land 0 to 2, money 0 to 2, a visit or none; no land without money.
fn agreements() -> Vec<(u64, u64, u64)> {
    let mut all = Vec::new();
    for land in 0..3 {
        for money in 0..3 {
            all.extend((0..2).map(|visit| (land, money, visit)));
        }
    }
    all.retain(|&(land, money, visit)| {
        (land == 0 || money > 0) && (land, money, visit) != (0, 0, 0)
    });
    all
}

fn form((land, money, _): (u64, u64, u64)) -> usize {
    match (land, money) {
        (1.., _) => 0,
        (0, 2) => 1,
        _ => 2,
    }
}

impl Plain {
    fn random(random: &mut Random) -> Self {
        let mut says = [[0; 3]; 6];
        says.as_flattened_mut()
            .iter_mut()
            .for_each(|says| *says = random.below(3) as i8 - 1);
        let mut gate = |first: u64, members: u64| {
            let mut any = |of: u64| random.below(of) == 0;
            let (leader, quota, majority, holder) = (any(2), any(2), any(3), any(3));
            let vetoes = (0..6).filter(|_| any(5)).collect();
            Gate {
                leader: leader.then(|| (first + random.below(members)) as usize),
                vetoes,
                quota: quota.then(|| random.below(9) as u32),
                majority,
                holder,
            }
        };
        Plain {
            says,
            rules: (0..2).map(|_| [gate(0, 2), gate(2, 3)]).collect(),
            doubt: [0; 6].map(|_| random.below(4) as f64 / 8.0),
            votes: [0; 6].map(|_| random.below(5) as u32),
            holder: [random.below(2) as usize, 2 + random.below(3) as usize],
        }
    }

    fn toml(&self) -> String {
        let mut text = "[dossier]\nformat = 1\ntitle = \"Random\"\n[actors]\n".to_owned();
        for actor in ["a", "b", "far"] {
            let _ = writeln!(text, "{actor} = {{ name = \"{actor}\" }}");
        }
        for (actor, _) in &TABLES[..5] {
            let _ = writeln!(text, "{actor} = {{ name = \"{actor}\" }}");
        }
        text.push_str(
            "[options.act]\nowner = \"a\"\nlabel = \"Act\"\n\
             [terms.land]\nlabel = \"Land\"\nlevels = [\"none\", \"some\", \"all\"]\nparties = [\"a\", \"b\"]\n\
             [terms.money]\nlabel = \"Money\"\nlevels = [\"none\", \"some\", \"all\"]\n\
             [terms.visit]\nlabel = \"Visit\"\n\
             [term_rules.paid]\nnever = \"not land = none and money = none\"\n\
             [forms.land]\nlabel = \"Land\"\nis = \"not land = none\"\n\
             [forms.money]\nlabel = \"Money\"\nis = \"money = all\"\n\
             [forms.rest]\nlabel = \"Rest\"\nis = \"money = some or visit or land = none\"\n",
        );
        let word = |says: Says3| ["rejects", "does-not-mind", "accepts"][(says + 1) as usize];
        for (at, (actor, side)) in TABLES.iter().enumerate() {
            let _ = writeln!(
                text,
                "[factions.{actor}]\nside = \"{side}\"\nvotes = {}",
                self.votes[at]
            );
            let _ = writeln!(
                text,
                "[[factions.{actor}.judges]]\ndoubt = {}",
                self.doubt[at]
            );
            let [land, money, rest] = self.says[at].map(word);
            let _ = writeln!(
                text,
                "forms = {{ land = \"{land}\", money = \"{money}\", rest = \"{rest}\" }}"
            );
        }
        for (rule, gates) in self.rules.iter().enumerate() {
            let _ = writeln!(text, "[ratification.r{rule}]\nlabel = \"Rule {rule}\"");
            for (gate, side) in gates.iter().zip(["a", "b"]) {
                let _ = writeln!(text, "[ratification.r{rule}.sides.{side}]");
                if let Some(leader) = gate.leader {
                    let _ = writeln!(text, "leader = \"{}\"", TABLES[leader].0);
                }
                let vetoes: Vec<&str> = gate.vetoes.iter().map(|&f| TABLES[f].0).collect();
                let _ = writeln!(text, "vetoes = {vetoes:?}");
                if let Some(quota) = gate.quota {
                    let _ = writeln!(text, "quota = {quota}");
                }
                let _ = writeln!(
                    text,
                    "majority = {}\nholder = {}",
                    gate.majority, gate.holder
                );
            }
        }
        for (holder, side) in self.holder.iter().zip(["a", "b"]) {
            let _ = writeln!(
                text,
                "[[holders]]\nside = \"{side}\"\nfaction = \"{}\"",
                TABLES[*holder].0
            );
        }
        text
    }

    /// Those who must not reject on one side.
    fn vetoes(&self, gate: &Gate, side: usize) -> Vec<usize> {
        let mut all = gate.vetoes.clone();
        all.extend(gate.leader);
        all.extend(gate.holder.then_some(self.holder[side]));
        all
    }

    fn passes(&self, gate: &Gate, side: usize, says: &[Says3]) -> bool {
        if self.vetoes(gate, side).iter().any(|&f| says[f] < 0) {
            return false;
        }
        let members = if side == 0 { 0..2 } else { 2..5 };
        let votes = |is: fn(Says3) -> bool| -> u32 {
            members
                .clone()
                .filter(|&f| is(says[f]))
                .map(|f| self.votes[f])
                .sum()
        };
        gate.quota.is_none_or(|quota| votes(|s| s >= 0) >= quota)
            && (!gate.majority || votes(|s| s > 0) > votes(|s| s < 0))
    }

    fn says(&self, form: usize) -> Vec<Says3> {
        self.says.iter().map(|says| says[form]).collect()
    }

    /// How likely agreements of a form pass these gates together.
    fn chance(&self, gates: &[(usize, &Gate)], form: usize) -> f64 {
        let stands = self.says(form);
        let mut chance = 0.0;
        for case in 0..3i32.pow(6) {
            let says: Vec<Says3> = (0..6).map(|f| (case / 3i32.pow(f) % 3 - 1) as i8).collect();
            let likely: f64 = (0..6)
                .map(|f| match (stands[f], says[f], self.doubt[f]) {
                    (a, b, doubt) if a == b => 1.0 - doubt,
                    (0, _, doubt) => doubt / 2.0,
                    (_, 0, doubt) => doubt,
                    _ => 0.0,
                })
                .product();
            if gates
                .iter()
                .all(|(side, gate)| self.passes(gate, *side, &says))
            {
                chance += likely;
            }
        }
        chance
    }
}

fn dossier(text: &str) -> Dossier {
    let read = read_texts(&[("dossier.toml".to_owned(), text.to_owned())]);
    let faults = read.render(false);
    read.dossier.unwrap_or_else(|| panic!("{faults}\n{text}"))
}

fn asked(dossier: &Dossier, rule: Option<&str>) -> Result<DomesticRatification, RatifyError> {
    let question = RatifyQuestion {
        scenario: Scenario::default(),
        rule: rule.map(str::to_owned),
    };
    Ok(ratify(dossier, &question, &AnalyseSettings::default())?.finding)
}

#[test]
fn random_ratifications_are_as_defined() {
    let mut random = Random(1988);
    for round in 0..150 {
        let plain = Plain::random(&mut random);
        let text = plain.toml();
        let found = asked(&dossier(&text), None).unwrap_or_else(|error| panic!("{error}\n{text}"));
        check(&plain, &found, &format!("round {round}\n{text}"));
    }
}

fn check(plain: &Plain, found: &DomesticRatification, told: &str) {
    let all = agreements();
    let period = &found.periods[0];
    assert_eq!(period.agreements, all.len() as u64, "{told}");
    let of_form = |f: usize| all.iter().filter(|&&a| form(a) == f).count() as u64;
    for (index, (rule, gates)) in period.rules.iter().zip(&plain.rules).enumerate() {
        let passes = |side: usize, f: usize| plain.passes(&gates[side], side, &plain.says(f));
        let mut zone = 0;
        for (f, form) in FORMS.iter().enumerate() {
            let both = passes(0, f) && passes(1, f);
            let count = if both { of_form(f) } else { 0 };
            zone += count;
            assert_eq!(
                rule.by_form[f].passes, count,
                "rule {index}, {form}\n{told}"
            );
            if let Some(chance) = rule.by_form[f].chance {
                let expected = plain.chance(&[(0, &gates[0]), (1, &gates[1])], f);
                assert!(
                    (chance.least - expected).abs() < 1e-12,
                    "{expected}\n{told}"
                );
                assert!(
                    (chance.greatest - expected).abs() < 1e-12,
                    "{expected}\n{told}"
                );
            }
        }
        assert_eq!(rule.zone, zone, "{told}");
        for side in 0..2 {
            check_side(plain, (rule, gates), side, of_form, told);
        }
    }
    let certain = plain.doubt.iter().all(|&doubt| doubt == 0.0);
    let chance = period.rules[0].by_form[0].chance;
    assert_eq!(chance.is_none(), certain, "{told}");
}

fn check_side(
    plain: &Plain,
    (rule, gates): (&hikiwake_negotiation::Ratified, &[Gate; 2]),
    side: usize,
    of_form: impl Fn(usize) -> u64,
    told: &str,
) {
    let here = &rule.sides[side];
    let gate = &gates[side];
    let passes = |says: &[Says3]| plain.passes(gate, side, says);
    let mut keeps_out: BTreeMap<&str, u64> = BTreeMap::new();
    let mut carries = keeps_out.clone();
    let mut win_set = 0;
    for f in 0..3 {
        let says = plain.says(f);
        let count = of_form(f);
        let passed = passes(&says);
        win_set += if passed { count } else { 0 };
        let how = if passed { HowMany::All } else { HowMany::None };
        assert_eq!(here.by_form[f].how, how, "{told}");
        if let Some(chance) = here.by_form[f].chance {
            let expected = plain.chance(&[(side, gate)], f);
            assert!(
                (chance.least - expected).abs() < 1e-12,
                "{expected}\n{told}"
            );
        }
        let mut alone = 0;
        for (faction, (id, _)) in TABLES.iter().enumerate() {
            let with = |verdict: Says3| {
                let mut other = says.clone();
                other[faction] = verdict;
                passes(&other)
            };
            if passed && !with(-1) {
                *carries.entry(id).or_default() += count;
            } else if !passed && says[faction] == -1 && with(0) {
                *keeps_out.entry(id).or_default() += count;
                alone += 1;
                let kept = here.by_form[f]
                    .kept_out_by
                    .iter()
                    .find(|k| k.faction == *id);
                assert_eq!(kept.map(|k| k.agreements), Some(count), "{id}\n{told}");
            }
        }
        let several = if !passed && alone == 0 { count } else { 0 };
        assert_eq!(here.by_form[f].kept_out_by_several, several, "{told}");
    }
    assert_eq!(here.win_set, win_set, "{told}");
    for (id, _) in TABLES {
        let row = here.decisive.iter().find(|row| row.faction == id);
        let expected = |counts: &BTreeMap<&str, u64>| counts.get(id).copied().unwrap_or(0);
        assert_eq!(
            row.map_or(0, |r| r.keeps_out),
            expected(&keeps_out),
            "{id}\n{told}"
        );
        assert_eq!(
            row.map_or(0, |r| r.carries),
            expected(&carries),
            "{id}\n{told}"
        );
    }
}

const FIELD: &str = include_str!("../../../../reference/dossiers/field/dossier.toml");

#[test]
fn a_field_is_sold() {
    let found = asked(&dossier(FIELD), None).unwrap();
    assert_eq!(found.periods.len(), 2);
    let [early, late] = [&found.periods[0], &found.periods[1]];
    // Little or much, with the well or without.
    assert_eq!(early.agreements, 4);
    let passes = |period: &hikiwake_negotiation::RatifyPeriod| {
        let rule = &period.rules[0];
        [rule.sides[0].win_set, rule.sides[1].win_set, rule.zone]
    };
    // The brother takes much, with the well (1 above 0.5) or without (2 above 0.5).
    assert_eq!(passes(early), [2, 2, 0]);
    assert_eq!(passes(late), [2, 4, 2]);
    let brother = early
        .factions
        .iter()
        .find(|row| row.head.id == "brother")
        .unwrap();
    assert_eq!(brother.judges_by, "weights");
    let says: Vec<Says> = brother.cells.iter().map(|cell| cell.says).collect();
    assert_eq!(says, [Says::Rejects, Says::Accepts, Says::NoAgreement]);
    let kept = &early.rules[0].sides[0].by_form[0].kept_out_by;
    assert_eq!(
        (kept[0].faction.as_str(), kept[0].agreements),
        ("brother", 2)
    );

    // Φ(−2.5) to Φ(−1.5) for little, Φ(0.5) to Φ(1.5) for much; Ann and Ben are sure.
    let chance = |form: usize| late.rules[0].by_form[form].chance.unwrap();
    let four = |x: f64| format!("{x:.4}");
    assert_eq!(
        [four(chance(0).least), four(chance(0).greatest)],
        ["0.0062", "0.0668"]
    );
    assert_eq!(
        [four(chance(1).least), four(chance(1).greatest)],
        ["0.6915", "0.9332"]
    );
    assert_eq!(late.rules[0].likeliest[0].example.text, "price = much");

    // What the other hands alone change.
    let change = &found.changes[0].holders[0];
    assert_eq!((change.from.as_str(), change.to.as_str()), ("bank", "wife"));
    let rule = &change.rules[0];
    assert_eq!((rule.before.win_set, rule.now.win_set), (2, 4));
    assert_eq!((rule.before.zone, rule.now.zone), (0, 2));
    assert_eq!(
        (rule.opened.clone(), rule.closed.len()),
        (vec!["dear".to_owned()], 0)
    );
}

#[test]
fn an_unknown_rule_is_told_with_the_known_ones() {
    let error = asked(&dossier(FIELD), Some("clan"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("clan") && error.contains("family"),
        "{error}"
    );
    assert_eq!(
        asked(&dossier(FIELD), Some("family")).unwrap().rules.len(),
        1
    );
}
