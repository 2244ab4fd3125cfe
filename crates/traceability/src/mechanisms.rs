//! Mechanisms: what carries each, and which answers change without it.

use hikiwake_dossier::file::Mechanism;
use hikiwake_dossier::{CarrierKind, Dossier};
use hikiwake_finding::basis::{self, actor_name};
use hikiwake_finding::{ActorHead, ClaimHead, Ground, ReadingHead};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::PeriodVersions;

/// The finding of `mechanisms`: how the dispute works, part by part, each put to its test.
/// The test of a mechanism is removal: what carries it is taken out of the dossier, and the
/// answers before and after are set side by side. A reading that carries one is put on
/// instead.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Mechanisms {
    /// The actors.
    pub actors: Vec<ActorHead>,
    /// The mechanisms, in the order of the files.
    pub mechanisms: Vec<MechanismTest>,
    /// Claims that describe a mechanism which the dossier does not name.
    pub not_named: Vec<ClaimHead>,
}

/// One mechanism, and what came of its test.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MechanismTest {
    /// Id.
    pub id: String,
    /// Name for the reader.
    pub label: String,
    /// What kind, as the dossier has it.
    pub kind: String,
    /// How it works here.
    pub text: String,
    /// What it rests on.
    pub ground: Ground,
    /// What carries it.
    pub carriers: Vec<Carrier>,
    /// Why nothing changes without it, as the dossier has it.
    pub idle: String,
    /// What came of it.
    pub verdict: MechanismVerdict,
    /// The tests, each in each period: taken out, then every reading put on.
    pub tests: Vec<MechanismRun>,
}

/// One thing that carries a mechanism.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Carrier {
    /// What kind of thing.
    pub kind: CarrierKind,
    /// Its id, as the dossier names it.
    pub id: String,
    /// Its words for the reader.
    pub words: String,
}

/// What came of a mechanism's test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MechanismVerdict {
    /// Some answer changes without it, or with the reading that carries it.
    Carried,
    /// No answer changes, and the dossier says why that is so.
    Idle,
    /// No answer changes, and the dossier does not say why.
    Silent,
    /// No judgement carries it.
    Uncarried,
}

/// One test of a mechanism in one period.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MechanismRun {
    /// The reading that is put on; `None` where what carries the mechanism is taken out.
    pub reading: Option<ReadingHead>,
    /// The answers that change: `old` is as the case is read, `new` is without the mechanism,
    /// or with the reading.
    pub answers: PeriodVersions,
}

impl MechanismTest {
    /// A mechanism with the tests made of it.
    pub fn new(
        dossier: &Dossier,
        id: &str,
        mechanism: &Mechanism,
        tests: Vec<MechanismRun>,
    ) -> Self {
        let changes = tests.iter().any(|test| !test.answers.answers.is_empty());
        let carriers: Vec<Carrier> = mechanism
            .carried
            .each()
            .map(|(kind, _, id)| Carrier {
                kind,
                id: id.to_owned(),
                words: words(dossier, kind, id),
            })
            .collect();
        MechanismTest {
            id: id.to_owned(),
            label: mechanism.label.clone(),
            kind: mechanism.kind.clone(),
            text: mechanism.text.clone(),
            ground: basis::ground(dossier, &mechanism.evidence),
            idle: mechanism.idle.clone(),
            verdict: match (changes, carriers.is_empty(), mechanism.idle.is_empty()) {
                (true, ..) => MechanismVerdict::Carried,
                (false, _, false) => MechanismVerdict::Idle,
                (false, true, true) => MechanismVerdict::Uncarried,
                (false, false, true) => MechanismVerdict::Silent,
            },
            carriers,
            tests,
        }
    }
}

/// The claims about mechanisms that no mechanism of the dossier rests on.
pub fn mechanisms_not_named(dossier: &Dossier) -> Vec<ClaimHead> {
    let file = &dossier.file;
    let named = |id: &String| {
        let mut all = file.mechanisms.values();
        all.any(|mechanism| mechanism.evidence.because.contains(id))
    };
    let claims = file.claims.iter();
    let of_mechanisms = claims.filter(|(id, claim)| claim.mechanism.is_some() && !named(id));
    let ids: Vec<String> = of_mechanisms.map(|(id, _)| id.clone()).collect();
    basis::claims(dossier, &ids)
}

