//! From a `.gmcr` file to the files of a new dossier.

use std::fmt::Write as _;

use hikiwake_dossier::{Severity, read_texts};

use super::file::{Direction, GmcrFile, Maker};
use super::formula::formula;
use super::numbers::Numbered;
use super::read::read;
use crate::Fault;
use crate::names::{Ids, of_formula, plain};
use crate::toml_text::quoted;

/// The actor that holds options without an owner.
const NOBODY: &str = "nobody";

/// A dossier made from a file of another program, and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDossier {
    /// The files to write: name relative to the folder, and text.
    pub files: Vec<(String, String)>,
    /// How something was taken over that the dossier says in another way.
    pub remarks: Vec<String>,
    /// What the file holds and the dossier does not.
    pub left: Vec<String>,
    /// How many faults `check` would name that are no errors.
    pub warnings: usize,
}

/// Makes a dossier from the bytes of a `.gmcr` file called `name`. Never panics,
/// whatever the bytes; writes nothing.
///
/// # Errors
/// Every fault that was found.
pub fn take_gmcr(bytes: &[u8], name: &str) -> Result<NewDossier, Vec<Fault>> {
    let file = read(bytes)?;
    refuse_shared(&file)?;
    let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut taking = Taking::new(&file);
    let model = taking.model(title, name);
    let preferences = taking.preferences()?;
    let perceptions = taking.perceptions();
    taking.tell();
    let Taking { remarks, left, .. } = taking;
    let mut files = vec![("dossier.toml".to_owned(), model)];
    if !preferences.is_empty() {
        files.push(("preferences.toml".to_owned(), preferences));
    }
    if !perceptions.is_empty() {
        files.push(("perceptions.toml".to_owned(), perceptions));
    }
    let read = read_texts(&files);
    let errors: Vec<Fault> = read
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .map(|fault| Fault::new(at(fault.span.as_ref()), &fault.message, &fault.help))
        .collect();
    match errors.is_empty() && read.dossier.is_some() {
        true => Ok(NewDossier {
            files,
            remarks,
            left,
            warnings: read.diagnostics.len(),
        }),
        false => Err(errors),
    }
}

fn at(span: Option<&hikiwake_dossier::Span>) -> String {
    let span = span.map(|s| format!("the dossier made of it, {}:{}:{}", s.file, s.line, s.column));
    span.unwrap_or_default()
}

/// In a `.gmcr` file each owner of a shared option changes it alone. A dossier has
/// options of one owner, and joint ones, which need the consent of all.
fn refuse_shared(file: &GmcrFile) -> Result<(), Vec<Fault>> {
    let owners = |option: usize| {
        let owners = file.makers.iter().filter(|m| m.options.contains(&option));
        owners.map(|m| format!("`{}`", m.name)).collect::<Vec<_>>()
    };
    let mut faults = Vec::new();
    for (k, choice) in file.options.iter().enumerate() {
        let owners = owners(k);
        if owners.len() > 1 {
            faults.push(Fault::new(
                format!("option {} (`{}`)", k + 1, choice.name),
                format!(
                    "{} each change it alone, which no option of a dossier allows.",
                    owners.join(" and ")
                ),
                "Give it to one of them, or divide it into one option for each.",
            ));
        }
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults),
    }
}

/// A dossier in the making.
struct Taking<'f> {
    file: &'f GmcrFile,
    /// Ids of the decision makers and of the options.
    makers: Vec<String>,
    options: Vec<String>,
    remarks: Vec<String>,
    left: Vec<String>,
}

