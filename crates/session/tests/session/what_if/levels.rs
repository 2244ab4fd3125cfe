//! What stands only while drivers do, against the text from which a person deletes what does
//! not stand and strips the conditions of what does: random dossiers, every level.

use hikiwake_dossier::{Change, Compiled, Dossier, Preferences, Scenario};
use hikiwake_graph::Limits;
use hikiwake_session::{Question, Session, Settings, Watcher};
use serde_json::Value;

use crate::random::{self, Random};
use crate::written::written;

/// Drivers and the names of their levels.
const DRIVERS: [(&str, &[&str]); 3] = [
    ("rain", &["low", "high"]),
    ("fear", &["none", "some", "much"]),
    ("news", &["good", "bad"]),
];

/// A condition, and where it holds.
#[derive(Clone)]
enum Condition {
    Level(usize, &'static str, usize),
    Not(Box<Condition>),
    Both(Box<[Condition; 2]>, bool),
}

impl Condition {
    fn random(random: &mut Random, deep: usize) -> Condition {
        match random.below(if deep == 0 { 3 } else { 6 }) {
            4 => Condition::Not(Box::new(Condition::random(random, deep - 1))),
            5 => {
                let both = [0, 1].map(|_| Condition::random(random, deep - 1));
                Condition::Both(Box::new(both), random.below(2) == 0)
            }
            _ => {
                let driver = random.below(DRIVERS.len());
                let sign = ["=", ">=", "<", "!="][random.below(4)];
                Condition::Level(driver, sign, 1 + random.below(DRIVERS[driver].1.len() - 1))
            }
        }
    }

    fn text(&self) -> String {
        match self {
            Condition::Level(driver, sign, level) => {
                let (name, levels) = DRIVERS[*driver];
                format!("{name} {sign} {}", levels[*level])
            }
            Condition::Not(one) => format!("not ({})", one.text()),
            Condition::Both(both, and) => {
                let word = if *and { "and" } else { "or" };
                format!("({}) {word} ({})", both[0].text(), both[1].text())
            }
        }
    }

    fn holds(&self, at: [usize; 3]) -> bool {
        match self {
            Condition::Level(driver, sign, level) => match *sign {
                "=" => at[*driver] == *level,
                ">=" => at[*driver] >= *level,
                "<" => at[*driver] < *level,
                _ => at[*driver] != *level,
            },
            Condition::Not(one) => !one.holds(at),
            Condition::Both(both, true) => both.iter().all(|one| one.holds(at)),
            Condition::Both(both, false) => both.iter().any(|one| one.holds(at)),
        }
    }

    /// Whether it holds at some levels and fails at others, as `check` asks of it.
    fn turns(&self) -> bool {
        let found: Vec<bool> = all_levels().map(|at| self.holds(at)).collect();
        found.contains(&true) && found.contains(&false)
    }
}

fn all_levels() -> impl Iterator<Item = [usize; 3]> {
    (0..12).map(|number| [number % 2, number / 2 % 3, number / 6])
}

/// Lines of a table, and the condition under which they stand.
#[derive(Clone)]
struct Entry {
    lines: String,
    condition: Option<Condition>,
}

impl Entry {
    fn random(random: &mut Random, lines: &str, percent: usize) -> Entry {
        let condition = (random.below(100) < percent).then(|| Condition::random(random, 2));
        Entry {
            lines: lines.trim().to_owned(),
            condition: condition.filter(Condition::turns),
        }
    }

    fn stands(&self, at: Option<[usize; 3]>) -> bool {
        let asked = at.zip(self.condition.as_ref());
        asked.is_none_or(|(at, condition)| condition.holds(at))
    }