/// What a reader calls a carrier; its id where it has no words.
fn words(dossier: &Dossier, kind: CarrierKind, id: &str) -> String {
    let file = &dossier.file;
    let (of, part) = id.split_once('.').unwrap_or((id, ""));
    let driver = |id: &str| {
        let driver = file.drivers.get(id).map(|driver| driver.label.clone());
        driver.unwrap_or_else(|| id.to_owned())
    };
    let words = match kind {
        CarrierKind::Statement => {
            let lists = file.preferences.iter().filter(|list| list.actor == of);
            let mut statements = lists.flat_map(|list| &list.statements);
            let wish = statements.find(|wish| wish.id == part);
            wish.map(|wish| match wish.text.is_empty() {
                true => wish.wants.clone(),
                false => wish.text.clone(),
            })
        }
        CarrierKind::Option => file.options.get(id).map(|option| option.label.clone()),
        CarrierKind::Rule => {
            let rule = file.rules.get(id).map(|rule| &rule.text);
            let rule = rule.or(file.term_rules.get(id).map(|rule| &rule.text));
            rule.cloned()
        }
        CarrierKind::Link => match (id.split_once('>'), file.links.get(id)) {
            (Some((cause, effect)), _) => Some(format!("{} → {}", driver(cause), driver(effect))),
            (None, Some(link)) => {
                let cause = link.cause.as_deref().map(driver);
                let option = link.option.as_ref().and_then(|id| file.options.get(id));
                let cause = cause.or(option.map(|option| option.label.clone()));
                let (cause, effect) = (cause.unwrap_or_default(), driver(&link.effect));
                Some(format!("{cause} → {effect}"))
            }
            (None, None) => None,
        },
        CarrierKind::Verdict => {
            let name = actor_name(dossier, of);
            let about = file.forms.get(part).map(|form| form.label.clone());
            Some(match (about, part) {
                (Some(form), _) => format!("What {name} says to “{form}”"),
                (None, "") => format!("What {name} says"),
                (None, "audience_cost") => format!("What conceding costs {name} at home"),
                (None, "deadlock_cost") => format!("What no agreement costs {name} at home"),
                (None, _) => {
                    let judges = file.factions.get(of).map(|faction| &faction.judges);
                    let mut wishes = judges.into_iter().flatten().flat_map(|j| &j.statements);
                    let wish = wishes.find(|wish| wish.id == part);
                    wish.map_or_else(|| id.to_owned(), |wish| wish.text.clone())
                }
            })
        }
        CarrierKind::Guarantee => {
            let guarantees = file.factions.get(of).map(|faction| &faction.guarantees);
            let guarantee = guarantees.and_then(|all| all.get(part));
            guarantee.map(|guarantee| guarantee.label.clone())
        }
        CarrierKind::Ratification => {
            let rule = file.ratification.get(of).map(|rule| rule.label.clone());
            rule.map(|rule| format!("“{rule}”, for {}", actor_name(dossier, part)))
        }
        CarrierKind::Holder => Some(format!("Who holds the file of {}", actor_name(dossier, id))),
        CarrierKind::Step => file.steps.get(id).map(|step| step.label.clone()),
        CarrierKind::Shows => {
            let step = file.steps.get(id).map(|step| step.label.clone());
            step.map(|step| format!("What “{step}” gives to show at home"))
        }
        CarrierKind::Promise => file.promises.get(id).map(|promise| promise.label.clone()),
        CarrierKind::Window => file.windows.get(id).map(|window| window.label.clone()),
        CarrierKind::Perception => file.perceptions.get(id).map(|picture| picture.text.clone()),
        CarrierKind::Driver => Some(driver(id)),
        CarrierKind::Reading => file.readings.get(id).map(|reading| reading.label.clone()),
    };
    let words = words.filter(|words| !words.is_empty());
    words.unwrap_or_else(|| id.to_owned())
}
