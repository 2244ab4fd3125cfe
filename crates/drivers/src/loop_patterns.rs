//! Patterns of disputes as queries on loops. A pattern is named only where its definition
//! holds of a loop, never because two arrows happen to meet.

use crate::{DriverMap, LoopKind, LoopPattern};
use hikiwake_dossier::{Dossier, Switch, SwitchKind};

/// Words by which a label says that its driver is somebody's dependence.
const DEPENDENCE: [&str; 3] = ["dependence", "dependency", "reliance"];

/// The patterns that a loop through these drivers has.
pub(crate) fn patterns(
    dossier: &Dossier,
    map: &DriverMap,
    switches: &[Switch],
    kind: LoopKind,
    drivers: &[usize],
    options: &[String],
) -> Vec<LoopPattern> {
    let actors = || {
        let options = options.iter().filter_map(|id| dossier.file.options.get(id));
        options.flat_map(|option| option.owner.iter().chain(&option.parties))
    };
    let wish_of_another = |switch: &Switch| {
        switch.kind == SwitchKind::Wish
            && drivers
                .iter()
                .any(|&driver| switch.hangs_on(&map.drivers[driver].id))
            && actors().any(|actor| *actor != switch.of)
    };
    let dependence = |&driver: &usize| {
        let label = map.drivers[driver].label.to_lowercase();
        DEPENDENCE.iter().any(|word| label.contains(word))
    };
    let third_party = |id: &String| {
        let sides = || dossier.file.actors.values().flat_map(|actor| &actor.sides);
        let actor = dossier.file.actors.get(id);
        actor.is_some_and(|actor| actor.sides.is_empty())
            && !sides().any(|side| side == id)
            && sides().next().is_some()
    };
    let several = || actors().any(|actor| actors().next() != Some(actor));
    let (feeds, checks) = (kind == LoopKind::Reinforcing, kind == LoopKind::Balancing);
    let all = [
        (LoopPattern::SecurityDilemma, feeds && several()),
        (
            LoopPattern::HardLinerFeedback,
            feeds && switches.iter().any(wish_of_another),
        ),
        (
            LoopPattern::Hedging,
            checks && drivers.iter().any(dependence),
        ),
        (LoopPattern::PatronVeto, checks && actors().any(third_party)),
    ];
    let held = all.into_iter().filter(|(_, holds)| *holds);
    held.map(|(pattern, _)| pattern).collect()
}
