//! The part of the Earth that a map shows, and its projection: equirectangular,
//! longitudes drawn together by the cosine of the middle latitude, so that the
//! scale is true along the meridians and along the middle parallel. A region of
//! some hundred kilometres looks as in an atlas; circles of true distance are a
//! little oval away from the middle.

use hikiwake_dossier::Ring;
use hikiwake_evidence::Map;

/// Mean radius of the Earth in km, and a degree of latitude.
const EARTH: f64 = 6371.0088;
pub(super) const DEGREE: f64 = EARTH * std::f64::consts::PI / 180.0;
/// Room around what is shown, as a share of it, and the least extent in degrees.
const MARGIN: f64 = 0.06;
const LEAST: f64 = 0.5;
/// A map is at most so much higher than broad, and at least this share.
const HIGHEST: f64 = 1.3;
const LOWEST: f64 = 0.6;

/// A frame on the Earth, drawn at a scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// In degrees; the longitudes go on beyond ±180 rather than jump.
    pub west: f64,
    pub east: f64,
    pub south: f64,
    pub north: f64,
    /// Pixels per degree of latitude.
    pub scale: f64,
    /// Degree of longitude as a share of one of latitude.
    squeeze: f64,
}

/// The longitude within half a turn of another.
pub(super) fn near(lon: f64, centre: f64) -> f64 {
    centre + (lon - centre + 180.0).rem_euclid(360.0) - 180.0
}

/// Positions in a ring one after the other without a jump, beginning near `centre`.
pub(super) fn unwrapped(ring: &Ring, centre: f64) -> Vec<[f64; 2]> {
    let mut before = centre;
    (ring.iter())
        .map(|[lon, lat]| {
            before = near(*lon, before);
            [before, *lat]
        })
        .collect()
}

/// Least and greatest, widened to hold a value.
type Extent = (f64, f64);

fn hold((least, most): Extent, value: f64) -> Extent {
    (least.min(value), most.max(value))
}

/// With the margin, but within the bounds as far as these hold the extent at all.
fn roomy((least, most): Extent, by: f64, bounds: Option<Extent>) -> Extent {
    let wide = (least - by, most + by);
    match bounds {
        Some((low, high)) if low < high => (wide.0.max(low), wide.1.min(high)),
        _ => wide,
    }
}

impl Frame {
    /// The frame for the places and their circles, `width` pixels broad or less. It
    /// does not reach beyond the land that is on file, where sea would be shown for
    /// what is only unknown.
    pub fn new(map: &Map, width: f64) -> Frame {
        let centre = map.places.first().map_or(0.0, |place| place.at[0]);
        let none = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut lon, mut lat) = (none, none);
        for place in &map.places {
            let at = [near(place.at[0], centre), place.at[1]];
            lon = hold(lon, at[0]);
            lat = hold(lat, at[1]);
            for reach in &place.ranges {
                for [x, y] in circle(at, reach.km) {
                    lon = hold(lon, x);
                    lat = hold(lat, y);
                }
            }
        }
        let (mut known_lon, mut known_lat) = (none, none);
        for [x, y] in (map.land.iter().flatten()).flat_map(|ring| unwrapped(ring, centre)) {
            known_lon = hold(known_lon, x);
            known_lat = hold(known_lat, y);
        }
        // Land that holds none of the places is another region's.
        let some_inside = map.places.iter().any(|place| {
            let x = near(place.at[0], centre);
            (known_lon.0..=known_lon.1).contains(&x)
                && (known_lat.0..=known_lat.1).contains(&place.at[1])
        });
        let known = some_inside.then_some((known_lon, known_lat));
        let middle = ((lat.0 + lat.1) / 2.0).clamp(-80.0, 80.0);
        let squeeze = middle.to_radians().cos();
        let (known_lon, known_lat) = (known.map(|known| known.0), known.map(|known| known.1));
        let room = |extent: Extent| ((extent.1 - extent.0) * MARGIN).max(LEAST / 2.0);
        let lon = roomy(lon, room(lon), known_lon);
        let lat = roomy(lat, room(lat), known_lat.or(Some((-90.0, 90.0))));
        // A frame too high or too low for its breadth is made broader or higher.
        let (broad, high) = ((lon.1 - lon.0) * squeeze, lat.1 - lat.0);
        let lon = roomy(
            lon,
            ((high / HIGHEST - broad) / squeeze / 2.0).max(0.0),
            known_lon,
        );
        let more = ((broad * LOWEST - high) / 2.0).max(0.0);
        let lat = roomy(lat, more, known_lat.or(Some((-90.0, 90.0))));
        let (broad, high) = ((lon.1 - lon.0) * squeeze, lat.1 - lat.0);
        Frame {
            west: lon.0,
            east: lon.1,
            south: lat.0,
            north: lat.1,
            scale: (width / broad).min(width * HIGHEST / high),
            squeeze,
        }
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (f64, f64) {
        let width = (self.east - self.west) * self.squeeze * self.scale;
        (width, (self.north - self.south) * self.scale)
    }

