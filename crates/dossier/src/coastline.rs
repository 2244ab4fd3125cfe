//! The coast lines of the map: `map.geojson` (RFC 7946).

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::json_keys::{Objects, RepeatedKey, repeated_keys};
use crate::text::Text;
use crate::{Diagnostic, Span};

/// Name of the file.
pub(crate) const FILE: &str = "map.geojson";
/// Positions that a map may have: a detailed coast of a whole continent.
const MOST_POSITIONS: usize = 500_000;
/// Collections within collections.
const DEEPEST: usize = 16;
/// Faults that are told; a map with more is of the wrong kind altogether.
const MOST_FAULTS: usize = 20;

/// A closed line of positions, longitude (east) and latitude (north) in degrees;
/// the first is not repeated at the end.
pub type Ring = Vec<[f64; 2]>;

/// The land of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coastline {
    /// Each with its outer line first, then the lines of its lakes.
    pub polygons: Vec<Vec<Ring>>,
}

/// Reads `map.geojson`: polygons, alone or in collections. Every fault has its
/// place; a map with an error has no land.
pub(crate) fn parse(text: &Text, diagnostics: &mut Vec<Diagnostic>) -> Coastline {
    let mut reader = Reader {
        text,
        diagnostics,
        land: Coastline::default(),
        left: MOST_POSITIONS,
        faults: 0,
        others: Vec::new(),
    };
    // A byte order mark is no part of the text.
    let json = text.text.trim_start_matches('\u{feff}');
    match serde_json::from_str::<&RawValue>(json) {
        Ok(whole) => reader.object(whole, 0),
        Err(error) => {
            let before = json
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1));
            let skipped = text.text.len() - json.len() + before.map(str::len).sum::<usize>();
            let at = skipped + error.column().saturating_sub(1);
            reader.fault(
                "syntax",
                text.span(at..at + 1),
                format!("{FILE} is not JSON here: {error}."),
                "Export the coast lines as GeoJSON (QGIS, mapshaper and others do).",
            );
        }
    }
    reader.finish()
}

struct Reader<'a> {
    text: &'a Text,
    diagnostics: &'a mut Vec<Diagnostic>,
    land: Coastline,
    /// Positions that may still come.
    left: usize,
    /// Faults found.
    faults: usize,
    /// Where points and lines stand, which are no land.
    others: Vec<Span>,
}

/// The members of an object; a list or a plain value has none.
fn members(raw: &RawValue) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

