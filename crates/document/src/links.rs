//! Drivers and the links between them, in words.

use hikiwake_drivers::{DriverHead, InfluenceLink, LinkSign};

use crate::{Inline, Table, Text, evidence};

/// `“Hard US line toward Russia”`
pub(crate) fn named(driver: &DriverHead) -> String {
    format!("“{}”", driver.label)
}

/// `raises`: what more of the one does to the other.
pub(crate) fn does(sign: LinkSign) -> &'static str {
    match sign {
        LinkSign::Rises => "raises",
        LinkSign::Falls => "lowers",
        LinkSign::Either => "raises or lowers",
        LinkSign::NoEffect => "leaves alone",
    }
}

/// `“A” raises “B” [C1], which lowers “C” [C2] (disputed)`
pub(crate) fn way(drivers: &[DriverHead], links: &[InfluenceLink], way: &[usize]) -> Text {
    let mut text = Text::new();
    for (at, link) in way.iter().map(|&link| &links[link]).enumerate() {
        text = match at {
            0 => text.and(named(&drivers[link.cause])).and(" "),
            _ => text.and(", which "),
        };
        text = text
            .and(does(link.sign))
            .and(" ")
            .and(named(&drivers[link.effect]))
            .then(claims(link));
    }
    text
}

/// ` [C1] [C2] (disputed)`: whose word a link is.
pub(crate) fn claims(link: &InfluenceLink) -> Text {
    let mut text = Text::new();
    for one in &link.claims {
        text = text.and(" ").and(Inline::Claim((&one.claim).into()));
    }
    match standing(link) {
        "" => text,
        standing => text.and(format!(" ({standing})")),
    }
}

/// How sure its sources are of a link; empty where one plainly asserts it and none disputes.
fn standing(link: &InfluenceLink) -> &'static str {
    match link {
        link if link.disputed => "disputed",
        link if link.is_analysts() => "the analyst’s own",
        link if link.hedged => "hedged",
        _ => "",
    }
}

/// Links one by one, each with what its sources say and where.
pub(crate) fn table<'a>(
    drivers: &[DriverHead],
    links: impl IntoIterator<Item = &'a InfluenceLink>,
) -> Table {
    let mut table = Table::new(["What acts", "How", "On what", "Who says so"]);
    for link in links {
        let said = link.claims.iter().map(|one| {
            let claim = &one.claim;
            let text = Text::from(format!(
                "{} ({}, {}) ",
                claim.says, claim.source, claim.place
            ));
            let text = text.and(Inline::Claim(claim.into()));
            match one.sign == link.sign {
                true => text,
                false => text.and(format!(": {}", does(one.sign))),
            }
        });
        let added = link.analyst.iter().map(|one| {
            let delay = match one.delay.as_str() {
                "" => String::new(),
                delay => format!(" ({delay})"),
            };
            Text::from(format!("{}{delay} ", one.text)).then(evidence::ground(&one.ground))
        });
        let how = match standing(link) {
            "" => does(link.sign).to_owned(),
            standing => format!("{} ({standing})", does(link.sign)),
        };
        table.row([
            drivers[link.cause].label.as_str().into(),
            how.into(),
            drivers[link.effect].label.as_str().into(),
            Text::lines(said.chain(added)),
        ]);
    }
    table
}
