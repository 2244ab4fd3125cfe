//! One function per command: from what was typed to the text of the answer.

mod analyse;
mod backtest;
mod block;
mod brief;
mod compare;
mod concepts;
mod documents;
mod drivers;
mod exchange;
mod inverse;
mod outside;
mod progress;
mod questions;
mod ratify;
mod report;
mod setting;
mod settle;
mod source;
mod steps;
mod target;
mod trace;
mod versions;
mod views;
mod ways;

use std::path::Path;

use hikiwake_conflict::{Explanation, Sensitivity, StateList, Watch, WishBalance};
use hikiwake_document::{Document, Names};
use hikiwake_dossier::file::Reading;
use hikiwake_dossier::{Dossier, Read, Scenario, visible_json};
use hikiwake_finding::Finding;
use hikiwake_session::{AskError, Question, Session, Settings, Watcher};
use hikiwake_traceability::Mechanisms;
use serde::Serialize;

use documents::{Shown, shown};

use crate::answer::Answer;
use crate::args::{Ask, Command, ConceptArg, Depth, Run, ScenarioArgs};
use crate::show;
use crate::write;

/// Runs a command; without one, introduces the program.
pub fn run(command: Option<Command>) -> Answer {
    match command {
        None => Ok(show::introduction()),
        Some(Command::New { folder, minimal }) => new(&folder, minimal),
        Some(Command::Check { folder, json }) => check(&folder, json),
        Some(Command::States { ask, filter, limit }) => states(&ask, filter.as_deref(), limit),
        Some(Command::Wishes { ask }) => wishes(&ask),
        Some(Command::Brief { ask, rule }) => brief::brief(&ask, rule.as_ref()),
        Some(Command::Sensitivity { ask }) => sensitivity(&ask),
        Some(Command::Analyse {
            ask,
            list,
            symbolic,
        }) => analyse::analyse(&ask, list, symbolic),
        Some(Command::Explain {
            target,
            scenario,
            actors,
            concepts,
            depth,
        }) => explain(&target, &scenario, &actors, &concepts, &depth),
        Some(Command::Compare {
            targets,
            period,
            reading,
            shape,
            run,
            list,
        }) => match compare::two_versions(&targets) {
            Some([old, new]) => versions::versions([old, new], period, reading, &shape, &run),
            None if period.or(reading).is_some() => Err(ONLY_OF_VERSIONS.to_owned()),
            None => compare::compare(&targets, &shape, &run, list),
        },
        Some(Command::Ways {
            target,
            walks,
            scenario,
        }) => ways::ways(&target, &walks, &scenario),
        Some(Command::Inverse {
            target,
            scenario,
            change,
        }) => inverse::inverse(&target, &scenario, &change),
        Some(Command::Concepts(arguments)) => concepts::concepts(&arguments),
        Some(Command::Views { ask, list }) => views::views(&ask, list),
        Some(Command::Settle(arguments)) => settle::settle(&arguments),
        Some(Command::Ratify(arguments)) => ratify::ratify(&arguments),
        Some(Command::Steps(arguments)) => steps::steps(&arguments),
        Some(Command::Block(arguments)) => block::block(&arguments),
        Some(Command::Report {
            folder,
            output,
            force,
            with,
            run,
        }) => report::report(&folder, &output, force, with, &run),
        Some(Command::Source { action }) => source::source(&action),
        Some(Command::Trace {
            target,
            all: true,
            scenario,
            list,
            ..
        }) => trace::coverage(&target, &scenario, list),
        Some(Command::Trace {
            target,
            all: false,
            passages,
            scenario,
            list,
        }) => trace::trace(&target, &scenario, passages, list),
        Some(Command::Register { ask }) => register(&ask),
        Some(Command::Watch { ask }) => watch(&ask),
        Some(Command::Whatif { ask, suppose }) => drivers::what_if(&ask, suppose),
        Some(Command::Mechanisms { ask, only }) => mechanisms(&ask, only),
        Some(Command::Setting { folder, shape, run }) => setting::setting(&folder, &shape, &run),
        Some(Command::Backtest {
            folder,
            yardstick,
            shape,
            run,
        }) => backtest::backtest(&folder, yardstick, &shape, &run),
        Some(Command::Export {
            folder,
            to,
            output,
            force,
            with_texts,
            model,
        }) => {
            let output = exchange::Typed {
                path: &output,
                force,
            };
            exchange::export(&folder, to, &output, with_texts, &model)
        }
        Some(Command::Import { target, from }) => exchange::import(&target, from),
        Some(Command::Influence {
            target,
            graph,
            scenario,
        }) => drivers::influence(&target, graph, &scenario),
        Some(Command::Loops { ask, list }) => drivers::loops(&ask, list),
        Some(Command::Scenarios { ask, drivers, list }) => drivers::scenarios(&ask, drivers, list),
        Some(Command::Schema { findings }) => schema(findings),
    }
}

