//! Two versions of a dossier: what is told to have changed against the edits that were made,
//! and the answers against both versions asked by themselves.

mod edited;

use std::collections::{BTreeMap, BTreeSet};

use hikiwake_conflict::{Analysis, Sensitivity, WishBalance, analyse, sensitivity, wish_balance};
use hikiwake_dossier::{
    Became, ChangeScope, Dossier, PartChange, PartKind, Scenario, version_changes,
};
use hikiwake_finding::AnalyseSettings;
use hikiwake_session::{AskError, Session, Settings, Watcher, versions};
use hikiwake_traceability::{ChangedAnswer, PeriodVersions, Turned, Versions};

use crate::random::{Random, SOURCES};
use crate::written::{of_repository, written};
use edited::{Edit, Sketch, Told};

fn session(dossier: Dossier) -> Session {
    Session::new(dossier, Settings::default())
}

fn asked(old: Dossier, new: Dossier, scenario: &Scenario) -> Result<Versions, AskError> {
    let found = versions(&session(old), &session(new), scenario, Watcher::default())?;
    Ok(found.finding)
}

fn told(part: &PartChange) -> Told {
    let fields = part
        .fields
        .iter()
        .map(|field| field.field.clone())
        .collect();
    (
        part.kind,
        part.actor.clone(),
        part.id.clone(),
        part.became,
        fields,
    )
}

/// The change that an edit is told as.
fn change_of<'p>(edit: &Edit, parts: &'p [PartChange]) -> Option<(usize, &'p PartChange)> {
    let mut parts = parts.iter().enumerate();
    parts.find(|(_, part)| edit.told.contains(&told(part)))
}

#[test]
fn every_edit_is_told_and_nothing_else() {
    let mut made = BTreeMap::new();
    for seed in 0..600 {
        let old = Sketch::random(seed);
        let edits = old.edits(&mut Random(seed), 5);
        let new = old.with(&edits);
        let parts = version_changes(&old.dossier(), &new.dossier());
        for edit in &edits {
            let (_, part) = change_of(edit, &parts)
                .unwrap_or_else(|| panic!("{seed}: none of {:?} in {parts:#?}", edit.told));
            let by_period = part.kind == PartKind::Wish;
            assert_eq!(part.periods.len(), if by_period { 2 } else { 0 });
            let words = ["label", "says", "about", "text", "knowledge"];
            let reworded = part.became == Became::Renamed
                || (part.fields.iter()).any(|field| words.contains(&field.field.as_str()));
            assert_eq!(part.scope == ChangeScope::Words, reworded, "{part:?}");
            *made
                .entry((part.kind, format!("{:?}", told(part).4)))
                .or_insert(0) += 1;
        }
        assert_eq!(parts.len(), edits.len(), "{seed}: {parts:#?}");
    }
    assert!(
        made.len() >= 15 && made.values().all(|&times| times > 5),
        "{made:?}"
    );
}

#[test]
fn the_other_way_about_what_came_goes() {
    for seed in 0..200 {
        let old = Sketch::random(seed);
        let new = old.with(&old.edits(&mut Random(seed), 5));
        let [old, new] = [old.dossier(), new.dossier()];
        let is_move = |part: &PartChange| {
            part.became == Became::Changed && part.fields.iter().any(|field| field.field == "rank")
        };
        let sorted = |parts: Vec<PartChange>| {
            let mut told: Vec<String> = parts.iter().map(|part| format!("{part:?}")).collect();
            told.sort_unstable();
            told
        };
        let mirrored = |mut part: PartChange| {
            part.became = match part.became {
                Became::Added => Became::Removed,
                Became::Removed => Became::Added,
                same => same,
            };
            if let Some(before) = part.renamed_from.replace(part.id.clone()) {
                part.id = before;
            } else {
                part.renamed_from = None;
            }
            for field in &mut part.fields {
                std::mem::swap(&mut field.old, &mut field.new);
            }
            // Words are those of the new version.
            part.words = String::new();
            part
        };
        let (moves, forth): (Vec<_>, Vec<_>) =
            version_changes(&old, &new).into_iter().partition(is_move);
        let (moved_back, mut back): (Vec<_>, Vec<_>) =
            version_changes(&new, &old).into_iter().partition(is_move);
        back.iter_mut().for_each(|part| part.words = String::new());
        assert_eq!(moves.len(), moved_back.len());
        assert_eq!(
            sorted(forth.into_iter().map(mirrored).collect()),
            sorted(back)
        );
    }
}

