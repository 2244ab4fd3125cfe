//! Which agreements a government prefers to the one in force: `settle` and `block` against
//! plain comparisons written from the definitions.

use std::cmp::Ordering;

use crate::written::written;
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::{AnalyseSettings, PreferenceVerdict};
use hikiwake_negotiation::{BlockQuestion, FormGround, ObstacleSets, Settlement, block, settle};
use proptest::prelude::*;

fn dossier(text: &str) -> Dossier {
    written(text, None)
}

fn settled(text: &str) -> Settlement {
    let settings = AnalyseSettings::default();
    let found = settle(&dossier(text), &Scenario::default(), None, &settings);
    found.unwrap_or_else(|e| panic!("{e}\n{text}")).finding
}

/// Of all agreements.
fn blocked(text: &str) -> ObstacleSets {
    let question = BlockQuestion {
        wanted: Some("true".to_owned()),
        ..BlockQuestion::default()
    };
    let settings = AnalyseSettings::default();
    let found = block(&dossier(text), &Scenario::default(), &question, &settings);
    found.unwrap_or_else(|e| panic!("{e}\n{text}")).finding
}

/// A government's judgement, over three levels of two terms.
#[derive(Clone, Debug)]
enum Judge {
    /// Per form: 0 rejects, 1 does not mind, 2 accepts.
    Forms([u8; 2]),
    /// Patterns, most important first; audience and deadlock cost by number.
    Statements(Vec<Pattern>, Option<usize>, Option<usize>),
    /// Patterns, best first; the rest comes last.
    Ranking(Vec<Pattern>),
    /// Halves per term and level, and of the cost.
    Weights([[i32; 3]; 2], i32),
}

/// A term, and a level that it has at least.
type Pattern = (usize, u8);

/// Levels of the two terms.
type Agreement = [u8; 2];

#[derive(Clone, Debug)]
struct Talks {
    in_force: Agreement,
    forms: [Pattern; 2],
    judges: [Judge; 2],
}

fn meets((term, least): Pattern, agreement: Agreement) -> bool {
    agreement[term] >= least
}

impl Talks {
    /// A government against what is in force.
    fn compare(&self, judge: &Judge, agreement: Agreement) -> Ordering {
        let now = self.in_force;
        match judge {
            Judge::Forms(says) => {
                let says = |a: Agreement| {
                    let form = self.forms.iter().position(|form| meets(*form, a));
                    form.map_or(1, |form| says[form])
                };
                says(agreement).cmp(&says(now))
            }
            Judge::Statements(wishes, ..) => {
                let met = |a: Agreement| wishes.iter().map(move |wish| meets(*wish, a));
                met(agreement).cmp(met(now))
            }
            Judge::Ranking(classes) => {
                let place = |a: Agreement| {
                    let class = classes.iter().position(|class| meets(*class, a));
                    class.unwrap_or(classes.len())
                };
                place(now).cmp(&place(agreement))
            }
            Judge::Weights(halves, _) => {
                let worth = |[x, y]: Agreement| halves[0][x as usize] + halves[1][y as usize];
                worth(agreement).cmp(&worth(now))
            }
        }
    }

