//! What is found of forms whoever must agree to them: a dossier worked by hand, and random
//! small ones against plain comparisons.

use std::cmp::Ordering;

use hikiwake_dossier::{Compiled, Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, PreferenceVerdict};
use hikiwake_graph::{Limits, State};
use hikiwake_negotiation::{
    BlockQuestion, FormGround, Kept, ObstacleSets, RatifyQuestion, SettledForm, Settlement, block,
    ratify, settle,
};
use proptest::prelude::*;

use crate::written::{SOURCES, written};

const RIVER: &str = include_str!("settle/river.toml");

fn river() -> Dossier {
    written(RIVER, Some(SOURCES))
}

fn settled(dossier: &Dossier) -> Settlement {
    let found = settle(
        dossier,
        &Scenario::default(),
        None,
        &AnalyseSettings::default(),
    );
    found.expect("compiles").finding
}

fn blocked(dossier: &Dossier, rule: Option<&str>) -> ObstacleSets {
    let question = BlockQuestion {
        rule: rule.map(str::to_owned),
        ..BlockQuestion::default()
    };
    let found = block(
        dossier,
        &Scenario::default(),
        &question,
        &AnalyseSettings::default(),
    );
    found.expect("compiles").finding
}

fn form<'a>(found: &'a Settlement, id: &str) -> &'a SettledForm {
    found
        .forms
        .iter()
        .find(|form| form.id == id)
        .expect("a form")
}

/// Who loses, by which agreement at the least, and by which wishes.
fn losers(ground: &FormGround) -> Vec<(&str, &str, Vec<&str>)> {
    let losers = ground.losers.iter().map(|loser| {
        let wishes = loser.statements.iter().map(|wish| wish.id.as_str());
        (
            loser.side.as_str(),
            loser.agreement.text.as_str(),
            wishes.collect(),
        )
    });
    losers.collect()
}

#[test]
fn who_wants_a_form_and_who_would_lose_by_it() {
    let found = settled(&river());
    let counts = |id: &str| {
        let form = form(&found, id);
        (
            form.agreements,
            form.ground.preferred,
            form.ground.worse_for_none,
        )
    };
    assert_eq!(counts("water"), (18, 0, 0));
    assert_eq!(counts("paid"), (2, 0, 1));
    assert_eq!(counts("fish"), (3, 2, 2));
    let least = |id: &str| {
        let least = form(&found, id).ground.least_change.as_ref();
        least.expect("there are some").text.as_str()
    };
    assert_eq!(least("paid"), "watch = joint, fee = low");
    assert_eq!(least("fish"), "watch = joint, fish");
    let water = &form(&found, "water").ground;
    assert_eq!(
        losers(water),
        [("north", "water, watch = joint", vec!["dry"])]
    );
    assert_eq!(losers(&form(&found, "paid").ground), []);
    assert_eq!(
        losers(&form(&found, "off").ground),
        [
            ("north", "none", vec!["watched"]),
            ("south", "watch = own", vec!["joint"])
        ]
    );
}

#[test]
fn what_all_would_keep_is_broken_off() {
    let found = settled(&river());
    for one in &found.forms {
        let undone: &[&str] = if one.id == "off" { &["watch"] } else { &[] };
        assert_eq!(one.ground.undoes_in_force, undone, "{}", one.id);
    }
    let question = RatifyQuestion::default();
    let found = ratify(&river(), &question, &AnalyseSettings::default());
    let found = found.expect("compiles").finding;
    let undone = found.periods[0]
        .by_form
        .iter()
        .map(|form| form.undoes_in_force.len());
    assert_eq!(undone.collect::<Vec<_>>(), [0, 0, 1, 0, 0]);
    // What one of them would have lower is given up, not broken off.
    let asked = RIVER.replace(
        "{ id = \"watched\", wants = \"watch >= own\" },",
        "{ id = \"alone\", wants = \"watch = own\" },",
    );
    assert_ne!(asked, RIVER);
    let found = settled(&written(&asked, Some(SOURCES)));
    assert!(form(&found, "off").ground.undoes_in_force.is_empty());
}

