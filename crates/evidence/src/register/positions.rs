//! Actors whom two sources see in different places on one issue.

use hikiwake_dossier::Dossier;

use super::side::{Restated, of_claim, once, values};
use super::{RegisterEntry, RegisterJudgement, RegisterKind, RegisterSide, RegisterVerdict};
use hikiwake_finding::{basis, words};

/// One entry per actor, issue and kind of position on which two sources have
/// different stances. A goal is not set against a red line, nor what one source
/// says in one place against what it says in another: an actor holds many things
/// at once, and such pairs are no contradictions.
pub(super) fn entries(dossier: &Dossier, restated: &Restated) -> Vec<RegisterEntry> {
    type Key<'a> = (&'a str, &'a str, String);
    let mut positions: indexmap::IndexMap<Key, Vec<RegisterSide>> = Default::default();
    for (id, claim) in &dossier.file.claims {
        let Some(position) = &claim.position else {
            continue;
        };
        for actor in &position.actors {
            let side = of_claim(dossier, id, claim, position.stance.replace(['_', '-'], " "));
            let key = (
                actor.as_str(),
                position.issue.as_str(),
                position.kind.to_lowercase(),
            );
            positions.entry(key).or_default().push(side);
        }
    }
    let mut entries: Vec<RegisterEntry> = Vec::new();
    for ((actor, issue, kind), sides) in positions {
        let sides = once(sides, restated);
        let differs = sides.iter().enumerate().any(|(at, one)| {
            let others = &sides[at + 1..];
            others
                .iter()
                .any(|other| one.source_id != other.source_id && one.value != other.value)
        });
        if !differs {
            continue;
        }
        let why = "Two sources put it differently: whether it changed, or they judge otherwise, \
                   is for a reader to say."
            .to_string();
        let mut id = format!("position.{actor}.{issue}");
        if entries.iter().any(|known| known.id == id) {
            id.push_str(&format!(".{}", kind.replace([' ', '_'], "-")));
        }
        let matter = format!(
            "{} on {}{}",
            words::capital(&basis::actor_name(dossier, actor)),
            issue.replace(['_', '-'], " "),
            match kind.as_str() {
                "" => String::new(),
                kind => format!(" ({})", kind.replace(['_', '-'], " ")),
            }
        );
        let judgement = RegisterJudgement {
            says: format!("Its stance is called {}.", values(&sides)),
            verdict: RegisterVerdict::Open,
            why,
        };
        entries.push(RegisterEntry::of_program(
            id,
            RegisterKind::Position,
            matter,
            judgement,
            sides,
        ));
    }
    entries
}
