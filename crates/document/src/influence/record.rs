//! The map against the record: in a line, and each push with its answer.

use hikiwake_dossier::date;
use hikiwake_drivers::{Direction, Influence, MapRecord, RecordedPush, SignsSay};

use crate::number::in_words;
use crate::{Block, Table, Text, links, thousands};

/// `Against the record: of 19 answers that followed a push, …`
pub(super) fn told(record: &MapRecord) -> String {
    let all = record.observations.len();
    if all == 0 {
        return "The record has no push and answer that the map joins.".to_owned();
    }
    let count = |signs| {
        let of = record.observations.iter().filter(|one| one.signs == signs);
        in_words(of.count())
    };
    let mut told = format!(
        "Against the record: of {} that followed a push, signs alone give {}, rule out {} and \
         leave {} open.",
        match all {
            1 => "one answer".to_owned(),
            _ => format!("{} answers", in_words(all)),
        },
        count(SignsSay::Agree),
        count(SignsSay::Contradict),
        count(SignsSay::Open),
    );
    if let Some(draws) = &record.draws {
        told.push_str(&format!(
            " {} of {} drawn sets of strengths reproduce what they leave open.",
            thousands(draws.kept),
            thousands(draws.settled)
        ));
    }
    told
}

pub(super) fn folded(found: &Influence, record: &MapRecord) -> Option<Block> {
    if record.observations.is_empty() {
        return None;
    }
    let heads = [
        "What was pushed",
        "What followed",
        "Signs alone",
        "Drawn sets that reproduce it",
    ];
    let mut table = Table::new(heads).caption("Pushes and answers of the record.");
    for one in &record.observations {
        let signs = match one.signs {
            SignsSay::Agree => "give it",
            SignsSay::Contradict => "rule it out",
            SignsSay::Open => "leave it open",
        };
        let hedged = match (one.signs, one.in_every_choice) {
            (SignsSay::Open, _) | (_, true) => "",
            (_, false) => ", if hedged or disputed links hold",
        };
        table.row::<Text>([
            Text::lines(one.pushes.iter().map(|push| moved(found, push))),
            moved(found, &one.answer).into(),
            format!("{signs}{hedged}").into(),
            one.reproduced.map_or("–".to_owned(), thousands).into(),
        ]);
    }
    let mut blocks = vec![Block::Table(table), Block::key(RULE)];
    if let Some(draws) = &record.draws {
        blocks.push(Block::key(format!(
            "{} sets of strengths were drawn (seed {}): those of links and how strongly each \
             driver levels off, each between 0 and 1. With {} of them the map comes to rest, and \
             {} of these reproduce all that signs leave open. Such counts hang on how strengths \
             are drawn and say nothing of how likely anything is.",
            thousands(draws.drawn),
            draws.seed,
            thousands(draws.settled),
            thousands(draws.kept)
        )));
    }
    Some(Block::details("The map against the record", blocks))
}

const RULE: &str = "Where an event pushed a driver, all others with a way to it that events had \
     pushed in the three years before count together as one push, each by its last. What follows \
     something need not come of it: where the map rules an answer out, a link or a cause may be \
     missing, or a sign may be wrong.";

/// `“US pressure on Japan over Russia” up (9 February 2016, Obama asks Abe …)`
fn moved(found: &Influence, push: &RecordedPush) -> String {
    let way = match push.direction {
        Direction::Up => "up",
        Direction::Down => "down",
    };
    let name = links::named(&found.drivers[push.driver]);
    let event = &push.event;
    format!(
        "{name} {way} ({}: {})",
        date::worded(&event.date),
        event.label
    )
}
