//! Where it all lies, and what reaches how far.

use hikiwake_dossier::file::{MapPlace, PlaceKind, Range};
use hikiwake_dossier::{Dossier, Ring};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use hikiwake_finding::Ground;
use hikiwake_finding::basis::ground;
use hikiwake_finding::{Finding, FindingKind, basis, words};
use hikiwake_finding::{Measure, decimal, measure};

/// Mean radius of the Earth in km (IUGG: (2a + b) / 3 of the ellipsoid).
const EARTH: f64 = 6371.0088;

/// The places of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Map {
    /// What reaches how far, and which places lie within.
    pub sentences: Vec<String>,
    /// The places, in the order of the dossier.
    pub places: Vec<Site>,
    /// The land: polygons, each with its outer line first, then its lakes; every
    /// position as longitude (east) and latitude (north) in degrees.
    pub land: Vec<Vec<Ring>>,
    /// What could not be drawn, and why.
    pub notes: Vec<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Site {
    /// Id.
    pub id: String,
    /// Its names, one per side where sides call it differently.
    pub names: Vec<String>,
    /// Longitude (east) and latitude (north), in degrees.
    pub at: [f64; 2],
    /// `disputed`, `land`, `sea`, `base` or `town`.
    pub kind: String,
    /// A sentence about it.
    pub text: String,
    /// What reaches how far from here.
    pub ranges: Vec<Reach>,
    /// Basis and claims.
    pub ground: Ground,
}

/// A circle on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reach {
    /// What reaches so far.
    pub label: String,
    /// The radius in km.
    pub km: f64,
    /// It reaches that far or farther: the figure is a lower bound.
    pub at_least: bool,
    /// The figure is a diameter, and the radius half of it.
    pub across: bool,
    /// The figure with its claim.
    pub measure: Measure,
    /// Towns, bases and disputed places within the radius, by distance in whole
    /// km; this is worked out from the coordinates, no source says it.
    pub within: Vec<Distance>,
}

/// How far a place is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Distance {
    /// The place's names.
    pub place: String,
    /// Great-circle distance in km, rounded.
    pub km: u32,
}

/// The map of a dossier; `None` where it has no places.
pub fn map(dossier: &Dossier) -> Option<Finding<Map>> {
    let file = &dossier.file;
    if file.places.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    let mut places = Vec::new();
    for (id, place) in &file.places {
        let [lon, lat] = place.at;
        if !(lon.abs() <= 360.0 && lat.abs() <= 90.0) {
            notes.push(format!(
                "{} is not drawn: it has no place on the Earth.",
                name(place)
            ));
            continue;
        }
        let mut ranges = Vec::new();
        for range in &place.ranges {
            match reach(dossier, place, range) {
                Ok(reach) => ranges.push(reach),
                Err(why) => notes.push(why),
            }
        }
        places.push(Site {
            id: id.clone(),
            names: place.names.clone(),
            at: place.at,
            kind: kind(place.kind).to_owned(),
            text: place.text.clone(),
            ranges,
            ground: ground(dossier, &place.evidence),
        });
    }
    let map = Map {
        sentences: places.iter().flat_map(sentences).collect(),
        places,
        land: dossier.land.clone().unwrap_or_default().polygons,
        notes,
    };
    Some(basis::finding(dossier, FindingKind::Map, map))
}

fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Disputed => "disputed",
        PlaceKind::Land => "land",
        PlaceKind::Sea => "sea",
        PlaceKind::Base => "base",
        PlaceKind::Town => "town",
    }
}

/// `Iturup / Etorofu`
fn name(place: &MapPlace) -> String {
    place.names.join(" / ")
}

/// The circle of a range, or why there is none.
fn reach(dossier: &Dossier, place: &MapPlace, range: &Range) -> Result<Reach, String> {
    let missing = |why: &str| {
        format!(
            "“{}” from {} is not drawn: {why}.",
            range.label,
            name(place)
        )
    };
    let measure = measure(dossier, &range.figure)
        .ok_or_else(|| missing(&format!("the claim {} gives no figure", range.figure)))?;
    let across = measure.unit == "km across";
    if !across && measure.unit != "km" {
        return Err(missing("its figure is not in km"));
    }
    let value = (measure.value.filter(|value| *value > 0.0))
        .ok_or_else(|| missing("its figure is no distance"))?;
    let km = if across { value / 2.0 } else { value };
    if km > EARTH * std::f64::consts::PI {
        return Err(missing("it reaches around the Earth"));
    }
    let mut within: Vec<Distance> = (dossier.file.places.values())
        .filter(|other| !matches!(other.kind, PlaceKind::Land | PlaceKind::Sea))
        .filter(|other| other.at != place.at)
        .map(|other| (distance(place.at, other.at), other))
        .filter(|(far, _)| *far <= km)
        .map(|(far, other)| Distance {
            place: name(other),
            km: far.round() as u32,
        })
        .collect();
    within.sort_by_key(|distance| distance.km);
    Ok(Reach {
        label: range.label.clone(),
        km,
        at_least: matches!(measure.bound.as_str(), ">" | ">="),
        across,
        measure,
        within,
    })
}

/// Great-circle distance in km (haversine formula).
fn distance([lon, lat]: [f64; 2], [lon2, lat2]: [f64; 2]) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let h = half(lat, lat2) + lat.to_radians().cos() * lat2.to_radians().cos() * half(lon, lon2);
    2.0 * EARTH * h.sqrt().min(1.0).asin()
}

fn sentences(site: &Site) -> Vec<String> {
    let from = site.names.join(" / ");
    let sentence = |reach: &Reach| {
        let half = if reach.across {
            format!(", so {} km to each side", decimal(reach.km))
        } else {
            String::new()
        };
        let places = |some: &Distance| format!("{} ({} km)", some.place, some.km);
        let within: Vec<String> = reach.within.iter().map(places).collect();
        let within = if within.is_empty() {
            "None of the other towns, bases and disputed places on the map lies within.".to_owned()
        } else {
            format!("Within lie {}.", words::joined(&within))
        };
        format!(
            "{} from {from}: {}{half} [{}]. {within}",
            words::capital(&reach.label),
            reach.measure.text,
            reach.measure.claim.id
        )
    };
    site.ranges.iter().map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A degree of latitude, a quarter of the Earth, and Paris to Tokyo.
    #[test]
    fn distances_are_those_of_the_great_circle() {
        assert!((distance([10.0, 50.0], [10.0, 51.0]) - 111.195).abs() < 0.01);
        assert!((distance([0.0, 0.0], [90.0, 0.0]) - 10_007.557).abs() < 0.01);
        assert!((distance([179.5, 0.0], [-179.5, 0.0]) - 111.195).abs() < 0.01);
        assert!((distance([2.3522, 48.8566], [139.6917, 35.6895]) - 9_713.0).abs() < 3.0);
    }
}