/// Comments, blank lines, the order of tables, defaults written out: no change.
#[test]
fn the_same_written_otherwise_is_the_same() {
    for seed in 0..100 {
        let old = Sketch::random(seed);
        let mut new = old.clone();
        let mut random = Random(seed);
        new.tables[1..].reverse();
        new.wishes.reverse();
        for table in &mut new.tables {
            if random.below(2) == 0 {
                *table = format!("# A comment.\n{}\n\n", table.replace(" = ", "   =  "));
            }
            if table.contains("[options.") && !table.contains("change") && !table.contains("allow")
            {
                table.push_str("\nchange = \"reversible\"\n");
            }
        }
        for statement in new.wishes.iter_mut().flat_map(|(_, list)| list) {
            statement.push_str(match statement.contains("basis") {
                true => "\nhindsight = false",
                false => "\nbasis = \"analyst\"\nbecause = []",
            });
        }
        let parts = version_changes(&old.dossier(), &new.dossier());
        assert!(parts.is_empty(), "{seed}: {parts:#?}\n{}", new.text());
    }
    let kuril = of_repository("dossiers/kuril");
    let found = asked(kuril.clone(), kuril, &Scenario::default()).expect("two versions");
    assert!(found.parts.is_empty() && found.track_record.is_empty());
    assert!(found.periods.iter().all(|one| one.answers.is_empty()));
    assert_eq!(found.periods.len(), 3);
}

fn at(period: &str) -> Scenario {
    Scenario {
        period: Some(period.to_owned()),
        ..Scenario::default()
    }
}

struct Alone {
    analysis: Analysis,
    wishes: WishBalance,
    hangs: Sensitivity,
}

fn alone(dossier: &Dossier, scenario: &Scenario) -> Alone {
    let settings = AnalyseSettings::default();
    let compiled = settings.compile(dossier, scenario).expect("compiles");
    Alone {
        analysis: analyse(dossier, scenario, &settings)
            .expect("compiles")
            .finding,
        wishes: wish_balance(dossier, &compiled).finding,
        hangs: sensitivity(dossier, scenario, &settings)
            .expect("compiles")
            .finding,
    }
}

/// The wishes that two versions call otherwise.
fn old_name(parts: &[PartChange], actor: &str, id: &str) -> String {
    let mut parts = parts.iter();
    let part = parts.find(|p| p.actor.as_deref() == Some(actor) && p.id == id);
    part.and_then(|part| part.renamed_from.clone())
        .unwrap_or_else(|| id.to_owned())
}

fn has(answers: &PeriodVersions, is: impl Fn(&ChangedAnswer) -> bool) -> bool {
    answers.answers.iter().any(|one| is(&one.answer))
}