impl Reader<'_> {
    fn fault(&mut self, code: &'static str, span: Span, mut message: String, help: &str) {
        self.faults += 1;
        if self.faults > MOST_FAULTS {
            return;
        }
        if self.faults == MOST_FAULTS {
            message.push_str(" Further faults of the map are not told.");
        }
        let fault = Diagnostic::error(code, Some(span), message, help);
        self.diagnostics.push(fault);
    }

    /// Where a raw value, borrowed from the text, stands in it; of a long one, the
    /// beginning.
    fn place(&self, raw: &RawValue) -> Span {
        let text = &self.text.text;
        let start = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        self.text.span(start..start + raw.get().len().min(60))
    }

    fn object(&mut self, raw: &RawValue, depth: usize) {
        let place = self.place(raw);
        if depth > DEEPEST {
            let message = format!("More than {DEEPEST} collections stand within one another here.");
            return self.fault("too-large", place, message, "Make one collection of them.");
        }
        // A feature may have no geometry.
        if raw.get() == "null" {
            return;
        }
        let members = members(raw);
        let kind = (members.as_ref())
            .and_then(|members| serde_json::from_str::<String>(members.get("type")?.get()).ok());
        let (Some(members), Some(kind)) = (members, kind) else {
            return self.fault(
                "wrong-type",
                place,
                "This is no GeoJSON: an object with a `type` should stand here.".to_owned(),
                "Export the coast lines as GeoJSON (QGIS, mapshaper and others do).",
            );
        };
        // What else stands in a map is not read.
        for repeated in repeated_keys(raw, Objects::Outermost) {
            let message = repeated.message(self.place(repeated.first).line);
            let again = self.place(repeated.again);
            self.fault("duplicate", again, message, RepeatedKey::HELP);
        }
        let inner = match kind.as_str() {
            "FeatureCollection" => "features",
            "Feature" => "geometry",
            "GeometryCollection" => "geometries",
            "Polygon" | "MultiPolygon" => "coordinates",
            "Point" | "MultiPoint" | "LineString" | "MultiLineString" => {
                return self.others.push(place);
            }
            other => {
                let shown: String = other.chars().take(40).collect();
                let message = format!("GeoJSON has no type {shown:?}.");
                let help = "Land is given as Polygon or MultiPolygon, alone or in a collection.";
                return self.fault("wrong-type", place, message, help);
            }
        };
        let Some(&value) = members.get(inner) else {
            let message = format!("This {kind} has no `{inner}`.");
            return self.fault("missing-key", place, message, "Export the map again.");
        };
        match kind.as_str() {
            "Feature" => self.object(value, depth + 1),
            "Polygon" => self.polygons(value, |value| vec![value]),
            "MultiPolygon" => self.polygons(value, |value| items(value).unwrap_or_default()),
            _ => match items(value) {
                Some(items) => items
                    .into_iter()
                    .for_each(|item| self.object(item, depth + 1)),
                None => self.not_a_list(value, inner),
            },
        }
    }

    fn not_a_list(&mut self, value: &RawValue, of: &str) {
        let place = self.place(value);
        let message = format!("`{of}` must be a list in square brackets.");
        self.fault("wrong-type", place, message, "Export the map again.");
    }

    fn polygons<'b>(
        &mut self,
        value: &'b RawValue,
        each: impl Fn(&'b RawValue) -> Vec<&'b RawValue>,
    ) {
        if items(value).is_none() {
            return self.not_a_list(value, "coordinates");
        }
        for polygon in each(value) {
            let Some(lines) = items(polygon) else {
                self.not_a_list(polygon, "coordinates");
                continue;
            };
            let rings: Option<Vec<Ring>> = lines.into_iter().map(|line| self.ring(line)).collect();
            if let Some(rings) = rings.filter(|rings| !rings.is_empty()) {
                self.land.polygons.push(rings);
            }
        }
    }

    /// A line; `None` where it has a fault.
    fn ring(&mut self, raw: &RawValue) -> Option<Ring> {
        let place = self.place(raw);
        // Counted before they are read: each begins with a bracket.
        let brackets = raw.get().bytes().filter(|b| *b == b'[').count();
        if brackets > self.left + 1 {
            self.left = 0;
            let message = format!("{FILE} has more than 500,000 positions.");
            let help = "Cut it to the region, or simplify it (mapshaper does).";
            self.fault("too-large", place, message, help);
            return None;
        }
        // Heights may stand behind the two; they are not asked for.
        let Ok(positions) = serde_json::from_str::<Vec<Vec<f64>>>(raw.get()) else {
            let message = "A line of a polygon must be a list of positions.".to_owned();
            let help = "Write each as `[longitude, latitude]`, in degrees.";
            self.fault("wrong-type", place, message, help);
            return None;
        };
        self.left = self.left.saturating_sub(positions.len());
        let mut ring = Ring::with_capacity(positions.len());
        for position in &positions {
            match position[..] {
                [lon, lat, ..] if lon.abs() <= 360.0 && lat.abs() <= 90.0 => ring.push([lon, lat]),
                _ => {
                    let shown = &position[..position.len().min(3)];
                    let message = format!("{shown:?} is no position in degrees.");
                    let help = "Write each as `[longitude, latitude]`; a map in metres must be \
                                exported in WGS 84 first.";
                    self.fault("wrong-value", place, message, help);
                    return None;
                }
            }
        }
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        if ring.len() < 3 {
            let message = "A line of a polygon needs three positions or more.".to_owned();
            self.fault("wrong-value", place, message, "Take it out.");
            return None;
        }
        Some(ring)
    }

    fn finish(self) -> Coastline {
        if let Some(first) = self.others.first() {
            let message = format!(
                "{FILE} holds points or lines ({} in all), which are not drawn.",
                self.others.len()
            );
            let help = "Keep polygons only; places of the map are told by `[places.…]`.";
            let fault = Diagnostic::warning("not-drawn", Some(first.clone()), message, help);
            self.diagnostics.push(fault);
        } else if self.land.polygons.is_empty() && self.faults == 0 {
            let place = self.text.span(0..self.text.text.len().min(60));
            let message = format!("{FILE} holds no land.");
            let help = "Put polygons into it, or take the file away.";
            let fault = Diagnostic::warning("not-drawn", Some(place), message, help);
            self.diagnostics.push(fault);
        }
        self.land
    }
}

/// The entries of a list; `None` for anything else.
fn items(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}