#[test]
fn a_leader_speaks_against_the_wishes_of_its_government() {
    let found = settled(&river());
    let against = |id: &str| -> Vec<(&str, bool, &str)> {
        let leaders = form(&found, id).ground.leaders.iter();
        leaders
            .map(|one| {
                (
                    one.leader.as_str(),
                    one.accepts,
                    one.statements[0].id.as_str(),
                )
            })
            .collect()
    };
    assert_eq!(against("water"), [("envoy", true, "dry")]);
    assert_eq!(against("paid"), [("envoy", false, "fee")]);
    assert_eq!(against("fish"), []);
}

/// North gives water only for the market, of which no term speaks.
#[test]
fn the_tables_disagree_where_no_term_pays() {
    let found = settled(&river());
    let water = form(&found, "water").ground.tables_disagree.as_ref();
    let water = water.expect("the market pays for it");
    assert!(!water.wanted_by_terms);
    assert_eq!(water.agreement.text, "water, watch = joint");
    assert_eq!(water.arrangement.state.levels, [1, 1]);
    let better = |one: &hikiwake_finding::Reason| one.verdict == PreferenceVerdict::Better;
    assert!(water.arrangement.seen.iter().all(better));
    let beyond: Vec<(usize, u8, u8)> = (water.beyond.iter())
        .map(|change| (change.option, change.from, change.to))
        .collect();
    assert_eq!(beyond, [(1, 0, 1)]);
    for id in ["paid", "off", "fish"] {
        assert!(form(&found, id).ground.tables_disagree.is_none(), "{id}");
    }
    // A term that sets the market would be the price.
    let priced = RIVER.replace(
        "[terms.fish]",
        "[terms.trade]\nlabel = \"Trade\"\nsets = { yes = \"market\" }\n[terms.fish]",
    );
    let found = settled(&written(&priced, Some(SOURCES)));
    let water = form(&found, "water").ground.tables_disagree.as_ref();
    let water = water.expect("north does not want it by its terms");
    assert!(water.beyond.is_empty() && water.agreement.text.contains("trade"));
}

#[test]
fn an_agreement_of_which_the_model_knows_no_step_is_not_kept() {
    let found = settled(&river());
    for agreement in &found.agreements {
        let state = &found.states[agreement.state.expect("feasible")];
        let changes_options = agreement.row.text.contains("water");
        assert_eq!(
            state.same_as_now, !changes_options,
            "{}",
            agreement.row.text
        );
        assert_eq!(state.kept == Kept::NotKnown, !changes_options);
    }
    let found = blocked(&river(), Some("governments"));
    let fish = found.targets.iter().find(|target| target.label == "Fish");
    let kept = fish.expect("a form").kept.expect("it passes");
    assert_eq!((kept.passing, kept.wanted, kept.possible), (2, 2, 2));
    assert_eq!((kept.same_as_now, kept.hold, kept.reached), (2, 0, 0));
    assert_eq!(found.rule_ground.basis, "analyst");
    assert_eq!(blocked(&river(), None).rule_ground.basis, "inferred");
}

/// What a government would do in any case breaks nothing: `settle` and `block` say the same.
#[test]
fn what_would_be_done_anyway_is_kept() {
    let mut text = String::from(
        "[dossier]\nformat = 1\ntitle = \"Anyway\"\n\
         [options.gift]\nowner = \"b\"\nlabel = \"Gift\"\n\
         [options.own]\nowner = \"a\"\nlabel = \"Own\"\n\
         [terms.gift-agreed]\nlabel = \"Gift\"\nparties = [\"a\", \"b\"]\nsets = { yes = \"gift\" }\n\
         [forms.deal]\nlabel = \"Deal\"\nis = \"gift-agreed\"\n\
         [periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n",
    );
    for (id, wants) in [("a", "own"), ("b", "gift")] {
        text.push_str(&format!(
            "[actors.{id}]\nname = \"{id}\"\n[factions.{id}]\nside = \"{id}\"\n\
             [[factions.{id}.judges]]\nstatements = [{{ id = \"deal\", wants = \"gift-agreed\" }}]\n\
             [[preferences]]\nactor = \"{id}\"\nstatements = [{{ id = \"w\", wants = \"{wants}\" }}]\n"
        ));
    }
    let dossier = written(&text, None);
    let found = settled(&dossier);
    let deal = found.agreements.iter().find(|one| one.row.form.is_some());
    let state = &found.states[deal.expect("the deal").state.expect("feasible")];
    assert_eq!(state.kept, Kept::AsNow);
    let kept = blocked(&dossier, None).targets[0].kept.expect("it passes");
    assert_eq!((kept.possible, kept.hold), (1, 1));
    // What undoes the deal breaks it for both.
    let undone = written(
        &text.replace("wants = \"gift\"", "wants = \"not gift\""),
        None,
    );
    let found = settled(&undone);
    let deal = found.agreements.iter().find(|one| one.row.form.is_some());
    let state = &found.states[deal.expect("the deal").state.expect("feasible")];
    assert_eq!(state.kept, Kept::Betrayed);
    let kept = blocked(&undone, None).targets[0].kept.expect("it passes");
    assert_eq!((kept.possible, kept.hold), (1, 0));
}

