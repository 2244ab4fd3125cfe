//! Random dossiers as blocks of text, and random edits of them that know what they do.

use std::collections::BTreeSet;
use std::fmt::Write;

use hikiwake_dossier::{Became, Dossier, PartKind};

use crate::random::{self, Random};
use crate::written::written;

/// A dossier as text: each table, and each list of wishes statement by statement.
#[derive(Clone)]
pub struct Sketch {
    /// Tables, each with its head.
    pub tables: Vec<String>,
    /// The wishes of each actor who has some, most important first; each a table.
    pub wishes: Vec<(String, Vec<String>)>,
}

/// What is done to one table, or to one list of wishes.
#[derive(Clone)]
pub struct Edit {
    at: Place,
    /// What stands there instead: nothing, one table, or a whole list.
    instead: Vec<String>,
    /// What the edit is expected to be told as; one of these.
    pub told: Vec<Told>,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Table(usize),
    List(usize),
    New,
}

/// Kind, actor, id, what became of it, which fields.
pub type Told = (PartKind, Option<String>, String, Became, BTreeSet<String>);

impl Sketch {
    /// A random dossier without shared ranks, with a pattern and two periods.
    pub fn random(seed: u64) -> Sketch {
        let mut sketch = Sketch {
            tables: Vec::new(),
            wishes: Vec::new(),
        };
        for block in random::dossier(seed)
            .replace("same_rank = true\n", "")
            .split("\n\n")
        {
            let block = block.trim();
            match block.split_once("\n[[preferences.statements]]\n") {
                Some((head, statements)) => {
                    let actor = head.split('"').nth(1).expect("an actor").to_owned();
                    let statements = statements.split("\n[[preferences.statements]]\n");
                    sketch
                        .wishes
                        .push((actor, statements.map(str::to_owned).collect()));
                }
                None if block.is_empty() => {}
                None => sketch.tables.push(block.to_owned()),
            }
        }
        sketch
            .tables
            .push("[definitions.both]\nformula = \"o0 and o1\"\nlabel = \"Both\"".to_owned());
        for period in ["now", "later"] {
            sketch.tables.push(format!(
                "[periods.{period}]\nlabel = \"{period}\"\nstatus_quo = \"none\""
            ));
        }
        sketch
    }

    pub fn text(&self) -> String {
        let mut text = String::new();
        for table in &self.tables {
            writeln!(text, "{table}\n").unwrap();
        }
        for (actor, statements) in &self.wishes {
            writeln!(text, "[[preferences]]\nactor = \"{actor}\"").unwrap();
            for statement in statements {
                writeln!(text, "[[preferences.statements]]\n{statement}\n").unwrap();
            }
        }
        text
    }

    pub fn dossier(&self) -> Dossier {
        written(&self.text(), Some(random::SOURCES))
    }