#[test]
fn answers_differ_where_both_versions_asked_alone_differ() {
    let mut changed = [0; 4];
    for seed in 0..140 {
        let old = Sketch::random(seed);
        let edits = old.edits(&mut Random(seed + 1000), 4);
        let new = old.with(&edits);
        let [before, after] = [old.dossier(), new.dossier()].map(|d| alone(&d, &at("now")));
        let found = asked(old.dossier(), new.dossier(), &at("now")).expect("two versions");
        let here = &found.periods[0];
        assert!(here.unanswered.is_empty(), "{:?}", here.unanswered);

        let standing = |one: &Alone| {
            let today = one.analysis.status_quo.clone().expect("a status quo");
            let mut steps: Vec<_> = (today.departures.into_iter())
                .map(|step| (step.movers, step.text))
                .collect();
            steps.sort();
            (today.concepts.contains(&"SEQ".to_owned()), steps)
        };
        let is_in_place = |one: &ChangedAnswer| matches!(one, ChangedAnswer::InPlace { .. });
        let differs = standing(&before) != standing(&after);
        assert_eq!(has(here, is_in_place), differs, "{seed}");
        changed[0] += usize::from(differs);

        // Not in question, none lasts, or the strongest of the ways that lead there.
        let becomes =
            |one: &Alone| match one.analysis.patterns.first().map(|ground| &ground.pattern) {
                None => 0,
                Some(p) if p.holding == 0 => 1,
                Some(p) => {
                    let ways = [
                        p.by_best_replies,
                        p.by_improvements,
                        p.by_joint_move,
                        p.holding,
                    ];
                    2 + ways
                        .iter()
                        .position(|&states| states > 0)
                        .expect("one lasts")
                }
            };
        let differs = becomes(&before) != becomes(&after);
        let is_pattern = |one: &ChangedAnswer| matches!(one, ChangedAnswer::Pattern { .. });
        assert_eq!(has(here, is_pattern), differs, "{seed}");
        changed[1] += usize::from(differs);

        let met = |one: &Alone, actor: &str, rename: bool| -> Option<BTreeMap<String, bool>> {
            let balance = one.wishes.balances.iter().find(|b| b.actor == actor)?;
            let name = |wish: usize| {
                let id = &one.wishes.statements[wish].id;
                match rename {
                    true => old_name(&found.parts, actor, id),
                    false => id.clone(),
                }
            };
            let met = balance.met.iter().map(|&wish| (name(wish), true));
            let unmet = balance
                .unmet
                .iter()
                .map(|wish| (name(wish.statement), false));
            Some(met.chain(unmet).collect())
        };
        for actor in before.wishes.actors.iter().map(|actor| &actor.id) {
            let (Some(was), Some(is)) = (met(&before, actor, false), met(&after, actor, true))
            else {
                continue;
            };
            let count = |map: &BTreeMap<String, bool>| {
                (map.len(), map.values().filter(|met| **met).count())
            };
            let turned = was
                .iter()
                .any(|(id, met)| is.get(id).is_some_and(|now| now != met));
            let differs = turned || count(&was) != count(&is);
            let of_actor = |one: &ChangedAnswer| matches!(one, ChangedAnswer::Wishes { actor: whose, .. } if whose == actor);
            assert_eq!(has(here, of_actor), differs, "{seed} {actor}");
            changed[2] += usize::from(differs);
            for one in here
                .answers
                .iter()
                .map(|one| &one.answer)
                .filter(|one| of_actor(one))
            {
                let ChangedAnswer::Wishes { gained, lost, .. } = one else {
                    unreachable!("the wishes of {actor}");
                };
                for (told, to) in [(gained, true), (lost, false)] {
                    let told: BTreeSet<String> = (told.iter())
                        .map(|wish| old_name(&found.parts, actor, &wish.id))
                        .collect();
                    let turned = is
                        .iter()
                        .filter(|(id, now)| **now == to && was.get(*id) == Some(&!to));
                    assert_eq!(
                        told,
                        turned.map(|(id, _)| id.clone()).collect(),
                        "{seed} {actor}"
                    );
                }
            }
        }

        let trades = |one: &Alone| -> BTreeSet<BTreeSet<String>> {
            let steps = |trade: &hikiwake_conflict::Trade| {
                trade
                    .steps
                    .map(|at| one.wishes.steps[at].step.text.clone())
                    .into()
            };
            one.wishes.trades.iter().map(steps).collect()
        };
        let is_trade = |one: &ChangedAnswer| matches!(one, ChangedAnswer::Trades { .. });
        assert_eq!(
            has(here, is_trade),
            trades(&before) != trades(&after),
            "{seed}"
        );

        for (at, one) in after.hangs.dropped.iter().enumerate() {
            let wish = &after.hangs.statements[one.statement];
            let name = old_name(&found.parts, &wish.actor, &wish.id);
            let was = before.hangs.dropped.iter().find(|was| {
                let old = &before.hangs.statements[was.statement];
                (old.actor == wish.actor) && old.id == name
            });
            let Some(was) = was else { continue };
            let open = |one: &Alone| {
                let first = one.hangs.patterns.first();
                first.map(|ground| ground.pattern.by_joint_move > 0)
            };
            let same_base = open(&before).is_some() && open(&before) == open(&after);
            let upsets = (before.hangs.lasts == after.hangs.lasts)
                && before.hangs.is_upset_by(&was.turn) != after.hangs.is_upset_by(&one.turn);
            let opens = same_base
                && (was.turn.opens.is_empty() != one.turn.opens.is_empty()
                    || was.turn.closes != one.turn.closes);
            let is_turn = |answer: &ChangedAnswer| {
                matches!(answer, ChangedAnswer::Turn { turned: Turned::Dropped, statement: Some(of), .. }
                    if of.actor == wish.actor && of.id == wish.id)
            };
            assert_eq!(has(here, is_turn), upsets || opens, "{seed} {at}");
            changed[3] += usize::from(upsets || opens);
        }
    }
    assert!(changed.iter().all(|&times| times > 4), "{changed:?}");
}

/// An answer turns on a change where the new version written without that one edit gives the
/// old answer.
#[test]
fn an_answer_turns_on_what_undone_in_the_files_gives_the_old_answer() {
    let (mut tried, mut turns) = (0, 0);
    for seed in 0..140 {
        let old = Sketch::random(seed);
        let edits = old.edits(&mut Random(seed + 2000), 4);
        let found =
            asked(old.dossier(), old.with(&edits).dossier(), &at("now")).expect("two versions");
        let here = &found.periods[0];
        for (number, edit) in edits.iter().enumerate() {
            let (part, _) = change_of(edit, &found.parts).expect("told");
            if !here.undone.contains(&part) {
                continue;
            }
            let others = edits.iter().enumerate().filter(|(at, _)| *at != number);
            let without = old.with(others.map(|(_, edit)| edit));
            let undone = asked(old.dossier(), without.dossier(), &at("now")).expect("two versions");
            for one in &here.answers {
                let Some(turns_on) = &one.turns_on else {
                    continue;
                };
                let differs = undone.periods[0]
                    .answers
                    .iter()
                    .any(|other| other.answer.is_about_the_same(&one.answer));
                assert_eq!(
                    turns_on.contains(&part),
                    !differs,
                    "{seed}: {part} of {one:#?}"
                );
                tried += 1;
                turns += usize::from(!differs);
            }
        }
    }
    assert!(tried > 80 && turns > 40, "{tried} {turns}");
}