    /// Where a position is drawn; its longitude has been brought near.
    pub fn xy(&self, [lon, lat]: [f64; 2]) -> (f64, f64) {
        let x = (lon - self.west) * self.squeeze * self.scale;
        (x, (self.north - lat) * self.scale)
    }

    /// Where a place is drawn.
    pub fn place(&self, [lon, lat]: [f64; 2]) -> (f64, f64) {
        self.xy([near(lon, self.centre()), lat])
    }

    /// Longitude of the middle.
    pub fn centre(&self) -> f64 {
        (self.west + self.east) / 2.0
    }

    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        let (width, height) = self.size();
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
    }

    /// Pixels per km along the meridian.
    pub fn per_km(&self) -> f64 {
        self.scale / DEGREE
    }
}

/// The circle of true distance around a position, by the great-circle destination
/// formula; its longitudes go on from that of the middle. A circle that holds a
/// pole runs around the Earth.
pub(super) fn circle([lon, lat]: [f64; 2], km: f64) -> Vec<[f64; 2]> {
    const POINTS: u32 = 180;
    let (angle, lat) = (km / EARTH, lat.to_radians());
    let mut before = lon;
    (0..=POINTS)
        .map(|at| {
            let bearing = f64::from(at) / f64::from(POINTS) * std::f64::consts::TAU;
            let sine = lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos();
            let to = sine.clamp(-1.0, 1.0).asin();
            let east = bearing.sin() * angle.sin() * lat.cos();
            let turn = east.atan2(angle.cos() - lat.sin() * sine);
            before = near(lon + turn.to_degrees(), before);
            [before, to.to_degrees()]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Great-circle distance by the haversine formula, which the drawing does not use.
    fn distance([lon, lat]: [f64; 2], [lon2, lat2]: [f64; 2]) -> f64 {
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let cosines = lat.to_radians().cos() * lat2.to_radians().cos();
        2.0 * EARTH * (half(lat, lat2) + cosines * half(lon, lon2)).sqrt().asin()
    }

    #[test]
    fn circles_keep_their_distance() {
        for (at, km) in [
            ([147.8, 45.0], 300.0),
            ([-179.9, -60.0], 900.0),
            ([20.0, 89.5], 180.0),
            ([0.0, 0.0], 5000.0),
        ] {
            let circle = circle(at, km);
            for point in &circle {
                assert!((distance(at, *point) - km).abs() < 0.01, "{at:?} {point:?}");
            }
            assert!(
                circle
                    .windows(2)
                    .all(|pair| (pair[0][0] - pair[1][0]).abs() <= 180.0)
            );
        }
    }

    #[test]
    fn longitudes_do_not_jump() {
        assert_eq!(near(-179.0, 178.0), 181.0);
        assert_eq!(near(179.0, -178.0), -181.0);
        assert_eq!(near(10.0, 12.0), 10.0);
        let ring = vec![[179.0, 0.0], [-179.0, 0.0], [-179.0, 1.0]];
        assert_eq!(unwrapped(&ring, 170.0)[1], [181.0, 0.0]);
    }
}
