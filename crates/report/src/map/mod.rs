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
use maud::{Markup, html};

use crate::canvas::CANVASES;
use crate::evidence;
use crate::names::join;
use crate::words;

pub(crate) fn part(map: &Map) -> Markup {
    html! {
        h3 #map { "Where" }
        (figure(map))
        @if !map.sentences.is_empty() {
            ul { @for sentence in &map.sentences { li { (sentence) } } }
            p.small { "Which places lie within is worked out from their coordinates; no source says it." }
        }
        @for note in &map.notes { p.small { (note) } }
        (table(map))
    }
}

fn figure(map: &Map) -> Markup {
    let ranges: usize = map.places.iter().map(|place| place.ranges.len()).sum();
    let title = "Map of the places";
    let desc = format!(
        "{} and {}. The table after the map lists them with their coordinates.",
        words::count(map.places.len() as u64, "place", "places"),
        words::count(ranges as u64, "range", "ranges"),
    );
    let drawn = CANVASES.map(|sheet| draw::svg(map, sheet, (title, &desc)));
    html! {
        figure.setting aria-labelledby="map-h" {
            (legend(map))
            @for (svg, _) in &drawn { (svg) }
            figcaption #map-h {
                "The map takes no side: no borders are drawn, and names that differ stand side by \
                 side in the order of the dossier. Circles are true distances; the bar is right \
                 for the middle of the map. "
                @if map.land.is_empty() { "The dossier has no coast lines (map.geojson). " }
                @for (sheet, (_, missing)) in CANVASES.iter().zip(&drawn) {
                    span.(sheet.class) {
                        @if !missing.beyond.is_empty() {
                            "Beyond the coast lines on file, and only in the table: " (some(&missing.beyond)) ". "
                        }
                        @if !missing.unnamed.is_empty() {
                            "Without a name here for want of room: " (some(&missing.unnamed)) ". "
                        }
                    }
                }
            }
        }
    }
}

/// The names, or the first of many.
fn some(names: &[String]) -> String {
    const MOST: usize = 12;
    if names.len() <= MOST {
        return join(names);
    }
    let more = names.len() - MOST;
    format!("{} and {more} more", names[..MOST].join(", "))
}

/// What the marks mean, for those that occur.
fn legend(map: &Map) -> Markup {
    let occurs = |kind: &str| map.places.iter().any(|place| place.kind == kind);
    let marks = [
        ("disputed", "disputed"),
        ("base", "base or port"),
        ("town", "town"),
    ];
    let ranges = || map.places.iter().flat_map(|place| &place.ranges);
    let sample = |drawn: Markup, width: u8| {
        html! {
            svg.chart.map.swatch width=(width) height="16" viewBox={ "0 0 " (width) " 16" } aria-hidden="true" { (drawn) }
        }
    };
    html! {
        ul.legend aria-label="Key to the map" {
            @for (kind, word) in marks.into_iter().filter(|(kind, _)| occurs(kind)) {
                li {
                    (sample(mark::mark(kind, (8.0, 8.0)), 16)) " " (word)
                    @if kind == "disputed" { " (islands hatched, with a strong outline)" }
                }
            }
            @if ranges().any(|reach| !reach.at_least) {
                li { (sample(html! { path.range d="M1,8h34" {} }, 36)) " range" }
            }
            @if ranges().any(|reach| reach.at_least) {
                li { (sample(html! { path.range.least d="M1,8h34" {} }, 36)) " range of at least that" }
            }
        }
    }
}

/// The text alternative: every place and every range.
fn table(map: &Map) -> Markup {
    html! {
        details {
            summary { "The places as a table (" (map.places.len()) ")" }
            table.stack.record {
                caption { "Places and ranges" }
                thead {
                    tr { @for heading in ["Place", "Kind", "Coordinates", "Ranges and sources"] { th scope="col" { (heading) } } }
                }
                tbody { @for place in &map.places { (row(place)) } }
            }
        }
    }
}

fn row(place: &Site) -> Markup {
    let kind = match place.kind.as_str() {
        "disputed" => "disputed island or group",
        "land" => "island, region or country",
        "sea" => "sea or strait",
        "base" => "base or port",
        _ => "town",
    };
    html! {
        tr {
            th scope="row" data-label="Place" { (lettering::name(place)) }
            td data-label="Kind" { (kind) }
            td data-label="Coordinates" { (coordinates(place.at)) }
            td data-label="Ranges and sources" {
                @if !place.text.is_empty() { p { (place.text) } }
                @for reach in &place.ranges { (range(reach)) }
                @if !place.ground.note.is_empty() { p.small { (place.ground.note) } }
                @if !place.ground.claims.is_empty() { (evidence::cited(&place.ground.claims)) }
            }
        }
    }
}

fn range(reach: &Reach) -> Markup {
    let claim = &reach.measure.claim;
    html! {
        p {
            (reach.label) ": " (reach.measure.text)
            @if reach.across { " (half of it to each side)" }
            @if !reach.measure.date.is_empty() { ", " (reach.measure.date) }
            ". "
            span.cite {
                (claim.says) ". " (claim.source)
                @if !claim.place.is_empty() { ", " (claim.place) }
                " [" (claim.id) "]"
            }
        }
    }
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
