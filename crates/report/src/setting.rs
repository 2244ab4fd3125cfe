//! The setting: where it all lies, what happened when, who depends on whom.

use maud::{Markup, html};

use crate::{Report, map, ties, timeline};

/// Whether there is anything to show.
pub(crate) fn is_there(report: &Report) -> bool {
    report.map.is_some() || report.timeline.is_some() || report.ties.is_some()
}

pub(crate) fn section(report: &Report) -> Markup {
    html! {
        @if is_there(report) {
            section #setting aria-labelledby="setting-h" {
                h2 #setting-h { "The setting" }
                @if let Some(map) = &report.map { (map::part(&map.finding)) }
                @if let Some(timeline) = &report.timeline { (timeline::part(&timeline.finding)) }
                @if let Some(ties) = &report.ties { (ties::part(&ties.finding)) }
            }
        }
    }
}
