//! What each side sees otherwise, what holds then, and what attitudes change.

mod opening;

use hikiwake_conflict::{Perceptions, StateView, Surprise, ViewCount, ViewGround};
use hikiwake_finding::{Finding, Ground};

use crate::{
    Block, Document, Inline, Item, Names, Number, Table, Text, evidence, joined, scenarios, states,
};

/// What is thought of a state and what is, as headings.
const SURPRISES: [(Surprise, &str); 4] = [
    (Surprise::Illusion, "Thought to hold, and does not"),
    (Surprise::Unforeseen, "Holds, and not everybody thinks so"),
    (Surprise::Agreed, "Holds, and everybody thinks so"),
    (Surprise::Nothing, "Does not hold, and nobody thinks so"),
];

/// How each side sees it, where the dossier tells.
pub fn views(findings: &[Finding<Perceptions>], names: &Names) -> Document {
    let one = |_, views: &Perceptions| match views.is_there() {
        true => one(views, names),
        false => Vec::new(),
    };
    let mut document = Document::of_each("How each side sees it", findings, one);
    if !document.blocks.is_empty() {
        document.push(Block::key(
            "Each actor decides by its own picture of the others (a first-level hypergame). A \
             state holds when everybody stays in it, each judging by its own picture.",
        ));
    }
    document
}

fn one(views: &Perceptions, names: &Names) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(1, scenarios::scenario(&views.scenario)),
        Block::list(opening::opening(views, names)),
    ];
    blocks.extend(views.notes.iter().map(Block::caution));
    if !views.perceptions.is_empty() {
        let pictures = views.perceptions.iter().map(|seen| Item {
            text: judged(names.name(&seen.of), &seen.text, &seen.ground),
            under: vec![Block::list(&seen.otherwise)],
        });
        blocks.push(Block::heading(2, "What each sees otherwise"));
        blocks.push(Block::List {
            ordered: false,
            items: pictures.collect(),
        });
        blocks.push(Block::Table(counts(views)));
    }
    if !views.attitudes.is_empty() {
        blocks.push(Block::heading(2, "Attitudes"));
        blocks.push(Block::list(views.attitudes.iter().map(|one| {
            let (of, towards) = (names.name(&one.of), names.name(&one.towards));
            judged(
                &format!("{of}, {} to {towards}", one.is),
                &one.text,
                &one.ground,
            )
        })));
    }
    if !views.relational_counts.is_empty() {
        blocks.extend(relational(views));
    }
    for (surprise, heading) in SURPRISES {
        let seen = views.states.iter().filter(|view| view.surprise == surprise);
        let seen: Vec<Text> = seen
            .map(|view| state(view, views.actors.len(), names))
            .collect();
        blocks.extend((!seen.is_empty()).then(|| Block::details(heading, vec![Block::list(seen)])));
    }
    let (shown, more) = (views.states.len(), views.states_not_listed);
    blocks.extend(Block::not_listed(shown, more));
    blocks
}

/// Whose judgement it is, what it says, and what it rests on.
fn judged(whose: &str, text: &str, ground: &ViewGround) -> Text {
    let ground = evidence::ground(&Ground {
        basis: ground.basis.clone(),
        hindsight: ground.hindsight,
        claims: ground.claims.clone(),
        note: ground.note.clone(),
    });
    let told = Text::from(Inline::Strong(whose.to_owned()))
        .and(": ")
        .and(text);
    told.and(Inline::Break).then(ground)
}

/// How many states hold, and are thought to.
fn counts(views: &Perceptions) -> Table {
    let heads = ["States that"].into_iter();
    let concepts = views.counts.iter().map(|count| count.concept.as_str());
    let mut table =
        Table::numbers(heads.chain(concepts)).caption("How many states hold, and are thought to.");
    let mut line = |what: String, of: &dyn Fn(&ViewCount) -> u64| {
        let numbers = views
            .counts
            .iter()
            .map(|count| Number::whole(of(count)).into());
        table.row([Text::from(what)].into_iter().chain(numbers));
    };
    for (at, actor) in views.actors.iter().enumerate() {
        let thought = |count: &ViewCount| count.thought.get(at).copied().unwrap_or(0);
        line(format!("hold in the eyes of {}", actor.name), &thought);
    }
    line("hold".into(), &|count| count.hold);
    line("… and all think so".into(), &|count| count.agreed);
    line("… and somebody does not".into(), &|count| {
        count.unforeseen
    });
    line("are thought to hold, and do not".into(), &|count| {
        count.illusions
    });
    line(
        "would hold if all saw what the dossier has".into(),
        &|count| count.seen_truly,
    );
    line("… and do hold".into(), &|count| count.hold_either_way);
    table
}

/// A state as everybody sees it.
fn state(view: &StateView, everyone: usize, names: &Names) -> Text {
    let row = &view.state;
    let mut lines =
        vec![Text::from(states::code(row)).and(format!(": {}", states::described(row)))];
    lines.extend(
        opening::state(view, everyone, names)
            .into_iter()
            .map(Text::from),
    );
    let others = view.concepts.iter().filter(|concept| *concept != "SEQ");
    let others: Vec<&str> = others.map(String::as_str).collect();
    if !others.is_empty() {
        let end = match others.len() < view.concepts.len() {
            true => ", too",
            false => " alone",
        };
        lines.push(format!("It holds under {}{end}.", joined(&others)).into());
    }
    Text::lines(lines)
}

/// What the attitudes change.
fn relational(views: &Perceptions) -> Vec<Block> {
    let heads = ["Concept", "With", "Without", "Either way"].into_iter();
    let caption = "How many states hold with the attitudes and without.";
    let mut counts = Table::numbers(heads).caption(caption);
    for count in &views.relational_counts {
        let row = [count.states, count.without, count.both].map(|n| Number::whole(n).into());
        counts.row([Text::from(&count.concept)].into_iter().chain(row));
    }
    let heads = ["State", "Holds with", "Holds without", "Options taken"];
    let caption = "States that matter, with the attitudes and without.";
    let mut table = Table::new(heads).caption(caption);
    for one in &views.relational_states {
        table.row([
            states::marked_code(&one.state),
            under(&one.concepts).into(),
            under(&one.without).into(),
            states::in_words(&one.state).into(),
        ]);
    }
    let marks = states::marks_meaning(views.relational_states.iter().map(|one| &one.state));
    let mut blocks = vec![Block::Table(counts), Block::Table(table)];
    blocks.extend(marks);
    blocks
}

fn under(concepts: &[String]) -> String {
    match concepts {
        [] => "nothing".to_owned(),
        some => joined(some),
    }
}