/// Two sides that judge agreements by their terms and states by their options. Terms 0 and 1
/// set an option each, of the third they say nothing.
#[derive(Clone, Debug)]
struct Talks {
    /// Per side, wishes over terms: a term, and whether it is to be agreed.
    terms: [Vec<(usize, bool)>; 2],
    /// Per side, wishes over options: those that are to have a level, and which.
    options: [Vec<(usize, bool)>; 2],
}

type Levels = [bool; 3];

impl Talks {
    fn text(&self) -> String {
        let mut text = String::from(
            "[dossier]\nformat = 1\ntitle = \"Two tables\"\n\
             [options.o0]\nowner = \"a\"\nlabel = \"O\"\n\
             [options.o1]\nowner = \"b\"\nlabel = \"O\"\n\
             [options.o2]\nowner = \"b\"\nlabel = \"O\"\n\
             [terms.t0]\nlabel = \"T\"\nparties = [\"a\", \"b\"]\nsets = { yes = \"o0\" }\n\
             [terms.t1]\nlabel = \"T\"\nparties = [\"a\", \"b\"]\nsets = { yes = \"o1\" }\n\
             [forms.f0]\nlabel = \"First\"\nis = \"t0\"\n[forms.f1]\nlabel = \"Second\"\nis = \"t1\"\n\
             [periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n",
        );
        let wishes = |of: &[(usize, bool)], name: &str| -> String {
            let wishes = of.iter().enumerate().map(|(at, (term, yes))| {
                let not = if *yes { "" } else { "not " };
                format!("{{ id = \"w{at}\", wants = \"{not}{name}{term}\" }}")
            });
            wishes.collect::<Vec<_>>().join(", ")
        };
        for (side, id) in ["a", "b"].into_iter().enumerate() {
            text.push_str(&format!(
                "[actors.{id}]\nname = \"{id}\"\n[factions.{id}]\nside = \"{id}\"\n\
                 [[factions.{id}.judges]]\nstatements = [{}]\n\
                 [[preferences]]\nactor = \"{id}\"\nstatements = [{}]\n",
                wishes(&self.terms[side], "t"),
                wishes(&self.options[side], "o")
            ));
        }
        text
    }

    /// How a side sees what is at these levels beside what is in place: nothing.
    fn beside(wishes: &[(usize, bool)], levels: Levels, than: Levels) -> Ordering {
        let met = |levels: Levels| wishes.iter().map(move |(at, yes)| levels[*at] == *yes);
        met(levels).cmp(met(than))
    }

    fn option(&self, side: usize, levels: Levels, than: Levels) -> Ordering {
        Talks::beside(&self.options[side], levels, than)
    }

    /// Nobody can better a state alone whom the other cannot deter by bettering its own lot.
    fn lasts(&self, levels: Levels) -> bool {
        let moves = |side: usize, from: Levels| {
            states().filter(move |to| {
                let others: &[usize] = if side == 0 { &[1, 2] } else { &[0] };
                *to != from && others.iter().all(|&at| to[at] == from[at])
            })
        };
        let gains = |side: usize, from: Levels| {
            moves(side, from).filter(move |to| self.option(side, *to, from) == Ordering::Greater)
        };
        (0..2).all(|side| {
            gains(side, levels).all(|to| {
                gains(1 - side, to)
                    .any(|answer| self.option(side, answer, levels) != Ordering::Greater)
            })
        })
    }
}