    /// With its condition, or stripped of it where it is known to hold.
    fn text(&self, at: Option<[usize; 3]>) -> String {
        match (&self.condition, at) {
            (Some(condition), None) => {
                format!("{}\nwhile = \"{}\"\n", self.lines, condition.text())
            }
            _ => format!("{}\n", self.lines),
        }
    }
}

/// A random dossier in which much hangs on drivers.
struct Sketch {
    fixed: Vec<String>,
    options: Vec<Entry>,
    rules: Vec<Entry>,
    /// Head of each list of wishes, and its statements.
    wishes: Vec<(String, Vec<Entry>)>,
    /// A reading that puts one wish in place of all of the first actor's.
    reading: Option<Entry>,
    /// A judgement of a faction, and wishes of another.
    judgement: Entry,
    judges_by: Vec<Entry>,
}

const STATEMENT: &str = "\n[[preferences.statements]]\n";

impl Sketch {
    fn random(seed: u64) -> Sketch {
        let mut random = Random(seed ^ 0xd1);
        let mut sketch = Sketch {
            fixed: Vec::new(),
            options: Vec::new(),
            rules: Vec::new(),
            wishes: Vec::new(),
            reading: None,
            judgement: Entry::random(
                &mut random,
                "[[factions.bank.judges]]\nforms = { some = \"rejects\" }",
                90,
            ),
            judges_by: ["not t", "u", "t = full"]
                .iter()
                .enumerate()
                .map(|(at, wants)| {
                    let lines = format!("id = \"j{at}\"\nwants = \"{wants}\"");
                    Entry::random(&mut random, &lines, if at == 2 { 0 } else { 60 })
                })
                .collect(),
        };
        for block in random::dossier(seed).split("\n\n") {
            let block = block.trim();
            if block.starts_with("[options.") {
                let entry = Entry::random(&mut random, block, 25);
                sketch.options.push(entry);
            } else if block.starts_with("[rules.") {
                let entry = Entry::random(&mut random, block, 60);
                sketch.rules.push(entry);
            } else if let Some((head, statements)) = block.split_once(STATEMENT) {
                let statements = statements.split(STATEMENT);
                let entries = statements.map(|lines| Entry::random(&mut random, lines, 45));
                let entries = entries.collect();
                sketch.wishes.push((head.to_owned(), entries));
            } else if !block.is_empty() {
                sketch.fixed.push(block.to_owned());
            }
        }
        let first = sketch.wishes.first();
        if first.is_some_and(|(head, _)| head.contains("\"a0\"")) {
            let lines = "[readings.turn]\nlabel = \"A turn\"\nchanges = [{ actor = \"a0\", set = [{ id = \"turn\", wants = \"not o0\" }] }]";
            let entry = Entry::random(&mut random, lines, 70);
            sketch.reading = entry.condition.is_some().then_some(entry);
        }
        sketch
    }

