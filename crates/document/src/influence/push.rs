//! What a push on one driver does: for certain first, then what pulls both ways.

use hikiwake_dossier::SwitchKind;
use hikiwake_drivers::{Answered, Direction, DriverAnswer, DriverPush, Influence, PushedSwitch};

use super::answers::{labels, moved, sorted};
use super::map_figure;
use crate::number::{in_words, joined_first};
use crate::{Block, Table, Text, glossary, links, sentence};

/// Answers for certain, and both ways, before what is folded.
const FIRST: usize = 2;
/// Names in one line.
const NAMES: usize = 2;

pub(super) fn answer(found: &Influence, push: &DriverPush) -> String {
    if push.moves.is_empty() {
        return "The dossier does not say that it acts on anything.".to_owned();
    }
    let all = sorted(found, &push.moves);
    let (certain, hedged, open) = (&all.certain, &all.hedged, &all.open);
    if certain.len() + hedged.len() + open.len() == 0 {
        return "It acts on other drivers, but on none by which the dispute itself moves."
            .to_owned();
    }
    let both_ways = |most: usize| match open.is_empty() {
        true => String::new(),
        false => format!(
            "; what it does to {} pulls both ways",
            labels(found, open, most)
        ),
    };
    let sides = |most: usize| {
        if !certain.is_empty() {
            let moved = moved(found, certain, most);
            return format!("A push on it would for certain {moved}");
        }
        if !hedged.is_empty() {
            let moved = moved(found, hedged, most);
            return format!("If hedged or disputed links hold, a push on it would {moved}");
        }
        let pulled = labels(found, open, most);
        format!("What a push on it does to {pulled} pulls both ways")
    };
    let tails = |most: usize| match certain.len() + hedged.len() {
        0 => String::new(),
        _ => both_ways(most),
    };
    let number = |answers: &[&DriverAnswer]| in_words(answers.len());
    sentence::first_that_fits(&[
        format!("{}{}.", sides(2), tails(2)),
        format!("{}{}.", sides(1), tails(1)),
        format!(
            "{}{}.",
            sides(1),
            match open.is_empty() {
                true => "",
                false => "; other things it pulls both ways",
            }
        ),
        format!("{}.", sides(1)),
        format!(
            "Of what moves the dispute, it would move {} for certain, {} if hedged links hold, \
             and pull {} both ways.",
            number(certain),
            number(hedged),
            number(open)
        ),
    ])
}

pub(super) fn blocks(found: &Influence, push: &DriverPush) -> Vec<Block> {
    let all = sorted(found, &push.moves);
    let mut blocks: Vec<Block> = map_figure::figure(found, push)
        .map(Block::Figure)
        .into_iter()
        .collect();
    let kinds = [(all.certain, FIRST), (all.hedged, 1), (all.open, FIRST)];
    let told: usize = kinds.iter().map(|(answers, _)| answers.len()).sum();
    let shown = kinds
        .iter()
        .flat_map(|(answers, most)| answers.iter().take(*most));
    let mut items: Vec<Text> = shown.map(|one| line(found, one)).collect();
    if told > items.len() {
        items.push(format!("and {} more", in_words(told - items.len())).into());
    }
    if !items.is_empty() {
        blocks.push(Block::list(items));
    }
    blocks.extend(moved_by(found, push).map(Block::paragraph));
    blocks.extend(disagreement(found, push).map(Block::paragraph));
    if let [first, more @ ..] = push.switches.as_slice() {
        let text = Text::from("Hangs on it, or on what it moves: ").then(switch(found, first));
        blocks.push(Block::paragraph(match more.len() {
            0 => text.and("."),
            more => text.and(format!("; and {} more.", in_words(more))),
        }));
    }
    blocks.extend(folded(found, push));
    blocks
}

/// `for certain raises “A”, by “B” and 1 more`; `both ways at “A”: up by “B”, down by “C”`.
fn line(found: &Influence, one: &DriverAnswer) -> Text {
    let name = links::named(&found.drivers[one.driver]);
    let by = |ways: &[Vec<usize>]| {
        let way = ways.first().map_or(&[][..], Vec::as_slice);
        let through = way
            .iter()
            .map(|&link| &found.drivers[found.links[link].effect]);
        let names: Vec<String> = through.map(links::named).collect();
        match names.split_last() {
            None | Some((_, [])) => "at once".to_owned(),
            Some((_, between)) => format!("by {}", joined_first(between, 1)),
        }
    };
    match (one.answer, one.direction) {
        (Answered::Certain, direction) => {
            let moved = match direction {
                Some(Direction::Up) => format!("raises {name}, {}", by(&one.rising)),
                _ => format!("lowers {name}, {}", by(&one.falling)),
            };
            match one.in_every_choice {
                true => Text::from(glossary::FOR_CERTAIN).and(" ").and(moved),
                false => format!("{moved}, if hedged or disputed links hold").into(),
            }
        }
        (Answered::Mixed | Answered::Open, _) => {
            let sides = [
                ("up", &one.rising),
                ("down", &one.falling),
                ("either", &one.either),
            ];
            let sides = sides.iter().filter(|(_, ways)| !ways.is_empty());
            let sides: Vec<String> = sides
                .map(|(pull, ways)| format!("{pull} {}", by(ways)))
                .collect();
            let told = format!(" at {name}: {}", sides.join("; "));
            Text::from(glossary::BOTH_WAYS).and(told)
        }
        (Answered::Returns, _) => format!("{name}: it comes back to where it was").into(),
        (Answered::NeverSettles, _) => {
            format!("{name}: what lies between never comes to rest").into()
        }
        (Answered::TooDense | Answered::NoWay, _) => {
            format!("{name}: too many links lie between to tell").into()
        }
    }
}

