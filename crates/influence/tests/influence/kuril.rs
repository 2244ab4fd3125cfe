//! The map of the Kuril reading: 223 pairs from 262 claims.

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_influence::{
    Determinacy, Doubts, Link, LoopSign, Press, Sign, SignSet, SignedMap, loops,
};
use serde_json::Value;

use crate::absent::shared_text;
use crate::known::case;

/// The names of the drivers and their map.
pub fn reading() -> Option<(Vec<String>, SignedMap)> {
    let reading: Value = serde_json::from_str(&shared_text("kuril/reading.json")?).expect("JSON");
    let claims = reading["causal"].as_array().expect("claims");
    let name = |claim: &Value, end: &str| claim[end].as_str().expect("a name").to_owned();
    let mut signs: BTreeMap<(String, String), SignSet> = BTreeMap::new();
    for claim in claims {
        let sign = match claim["sign"].as_str() {
            Some("+") => SignSet::PLUS,
            Some("-") => SignSet::MINUS,
            _ => SignSet::ZERO,
        };
        let pair = (name(claim, "cause"), name(claim, "effect"));
        let known = signs.entry(pair).or_insert(sign);
        *known = *known | sign;
    }
    let names: BTreeSet<String> = signs
        .keys()
        .flat_map(|(a, b)| [a.clone(), b.clone()])
        .collect();
    let names: Vec<String> = names.into_iter().collect();
    let number = |name: &String| names.binary_search(name).expect("known");
    let links = signs.iter().map(|((cause, effect), &signs)| Link {
        from: number(cause),
        to: number(effect),
        signs,
    });
    let map = SignedMap::new(names.len(), links.collect()).expect("a map");
    Some((names, map))
}

