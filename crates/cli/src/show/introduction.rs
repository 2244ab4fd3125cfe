//! What a newcomer sees, and where to go from an answer.

use std::path::Path;

use hikiwake_conflict::Analysis;
use hikiwake_dossier::Dossier;
use hikiwake_finding::Finding;

use super::{paper, typed::typed};

/// `hikiwake` alone.
pub fn introduction() -> String {
    "\
Hikiwake turns documents about a dispute into a model that runs, and answers what
can happen, what would last, how to get there, who blocks it, and which passage
of which source each part of the answer rests on.

Try it on the dispute over the Southern Kurils / Northern Territories:
  hikiwake brief dossiers/kuril                      two pages for somebody who decides
  hikiwake analyse dossiers/kuril                    what would last, and how to get there
  hikiwake wishes dossiers/kuril                     who lacks what, and what it would cost
  hikiwake explain dossiers/kuril status-quo         why it lasts or not, move by move
  hikiwake compare dossiers/kuril 2016-04 2017-10    two dates side by side
  hikiwake trace dossiers/kuril outcome.nagato-2016  what an answer rests on, down to the passages
  hikiwake register dossiers/kuril                   where the sources contradict each other
  hikiwake backtest dossiers/kuril                   what was foretold, against what happened
  hikiwake report dossiers/kuril -o report.html      all of it as one page

Start your own:
  hikiwake new my-dispute        an invented dispute with comments that teach
  hikiwake check my-dispute      every fault, its place, and how to mend it

hikiwake --help lists every command; hikiwake COMMAND --help says what it takes.
"
    .to_owned()
}

/// What a dossier without errors holds, in a line or two.
pub fn inventory(dossier: &Dossier) -> String {
    let file = &dossier.file;
    let title = file.dossier.as_ref().map_or("", |head| head.title.as_str());
    let statements: usize = file
        .preferences
        .iter()
        .map(|list| list.statements.len())
        .sum();
    let mut text = format!("{}: no errors.\n", hikiwake_dossier::visible_line(title));
    let parts = [
        (file.actors.len(), "actor", "actors"),
        (file.options.len(), "option", "options"),
        (file.rules.len(), "rule", "rules"),
        (statements, "preference statement", "preference statements"),
        (file.periods.len(), "period", "periods"),
        (file.readings.len(), "reading", "readings"),
        (file.claims.len(), "claim", "claims"),
        (dossier.sources.len(), "source", "sources"),
        (file.drivers.len(), "driver", "drivers"),
        (file.notes.len(), "note", "notes"),
        (file.differences.len(), "difference", "differences"),
        (file.restatements.len(), "restatement", "restatements"),
        (file.events.len(), "event", "events"),
        (file.forecasts.len(), "forecast", "forecasts"),
        (file.windows.len(), "window", "windows"),
        (file.ties.len(), "tie", "ties"),
        (file.places.len(), "place", "places"),
        (file.terms.len(), "term", "terms"),
        (
            file.forms.len(),
            "form of settlement",
            "forms of settlement",
        ),
        (file.factions.len(), "faction", "factions"),
        (
            file.ratification.len(),
            "rule of ratification",
            "rules of ratification",
        ),
        (file.steps.len(), "step", "steps"),
        (file.promises.len(), "promise", "promises"),
    ];
    let counted: Vec<String> = parts
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    text.push_str(&paper::paragraph(&counted.join(", "), "", ""));
    text.push_str(&words_to_add(dossier));
    text
}

/// Where options have no words of their own: which, and such words to write in their manner.
fn words_to_add(dossier: &Dossier) -> String {
    let without: Vec<&str> = dossier.options_without_words().collect();
    let Some(first) = without.first() else {
        return String::new();
    };
    let which = match without.len() {
        1 => format!("`{first}`"),
        2 => format!("`{first}` and one more option"),
        n => format!("`{first}` and {} more options", n - 1),
    };
    let hint = format!(
        "hint: answers quote the label of {which}, for want of words to speak with. Write below \
         [options.{first}], in the manner of these:"
    );
    format!(
        "{}  does = \"builds the dam\"\n  undoes = \"takes the dam down\"\n  noun = \"the dam\"\n",
        paper::paragraph(&hint, "", "")
    )
}

/// What to ask after an analysis.
pub fn what_next(folder: &Path, finding: &Finding<Analysis>) -> String {
    let folder = typed(folder);
    let here = finding.finding.scenario.period.as_ref();
    let period = here.map_or(String::new(), |period| format!(" --period {}", period.id));
    let mut text = format!("\nNext:\n  hikiwake sensitivity {folder}{period}\n");
    text.push_str(&format!("  hikiwake report {folder} -o report.html\n"));
    text
}