fn new(folder: &Path, minimal: bool) -> Answer {
    let (files, what, first) = match minimal {
        true => (
            hikiwake_dossier::minimal_starter(),
            "one short file to make your own",
            "analyse",
        ),
        false => (
            hikiwake_dossier::starter(),
            "an invented dispute that every command answers, with comments that explain it",
            "brief",
        ),
    };
    write::must_be_free(folder)?;
    write::folder_of(folder, files)?;
    let (name, typed) = (folder.display(), show::typed(folder));
    Ok(format!(
        "A dossier lies in {name}: {what}.\n\
         Read it:     hikiwake {first} {typed}\n\
         Change it:   open {name}/dossier.toml in any editor, then  hikiwake check {typed}\n\
         From a paper to wishes in ten steps: docs/modelling.md\n"
    ))
}

fn check(folder: &Path, json: bool) -> Answer {
    let mut read = hikiwake_dossier::read(folder);
    // Without a home folder there are no attached texts to check against.
    if let Ok(shelf) = hikiwake_dossier::TextStore::open() {
        hikiwake_dossier::warn_of_moved_texts(&mut read, folder, &shelf);
    }
    if json {
        let answer = to_json(&hikiwake_evidence::checked(&read))?;
        return match read.dossier {
            Some(_) => Ok(answer),
            None => {
                // The faults are the answer, on stdout where a program looks for
                // them; the exit code still says that the dossier is unusable.
                crate::print(&answer)?;
                Err(String::new())
            }
        };
    }
    match &read.dossier {
        Some(dossier) => {
            crate::print_as_is(read.render(coloured(std::io::stdout())).as_bytes())?;
            Ok(show::inventory(dossier))
        }
        None => Err(told(&read)),
    }
}

fn states(ask: &Ask, filter: Option<&str>, limit: usize) -> Answer {
    let question = Question::States {
        scenario: scenario(&ask.scenario),
        formula: filter.map(str::to_owned),
        list: limit,
    };
    of_scenario(ask, &question, |found: &Finding<StateList>| {
        hikiwake_document::state_list(found, &Names::new(&found.finding.actors))
    })
}

fn wishes(ask: &Ask) -> Answer {
    let question = Question::Wishes {
        scenario: scenario(&ask.scenario),
    };
    of_scenario(ask, &question, |found: &Finding<WishBalance>| {
        hikiwake_document::wish_balance(found, &Names::new(&found.finding.actors))
    })
}

fn sensitivity(ask: &Ask) -> Answer {
    let question = Question::Sensitivity {
        scenario: scenario(&ask.scenario),
    };
    of_scenario(ask, &question, |found: &Finding<Sensitivity>| {
        hikiwake_document::sensitivity(found, &Names::new(&found.finding.actors))
    })
}

fn register(ask: &Ask) -> Answer {
    let question = Question::Register {
        scenario: Some(scenario(&ask.scenario)),
    };
    of_scenario(ask, &question, hikiwake_document::register)
}

fn watch(ask: &Ask) -> Answer {
    let question = Question::Watch {
        scenario: scenario(&ask.scenario),
    };
    of_scenario(ask, &question, |found: &Finding<Watch>| {
        hikiwake_document::watch(found, &Names::new(&found.finding.actors))
    })
}

fn mechanisms(ask: &Ask, only: Option<String>) -> Answer {
    let question = Question::Mechanisms {
        scenario: scenario(&ask.scenario),
        mechanism: only,
    };
    of_scenario(ask, &question, |found: &Finding<Mechanisms>| {
        hikiwake_document::mechanisms(found, &Names::new(&found.finding.actors))
    })
}

/// Puts a question about one scenario, and shows its finding as one document.
fn of_scenario<T: Serialize>(
    ask: &Ask,
    question: &Question,
    present: impl FnOnce(&Finding<T>) -> Document,
) -> Answer
where
    Finding<T>: TryFrom<hikiwake_session::Answer>,
{
    let (shape, run) = (&ask.scenario.shape, &ask.scenario.run);
    let session = session(&ask.folder, run)?;
    shown(&ask.folder, shape, run, || {
        let finding = put(&session, run, question)?;
        Ok(Shown {
            document: present(&finding),
            finding,
            csv: None,
        })
    })
}