    /// Holds what is found of a form against plain comparisons.
    fn check(&self, at: usize, found: &FormGround, text: &str) -> Result<(), TestCaseError> {
        let now = self.in_force;
        let beside = |side: usize, a: Agreement| self.compare(&self.judges[side], a);
        let first = |a: Agreement| self.forms.iter().position(|form| meets(*form, a));
        let all: Vec<Agreement> = (0..9u8).map(|n| [n / 3, n % 3]).collect();
        let new = all
            .into_iter()
            .filter(|&a| a != now && first(a) == Some(at));
        let new: Vec<Agreement> = new.collect();
        let of = |some: &dyn Fn(Ordering) -> bool| -> Vec<Agreement> {
            let both = |&a: &Agreement| some(beside(0, a)) && some(beside(1, a));
            new.iter().copied().filter(both).collect()
        };
        let preferred = of(&|order| order == Ordering::Greater);
        let harmless = of(&|order| order != Ordering::Less);
        prop_assert_eq!(found.preferred, preferred.len() as u64, "{}", text);
        prop_assert_eq!(found.worse_for_none, harmless.len() as u64, "{}", text);

        let changes = |a: &Agreement| (a[0] != now[0]) as usize + (a[1] != now[1]) as usize;
        let least = |some: &[Agreement]| some.iter().copied().min_by_key(|a| (changes(a), *a));
        let best = [&preferred, &harmless, &new]
            .into_iter()
            .find(|some| !some.is_empty());
        let told = found.least_change.as_ref().map(|row| row.levels.clone());
        prop_assert_eq!(
            told,
            best.and_then(|some| least(some)).map(Vec::from),
            "{}",
            text
        );

        let undone: Vec<String> = (0..2usize)
            .filter(|&term| !new.is_empty() && new.iter().all(|a| a[term] < now[term]))
            .filter(|&term| {
                (0..now[term]).all(|level| {
                    let mut less = now;
                    less[term] = level;
                    let orders = [beside(0, less), beside(1, less)];
                    !orders.contains(&Ordering::Greater) && orders.contains(&Ordering::Less)
                })
            })
            .map(|term| format!("t{term}"))
            .collect();
        prop_assert_eq!(&found.undoes_in_force, &undone, "{}", text);

        let loses = |side: &usize| new.iter().all(|&a| beside(*side, a) == Ordering::Less);
        let losing: Vec<usize> = (0..2)
            .filter(|side| !new.is_empty() && loses(side))
            .collect();
        let ids = found.losers.iter().map(|loser| loser.side.as_str());
        let wanted = losing.iter().map(|&side| ["a", "b"][side]);
        prop_assert!(ids.eq(wanted), "{}", text);
        for (loser, &side) in found.losers.iter().zip(&losing) {
            let Judge::Statements(wishes, ..) = &self.judges[side] else {
                continue;
            };
            // The first wish that differs decides; who minds least fails the last of these.
            let decides = |a: &Agreement| {
                let differs = |wish: &Pattern| meets(*wish, *a) != meets(*wish, now);
                wishes.iter().position(differs)
            };
            let last = new.iter().map(decides).max().flatten();
            let mildest: Vec<Agreement> =
                new.iter().copied().filter(|a| decides(a) == last).collect();
            prop_assert_eq!(
                Some(loser.agreement.levels.clone()),
                least(&mildest).map(Vec::from),
                "{}",
                text
            );
            let said = loser.statements.iter().map(|wish| wish.id.clone());
            let wish = last.map(|at| format!("w{at}"));
            prop_assert_eq!(said.collect::<Vec<_>>(), Vec::from_iter(wish), "{}", text);
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut text = format!(
            "[dossier]\nformat = 1\ntitle = \"Two sides\"\n\
             [periods.now]\nlabel = \"Now\"\ndate = \"2016\"\n\
             status_quo = \"o0 = l{x}, o1 = l{y}\"\nterms = \"t0 = l{x}, t1 = l{y}\"\n\
             [ratification.open]\nlabel = \"Anything goes\"\nsides = {{}}\n",
            x = self.in_force[0],
            y = self.in_force[1]
        );
        for (k, (term, least)) in self.forms.iter().enumerate() {
            text.push_str(&format!(
                "[forms.f{k}]\nlabel = \"Form\"\nis = \"t{term} >= l{least}\"\n"
            ));
        }
        for (k, side) in ["a", "b"].into_iter().enumerate() {
            let levels = "levels = [\"l0\", \"l1\", \"l2\"]";
            let sets = "sets = { l0 = \"oK = l0\", l1 = \"oK = l1\", l2 = \"oK = l2\" }";
            text.push_str(&format!(
                "[actors.{side}]\nname = \"{side}\"\n\
                 [options.o{k}]\nowner = \"{side}\"\nlabel = \"O\"\n{levels}\n\
                 [terms.t{k}]\nlabel = \"T\"\nparties = [\"a\", \"b\"]\n{levels}\n{}\n\
                 [factions.{side}]\nside = \"{side}\"\n",
                sets.replace('K', &k.to_string())
            ));
            self.judge_text(&mut text, side, &self.judges[k]);
        }
        text
    }

    fn judge_text(&self, text: &mut String, side: &str, judge: &Judge) {
        let judges = format!("[[factions.{side}.judges]]\n");
        match judge {
            Judge::Forms(says) => {
                let word = |says: u8| ["rejects", "does-not-mind", "accepts"][says as usize];
                text.push_str(&format!(
                    "{judges}forms = {{ f0 = \"{}\", f1 = \"{}\" }}\n",
                    word(says[0]),
                    word(says[1])
                ));
            }
            Judge::Statements(wishes, audience, deadlock) => {
                text.push_str(&format!("{judges}statements = [\n"));
                for (k, (term, least)) in wishes.iter().enumerate() {
                    text.push_str(&format!(
                        "{{ id = \"w{k}\", wants = \"t{term} >= l{least}\" }},\n"
                    ));
                }
                text.push_str("]\n");
                for (cost, at) in [("audience_cost", audience), ("deadlock_cost", deadlock)] {
                    if let Some(at) = at.filter(|at| *at < wishes.len()) {
                        text.push_str(&format!("{cost} = \"w{at}\"\n"));
                    }
                }
            }
            Judge::Ranking(classes) => {
                text.push_str(&format!(
                    "[[preferences]]\nactor = \"{side}\"\nranking = [\n"
                ));
                for (term, least) in classes {
                    text.push_str(&format!("[\"o{term} >= l{least}\"],\n"));
                }
                text.push_str("[\"true\"],\n]\n");
            }
            Judge::Weights(halves, cost) => {
                let half = |halves: &i32| format!("{:?}", f64::from(*halves) / 2.0);
                let list =
                    |halves: [i32; 3]| halves.iter().map(half).collect::<Vec<_>>().join(", ");
                text.push_str(&format!(
                    "{judges}weights = {{ t0 = [{}], t1 = [{}] }}\ncost = {}\n",
                    list(halves[0]),
                    list(halves[1]),
                    half(cost)
                ));
            }
        }
    }
}

fn judge() -> impl Strategy<Value = Judge> {
    let pattern = || (0usize..2, 1u8..3);
    let cost = || proptest::option::of(0usize..3);
    let patterns = move |least| proptest::collection::vec(pattern(), least..4);
    let halves = || proptest::array::uniform3(-3i32..4);
    prop_oneof![
        proptest::array::uniform2(0u8..3).prop_map(Judge::Forms),
        (patterns(1), cost(), cost()).prop_map(|(w, a, d)| Judge::Statements(w, a, d)),
        patterns(0).prop_map(Judge::Ranking),
        ([halves(), halves()], -3i32..4).prop_map(|(w, cost)| Judge::Weights(w, cost)),
    ]
}

fn talks() -> impl Strategy<Value = Talks> {
    let form = || (0usize..2, 1u8..3);
    ([0u8..3, 0u8..3], [form(), form()], [judge(), judge()]).prop_map(
        |(in_force, forms, judges)| Talks {
            in_force,
            forms,
            judges,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn settle_and_block_prefer_what_the_definitions_prefer(talks in talks()) {
        let text = talks.text();
        let all = (0..9u8).map(|n| [n / 3, n % 3]);
        let better = |side: usize, a: Agreement| {
            talks.compare(&talks.judges[side], a) == Ordering::Greater
        };
        let both = all.clone().filter(|&a| better(0, a) && better(1, a)).count() as u64;
        let found = settled(&text);
        prop_assert_eq!(found.counts.preferred, both, "{}", text);
        for (side, seen) in found.sides.iter().enumerate() {
            let wanted = all.clone().filter(|&a| better(side, a)).count() as u64;
            prop_assert_eq!(seen.preferred, wanted, "{}", text);
        }
        for agreement in &found.agreements {
            let levels = [agreement.row.levels[0], agreement.row.levels[1]];
            for (side, seen) in agreement.seen.iter().enumerate() {
                let wanted = match talks.compare(&talks.judges[side], levels) {
                    Ordering::Greater => PreferenceVerdict::Better,
                    Ordering::Less => PreferenceVerdict::Worse,
                    Ordering::Equal => PreferenceVerdict::Equal,
                };
                prop_assert_eq!(seen.verdict, wanted, "{}", text);
            }
        }
        for (at, form) in found.forms.iter().enumerate() {
            talks.check(at, &form.ground, &text)?;
        }
        let kept = blocked(&text).targets[0].kept.expect("all pass");
        prop_assert_eq!((kept.passing, kept.wanted), (8, both), "{}", text);
    }
}

/// One term with three levels, `some` in force, and one form: at least some.
fn one_term(says: &str) -> String {
    let mut text = String::from(
        "[dossier]\nformat = 1\ntitle = \"One term\"\n\
         [options.idle]\nowner = \"a\"\nlabel = \"Idle\"\n\
         [terms.x]\nlabel = \"X\"\nlevels = [\"none\", \"some\", \"much\"]\n\
         [forms.deal]\nlabel = \"Deal\"\nis = \"x >= some\"\n\
         [periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\nterms = \"x = some\"\n",
    );
    for side in ["a", "b"] {
        text.push_str(&format!(
            "[actors.{side}]\nname = \"{side}\"\n[factions.{side}]\nside = \"{side}\"\n\
             judges = [{{ forms = {{ deal = \"{says}\" }} }}]\n"
        ));
    }
    text
}

#[test]
fn what_is_accepted_is_not_preferred_to_what_is_in_force_and_accepted_too() {
    let found = settled(&one_term("accepts"));
    assert_eq!(found.counts.preferred, 0);
    let in_force = found.agreements.iter().find(|a| a.row.in_force);
    let in_force = in_force.expect("the first named");
    assert!(
        in_force
            .seen
            .iter()
            .all(|s| s.verdict == PreferenceVerdict::Equal)
    );
}

#[test]
fn what_is_not_minded_is_preferred_to_what_is_in_force_and_rejected() {
    assert_eq!(settled(&one_term("rejects")).counts.preferred, 1);
}

#[test]
fn what_a_negative_cost_makes_accepted_is_not_better_than_what_is_in_force() {
    let mut text = String::from(
        "[dossier]\nformat = 1\ntitle = \"Cost\"\n\
         [options.idle]\nowner = \"a\"\nlabel = \"Idle\"\n\
         [terms.x]\nlabel = \"X\"\nlevels = [\"none\", \"some\"]\n\
         [periods.now]\nlabel = \"Now\"\ndate = \"2016\"\nstatus_quo = \"none\"\n",
    );
    for side in ["a", "b"] {
        text.push_str(&format!(
            "[actors.{side}]\nname = \"{side}\"\n[factions.{side}]\nside = \"{side}\"\n\
             judges = [{{ weights = {{ x = [0.0, -0.5] }}, cost = -1.0 }}]\n"
        ));
    }
    let found = blocked(&text);
    let kept = found.targets[0].kept.expect("it passes");
    assert_eq!((kept.passing, kept.wanted), (1, 0));
    assert_eq!(settled(&text).counts.preferred, 0);
}

#[test]
fn where_no_agreement_is_in_force_agreements_are_held_against_having_none() {
    let text = |none: &str, cost: f64| {
        let mut text = format!(
            "[dossier]\nformat = 1\ntitle = \"Cost\"\n{none}\n\
             [options.idle]\nowner = \"a\"\nlabel = \"Idle\"\n\
             [terms.x]\nlabel = \"X\"\nlevels = [\"none\", \"some\"]\n"
        );
        for side in ["a", "b"] {
            text.push_str(&format!(
                "[actors.{side}]\nname = \"{side}\"\n[factions.{side}]\nside = \"{side}\"\n\
                 judges = [{{ weights = {{ x = [0.0, 0.5] }}, cost = {cost:?} }}]\n"
            ));
        }
        text
    };
    let none = "[settlement]\nnone_in_force = true";
    // Both levels, one, or none are better than having no agreement.
    for (cost, preferred) in [(-1.0, 2), (0.25, 1), (0.0, 1), (1.0, 0)] {
        let found = settled(&text(none, cost));
        assert_eq!(found.counts.preferred, preferred, "{cost}");
        assert!(found.none_in_force);
        assert!(found.agreements.iter().all(|a| !a.row.in_force));
        if preferred > 0 {
            let kept = blocked(&text(none, cost)).targets[0]
                .kept
                .expect("some pass");
            assert_eq!(kept.wanted, preferred, "{cost}");
        }
        // Where one is in force, the cost counts for nothing here.
        assert_eq!(settled(&text("", cost)).counts.preferred, 1, "{cost}");
    }
}
