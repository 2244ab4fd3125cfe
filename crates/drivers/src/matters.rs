//! The drivers that an answer is about: those by which the dispute itself moves.

use hikiwake_dossier::Dossier;
use hikiwake_influence::Press;

use crate::{DriverMap, LinkSign};

/// One in so many drivers must lead to an end of the map for it to matter.
const LEADS_TO: usize = 4;

/// Drivers that bear the name of a definition; on which something stands; that are options
/// of the model; and that are ends of the map to which a quarter of all drivers leads: in
/// this order.
pub(crate) fn what_matters(dossier: &Dossier, map: &DriverMap, press: &Press) -> Vec<usize> {
    let switches = dossier.switches();
    let rank = |driver: usize| {
        let head = &map.drivers[driver];
        let reasons = [
            dossier.file.definitions.contains_key(&head.id),
            switches.iter().any(|switch| switch.hangs_on(&head.id)),
            head.option.is_some(),
            is_end(map, press, driver),
        ];
        reasons.into_iter().position(|holds| holds)
    };
    let ranked = (0..map.drivers.len()).filter_map(|driver| Some((rank(driver)?, driver)));
    let mut ranked: Vec<(usize, usize)> = ranked.collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, driver)| driver).collect()
}

fn is_end(map: &DriverMap, press: &Press, driver: usize) -> bool {
    let acts = |cause: usize| {
        let links = map.links.iter();
        links.filter(move |link| link.cause == cause && link.sign != LinkSign::NoEffect)
    };
    if acts(driver).next().is_some() {
        return false;
    }
    let leads = (0..map.drivers.len()).filter(|&from| from != driver);
    let leads = leads.filter(|&from| {
        let response = press.response(from, driver);
        response.is_ok_and(|r| r.determinacy != hikiwake_influence::Determinacy::NoWay)
    });
    leads.count() * LEADS_TO >= map.drivers.len()
}
