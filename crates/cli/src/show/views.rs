//! `views`.

use hikiwake_conflict::{Perceptions, RelationalState, StateView, Surprise, ViewGround};
use hikiwake_finding::Finding;

use super::paper;

/// What is thought of a state and what is, as headings.
const SURPRISES: [(Surprise, &str); 4] = [
    (Surprise::Illusion, "Thought to hold, and does not"),
    (Surprise::Unforeseen, "Holds, and not everybody thinks so"),
    (Surprise::Agreed, "Holds, and everybody thinks so"),
    (Surprise::Nothing, "Does not hold, and nobody thinks so"),
];

/// How a dossier says what somebody sees otherwise.
const HOW: &str = "To say what an actor misjudges, or how it stands to another, add tables such as\n\n  \
                   [perceptions.first]\n  of = \"an-actor\"\n  changes = [{ actor = \"another\", drop = \"a-wish\" }]\n\n  \
                   [attitudes.first]\n  of = \"an-actor\"\n  towards = \"another\"\n  is = \"positive\"\n\n\
                   to any file of the dossier; docs/dossier.md explains them.\n";

pub fn views(finding: &Finding<Perceptions>) -> String {
    let views = &finding.finding;
    let title = &finding.dossier.title;
    let mut text = paper::opening(title, &views.scenario, &views.sentences);
    if !views.is_there() {
        text.push('\n');
        text.push_str(HOW);
        return text;
    }
    if !views.perceptions.is_empty() {
        text.push_str(&pictures(views));
    }
    if !views.attitudes.is_empty() {
        text.push_str(&attitudes(views));
    }
    for note in &views.notes {
        text.push('\n');
        text.push_str(&paper::paragraph(note, "! ", "  "));
    }
    text
}

fn name<'a>(views: &'a Perceptions, id: &'a str) -> &'a str {
    let actor = views.actors.iter().find(|actor| actor.id == id);
    actor.map_or(id, |actor| &actor.name)
}

fn pictures(views: &Perceptions) -> String {
    let mut text = paper::heading("What each sees otherwise");
    for perception in &views.perceptions {
        let head = format!("{}: {}", name(views, &perception.of), perception.text);
        text.push_str(&paper::paragraph(&head, "● ", "  "));
        for line in &perception.otherwise {
            text.push_str(&paper::paragraph(line, "    ", "    "));
        }
        text.push_str(&ground(&perception.ground));
    }
    text.push_str(&paper::heading("How many states hold"));
    text.push_str(&counts(views));
    for (surprise, heading) in SURPRISES {
        let states: Vec<&StateView> = (views.states.iter())
            .filter(|view| view.surprise == surprise)
            .collect();
        if !states.is_empty() {
            text.push_str(&paper::heading(heading));
            for view in states {
                text.push_str(&state(view));
            }
        }
    }
    text.push_str(&paper::not_listed(
        views.states.len(),
        views.states_not_listed,
        "--list",
    ));
    text
}

fn ground(ground: &ViewGround) -> String {
    let claims: Vec<&str> = ground
        .claims
        .iter()
        .map(|claim| claim.id.as_str())
        .collect();
    let mut line = format!("[{}", ground.basis);
    if ground.hindsight {
        line.push_str(", with hindsight");
    }
    if !claims.is_empty() {
        line.push_str(&format!(": {}", claims.join(", ")));
    }
    line.push(']');
    if !ground.note.is_empty() {
        line.push_str(&format!(" {}", ground.note));
    }
    paper::paragraph(&line, "    ", "    ")
}

fn counts(views: &Perceptions) -> String {
    let mut head = vec![String::new()];
    head.extend(views.counts.iter().map(|count| count.concept.clone()));
    let mut rows: Vec<Vec<String>> = (views.actors.iter().enumerate())
        .map(|(i, actor)| {
            let mut row = vec![format!("in the eyes of {}", actor.name)];
            row.extend(views.counts.iter().map(|c| c.thought[i].to_string()));
            row
        })
        .collect();
    let mut line = |what: &str, of: &dyn Fn(&hikiwake_conflict::ViewCount) -> u64| {
        let mut row = vec![what.to_owned()];
        row.extend(views.counts.iter().map(|count| of(count).to_string()));
        rows.push(row);
    };
    line("hold", &|c| c.hold);
    line("  all think so", &|c| c.agreed);
    line("  somebody does not", &|c| c.unforeseen);
    line("thought to, and do not", &|c| c.illusions);
    line("hold if all saw the dossier", &|c| c.seen_truly);
    line("  and hold as it is", &|c| c.hold_either_way);
    paper::table(head, rows, &[false, true, true, true, true, true])
}

fn state(view: &StateView) -> String {
    let mut text = String::from("\n");
    let head = format!("{}  {}", paper::marked_code(&view.state), view.state.text);
    text.push_str(&paper::paragraph(&head, "● ", "  "));
    for sentence in &view.sentences {
        text.push_str(&paper::paragraph(sentence, "    ", "    "));
    }
    let other: Vec<&str> = (view.concepts.iter())
        .map(String::as_str)
        .filter(|&concept| concept != "SEQ")
        .collect();
    if !other.is_empty() {
        let line = format!("It holds under {}, too.", other.join(", "));
        let without = format!("It holds under {} alone.", other.join(", "));
        let seq = other.len() < view.concepts.len();
        text.push_str(&paper::paragraph(
            if seq { &line } else { &without },
            "    ",
            "    ",
        ));
    }
    text
}

fn attitudes(views: &Perceptions) -> String {
    let mut text = paper::heading("Attitudes");
    for attitude in &views.attitudes {
        let head = format!(
            "{}, {} to {}: {}",
            name(views, &attitude.of),
            attitude.is,
            name(views, &attitude.towards),
            attitude.text
        );
        text.push_str(&paper::paragraph(&head, "● ", "  "));
        text.push_str(&ground(&attitude.ground));
    }
    if views.relational_counts.is_empty() {
        return text;
    }
    text.push('\n');
    let head = ["", "with", "without", "either way"].map(str::to_owned);
    let rows = (views.relational_counts.iter())
        .map(|count| {
            let numbers = [count.states, count.without, count.both];
            let mut row = vec![count.concept.clone()];
            row.extend(numbers.map(|number| number.to_string()));
            row
        })
        .collect();
    text.push_str(&paper::table(
        head.to_vec(),
        rows,
        &[false, true, true, true],
    ));
    text.push('\n');
    let head = ["state", "holds with", "holds without", "taken"].map(str::to_owned);
    let rows = views.relational_states.iter().map(relational).collect();
    text.push_str(&paper::table(head.to_vec(), rows, &[]));
    text.push_str(&paper::marks_meaning(
        views.relational_states.iter().map(|state| &state.state),
    ));
    text
}

fn relational(state: &RelationalState) -> Vec<String> {
    let under = |concepts: &[String]| match concepts {
        [] => "nothing".to_owned(),
        some => some.join(", "),
    };
    vec![
        paper::marked_code(&state.state),
        under(&state.concepts),
        under(&state.without),
        state.state.text.clone(),
    ]
}