    /// The same with these edits made.
    pub fn with<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) -> Sketch {
        let mut edited = self.clone();
        let mut gone = Vec::new();
        for edit in edits {
            match edit.at {
                Place::New => edited.tables.extend(edit.instead.clone()),
                Place::List(at) => edited.wishes[at].1 = edit.instead.clone(),
                Place::Table(at) => match edit.instead.first() {
                    Some(table) => edited.tables[at] = table.clone(),
                    None => gone.push(at),
                },
            }
        }
        gone.sort_unstable();
        for at in gone.into_iter().rev() {
            edited.tables.remove(at);
        }
        edited
    }

    /// Up to so many random edits, each of another table or list.
    pub fn edits(&self, random: &mut Random, most: usize) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        for number in 0..1 + random.below(most) {
            let Some(edit) = self.edit(random, number) else {
                continue;
            };
            let taken = |other: &Edit| other.at == edit.at && edit.at != Place::New;
            if !edits.iter().any(taken) {
                edits.push(edit);
            }
        }
        edits
    }

    fn edit(&self, random: &mut Random, number: usize) -> Option<Edit> {
        match random.below(5) {
            0 => Some(new_table(random, number)),
            1 => self.of_table(random),
            _ => self.of_list(random),
        }
    }

    fn of_table(&self, random: &mut Random) -> Option<Edit> {
        let at = random.below(self.tables.len());
        let table = &self.tables[at];
        let (kind, id) = head(table)?;
        let changed = |instead: String, field: &str| Edit {
            at: Place::Table(at),
            instead: vec![instead],
            told: vec![told(kind, None, &id, Became::Changed, &[field])],
        };
        match kind {
            PartKind::Option if random.below(2) == 0 => Some(changed(
                table.replace("label = \"", "label = \"Perhaps "),
                "label",
            )),
            PartKind::Option if table.contains("change = ") || table.contains("allow = ") => None,
            PartKind::Option => Some(changed(format!("{table}\nchange = \"one-way\""), "change")),
            PartKind::Claim => Some(changed(
                table.replace("says = \"", "says = \"Anew: "),
                "says",
            )),
            PartKind::Actor => Some(changed(format!("{table}\nabout = \"Somebody.\""), "about")),
            PartKind::Rule if random.below(2) == 0 => Some(Edit {
                at: Place::Table(at),
                instead: Vec::new(),
                told: vec![told(kind, None, &id, Became::Removed, &[])],
            }),
            PartKind::Rule => Some(changed(format!("{table}\ntext = \"So it is.\""), "text")),
            PartKind::Period => Some(changed(
                format!("{table}\nknowledge = \"All.\""),
                "knowledge",
            )),
            _ => None,
        }
    }

    fn of_list(&self, random: &mut Random) -> Option<Edit> {
        if self.wishes.is_empty() {
            return None;
        }
        let list = random.below(self.wishes.len());
        let (actor, old) = &self.wishes[list];
        let at = random.below(old.len());
        let id = old[at].split('"').nth(1).expect("an id").to_owned();
        let mut new = old.clone();
        let of = |became, fields: &[&str]| told(PartKind::Wish, Some(actor), &id, became, fields);
        let told = match random.below(7) {
            0 => {
                let place = random.below(old.len() + 1);
                new.insert(
                    place,
                    "id = \"new\"\nwants = \"not o1\"\ntext = \"Another wish.\"".to_owned(),
                );
                vec![told(
                    PartKind::Wish,
                    Some(actor),
                    "new",
                    Became::Added,
                    &["rank"],
                )]
            }
            1 if old.len() > 1 => {
                new.remove(at);
                vec![of(Became::Removed, &["rank"])]
            }
            2 => {
                let wants = new[at].split('"').nth(3).expect("a formula").to_owned();
                new[at] =
                    new[at].replace(&format!("wants = \"{wants}\""), "wants = \"o0 iff not o1\"");
                vec![of(Became::Changed, &["wants"])]
            }
            3 if at + 1 < old.len() => {
                // Either of the two has changed places.
                new.swap(at, at + 1);
                let other = old[at + 1].split('"').nth(1).expect("an id");
                vec![
                    of(Became::Changed, &["rank"]),
                    told(
                        PartKind::Wish,
                        Some(actor),
                        other,
                        Became::Changed,
                        &["rank"],
                    ),
                ]
            }
            4 => {
                new[at].push_str("\ntext = \"In other words.\"");
                vec![of(Became::Changed, &["text"])]
            }
            5 => {
                new[at] = new[at].replacen(&format!("id = \"{id}\""), "id = \"called-so\"", 1);
                vec![told(
                    PartKind::Wish,
                    Some(actor),
                    "called-so",
                    Became::Renamed,
                    &[],
                )]
            }
            6 if !new[at].contains("basis") => {
                new[at].push_str("\nbecause = [\"c0\"]\nbasis = \"inferred\"");
                vec![of(Became::Changed, &["because", "basis"])]
            }
            _ => return None,
        };
        (new != *old).then_some(Edit {
            at: Place::List(list),
            instead: new,
            told,
        })
    }
}

fn new_table(random: &mut Random, number: usize) -> Edit {
    let (kind, id, table) = match random.below(4) {
        0 => (
            PartKind::Claim,
            "x",
            "[claims.ID]\nsource = \"book\"\nsays = \"More.\"",
        ),
        1 => (
            PartKind::Event,
            "e",
            "[events.ID]\ndate = \"2024-01\"\nlabel = \"Something\"",
        ),
        2 => (PartKind::Rule, "r", "[rules.ID]\nnever = \"o0 and not o0\""),
        _ => (
            PartKind::Window,
            "w",
            "[windows.ID]\nlabel = \"A time\"\nopens = \"2024\"",
        ),
    };
    let id = format!("{id}{number}");
    Edit {
        at: Place::New,
        instead: vec![table.replace("ID", &id)],
        told: vec![told(kind, None, &id, Became::Added, &[])],
    }
}

fn head(table: &str) -> Option<(PartKind, String)> {
    let head = table.strip_prefix('[')?.split(']').next()?;
    let (kind, id) = head.split_once('.')?;
    let kind = match kind {
        "actors" => PartKind::Actor,
        "options" => PartKind::Option,
        "claims" => PartKind::Claim,
        "rules" => PartKind::Rule,
        "periods" => PartKind::Period,
        _ => return None,
    };
    Some((kind, id.to_owned()))
}

fn told(kind: PartKind, actor: Option<&String>, id: &str, became: Became, fields: &[&str]) -> Told {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    (kind, actor.cloned(), id.to_owned(), became, fields)
}