/// A new version of the lake in which each kind of answer that has no random test changes.
#[test]
fn the_lake_at_home_and_what_it_turns_on() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/dossiers/lake");
    let text = std::fs::read_to_string(folder.join("dossier.toml")).expect("the lake");
    let sources = std::fs::read_to_string(folder.join("sources.json")).expect("its sources");
    let edited = text.replace("meshes-only = \"rejects\"", "meshes-only = \"accepts\"");
    let [old, new] = [text, edited].map(|text| written(&text, Some(&sources)));
    let found = asked(old.clone(), new, &at("autumn")).expect("two versions");
    assert_eq!(found.parts.len(), 1);
    let fields: Vec<&str> = found.parts[0]
        .fields
        .iter()
        .map(|field| field.field.as_str())
        .collect();
    assert_eq!(
        fields,
        [
            "judges.autumn.forms.meshes-only",
            "judges.spring.forms.meshes-only"
        ]
    );
    let home = found.periods[0].answers.iter().find(|one| {
        matches!(&one.answer, ChangedAnswer::AtHome { rule, form, old, new, .. }
            if rule == "at-home" && form.as_deref() == Some("meshes-only")
                && old.stopped_by.len() == 1 && new.stopped_by.is_empty())
    });
    assert_eq!(home.expect("it passes now").turns_on, Some(vec![0]));
    let unknown = asked(old.clone(), old, &at("winter"));
    let said = unknown.expect_err("no such period").to_string();
    assert!(
        said.contains("`winter`") && said.contains("autumn"),
        "{said}"
    );
}

/// A period, a side's file in other hands, a form's place: told as what they are.
#[test]
fn what_stands_for_itself_in_a_period_is_told_with_it() {
    let text = |wish: &str, held: &str, forms: [&str; 2]| {
        format!(
            "[dossier]\nformat = 1\ntitle = \"T\"\n[actors.a]\nname = \"A\"\n[actors.b]\nname = \"B\"\n\
             [options.x]\nowner = \"a\"\nlabel = \"X\"\n\
             [periods.p]\nlabel = \"P\"\ndate = \"2001\"\nstatus_quo = \"none\"\n\
             [periods.q]\nlabel = \"Q\"\ndate = \"2002\"\nstatus_quo = \"none\"\n\
             [[preferences]]\nactor = \"a\"\nstatements = [{{ id = \"s\", wants = \"x\" }}{wish}]\n\
             [terms.t]\nlabel = \"T\"\nparties = [\"a\"]\n{}{}\
             [factions.a]\nside = \"a\"\n[factions.b]\nside = \"a\"\n[[factions.b.judges]]\nforms = {{ yes = \"accepts\" }}\n\
             [ratification.r]\nlabel = \"R\"\nsides.a.holder = true\n\
             [[holders]]\nside = \"a\"\nfaction = \"{held}\"\nperiods = [\"q\"]\n\
             [[holders]]\nside = \"a\"\nfaction = \"a\"\nperiods = [\"p\"]\n",
            forms[0], forms[1]
        )
    };
    let forms = [
        "[forms.yes]\nlabel = \"Yes\"\nis = \"t\"\n",
        "[forms.no]\nlabel = \"No\"\nis = \"true\"\n",
    ];
    let wish = ", { id = \"u\", wants = \"not x\", periods = [\"p\"] }";
    let old = written(&text("", "a", forms), Some(SOURCES));
    let new = written(&text(wish, "b", [forms[1], forms[0]]), Some(SOURCES));
    let parts = version_changes(&old, &new);
    let told: Vec<(PartKind, &str, &[String])> = (parts.iter())
        .map(|part| (part.kind, part.id.as_str(), part.periods.as_slice()))
        .collect();
    let (p, q) = (["p".to_owned()], ["q".to_owned()]);
    assert_eq!(told.len(), 3, "{parts:#?}");
    assert_eq!(told[0], (PartKind::Wish, "u", &p[..]));
    assert!(told[1].0 == PartKind::Form && parts[1].fields[0].field == "place");
    assert_eq!(told[2], (PartKind::Holder, "a", &q[..]));
    let found = asked(old, new, &Scenario::default()).expect("two versions");
    assert_eq!(found.periods[0].bearing, [0, 1]);
    assert_eq!(found.periods[1].bearing, [1, 2]);
}
