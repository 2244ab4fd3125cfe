//! Where: the places of a dossier, drawn and as a table.

mod coast;
mod coastline;
mod draw;
mod frame;
mod label;
mod lettering;
mod mark;
mod range;
mod scale;

use hikiwake_evidence::{Map, Reach, Site};
use hikiwake_finding::Finding;
use maud::{Markup, html};

use crate::canvas::CANVASES;
use crate::number::joined_first;
use crate::{Block, Document, Figure, Inline, Key, Table, Text, count, evidence};

/// Most names told in one list.
const NAMES: usize = 12;

/// Where it all lies.
pub fn map(finding: &Finding<Map>) -> Document {
    let found = &finding.finding;
    let mut document = Document::new("Where", &finding.dossier.title);
    document.push(Block::Figure(figure(found)));
    if !found.sentences.is_empty() {
        let within = Block::key(
            "Which places lie within is worked out from their coordinates; no source says it.",
        );
        document.push(Block::details(
            "What lies within reach of what",
            vec![Block::list(&found.sentences), within],
        ));
    }
    document
        .blocks
        .extend(found.notes.iter().map(Block::caution));
    let summary = format!("The places as a table ({})", found.places.len());
    document.push(Block::details(summary, vec![Block::Table(table(found))]));
    document
}

fn figure(map: &Map) -> Figure {
    let ranges: usize = map.places.iter().map(|place| place.ranges.len()).sum();
    let title = "Map of the places";
    let description = format!(
        "{} and {}. The table after the map lists them with their coordinates.",
        count(map.places.len() as u64, "place", "places"),
        count(ranges as u64, "range", "ranges"),
    );
    let [(wide, on_wide), (narrow, on_narrow)] =
        CANVASES.map(|sheet| draw::svg(map, sheet, (title, &description)));
    let mut caption = "The map takes no side: no borders are drawn, and names that differ stand \
                       side by side in the order of the dossier. Circles are true distances; the \
                       bar is right for the middle of the map."
        .to_owned();
    if map.land.is_empty() {
        caption.push_str(" The dossier has no coast lines (map.geojson).");
    }
    let [on_wide, on_narrow] = [on_wide, on_narrow].map(|missing| not_shown(&missing));
    caption.push_str(&on_wide);
    if on_narrow != on_wide && !on_narrow.is_empty() {
        caption.push_str(&format!(" On a narrow screen:{on_narrow}"));
    }
    Figure {
        id: "map".to_owned(),
        title: title.to_owned(),
        description,
        caption: caption.into(),
        keys: keys(map),
        wide: wide.into_string(),
        narrow: Some(narrow.into_string()),
    }
}

/// What a map does not show, in sentences that begin with a blank.
fn not_shown(missing: &lettering::Missing) -> String {
    let told = [
        (
            "Beyond the coast lines on file, and only in the table",
            &missing.beyond,
        ),
        ("Without a name here for want of room", &missing.unnamed),
    ];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty());
    told.map(|(what, names)| format!(" {what}: {}.", joined_first(names, NAMES)))
        .collect()
}

/// What the marks mean, for those that occur.
fn keys(map: &Map) -> Vec<Key> {
    let sample = |drawn: &Markup, width: u8| {
        let drawn = html! {
            svg.chart.map.swatch width=(width) height="16" viewBox={ "0 0 " (width) " 16" } aria-hidden="true" { (drawn) }
        };
        drawn.into_string()
    };
    let key = |sample: String, text: &str| Key {
        sample,
        text: text.into(),
    };
    let mut keys = Vec::new();
    for (kind, word) in [
        (
            "disputed",
            "disputed (islands hatched, with a strong outline)",
        ),
        ("base", "base or port"),
        ("town", "town"),
    ] {
        if map.places.iter().any(|place| place.kind == kind) {
            keys.push(key(sample(&mark::mark(kind, (8.0, 8.0)), 16), word));
        }
    }
    let ranges = || map.places.iter().flat_map(|place| &place.ranges);
    if ranges().any(|reach| !reach.at_least) {
        let drawn = html! { path.range d="M1,8h34" {} };
        keys.push(key(sample(&drawn, 36), "range"));
    }
    if ranges().any(|reach| reach.at_least) {
        let drawn = html! { path.range.least d="M1,8h34" {} };
        keys.push(key(sample(&drawn, 36), "range of at least that"));
    }
    keys
}

/// Every place and every range.
fn table(map: &Map) -> Table {
    let heads = ["Place", "Kind", "Coordinates", "Ranges and sources"];
    let mut table = Table::new(heads).caption("The places, and the ranges that reach from them.");
    for place in &map.places {
        table.row::<Text>([
            lettering::name(place).into(),
            kind(place).into(),
            coordinates(place.at).into(),
            rests_on(place),
        ]);
    }
    table
}

fn kind(place: &Site) -> &'static str {
    match place.kind.as_str() {
        "disputed" => "disputed island or group",
        "land" => "island, region or country",
        "sea" => "sea or strait",
        "base" => "base or port",
        _ => "town",
    }
}

fn rests_on(place: &Site) -> Text {
    let ranges = place.ranges.iter().map(range);
    let lines = [Text::from(&place.text)].into_iter().chain(ranges);
    let lines = lines.chain([evidence::ground(&place.ground)]);
    Text::lines(lines.filter(|line| !line.is_empty()))
}

fn range(reach: &Reach) -> Text {
    let measure = &reach.measure;
    let mut text = format!("{}: {}", reach.label, measure.text);
    if reach.across {
        text.push_str(" (half of it to each side)");
    }
    if !measure.date.is_empty() {
        text.push_str(&format!(", {}", measure.date));
    }
    Text::from(text + " ").and(Inline::Claim((&measure.claim).into()))
}

/// `45.00° N, 147.80° E`
fn coordinates([lon, lat]: [f64; 2]) -> String {
    let lon = (lon + 180.0).rem_euclid(360.0) - 180.0;
    let side = |value: f64, plus, minus| if value < 0.0 { minus } else { plus };
    format!(
        "{:.2}° {}, {:.2}° {}",
        lat.abs(),
        side(lat, 'N', 'S'),
        lon.abs(),
        side(lon, 'E', 'W')
    )
}