/// + and - where certain, ? where mixed or open, 0 where nothing leads there.
fn told(determinacy: Determinacy) -> &'static str {
    match determinacy {
        Determinacy::Certain(Sign::Plus) => "+",
        Determinacy::Certain(Sign::Minus) => "-",
        Determinacy::Mixed { .. } | Determinacy::Open { .. } => "?",
        Determinacy::NoWay => "0",
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_map_as_it_is_read() {
    let Some((names, map)) = reading() else {
        return;
    };
    assert_eq!((map.drivers(), map.links().len()), (166, 223));
    let kind = |signs: SignSet| map.links().iter().filter(|l| l.signs == signs).count();
    let kinds = [SignSet::PLUS, SignSet::MINUS, SignSet::ZERO].map(kind);
    assert_eq!(kinds, [142, 69, 6]);
    assert_eq!(map.disputed().len(), 6);
    let found = loops(&map, 10);
    assert!(found.complete);
    let [one] = &found.listed[..] else {
        panic!("{found:?}")
    };
    let on: Vec<&str> = one
        .links
        .iter()
        .map(|&l| &*names[map.links()[l].from])
        .collect();
    assert_eq!(on, ["perception_gap", "security_dialogue"]);
    assert_eq!(one.sign, LoopSign::Reinforcing);
}

#[test]
fn signs_of_all_pairs() {
    let Some((_, map)) = reading() else { return };
    let doubts = Doubts::new(&map, &[]);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut changed = 0;
    for from in 0..map.drivers() {
        for to in (0..map.drivers()).filter(|&to| to != from) {
            let judged = doubts.judge(from, to).unwrap();
            *counts.entry(told(judged.base.determinacy)).or_default() += 1;
            let fewer = told(judged.without_disputed.determinacy);
            let differs = fewer != told(judged.base.determinacy);
            assert_eq!(judged.changed_without_disputed(), differs);
            changed += usize::from(differs);
        }
    }
    let pairs = 166 * 165;
    let expected = [("+", 534), ("-", 548), ("0", pairs - 1317), ("?", 235)];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(changed, 24);
    let all = doubts.base().all();
    assert_eq!(all[3], doubts.base().responses(3).unwrap());
    assert_eq!(all[3][40], doubts.base().response(3, 40).unwrap());
}

/// In the whole matrix each way that does not touch the one loop is multiplied by its
/// determinant, 1 - 1: 920 determined signs would look mixed, 859 of them with no net.
#[test]
fn the_loop_beside_the_way_blurs_nothing() {
    let Some((_, map)) = reading() else { return };
    let press = Press::new(&map);
    let looped = press.blocks().iter().find(|block| block.len() > 1);
    let looped = looped.expect("one loop");
    let (mut blurred, mut lost) = (0, 0);
    for from in 0..map.drivers() {
        for to in (0..map.drivers()).filter(|&to| to != from) {
            let answer = press.response(from, to).unwrap();
            if answer.determinacy.certain().is_none() {
                continue;
            }
            assert_eq!(answer.terms.weight().map(|w| w.value()), Some(1.0));
            let ways = press.ways(from, to, 1000).unwrap();
            let touches = |way: &Vec<usize>| {
                let ends = way.iter().map(|&link| map.links()[link]);
                ends.into_iter()
                    .any(|l| looped.contains(&l.from) || looped.contains(&l.to))
            };
            let ways = ways.positive.iter().chain(&ways.negative);
            let touching = ways.clone().filter(|way| touches(way)).count();
            blurred += usize::from(touching < ways.clone().count());
            lost += usize::from(touching == 0);
        }
    }
    assert_eq!((blurred, lost), (920, 859));
}

#[test]
fn published_answers_to_two_pushes() {
    let (Some((names, map)), Some(case)) = (reading(), case("loop_p5_kuril_ukraine")) else {
        return;
    };
    let number = |name: &str| names.iter().position(|n| n == name).expect("known");
    let expected = &case["expected"];
    let disputed: Vec<(usize, usize)> = expected["disputed_links"]
        .as_array()
        .expect("links")
        .iter()
        .map(|l| {
            (
                number(l["cause"].as_str().unwrap()),
                number(l["effect"].as_str().unwrap()),
            )
        })
        .collect();
    let found = map
        .disputed()
        .into_iter()
        .map(|l| (map.links()[l].from, map.links()[l].to));
    assert_eq!(found.collect::<Vec<_>>(), disputed);
    let doubts = Doubts::new(&map, &[]);
    for (push, answers) in expected["responses"].as_object().expect("pushes") {
        let from = number(push);
        for (to, name) in names.iter().enumerate().filter(|(to, _)| *to != from) {
            let judged = doubts.judge(from, to).unwrap();
            let Some(answer) = answers.get(name) else {
                assert_eq!(judged.base.determinacy, Determinacy::NoWay);
                continue;
            };
            let bare = &answer["without_disputed_links"];
            for (press, response, answer) in [
                (doubts.base(), judged.base, answer),
                (doubts.without_disputed(), judged.without_disputed, bare),
            ] {
                assert_eq!(told(response.determinacy), answer["sign"], "{push} {name}");
                let ways = press.ways(from, to, 100).unwrap();
                let count = ways.count.unwrap();
                assert_eq!(count.positive as u64, answer["positive_paths"]);
                assert_eq!(count.negative as u64, answer["negative_paths"]);
                assert_eq!(ways.positive.len() as u128, count.positive);
                assert_eq!(ways.negative.len() as u128, count.negative);
                assert!(ways.searched);
                assert_eq!(response.terms, count);
            }
            let choices = &answer["over_all_choices_of_disputed_links"];
            if let Some(sign) = judged.in_every_choice() {
                assert_eq!(
                    *choices,
                    serde_json::json!([told(Determinacy::Certain(sign))])
                );
            } else if judged.base.determinacy.certain().is_some() {
                assert_eq!(choices.as_array().unwrap().len(), 2);
                assert!(!judged.vanishes_without.is_empty());
            }
        }
    }
}

/// The links with an asserted claim and no dispute alone.
#[test]
fn stated_links_alone() {
    let Some((names, map)) = reading() else {
        return;
    };
    let text = shared_text("kuril/reading.json").expect("there a moment ago");
    let reading: Value = serde_json::from_str(&text).expect("JSON");
    let number = |name: &Value| names.iter().position(|n| name == n).expect("known");
    let claims = reading["causal"].as_array().expect("claims");
    let stated = claims
        .iter()
        .filter(|c| c["hedging"]["strength"] == "asserted");
    let stated: BTreeSet<(usize, usize)> = stated
        .map(|claim| (number(&claim["cause"]), number(&claim["effect"])))
        .collect();
    let links = map.links().iter().enumerate();
    let hedged = links.filter(|(_, link)| !stated.contains(&(link.from, link.to)));
    let hedged: Vec<usize> = hedged.map(|(link, _)| link).collect();
    let doubts = Doubts::new(&map, &hedged);
    let press = doubts.without_doubted();
    let left = press.map().links().iter().filter(|l| l.signs.has_effect());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (from, answers) in press.all().into_iter().enumerate() {
        for (_, answer) in answers.iter().enumerate().filter(|(to, _)| *to != from) {
            *counts.entry(told(answer.determinacy)).or_default() += 1;
        }
    }
    assert_eq!(
        (
            left.count(),
            counts["+"] + counts["-"] + counts["?"],
            counts["?"]
        ),
        (112, 308, 20)
    );
}

/// Ten links that an analyst could add close one block of 23 drivers and 21 loops.
#[test]
fn closing_links() {
    let Some((names, map)) = reading() else {
        return;
    };
    let number = |name: &str| names.iter().position(|n| n == name).expect("known");
    let added = [
        ("ru_interest_jp", "rapprochement", SignSet::PLUS),
        ("jp_interest_ru", "rapprochement", SignSet::PLUS),
        ("rapprochement", "us_opposition", SignSet::PLUS),
        ("jp_mistrust", "jp_dep_us", SignSet::PLUS),
        ("alliance_exposure", "us_encirclement", SignSet::PLUS),
        ("kuril_militarisation", "ru_mil_activity", SignSet::PLUS),
        ("provocations", "jp_hardliners", SignSet::PLUS),
        ("jp_hardliners", "rapprochement", SignSet::MINUS),
        ("rapprochement", "provocations", SignSet::MINUS),
        ("ru_dep_china", "ru_china_partnership", SignSet::PLUS),
    ];
    let mut links = map.links().to_vec();
    links.extend(added.map(|(from, to, signs)| Link {
        from: number(from),
        to: number(to),
        signs,
    }));
    let first_added = map.links().len();
    let map = SignedMap::new(map.drivers(), links).unwrap();
    let found = loops(&map, 100);
    assert!(found.complete);
    let of = |sign| found.listed.iter().filter(|l| l.sign == sign).count();
    assert_eq!(
        (of(LoopSign::Reinforcing), of(LoopSign::Balancing)),
        (11, 10)
    );
    let by_analyst = |l: &&hikiwake_influence::Loop| l.links.iter().any(|&l| l >= first_added);
    assert_eq!(found.listed.iter().filter(by_analyst).count(), 20);
    let press = Press::new(&map);
    assert_eq!(press.blocks().iter().map(Vec::len).max(), Some(23));
    // The block is answered exactly all the same.
    let all = press.all();
    let mut all = all.iter().flatten();
    assert!(all.all(|answer| answer.determinacy != Determinacy::SharesOnly));
}
