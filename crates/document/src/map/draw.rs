//! The map as SVG.

use hikiwake_evidence::{Map, Site};
use maud::{Markup, html};

use super::coastline::land;
use super::frame::Frame;
use super::label::{Rect, Taken, around};
use super::lettering::{Missing, label, name, over, range_label, sizes};
use super::mark::{has_mark, mark};
use super::range::range;
use super::scale::scale_bar;
use crate::canvas::{Canvas, fixed, pair};

pub(super) fn svg(map: &Map, sheet: Canvas, told: (&str, &str)) -> (Markup, Missing) {
    let frame = Frame::new(map, sheet.width);
    let size = frame.size();
    let mut missing = Missing::default();
    let mut sites: Vec<(&Site, (f64, f64))> = Vec::new();
    for site in &map.places {
        let at = frame.place(site.at);
        if frame.holds(at) {
            sites.push((site, at));
        } else {
            missing.beyond.push(name(site));
        }
    }
    // The weightiest names first.
    sites.sort_by_key(|(site, _)| weight(&site.kind));
    let mut taken = Taken::new(size);
    let bar = scale_bar(&frame, &sites);
    taken.keep(bar.rect);
    for (_, at) in sites.iter().filter(|(site, _)| has_mark(&site.kind)) {
        taken.keep(Rect::around(*at, (11.0, 11.0)));
    }
    let mut labels = Vec::new();
    let (marked, areas): (Vec<_>, Vec<_>) = sites
        .iter()
        .copied()
        .partition(|(site, _)| has_mark(&site.kind));
    for (site, at) in marked {
        label(
            site,
            around(at, &sizes(site)),
            &mut taken,
            &mut labels,
            &mut missing,
        );
    }
    for (site, at) in sites.iter().filter(|(site, _)| !site.ranges.is_empty()) {
        for reach in &site.ranges {
            range_label(
                (site, *at),
                reach,
                &frame,
                &mut taken,
                &mut labels,
                &mut missing,
            );
        }
    }
    for (site, at) in areas {
        label(
            site,
            over(at, &sizes(site), size.0),
            &mut taken,
            &mut labels,
            &mut missing,
        );
    }
    let hatch = sheet.id("map-hatch");
    let drawn = html! {
        defs {
            pattern id=(hatch) width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect.hatch width="1.8" height="5" {}
            }
        }
        rect.sea width=(fixed(size.0)) height=(fixed(size.1)) {}
        (land(map, &frame, &hatch))
        @for (site, _) in &sites {
            @for reach in &site.ranges { (range(site, reach, &frame)) }
        }
        @for label in &labels {
            @if let Some([from, to]) = label.at.leader {
                path.leader d={ "M" (pair(from)) "L" (pair(to)) } {}
            }
        }
        @for (site, at) in &sites { (mark(&site.kind, *at)) }
        @for label in &labels { (label.draw()) }
        (bar.draw())
        rect.frame x=".5" y=".5" width=(fixed(size.0 - 1.0)) height=(fixed(size.1 - 1.0)) {}
    };
    (sheet.svg("map", size, told, &drawn), missing)
}

fn weight(kind: &str) -> u8 {
    match kind {
        "disputed" => 0,
        "base" => 1,
        "town" => 2,
        "land" => 3,
        _ => 4,
    }
}
