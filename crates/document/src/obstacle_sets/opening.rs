//! Who can stop what, in sentences: one that answers, then what stands behind it.

use hikiwake_finding::words::capital;
use hikiwake_negotiation::{BlockTarget, KeptBack, ObstacleKind, ObstacleSets};

use super::stopped::{forms, least, least_repair, stoppers, stops};
use crate::form_grounds::{self, labels, leaders, rests_on, tables_disagree};
use crate::glossary::BETTER_FOR_ALL;
use crate::grouped::grouped;
use crate::number::in_words;
use crate::{Text, joined, sentence};

/// Most forms for which the least that would open them is told, and most other rules.
const NAMED: usize = 2;

/// The forms by what becomes of them.
pub(crate) struct Fates<'a> {
    /// Some agreements pass and are better for every government.
    pub better: Vec<&'a BlockTarget>,
    /// Some pass; none of these is better for all.
    pub only: Vec<&'a BlockTarget>,
    /// None passes.
    pub closed: Vec<&'a BlockTarget>,
    /// There is no agreement of it.
    pub empty: Vec<&'a BlockTarget>,
}

impl<'a> Fates<'a> {
    pub fn of(found: &'a ObstacleSets) -> Fates<'a> {
        let wanted = |target: &&BlockTarget| target.kept.is_some_and(|kept| kept.wanted > 0);
        let (empty, asked): (Vec<_>, Vec<_>) =
            found.targets.iter().partition(|t| t.agreements == 0);
        let (open, closed): (Vec<_>, Vec<_>) = asked.into_iter().partition(|t| t.passing > 0);
        let (better, only) = open.into_iter().partition(wanted);
        Fates {
            better,
            only,
            closed,
            empty,
        }
    }
}

/// `better for every government than what is in place`
fn better_for_all(found: &ObstacleSets) -> String {
    match found.none_in_force {
        true => "better for every government than having no agreement".to_owned(),
        false => BETTER_FOR_ALL.say.to_owned(),
    }
}

/// What can pass at home and be better for all, and who stops the rest.
pub(super) fn answer(found: &ObstacleSets) -> String {
    let fates = Fates::of(found);
    let better = better_for_all(found);
    let stop = who_stops(found, &fates);
    let told = |better: &str| {
        let mut clauses = vec![passes(found, &fates, better)];
        clauses.extend(stop.clone());
        clauses
    };
    let words = |clauses: &[String]| clauses.join(" ").split_whitespace().count();
    match told(&better) {
        long if words(&long) > sentence::WORDS => sentence::of_clauses(&told("better for all")),
        said => sentence::of_clauses(&said),
    }
}

fn passes(found: &ObstacleSets, fates: &Fates, better: &str) -> String {
    if let [one] = found.targets.as_slice() {
        let label = forms(&[one])[0].called();
        return match (fates.better.len(), fates.only.len(), fates.closed.len()) {
            (1, ..) => format!("{label} can pass at home and be {better}"),
            (_, 1, _) => format!("{label} can pass at home, but would not be {better}"),
            (.., 1) => format!("{label} cannot pass at home"),
            _ => format!("There is no agreement for {label}"),
        };
    }
    let what = match fates.better.as_slice() {
        [] if fates.only.is_empty() => {
            return "Nothing that was asked about can pass at home".into();
        }
        [] => return format!("Nothing that can pass at home would be {better}"),
        [one] => format!("Only {}", forms(&[one])[0].called()),
        several => labels(&forms(several)),
    };
    match format!("{what} can pass at home and be {better}") {
        long if long.split_whitespace().count() > sentence::WORDS => format!(
            "{} of the {} forms can pass at home and be {better}",
            capital(&in_words(fates.better.len())),
            in_words(found.targets.len())
        ),
        said => said,
    }
}

/// `Putin and Russia's military can stop the rest`, or who can stop how many forms.
fn who_stops(found: &ObstacleSets, fates: &Fates) -> Option<String> {
    let known = fates.closed.iter().filter(|target| {
        // To stop what breaks off what is in force is no refusal of a deal.
        target.cut_short.is_none()
            && (found.targets.len() == 1 || target.ground.undoes_in_force.is_empty())
    });
    let by_form = known.map(|target| stoppers(found, target));
    let by_form: Vec<Vec<String>> = by_form
        .map(|form| form.who.into_iter().map(|(name, _)| name).collect())
        .collect();
    let rest = match found.targets.len() {
        1 => "it",
        all if all == fates.closed.len() => "all",
        _ => "the rest",
    };
    form_grounds::who_stops(&by_form, rest)
}

/// What stands behind the answer, a sentence or two each.
pub(super) fn points(found: &ObstacleSets) -> Vec<Text> {
    let fates = Fates::of(found);
    let mut points = Vec::new();
    let named = labels(&forms(&fates.better));
    if !fates.better.is_empty() && !answer(found).contains(&named) {
        points.extend(better(found, &fates));
    }
    points.extend(passing(found, &fates));
    points.extend(stops(found, &fates.closed));
    points.extend(fates.closed.iter().filter_map(|target| cut_short(target)));
    let opened = grouped((fates.closed.iter()).map(|&target| (stoppers(found, target), target)));
    let opened = opened
        .iter()
        .filter_map(|(_, targets)| least(found, easiest(found, targets)?));
    points.extend(opened.take(NAMED));
    points.extend(under_other_rules(found, &fates.closed));
    points.extend(in_other_readings(found, &fates.closed));
    let all: Vec<&BlockTarget> = found.targets.iter().collect();
    points.extend(leaders(&forms(&all)));
    points.extend(tables_disagree(&forms(&all), found.after.as_ref()));
    points
}

/// The forms that can pass and be better for every government.
pub(crate) fn better(found: &ObstacleSets, fates: &Fates) -> Vec<Text> {
    let better = better_for_all(found);
    let told = match fates.better.is_empty() {
        true => format!("Nothing that can pass would be {better}."),
        false => format!(
            "{} can pass and be {better}.",
            labels(&forms(&fates.better))
        ),
    };
    vec![told.into()]
}

/// Whether what can pass and is better for all would be kept, and what else can pass.
pub(crate) fn passing(found: &ObstacleSets, fates: &Fates) -> Vec<Text> {
    let mut told: Vec<String> = Vec::new();
    let one = found.targets.len() == 1;
    told.extend(
        grouped(
            fates
                .better
                .iter()
                .filter_map(|target| Some((kept(target.kept?), *target))),
        )
        .iter()
        .map(|(kept, targets)| kept.replace("{}", &labels(&forms(targets)))),
    );
    if !fates.only.is_empty() && !one {
        let labels = labels(&forms(&fates.only));
        told.push(match fates.better.is_empty() {
            true => format!("{labels} can pass at home."),
            false => format!("{labels} can pass, but would not be better for every side."),
        });
    }
    if !fates.empty.is_empty() && !one {
        told.push(format!(
            "There is no agreement for {}.",
            labels(&forms(&fates.empty))
        ));
    }
    told.into_iter().map(Text::from).collect()
}

/// Whether agreements that every government wants would be kept once signed; `{}` stands
/// for the forms.
fn kept(kept: KeptBack) -> &'static str {
    match kept {
        KeptBack { possible: 0, .. } => "Where {} would lead, the model has no place for.",
        all if all.same_as_now == all.possible => {
            "The model knows none of the steps of {}, so whether they would be kept it cannot say."
        }
        KeptBack { hold: 0, .. } => "Once signed, somebody would move on from where {} would lead.",
        all if all.hold + all.same_as_now == all.possible => "Once signed, {} would be kept.",
        _ => "Once signed, {} would be kept by some of its terms and broken by others.",
    }
}