fn moved_by(found: &Influence, push: &DriverPush) -> Option<String> {
    let names: Vec<String> = (push.moved_by.iter())
        .map(|one| links::named(&found.drivers[one.driver]))
        .collect();
    (!names.is_empty()).then(|| format!("What pushes on it: {}.", joined_first(&names, NAMES)))
}

fn disagreement(found: &Influence, push: &DriverPush) -> Option<Text> {
    let link = &found.links[push.disagreement?.link];
    let text = Text::from("The sources disagree on the way whether ");
    let text = text.then(links::way(&found.drivers, std::slice::from_ref(link), &[0]));
    Some(text.and("; without that link some of these answers are others."))
}

fn switch(found: &Influence, one: &PushedSwitch) -> Text {
    let what = match one.switch.kind {
        SwitchKind::Wish => "the wish",
        SwitchKind::FactionWish => "the wish at home",
        SwitchKind::Judgement => "the judgement of",
        SwitchKind::Option => "the option",
        SwitchKind::Rule => "the rule",
        SwitchKind::Reading => "the reading",
    };
    let words = match (one.switch.words.as_str(), one.switch.id.as_str()) {
        ("", "") => one.switch.of.as_str(),
        ("", id) => id,
        (words, _) => words.trim_end_matches('.'),
    };
    let way = match one.direction {
        Direction::Up => "rises",
        Direction::Down => "falls",
    };
    let driver = links::named(&found.drivers[one.driver]);
    Text::from(format!("{what} “{words}” stands while "))
        .and(crate::Inline::Code(one.switch.condition.clone()))
        .and(format!("; {driver} {way}"))
}

fn folded(found: &Influence, push: &DriverPush) -> Vec<Block> {
    let mut ways = Vec::new();
    let matters = |one: &&DriverAnswer| found.matters.contains(&one.driver);
    for one in push.moves.iter().filter(matters) {
        let head = links::named(&found.drivers[one.driver]);
        ways.push(Block::paragraph(format!("To {head}:")));
        let all = one.rising.iter().map(|way| ("up", way));
        let all = all.chain(one.falling.iter().map(|way| ("down", way)));
        let all = all.chain(one.either.iter().map(|way| ("either", way)));
        ways.push(Block::list(all.map(|(pull, way)| {
            Text::from(format!("{pull}: ")).then(links::way(&found.drivers, &found.links, way))
        })));
    }
    let at_once = |push: &DriverPush| {
        let driver = push.driver;
        let links = found.links.iter();
        links.filter(move |link| link.cause == driver || link.effect == driver)
    };
    let mut blocks = Vec::new();
    if !ways.is_empty() {
        blocks.push(Block::details("The shortest ways, link by link", ways));
    }
    let links = Block::Table(links::table(&found.drivers, at_once(push)));
    blocks.push(Block::details(
        "Its own links, with who says so",
        vec![links],
    ));
    if push.switches.len() > 1 {
        let all = push.switches.iter().map(|one| switch(found, one));
        blocks.push(Block::details(
            "All that hangs on it, or on what it moves",
            vec![Block::list(all)],
        ));
    }
    let moves = Block::Table(answers(found, &push.moves, "What it moves"));
    let by = Block::Table(answers(found, &push.moved_by, "What moves it"));
    blocks.push(Block::details("Every answer", vec![moves, by]));
    blocks.push(Block::details(
        "How many drivers and links there are",
        super::the_map(found),
    ));
    blocks
}

fn answers(found: &Influence, answers: &[DriverAnswer], head: &str) -> Table {
    let mut table = Table::new([head, "How", "Ways up", "Ways down", "Hangs on"]);
    for one in answers {
        let how = match (one.answer, one.direction) {
            (Answered::Certain, Some(Direction::Up)) => "up for certain",
            (Answered::Certain, _) => "down for certain",
            (Answered::Mixed, Some(Direction::Up)) => "both ways, mostly up",
            (Answered::Mixed, _) => "both ways, mostly down",
            (Answered::Open, _) => "both ways",
            (Answered::Returns, _) => "comes back",
            (Answered::NeverSettles, _) => "never comes to rest",
            (Answered::TooDense | Answered::NoWay, _) => "not told",
        };
        let how = match one.without_disputed {
            None => how.to_owned(),
            Some(_) => format!("{how}; another answer without the disputed links"),
        };
        let [up, down, _] = one.terms.unwrap_or_default();
        let hangs = one.hangs_on.iter().map(|&link| {
            let link = &found.links[link];
            let [from, to] = [link.cause, link.effect].map(|at| &found.drivers[at].label);
            format!("{from} → {to}")
        });
        table.row::<Text>([
            found.drivers[one.driver].label.as_str().into(),
            how.into(),
            up.to_string().into(),
            down.to_string().into(),
            Text::lines(hangs),
        ]);
    }
    table
}
