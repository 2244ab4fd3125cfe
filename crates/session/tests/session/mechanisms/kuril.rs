//! The mechanisms of the reference case, each by an answer that changes without it.

use hikiwake_dossier::file::Carriers;
use hikiwake_dossier::{CarrierKind, Scenario};
use hikiwake_drivers::{Answered, Direction};
use hikiwake_finding::Finding;
use hikiwake_negotiation::HowMany;
use hikiwake_session::{Question, Session, Settings, Watcher};
use hikiwake_traceability::{
    ChangedAnswer, MechanismTest, MechanismVerdict, Mechanisms, PatternStanding,
};

use crate::written::of_repository;

/// An answer that is expected to change: of which mechanism, in which period, with which
/// reading put on (none: what carries it taken out), and which answer.
type Expected = (&'static str, &'static str, &'static str, Is);
type Is = fn(&ChangedAnswer) -> bool;

/// Mechanisms whose every changed answer is the absence of what was taken out itself: a wish
/// less to count, a step fewer, a picture or a guarantee gone. They say little of the case.
const OF_THEMSELVES: [&str; 5] = ["M007", "M014", "M017", "M021", "M023"];

const APRIL: &str = "2016-04";
const DECEMBER: &str = "2016-12";
const OCTOBER: &str = "2017-10";

#[rustfmt::skip]
const EXPECTED: &[Expected] = &[
    // Nobody at home asked: what two vetoes stopped passes.
    ("M001", OCTOBER, "", |a| home(a, "vetoes", "split-title", HowMany::None, HowMany::All)),
    ("M001", DECEMBER, "", |a| home(a, "influence", "two-islands", HowMany::None, HowMany::All)),
    // The ministry of defence alone stops two islands.
    ("M002", DECEMBER, "", |a| home(a, "vetoes", "two-islands", HowMany::None, HowMany::All) && stopped(a, "ru-mod")),
    // The Foreign Ministry does not let the economy go on alone.
    ("M003", OCTOBER, "", |a| home(a, "file", "economy-only", HowMany::None, HowMany::All) && stopped(a, "mofa")),
    ("M003", OCTOBER, "meti-holds-oct17", |a| home(a, "file", "economy-only", HowMany::None, HowMany::All)),
    // The two who decide stop what the other asks most.
    ("M005", OCTOBER, "", |a| home(a, "leaders", "two-islands", HowMany::None, HowMany::All) && stopped(a, "putin")),
    // Another leader in Moscow closes the settlement, another in Tokyo stops it at home.
    ("M006", DECEMBER, "other-leader-moscow-dec16", |a| pattern(a, "settlement", PatternStanding::JointMove, PatternStanding::NotReached)),
    ("M006", OCTOBER, "other-leader-tokyo-oct17", |a| home(a, "leaders", "no-deal", HowMany::None, HowMany::All) && stopped(a, "abe")),
    ("M007", OCTOBER, "", |a| plan(a, |old, new| new.steps + 1 == old.steps)),
    // Tied to Ukraine, the package is withdrawn.
    ("M008", OCTOBER, "ukraine-linked", |a| leaves(a, "Japan: economy off")),
    // Tied to the islands, it is, and Abe would not have the economy alone.
    ("M009", OCTOBER, "linkage-oct17", |a| leaves(a, "Japan: economy off")),
    ("M009", DECEMBER, "linkage-dec16", |a| home(a, "leaders", "economy-only", HowMany::All, HowMany::None)),
    // Without METI the economy alone is voted down.
    ("M010", DECEMBER, "", |a| home(a, "influence", "economy-only", HowMany::All, HowMany::None)),
    // Without its small steps no patience carries the plan: Japan would need a guarantee.
    ("M011", OCTOBER, "", |a| plan(a, |old, new| old.patience && !new.patience && new.guarantee.as_ref().is_some_and(|side| side.id == "japan"))),
    // Two laws: joint work passes once neither insists.
    ("M012", OCTOBER, "", |a| home(a, "leaders", "joint-development", HowMany::None, HowMany::All) && stopped(a, "putin")),
    // Leaning less, Japan drops its sanctions, and a settlement comes within reach.
    ("M013", APRIL, "", |a| pattern(a, "settlement", PatternStanding::NotReached, PatternStanding::JointMove)),
    ("M014", OCTOBER, "", |a| matches!(a, ChangedAnswer::Assurances { faction, old, new } if faction.id == "ru-mod" && old == &["no-bases"] && new.is_empty())),
    // The build-up is what the signal is made of.
    ("M015", OCTOBER, "", |a| push(a, "Military build-up", "Russian military signalling", Some(Direction::Up), None) || opened(a, "Military build-up", "Russian military signalling")),
    // Meant to stall, the demand leaves no way to a settlement.
    ("M016", DECEMBER, "demand-to-stall-dec16", |a| pattern(a, "settlement", PatternStanding::JointMove, PatternStanding::NotReached)),
    ("M017", OCTOBER, "", |a| fewer_wishes(a, "us")),
    // The loans are the way from sanctions to cooperation that leaves the rest open.
    ("M018", OCTOBER, "", |a| push(a, "Political encouragement", "Russian territorial concession", None, Some(Direction::Up))),
    // Dependence on China is what turns Moscow to other partners.
    ("M019", OCTOBER, "", |a| push(a, "Russian dependence on China", "Russian search for other Asian partners", Some(Direction::Up), None)),
    // Tokyo's picture of Moscow and China is what surprises.
    ("M020", APRIL, "", |a| matches!(a, ChangedAnswer::Pictures { old, new } if old.surprises && !new.surprises)),
    ("M021", DECEMBER, "", |a| matches!(a, ChangedAnswer::Pictures { old, new } if new.misreadings.len() + 1 == old.misreadings.len())),
    // Not to sell bars the settlement, and all that the government minds of land.
    ("M022", OCTOBER, "", |a| pattern(a, "settlement", PatternStanding::NotReached, PatternStanding::JointMove)),
    ("M022", OCTOBER, "", |a| home(a, "governments", "two-islands", HowMany::None, HowMany::Some)),
    ("M023", OCTOBER, "", |a| fewer_wishes(a, "japan")),
    // Unity of the G7 is what ends hopes in Japan; the vassal is what surprises.
    ("M024", OCTOBER, "", |a| push(a, "Unity of the Western", "Russian hopes placed in Japan", Some(Direction::Down), None)),
    ("M024", OCTOBER, "", |a| matches!(a, ChangedAnswer::Pictures { old, new } if old.surprises && !new.surprises)),
    // Without the ally a settlement is within reach, and nobody outside stops it.
    ("M025", APRIL, "", |a| pattern(a, "settlement", PatternStanding::NotReached, PatternStanding::JointMove)),
    ("M025", OCTOBER, "", |a| home(a, "vetoes-and-us", "economy-only", HowMany::Some, HowMany::All) && stopped(a, "us")),
    // Strengthened opponents take Japan out of the projects.
    ("M026", OCTOBER, "hardened-tokyo", |a| leaves(a, "Japan: joint-work off")),
    ("M026", OCTOBER, "", |a| push(a, "Hardening of Russian posture", "Standing of Japanese opponents", Some(Direction::Up), None)),
    // Whoever holds them gains nothing by waiting: a settlement, and Putin's yes.
    ("M027", OCTOBER, "", |a| pattern(a, "settlement", PatternStanding::NotReached, PatternStanding::JointMove)),
    ("M027", OCTOBER, "", |a| home(a, "leaders", "two-islands", HowMany::None, HowMany::All) && stopped(a, "putin")),
    ("M027", OCTOBER, "", |a| push(a, "Russian benefit from the territorial", "Russian territorial concession", Some(Direction::Down), None)),
    // What was promised and not delivered; firms that stay away cost a concession.
    ("M028", OCTOBER, "", |a| matches!(a, ChangedAnswer::Promise { id, old: true, new: false, .. } if id == "eight-points")),
    ("M028", OCTOBER, "", |a| push(a, "Russian business-climate risk", "Russian territorial concession", Some(Direction::Down), None)),
    // The ministry of defence alone stops the title left open.
    ("M029", OCTOBER, "", |a| home(a, "vetoes", "split-title", HowMany::None, HowMany::All) && stopped(a, "ru-mod")),
    ("M029", OCTOBER, "", |a| push(a, "Ambiguity between", "Territorial settlement", Some(Direction::Up), None)),
    // Loops that feed themselves go.
    ("M030", OCTOBER, "", |a| matches!(a, ChangedAnswer::Loops { gone, new } if new.is_empty() && gone.iter().any(|one| one.feeds_itself && one.drivers.iter().any(|driver| driver.starts_with("Military build-up"))))),
    // A leader who would have it done gives two islands their name.
    ("M031", OCTOBER, "legacy-oct17", |a| leaves(a, "Japan: two-islands on")),
    ("M031", DECEMBER, "free-concession-dec16", |a| pattern(a, "settlement", PatternStanding::JointMove, PatternStanding::Improvements)),
    // One change of mind in Moscow is enough.
    ("M032", OCTOBER, "russia-wants-deal-oct17", |a| pattern(a, "settlement", PatternStanding::NotReached, PatternStanding::JointMove)),
    // Once the vote is over.
    ("M033", OCTOBER, "", |a| pattern(a, "settlement", PatternStanding::NotReached, PatternStanding::JointMove)),
    ("M033", OCTOBER, "", |a| home(a, "leaders", "two-islands", HowMany::None, HowMany::All) && stopped(a, "putin")),
    // Without trust, a step of it, no patience carries the plan.
    ("M034", OCTOBER, "", |a| plan(a, |old, new| old.patience && !new.patience)),
    // With nothing to show on the way Russia is exposed.
    ("M035", OCTOBER, "", |a| plan(a, |old, new| old.as_written.is_none() && new.as_written.as_ref().is_some_and(|(side, _)| side.id == "russia"))),
];

fn home(answer: &ChangedAnswer, by: &str, of: &str, was: HowMany, is: HowMany) -> bool {
    matches!(answer, ChangedAnswer::AtHome { rule, form, old, new, .. }
        if rule == by && form.as_deref() == Some(of) && (old.passes, new.passes) == (was, is))
}

/// Someone's no kept agreements out, and does no longer or does now.
fn stopped(answer: &ChangedAnswer, whose: &str) -> bool {
    matches!(answer, ChangedAnswer::AtHome { old, new, .. }
        if old.stopped_by.iter().any(|one| one.id == whose) && new.stopped_by.iter().all(|one| one.id != whose))
}

fn pattern(answer: &ChangedAnswer, of: &str, was: PatternStanding, is: PatternStanding) -> bool {
    matches!(answer, ChangedAnswer::Pattern { id, old, new, .. } if id == of && (*old, *new) == (was, is))
}

/// Somebody would leave what is in place in a way in which nobody did.
fn leaves(answer: &ChangedAnswer, how: &str) -> bool {
    let leave = |place: &hikiwake_traceability::InPlace| {
        let mut departures = place.departures.iter();
        departures.any(|step| step.text == how)
    };
    matches!(answer, ChangedAnswer::InPlace { old, new } if !leave(old) && leave(new))
}

fn plan(
    answer: &ChangedAnswer,
    is: fn(&hikiwake_traceability::PlanStanding, &hikiwake_traceability::PlanStanding) -> bool,
) -> bool {
    matches!(answer, ChangedAnswer::Plan { id, old: Some(old), new: Some(new), .. } if id == "small-steps" && is(old, new))
}

fn fewer_wishes(answer: &ChangedAnswer, of: &str) -> bool {
    matches!(answer, ChangedAnswer::Wishes { actor, old, new, .. } if actor == of && new.all + 1 == old.all)
}

/// A push moved something for certain one way, and does another now; `None`: not for certain.
fn push(
    answer: &ChangedAnswer,
    from: &str,
    to: &str,
    was: Option<Direction>,
    is: Option<Direction>,
) -> bool {
    let certain = |told: &Option<(Answered, Option<Direction>)>| {
        told.and_then(|(answer, direction)| direction.filter(|_| answer == Answered::Certain))
    };
    matches!(answer, ChangedAnswer::Push { cause, effect, old, new }
        if cause.starts_with(from) && effect.starts_with(to) && (certain(old), certain(new)) == (was, is))
}

/// A push led somewhere, and leads there no longer.
fn opened(answer: &ChangedAnswer, from: &str, to: &str) -> bool {
    matches!(answer, ChangedAnswer::Push { cause, effect, old: Some(_), new: None }
        if cause.starts_with(from) && effect.starts_with(to))
}

/// Whether an answer changes by more than that what was taken out is not there.
fn tells_more(answer: &ChangedAnswer, of: &MechanismTest) -> bool {
    let carries = |kind| of.carriers.iter().any(|carrier| carrier.kind == kind);
    match answer {
        ChangedAnswer::Wishes { gained, lost, .. } => {
            !gained.is_empty() || !lost.is_empty() || !carries(CarrierKind::Statement)
        }
        ChangedAnswer::Plan {
            old: Some(old),
            new: Some(new),
            ..
        } => {
            let mut same = new.clone();
            (same.steps, same.windows) = (old.steps, old.windows);
            same != *old
        }
        ChangedAnswer::Assurances { .. } => !carries(CarrierKind::Guarantee),
        ChangedAnswer::Promise { .. } => !carries(CarrierKind::Promise),
        ChangedAnswer::Pictures { old, new } => old.surprises != new.surprises,
        _ => true,
    }
}

/// One call for all, since it takes the better part of a minute.
#[test]
fn every_mechanism_of_the_case_changes_what_it_should() {
    let session = Session::new(of_repository("dossiers/kuril"), Settings::default());
    let json = |question: &Question| {
        let answer = session.ask(question, Watcher::default());
        serde_json::to_string(&answer.expect("an answer")).expect("JSON")
    };
    let analysis = Question::Analysis {
        scenario: Scenario::default(),
        list: 20,
    };
    let before = json(&analysis);
    let question = Question::Mechanisms {
        scenario: Scenario::default(),
        mechanism: None,
    };
    let answer = session.ask(&question, Watcher::default());
    let found: Finding<Mechanisms> = answer.expect("an answer").try_into().expect("mechanisms");
    let found = found.finding;
    assert_eq!(json(&analysis), before, "the case is as it was");

    assert!(found.not_named.is_empty(), "{:?}", found.not_named);
    let ids: Vec<String> = found.mechanisms.iter().map(|one| one.id.clone()).collect();
    let all: Vec<String> = (1..=35).map(|number| format!("M{number:03}")).collect();
    assert_eq!(ids, all);

    for one in &found.mechanisms {
        let id = one.id.as_str();
        let answers = || {
            let tests = one.tests.iter().map(|test| &test.answers);
            tests.flat_map(|answers| answers.answers.iter().map(|one| &one.answer))
        };
        assert!(!one.carriers.is_empty(), "{id}");
        match id {
            "M004" => {
                assert!(one.verdict == MechanismVerdict::Idle && !one.idle.is_empty());
                assert_eq!(answers().count(), 0);
                continue;
            }
            _ => assert_eq!(one.verdict, MechanismVerdict::Carried, "{id}"),
        }
        let more = answers().any(|answer| tells_more(answer, one));
        assert_eq!(!more, OF_THEMSELVES.contains(&id), "{id}");
        let mut expected = EXPECTED.iter().filter(|(of, ..)| *of == id).peekable();
        assert!(expected.peek().is_some(), "{id}");
        for (_, period, reading, is) in expected {
            let here = one.tests.iter().find(|test| {
                let by = test
                    .reading
                    .as_ref()
                    .map_or("", |reading| reading.id.as_str());
                let head = test.answers.scenario.period.as_ref();
                by == *reading && head.is_some_and(|head| head.id == *period)
            });
            let here = here.unwrap_or_else(|| panic!("{id} is not tested in {period} {reading}"));
            let changed = &here.answers.answers;
            let told = changed.iter().any(|one| is(&one.answer));
            assert!(told, "{id} {period} {reading}: {changed:#?}");
        }
    }
    let unanswered: Vec<&str> = (found.mechanisms.iter())
        .filter(|one| (one.tests.iter()).any(|test| !test.answers.unanswered.is_empty()))
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(unanswered, [""; 0]);
}

/// With nothing taken out the case answers the same, and with each mechanism put back, too.
#[test]
fn with_all_put_back_the_case_is_as_it_was() {
    let dossier = of_repository("dossiers/kuril");
    let scenario = Scenario {
        period: Some("2017-10".to_owned()),
        ..Scenario::default()
    };
    let analysis = |dossier: hikiwake_dossier::Dossier, changes| {
        let session = Session::new(dossier, Settings::default());
        let scenario = Scenario {
            changes,
            ..scenario.clone()
        };
        let answer = session.ask(
            &Question::Analysis { scenario, list: 20 },
            Watcher::default(),
        );
        serde_json::to_string(&answer.expect("an answer")).expect("JSON")
    };
    let before = analysis(dossier.clone(), Vec::new());
    for id in ["M013", "M022", "M025", "M033"] {
        let carried = &dossier.file.mechanisms[id].carried;
        let (without, changes) = dossier.without(carried);
        assert_ne!(analysis(without, changes), before, "{id}");
        let (same, changes) = dossier.without(&Carriers::default());
        assert!(changes.is_empty());
        assert_eq!(analysis(same, changes), before, "{id}");
    }
}