fn cut_short(target: &BlockTarget) -> Option<Text> {
    let why = target.cut_short.as_ref()?;
    let label = forms(&[target])[0].called();
    Some(format!("Who stops {label} is not known, as the search was cut short: {why}.").into())
}

/// Of forms that the same people stop, the one for which most is known of what might win
/// them over.
fn easiest<'a>(found: &ObstacleSets, targets: &[&'a BlockTarget]) -> Option<&'a BlockTarget> {
    let known = |target: &&&BlockTarget| {
        let repair = least_repair(found, target)?;
        let answers = |at: &&usize| found.judgements[**at].kind == ObstacleKind::Guarantee;
        let answered = repair.without.iter().filter(answers).count();
        Some((repair.without.len(), std::cmp::Reverse(answered)))
    };
    let targets = targets.iter().filter(|target| known(target).is_some());
    targets.min_by_key(known).copied()
}

/// What could pass at the same date if others had to agree.
fn under_other_rules(found: &ObstacleSets, closed: &[&BlockTarget]) -> Vec<Text> {
    let now = found.scenario.period.as_ref().map(|period| &period.id);
    let passing = closed.iter().flat_map(|&target| {
        let elsewhere = (target.elsewhere.iter())
            .filter(|there| there.passing > 0 && !found.reads_otherwise(there))
            .filter(|there| there.period.as_ref() == now && there.rule != found.rule);
        elsewhere.map(move |there| (&there.label, target))
    });
    let by_rule = grouped(passing)
        .into_iter()
        .map(|(rule, targets)| (targets, rule));
    let told = grouped(by_rule).into_iter().map(|(targets, rules)| {
        let rules: Vec<String> = rules.iter().map(|rule| format!("“{rule}”")).collect();
        format!(
            "If instead {} had to agree, {} could pass.",
            joined_or(&rules),
            labels(&forms(&targets))
        )
    });
    told.take(NAMED).map(Text::from).collect()
}

/// What could pass at the same date if one reads the case otherwise.
fn in_other_readings(found: &ObstacleSets, closed: &[&BlockTarget]) -> Vec<Text> {
    let passing = closed.iter().flat_map(|&target| {
        let elsewhere = (target.elsewhere.iter())
            .filter(|there| there.passing > 0 && found.reads_otherwise(there))
            .filter(|there| there.rule == found.rule);
        elsewhere.map(move |there| (there.reading.as_ref(), target))
    });
    let by_reading = grouped(passing).into_iter().map(|(reading, targets)| {
        let reading = reading.map_or("the base reading".to_owned(), |reading| {
            format!("“{}”", reading.label)
        });
        (targets, reading)
    });
    let told = grouped(by_reading).into_iter().map(|(targets, readings)| {
        format!(
            "If one reads the case otherwise, {} could pass: {}.",
            labels(&forms(&targets)),
            joined_or(&readings)
        )
    });
    told.take(NAMED).map(Text::from).collect()
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn joined_or(items: &[String]) -> String {
    match items {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        items => joined(items),
    }
}

/// Who must agree, and that this is a supposition.
pub(crate) fn rule(found: &ObstacleSets) -> String {
    let ground = &found.rule_ground;
    format!(
        "Who must agree is a supposition ({}): “{}”.",
        rests_on(&ground.basis, ground.hindsight),
        found.rule_label
    )
}