fn states() -> impl Iterator<Item = Levels> {
    (0..8u8).map(|n| [n & 1 > 0, n & 2 > 0, n & 4 > 0])
}

fn talks() -> impl Strategy<Value = Talks> {
    let wishes = |of: usize| proptest::collection::vec((0..of, any::<bool>()), 0..4);
    ([wishes(2), wishes(2)], [wishes(3), wishes(3)])
        .prop_map(|(terms, options)| Talks { terms, options })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_tables_disagree_as_plain_comparisons_say(talks in talks()) {
        let text = talks.text();
        let found = settled(&written(&text, None));
        let nothing = [false; 3];
        for (at, form) in found.forms.iter().enumerate() {
            // An agreement has the first form that it meets.
            let agreements: Vec<Levels> = states()
                .filter(|levels| !levels[2])
                .filter(|levels| levels[at] && levels[..at].iter().all(|earlier| !earlier))
                .collect();
            let wanted: Vec<Levels> = (agreements.iter().copied())
                .filter(|&levels| (0..2).all(|side| {
                    Talks::beside(&talks.terms[side], levels, nothing) == Ordering::Greater
                }))
                .collect();
            let better = |levels: Levels| {
                (0..2).all(|side| talks.option(side, levels, nothing) == Ordering::Greater)
            };
            let worse = |levels: Levels| {
                (0..2).any(|side| talks.option(side, levels, nothing) == Ordering::Less)
            };
            let told = form.ground.tables_disagree.as_ref();
            match wanted.is_empty() {
                false => {
                    let costs = wanted.iter().all(|&levels| worse(levels));
                    prop_assert_eq!(told.is_some(), costs, "{}", text);
                    let by_terms = told.is_none_or(|told| told.wanted_by_terms);
                    prop_assert!(by_terms, "{}", text);
                }
                true => {
                    // What is better for both is reached by who moves, alone or together.
                    let kept = agreements.iter().flat_map(|&agreed| {
                        [false, true].map(|third| [agreed[0], agreed[1], third])
                    });
                    let good: Vec<Levels> =
                        kept.filter(|&levels| better(levels) && talks.lasts(levels)).collect();
                    prop_assert_eq!(told.is_some(), !good.is_empty(), "{}", text);
                    if let Some(told) = told {
                        let levels: Vec<bool> =
                            told.arrangement.state.levels.iter().map(|level| *level > 0).collect();
                        prop_assert!(good.iter().any(|state| state[..] == levels[..]), "{}", text);
                        let fewest = good.iter().map(|state| usize::from(state[2])).min();
                        prop_assert_eq!(Some(told.beyond.len()), fewest, "{}", text);
                        prop_assert!(!told.wanted_by_terms);
                    }
                }
            }
        }
        let of_block = blocked(&written(&text, None), None);
        for (target, form) in of_block.targets.iter().zip(&found.forms) {
            prop_assert_eq!(&target.ground, &form.ground, "{}", text);
        }
        ends(&found, &written(&text, None), &text)?;
    }
}

/// Who ends worse off, by the values of the model.
fn ends(found: &Settlement, dossier: &Dossier, text: &str) -> Result<(), TestCaseError> {
    let compiled: Compiled =
        (dossier.compile(&Scenario::default(), Limits::default())).expect("small");
    let today = compiled.status_quo.expect("there is one");
    let worse = |code: &str| -> Vec<String> {
        let state: State = compiled.find(code).expect("a state");
        let losing = (0..2).filter(|&actor| {
            compiled.model.value(actor, state) < compiled.model.value(actor, today)
        });
        losing
            .map(|actor| compiled.decision_makers[actor].clone())
            .collect()
    };
    for state in &found.states {
        let code = &state.holding.state.code;
        prop_assert_eq!(state.same_as_now, *code == compiled.code(today), "{}", text);
        for betrayal in &state.betrayals {
            let rest = betrayal.rest.as_ref().map(|rest| &rest.code);
            let end = rest.unwrap_or(&betrayal.step.to);
            prop_assert_eq!(&betrayal.worse_off, &worse(end), "{}", text);
        }
        let end = state.betrayals.first().map(|first| first.worse_off.clone());
        prop_assert_eq!(
            &state.worse_off,
            &end.unwrap_or_else(|| worse(code)),
            "{}",
            text
        );
    }
    Ok(())
}