    /// The text with all conditions, or as a person would write it for these levels.
    fn text(&self, at: Option<[usize; 3]>) -> String {
        let mut text = self.fixed.join("\n\n") + "\n\n";
        let mut absent = Vec::new();
        for option in &self.options {
            text += &format!("{}\n", option.text(at));
            if !option.stands(at) {
                let id = option.lines.split(['.', ']']).nth(1).expect("an option");
                absent.push(format!("\"{id}\""));
            }
        }
        for rule in self.rules.iter().filter(|rule| rule.stands(at)) {
            text += &format!("{}\n", rule.text(at));
        }
        text += &format!(
            "[periods.now]\nlabel = \"Now\"\nstatus_quo = \"none\"\nabsent = [{}]\n\n",
            absent.join(", ")
        );
        for (name, levels) in DRIVERS {
            text += &format!("[drivers.{name}]\nlabel = \"{name}\"\nlevels = {levels:?}\n\n");
        }
        for (number, (head, statements)) in self.wishes.iter().enumerate() {
            let turned = number == 0
                && at.is_some()
                && self
                    .reading
                    .as_ref()
                    .is_some_and(|reading| reading.stands(at));
            let kept = match turned {
                true => vec!["id = \"turn\"\nwants = \"not o0\"\n".to_owned()],
                false => kept(statements, at),
            };
            text += &format!("{head}\n");
            if kept.is_empty() {
                text += "statements = []\n";
            }
            for statement in kept {
                text += &format!("{}{statement}\n", STATEMENT.trim_start());
            }
        }
        if at.is_none() {
            text += &self
                .reading
                .as_ref()
                .map_or(String::new(), |one| one.text(at));
        }
        text += "
[actors.bank]
name = \"The bank\"
kind = \"firm\"
part_of = \"a0\"
[terms.t]
label = \"T\"
levels = [\"none\", \"some\", \"full\"]
[terms.u]
label = \"U\"
levels = [\"none\", \"some\"]
[forms.some]
label = \"Some\"
is = \"t > none\"
[forms.other]
label = \"Other\"
is = \"true\"
[ratification.home]
label = \"At home\"
usual = true
sides.a0 = { leader = \"a0\", vetoes = [\"bank\"] }
[factions.bank]
side = \"a0\"
";
        if self.judgement.stands(at) {
            text += &self.judgement.text(at);
        }
        text += "[[factions.bank.judges]]\nforms = { other = \"accepts\" }\n";
        text += "[factions.a0]\nside = \"a0\"\n[[factions.a0.judges]]\n";
        for statement in kept(&self.judges_by, at) {
            text += &format!("[[factions.a0.judges.statements]]\n{statement}");
        }
        text
    }
}

/// The statements that stand. One that goes and began its rank leaves that to the next.
fn kept(statements: &[Entry], at: Option<[usize; 3]>) -> Vec<String> {
    let mut kept = Vec::new();
    let mut begins = false;
    for statement in statements {
        let text = statement.text(at);
        let shares = text.contains("same_rank = true\n");
        begins |= !shares;
        if !statement.stands(at) {
            continue;
        }
        kept.push(match begins {
            true => text.replace("same_rank = true\n", ""),
            false => text,
        });
        begins = false;
    }
    kept
}

/// All of the model that a person would see, but for which reading brought a wish.
fn model(compiled: &Compiled) -> String {
    let wants = compiled.preferences.iter().map(|wants| match wants {
        Preferences::Statements(ranks) => {
            let rank = |rank: &Vec<hikiwake_dossier::CompiledStatement>| {
                let told = rank.iter().map(|one| {
                    format!("{} {} {:?} {:?}", one.id, one.wants, one.because, one.basis)
                });
                told.collect::<Vec<_>>().join(" = ")
            };
            ranks.iter().map(rank).collect::<Vec<_>>().join(" > ")
        }
        other => format!("{other:?}"),
    });
    let rules = compiled.rules.iter().map(|rule| rule.id.clone());
    let axes = compiled.options.iter().map(|one| (&one.id, &one.party));
    let today = compiled.status_quo.map(|state| compiled.state_text(state));
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{today:?}\n{}",
        compiled.decision_makers,
        axes.collect::<Vec<_>>(),
        wants.collect::<Vec<_>>(),
        rules.collect::<Vec<_>>(),
        compiled.content()
    )
}

fn compiled(dossier: &Dossier, scenario: &Scenario) -> String {
    match dossier.compile(scenario, Limits::default()) {
        Ok(compiled) => model(&compiled),
        Err(why) => format!("refused: {why}"),
    }
}

/// Who lets what pass at home.
fn home(dossier: Dossier, scenario: Scenario) -> Value {
    let session = Session::new(dossier, Settings::default());
    let question = Question::Ratify {
        scenario,
        rule: None,
        list: 20,
    };
    let answer = session.ask(&question, Watcher::default());
    serde_json::to_value(answer.expect("an answer")).expect("JSON")
}

#[test]
fn drivers_leave_what_a_person_would_leave() {
    let (mut changed, mut refused, mut at_home) = (0, 0, 0);
    for seed in 0..220 {
        let sketch = Sketch::random(seed);
        let dossier = written(&sketch.text(None), Some(random::SOURCES));
        let base = compiled(&dossier, &Scenario::default());
        let mut random = Random(seed);
        for _ in 0..3 {
            let at = [random.below(2), random.below(3), random.below(2)];
            let changes = DRIVERS
                .iter()
                .zip(at)
                .map(|((name, levels), level)| Change::Driver {
                    driver: (*name).to_owned(),
                    level: levels[level].to_owned(),
                });
            let pushed = Scenario {
                period: Some("now".to_owned()),
                changes: changes.collect(),
                ..Scenario::default()
            };
            let now = Scenario {
                changes: Vec::new(),
                ..pushed.clone()
            };
            let text = sketch.text(Some(at));
            let by_hand = written(&text, Some(random::SOURCES));
            let expected = compiled(&by_hand, &now);
            let found = compiled(&dossier, &pushed);
            assert_eq!(
                found,
                expected,
                "{seed} {at:?}\n{}\n----\n{text}",
                sketch.text(None)
            );
            changed += usize::from(found != base);
            refused += usize::from(found.starts_with("refused"));
            if seed < 60 {
                let (found, expected) = (home(dossier.clone(), pushed), home(by_hand, now.clone()));
                assert_eq!(found, expected, "{seed} {at:?}\n{text}");
                at_home += usize::from(found != home(dossier.clone(), now));
            }
        }
    }
    assert!(
        changed > 300 && refused < 30 && at_home > 20,
        "{changed} {refused} {at_home}"
    );
}