impl Taking<'_> {
    fn new(file: &GmcrFile) -> Taking<'_> {
        let mut ids = Ids::default();
        let makers: Vec<String> = (1..)
            .zip(&file.makers)
            .map(|(k, maker)| {
                let id = plain(&maker.name).filter(|id| id != NOBODY);
                ids.take(&[id.unwrap_or_else(|| format!("actor-{k}"))])
            })
            .collect();
        let names = || file.options.iter().map(|o| plain(&o.name));
        let mut ids = Ids::default();
        let options = (file.options.iter().enumerate())
            .map(|(k, choice)| {
                let Some(id) = plain(&choice.name) else {
                    return ids.take(&[format!("option-{}", k + 1)]);
                };
                let owner = file.makers.iter().position(|m| m.options.contains(&k));
                let alone = names().flatten().filter(|other| *other == id).count() == 1;
                match owner {
                    Some(owner) if !alone => ids.take(&[format!("{id}-{}", makers[owner])]),
                    _ => ids.take(&[id]),
                }
            })
            .collect();
        Taking {
            file,
            makers,
            options,
            remarks: Vec::new(),
            left: Vec::new(),
        }
    }

    /// Head, actors, options and rules.
    fn model(&mut self, title: &str, name: &str) -> String {
        let mut text = format!("[dossier]\nformat = 1\ntitle = {}\n", quoted(title));
        let by = match self.file.program.as_str() {
            "" => String::new(),
            program => format!(", a file of {program}"),
        };
        let summary = quoted(&format!("Taken over from {name}{by}."));
        let _ = writeln!(text, "summary = {summary}");
        for (id, maker) in self.makers.iter().zip(&self.file.makers) {
            let _ = writeln!(text, "\n[actors.{id}]\nname = {}", quoted(&maker.name));
        }
        let owner = |k: usize| self.file.makers.iter().position(|m| m.options.contains(&k));
        let ownerless: Vec<&str> = (0..self.options.len())
            .filter(|k| owner(*k).is_none())
            .map(|k| self.file.options[k].name.as_str())
            .collect();
        if !ownerless.is_empty() {
            let about = quoted("Holds the options that nobody controls: they stay as they are.");
            let _ = writeln!(
                text,
                "\n[actors.{NOBODY}]\nname = \"Nobody\"\nabout = {about}"
            );
            self.remarks.push(format!(
                "Nobody controls {}: the actor `{NOBODY}` holds what cannot be changed.",
                ownerless.join(", ")
            ));
        }
        for (k, (id, choice)) in self.options.iter().zip(&self.file.options).enumerate() {
            let owner = owner(k);
            let by = owner.map_or(NOBODY, |owner| &self.makers[owner]);
            let label = quoted(&choice.name);
            let _ = writeln!(text, "\n[options.{id}]\nowner = \"{by}\"\nlabel = {label}");
            let change = match (owner, choice.direction) {
                (None, _) => "allow = [] # nobody can change it\n",
                (_, Direction::Both) => "",
                (_, Direction::Forward) => "change = \"one-way\"\n",
                (_, Direction::Back) => "change = \"one-way-down\"\n",
            };
            text.push_str(change);
        }
        let mut ids = Ids::default();
        let mut written = Vec::new();
        for (k, condition) in (1..).zip(&self.file.infeasible) {
            let never = formula(condition, &self.options);
            if written.contains(&never) {
                self.left
                    .push(format!("infeasible condition {k}: it repeats one above"));
                continue;
            }
            let id = of_formula(&format!("not {never}")).unwrap_or_else(|| format!("rule-{k}"));
            let id = ids.take(&[id]);
            let _ = writeln!(text, "\n[rules.{id}]\nnever = \"{never}\"");
            written.push(never);
        }
        text
    }

    /// Who wants what.
    fn preferences(&mut self) -> Result<String, Vec<Fault>> {
        let mut text = String::new();
        if !self.file.manual {
            for maker in 0..self.makers.len() {
                if !self.file.makers[maker].statements.is_empty() {
                    let statements = self.statements(maker);
                    let actor = &self.makers[maker];
                    let _ = writeln!(
                        text,
                        "[[preferences]]\nactor = \"{actor}\"\nstatements = [ # most important first\n{statements}]\n"
                    );
                }
            }
            return Ok(text.trim_end().to_owned() + if text.is_empty() { "" } else { "\n" });
        }
        let numbered = Numbered::of(self.file).map_err(|message| {
            vec![Fault::new(
                "",
                message,
                "Let the file rank by statements, or take options out.",
            )]
        })?;
        let mut faults = Vec::new();
        for (maker, actor) in self.file.makers.iter().zip(&self.makers) {
            match self.ranking(maker, &numbered) {
                Ok(ranking) => {
                    let _ = writeln!(
                        text,
                        "[[preferences]]\nactor = \"{actor}\"\nranking = [ # best first\n{ranking}]\n"
                    );
                }
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        text.push_str(&self.by_statements());
        Ok(text.trim_end().to_owned() + "\n")
    }

    /// One line for each statement of a decision maker.
    fn statements(&mut self, maker: usize) -> String {
        let mut text = String::new();
        let mut ids = Ids::default();
        let mut written = Vec::new();
        let said = &self.file.makers[maker];
        for (k, statement) in (1..).zip(&said.statements) {
            let wants = formula(statement, &self.options);
            if written.contains(&wants) {
                self.left.push(format!(
                    "statement {k} of {}: it repeats one above and decides nothing",
                    said.name
                ));
                continue;
            }
            let id = of_formula(&wants).unwrap_or_else(|| format!("wish-{k}"));
            let id = ids.take(&[id]);
            let _ = writeln!(text, "  {{ id = \"{id}\", wants = \"{wants}\" }},");
            written.push(wants);
        }
        text
    }

    /// One line for each class of a ranking.
    fn ranking(&self, maker: &Maker, numbered: &Numbered) -> Result<String, Fault> {
        let at = format!("the ranking of `{}`", maker.name);
        let count = numbered.states.len();
        let help = format!("Rank each of the {count} states once; equally good ones in a list.");
        let Some(ranking) = &maker.ranking else {
            let message = "The file ranks by number, and this ranking is missing.";
            return Err(Fault::new(at, message, help));
        };
        let mut seen = vec![false; count];
        let mut text = String::new();
        for class in ranking {
            let mut members = Vec::new();
            for number in class {
                let index = usize::try_from(*number).unwrap_or(usize::MAX);
                let index = index.checked_sub(1).filter(|at| *at < count);
                let fresh = index.filter(|at| !std::mem::replace(&mut seen[*at], true));
                let Some(fresh) = fresh else {
                    let message = match index {
                        None => format!("There is no state {number}."),
                        Some(_) => format!("State {number} stands in it twice."),
                    };
                    return Err(Fault::new(at, message, help));
                };
                members.push(fresh);
            }
            let formulas: Vec<String> = numbered
                .cover(&members)
                .into_iter()
                .map(|pattern| quoted(&formula(&vec![pattern], &self.options)))
                .collect();
            let _ = writeln!(text, "  [{}],", formulas.join(", "));
        }
        match seen.iter().position(|seen| !seen) {
            None => Ok(text),
            Some(missing) => {
                let message = format!("State {} is missing in it.", missing + 1);
                Err(Fault::new(at, message, help))
            }
        }
    }

    /// Where rankings count, the statements beside them as a reading.
    fn by_statements(&mut self) -> String {
        let mut changes = String::new();
        for maker in 0..self.makers.len() {
            if !self.file.makers[maker].statements.is_empty() {
                let statements = self.statements(maker);
                let actor = &self.makers[maker];
                let _ = writeln!(
                    changes,
                    "\n[[readings.by-statements.changes]]\nactor = \"{actor}\"\nset = [ # most important first\n{statements}]"
                );
            }
        }
        if changes.is_empty() {
            return changes;
        }
        let remark = "The file ranks states by number. The statements beside the rankings \
                      are the reading `by-statements`.";
        self.remarks.push(remark.to_owned());
        let label = "By the statements that the file holds beside its rankings";
        format!("[readings.by-statements]\nlabel = \"{label}\"\n{changes}")
    }

    /// What a decision maker does not perceive as what it thinks cannot be.
    fn perceptions(&mut self) -> String {
        let mut text = String::new();
        for (id, maker) in self.makers.iter().zip(&self.file.makers) {
            if maker.misperceived.is_empty() {
                continue;
            }
            let never = maker.misperceived.iter();
            let never: Vec<String> = never
                .map(|condition| quoted(&formula(condition, &self.options)))
                .collect();
            let _ = writeln!(
                text,
                "[perceptions.{id}-does-not-see]\nof = \"{id}\"\nnever = [{}]\n",
                never.join(", ")
            );
            self.remarks.push(format!(
                "What {} does not perceive is the perception `{id}-does-not-see`; \
                 `hikiwake views` asks what comes of it, no other command does.",
                maker.name
            ));
        }
        text.trim_end().to_owned() + if text.is_empty() { "" } else { "\n" }
    }

    /// Says what has no place in the dossier.
    fn tell(&mut self) {
        let file = self.file;
        let named = |makers: &mut dyn Iterator<Item = &Maker>| {
            makers
                .map(|m| m.name.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut left = Vec::new();
        for group in &file.coalitions {
            let members = named(&mut group.iter().map(|&m| &file.makers[m]));
            left.push(format!("the coalition of {members}"));
        }
        let mut tell = |what: &str, has: &dyn Fn(&Maker) -> bool| {
            let makers = named(&mut file.makers.iter().filter(|m| has(m)));
            if !makers.is_empty() {
                left.push(format!("{what} {makers}"));
            }
        };
        tell("the payoffs, which follow from the preferences, of", &|m| {
            m.payoffs
        });
        if !file.manual {
            tell(
                "the ranking by number, which the file does not use, of",
                &|m| {
                    m.ranking
                        .as_ref()
                        .is_some_and(|ranking| !ranking.is_empty())
                },
            );
            tell(
                "(no option and no preference, so no decision maker)",
                &|m| m.options.is_empty() && m.statements.is_empty(),
            );
        }
        left.extend(file.unknown.iter().cloned());
        self.left.extend(left);
    }
}