fn explain(
    target: &[String],
    arguments: &ScenarioArgs,
    actors: &[String],
    concepts: &[ConceptArg],
    depth: &Depth,
) -> Answer {
    let (folder, rest) = target::folder_first(target, 1)?;
    let session = session(&folder, &arguments.run)?;
    let question = Question::Explanation {
        scenario: scenario(arguments),
        state: rest[0].clone(),
        actors: actors.to_vec(),
        concepts: concepts.iter().map(|&concept| concept.into()).collect(),
        list: depth.list,
    };
    shown(&folder, &arguments.shape, &arguments.run, || {
        let finding = put::<Explanation>(&session, &arguments.run, &question)?;
        let names = Names::new(&finding.finding.actors);
        Ok(Shown {
            document: hikiwake_document::explanation(&finding, &names),
            finding,
            csv: None,
        })
    })
}

/// The readings that are meant for the period of a base scenario.
fn readings_of(dossier: &Dossier, base: &Scenario) -> Vec<Scenario> {
    let of = |(id, _): (&String, &Reading)| Scenario {
        reading: Some(id.clone()),
        ..base.clone()
    };
    dossier
        .alternatives(base.period.as_deref())
        .map(of)
        .collect()
}

/// The base reading of every period, by date; the whole dossier where it has none.
fn base_scenarios(dossier: &Dossier) -> Vec<Scenario> {
    let periods = dossier.period_ids();
    if periods.is_empty() {
        return vec![Scenario::default()];
    }
    let of = |id| Scenario {
        period: Some(id),
        ..Scenario::default()
    };
    periods.into_iter().map(of).collect()
}

fn schema(findings: bool) -> Answer {
    to_json(&if findings {
        hikiwake_session::schema()
    } else {
        hikiwake_dossier::schema()
    })
}

/// A session about a dossier that has no errors, with the settings that were typed.
fn session(folder: &Path, run: &Run) -> Result<Session, String> {
    session_keeping(folder, run, Settings::default().kept)
}

/// The same that keeps at most so many bytes between questions.
fn session_keeping(folder: &Path, run: &Run, kept: u64) -> Result<Session, String> {
    let settings = Settings {
        memory: run.memory,
        work: run.work,
        kept,
    };
    Ok(Session::new(open(folder)?, settings))
}

/// Puts a question that one kind of finding answers, saying on the terminal what it is at.
fn put<T>(session: &Session, run: &Run, question: &Question) -> Result<Finding<T>, String>
where
    Finding<T>: TryFrom<hikiwake_session::Answer>,
{
    of_kind(asked(run, |watcher| session.ask(question, watcher))?)
}

/// Asks, saying on the terminal what it is at.
fn asked<T>(run: &Run, ask: impl FnOnce(Watcher) -> Result<T, AskError>) -> Result<T, String> {
    progress::with_parts(run.threads, |told, solve| {
        let watcher = Watcher {
            run: solve,
            progress: Some(told),
            passages: None,
        };
        ask(watcher).map_err(|error| format!("error: {error}"))
    })
}

/// The finding of the kind that its question has.
fn of_kind<T>(answer: hikiwake_session::Answer) -> Result<Finding<T>, String>
where
    Finding<T>: TryFrom<hikiwake_session::Answer>,
{
    Finding::try_from(answer).map_err(|_| OTHER_KIND.to_owned())
}

const ONLY_OF_VERSIONS: &str = "error: --period and --reading go with two versions of a dossier\n  \
    = help: name two folders, or name the periods and readings after the folder";
const OTHER_KIND: &str = "error: the answer is of another kind";

/// Opens a dossier that has no errors. Warnings are for `check`.
fn open(folder: &Path) -> Result<Dossier, String> {
    let read = hikiwake_dossier::read(folder);
    match read.dossier {
        Some(dossier) => Ok(dossier),
        None => Err(told(&read)),
    }
}

/// Tells the faults of a dossier, in colours where there are any; nothing is left to say.
fn told(read: &Read) -> String {
    crate::say_as_is(&read.render(coloured(std::io::stderr())));
    String::new()
}

fn scenario(arguments: &ScenarioArgs) -> Scenario {
    Scenario {
        period: arguments.period.clone(),
        reading: arguments.reading.clone(),
        stated_only: arguments.stated_only,
        ..Scenario::default()
    }
}

fn to_json<T: Serialize>(value: &T) -> Answer {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| format!("error: cannot write JSON: {error}"))?;
    Ok(format!("{}\n", visible_json(&text)))
}

/// Whether what is printed there may be coloured.
pub fn coloured(stream: impl std::io::IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    obeys(stream) && !refused
}

/// Whether it is a terminal that knows more than letters.
fn obeys(stream: impl std::io::IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("TERM").is_none_or(|kind| kind != "dumb")
}
