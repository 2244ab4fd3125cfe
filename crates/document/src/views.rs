//! What each side sees otherwise, what lasts then, and what attitudes change.

mod opening;

use hikiwake_conflict::{Perceptions, StateView, Surprise, ViewCount, ViewGround};
use hikiwake_finding::{Finding, Ground};

use crate::block::DatePart;
use crate::{
    Block, Document, Inline, Item, Names, Number, Table, Text, evidence, joined, scenarios, states,
};

/// What is thought of an arrangement and what is, as headings.
const SURPRISES: [(Surprise, &str); 4] = [
    (Surprise::Illusion, "Expected to last, and would not"),
    (
        Surprise::Unforeseen,
        "Would last, and not everybody expects it",
    ),
    (Surprise::Agreed, "Would last, and everybody expects it"),
    (Surprise::Nothing, "Would not last, and nobody expects it"),
];

/// How a dossier says what somebody sees otherwise.
const HOW: [&str; 8] = [
    "[perceptions.first]",
    "of = \"an-actor\"",
    "changes = [{ actor = \"another\", drop = \"a-wish\" }]",
    "",
    "[attitudes.first]",
    "of = \"an-actor\"",
    "towards = \"another\"",
    "is = \"positive\"",
];

/// How each side sees it, at the dates of which the dossier tells; where it tells of none,
/// how it could.
pub fn views(findings: &[Finding<Perceptions>], names: &Names) -> Document {
    let told: Vec<Finding<Perceptions>> = (findings.iter())
        .filter(|found| findings.len() == 1 || found.finding.is_there())
        .cloned()
        .collect();
    Document::of_dates("Who misreads whom", &told, |_, views| DatePart {
        heading: scenarios::scenario(&views.scenario),
        answer: opening::answer(views, names),
        blocks: match views.is_there() {
            true => blocks(views, names),
            false => how(),
        },
    })
}

fn how() -> Vec<Block> {
    let lines = HOW.map(|line| Inline::Code(line.to_owned()));
    let lines = Block::paragraph(Text::lines(lines));
    let told = "The dossier tells of no misreading and no attitude at this date.";
    let explained = "Any file of the dossier can have such tables (docs/dossier.md):";
    vec![
        Block::paragraph(told),
        Block::details(
            "How to write what somebody misjudges",
            vec![Block::paragraph(explained), lines],
        ),
    ]
}

fn blocks(views: &Perceptions, names: &Names) -> Vec<Block> {
    let mut blocks = Vec::new();
    let pictures = (views.perceptions.iter())
        .map(|seen| judged(names.name(&seen.of), &seen.text, &seen.ground));
    let attitudes =
        (views.attitudes.iter()).map(|one| judged(names.name(&one.of), &one.text, &one.ground));
    blocks.push(Block::list(pictures.chain(attitudes)));
    let points = opening::points(views, names);
    if !points.is_empty() {
        blocks.push(Block::list(points));
    }
    blocks.extend(views.notes.iter().map(Block::caution));
    if !views.perceptions.is_empty() {
        let pictures = views.perceptions.iter().map(|seen| Item {
            text: Inline::Strong(names.name(&seen.of).to_owned()).into(),
            under: vec![Block::list(&seen.otherwise)],
        });
        let ordered = false;
        let items = pictures.collect();
        let key = "Each decides by its own picture of the others (a first-level hypergame); what \
                   lasts is what everybody stays in, each judging so.";
        let blocks_of = vec![
            Block::List { ordered, items },
            Block::Table(counts(views)),
            Block::key(key),
        ];
        blocks.push(Block::details(
            "What each sees otherwise, and what would last",
            blocks_of,
        ));
    }
    if !views.relational_counts.is_empty() {
        blocks.push(Block::details("What attitudes change", relational(views)));
    }
    for (surprise, heading) in SURPRISES {
        let seen = views.states.iter().filter(|view| view.surprise == surprise);
        let mut seen: Vec<Text> = seen.map(|view| state(view, views, names)).collect();
        if seen.is_empty() {
            continue;
        }
        if views.states_not_listed > 0 {
            seen.push("More are not listed; --list NUMBER lists so many.".into());
        }
        blocks.push(Block::details(heading, vec![Block::list(seen)]));
    }
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

/// How many states last, and are thought to.
fn counts(views: &Perceptions) -> Table {
    let heads = ["Arrangements that"].into_iter();
    let concepts = views.counts.iter().map(|count| count.concept.as_str());
    let mut table = Table::numbers(heads.chain(concepts))
        .caption("How many arrangements would last. Counts, not chances.");
    let mut line = |what: String, of: &dyn Fn(&ViewCount) -> u64| {
        let numbers = views
            .counts
            .iter()
            .map(|count| Number::whole(of(count)).into());
        table.row([Text::from(what)].into_iter().chain(numbers));
    };
    for (at, actor) in views.actors.iter().enumerate() {
        let thought = |count: &ViewCount| count.thought.get(at).copied().unwrap_or(0);
        line(format!("last in the eyes of {}", actor.name), &thought);
    }
    line("would last".into(), &|count| count.hold);
    line("… and all expect it".into(), &|count| count.agreed);
    line("… and somebody does not expect it".into(), &|count| {
        count.unforeseen
    });
    line("are expected to last, and would not".into(), &|count| {
        count.illusions
    });
    line(
        "would last if all saw the others as they are".into(),
        &|count| count.seen_truly,
    );
    line("… and do as it is".into(), &|count| count.hold_either_way);
    table
}

/// A state as everybody sees it.
fn state(view: &StateView, views: &Perceptions, names: &Names) -> Text {
    let row = &view.state;
    let mut lines =
        vec![Text::from(states::code(row)).and(format!(": {}", states::described(row)))];
    lines.extend(
        opening::state(view, &views.options, names)
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
        lines.push(format!("It would last under {}{end}.", joined(&others)).into());
    }
    Text::lines(lines)
}

/// What the attitudes change.
fn relational(views: &Perceptions) -> Vec<Block> {
    let heads = ["Concept", "With", "Without", "Either way"].into_iter();
    let caption = "How many arrangements last with the attitudes and without.";
    let mut counts = Table::numbers(heads).caption(caption);
    for count in &views.relational_counts {
        let row = [count.states, count.without, count.both].map(|n| Number::whole(n).into());
        counts.row([Text::from(&count.concept)].into_iter().chain(row));
    }
    let heads = ["Code", "Lasts with", "Lasts without", "Options taken"];
    let caption = "Arrangements that matter, with the attitudes and without.";
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
