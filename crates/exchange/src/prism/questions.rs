//! The solution concepts as questions in the logic of games (rPATL).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hikiwake_dossier::Compiled;
use hikiwake_graph::{Concept, State};

use super::names::{Names, comment};
use super::tree::at_levels;

/// Questions that are written.
const MOST: usize = 20_000;

/// The questions to a model.
pub(super) struct Questions {
    /// Labels of the model that they use.
    pub labels: String,
    /// The file of questions.
    pub text: String,
    /// How many there are.
    pub count: usize,
    /// Where not every state is asked about: about which.
    pub note: Option<String>,
}

pub(super) fn questions(compiled: &Compiled, names: &Names) -> Questions {
    let model = &compiled.model;
    let stability = model.stability();
    let all = model.feasible().count();
    let each = 5 * model.decision_makers().max(1);
    let (states, note) = match all * each <= MOST {
        true => (model.feasible().iter().collect(), None),
        false => {
            let mut states: BTreeSet<State> = compiled.status_quo.into_iter().collect();
            let outcomes = compiled.outcomes.iter();
            states.extend(outcomes.filter_map(|(_, state)| state.as_ref().ok()));
            let standing = states.len();
            let holds = Concept::ALL.map(|concept| stability.equilibria(concept));
            let holding = model.feasible().iter();
            let holding = holding.filter(|&s| holds.iter().any(|set| set.has(s)));
            let holding: Vec<State> = holding.filter(|s| !states.contains(s)).collect();
            let kept = (MOST / each).saturating_sub(standing).min(holding.len());
            states.extend(&holding[..kept]);
            let left = match holding.len() - kept {
                0 => String::new(),
                left => format!(" {left} of these are left out."),
            };
            let note = format!(
                "Asked about {} of {all} states, because there are up to {MOST} questions: the status quo, the outcomes and what holds under some concept.{left}",
                states.len()
            );
            (states.into_iter().collect::<Vec<_>>(), Some(note))
        }
    };
    let mut labels = String::new();
    let mut text = String::from(
        "// Whether a state is stable for a decision maker, asked of the model beside this file.\n// Behind each question stands the answer of Hikiwake.\n",
    );
    let mut thresholds = BTreeSet::new();
    let mut count = 0;
    for state in states {
        let code = compiled.code(state);
        let here: Vec<String> = names
            .options
            .iter()
            .zip(model.space().levels(state))
            .map(|(option, level)| at_levels(option, &[usize::from(level)]))
            .collect();
        let here = match here.is_empty() {
            true => "true".to_owned(),
            false => here.join(" & "),
        };
        let quo = match compiled.status_quo == Some(state) {
            true => " (status quo)",
            false => "",
        };
        let said = comment(&format!("{code}: {}{quo}", compiled.state_text(state)));
        let _ = writeln!(labels, "{said}label \"at_{code}\" = {here};");
        let _ = write!(text, "\n{said}");
        for i in 0..names.players.len() {
            let value = model.value(i, state);
            thresholds.insert((i, value));
            for concept in Concept::ALL {
                let holds = stability.stable(i, concept).has(state);
                let question = question(names, i, value, concept);
                let only = match concept {
                    Concept::Seq | Concept::Sseq => "improving",
                    _ => "!improving",
                };
                let _ = writeln!(
                    text,
                    "\"{}_{}_at_{code}\": filter(forall, {question}, turn={} & last=0 & {only} & \"at_{code}\"); // {holds}",
                    concept.name(),
                    names.players[i],
                    i + 1,
                );
                count += 1;
            }
        }
    }
    labels.push_str("// States up to a value.\n");
    for (i, value) in thresholds {
        let v = &names.values[i];
        let _ = writeln!(labels, "label \"{v}_to_{value}\" = {v}<={value};");
    }
    Questions {
        labels,
        text,
        count,
        note,
    }
}

/// That a state of this value to `i` is stable for `i`, where `i` has the floor there and
/// nobody has moved: `i` has no improvement, or none that the others cannot answer.
fn question(names: &Names, i: usize, value: u32, concept: Concept) -> String {
    let i_alone = format!("<<{}>> P>=1", names.players[i]);
    let others = names.players.iter().enumerate().filter(|&(k, _)| k != i);
    let others: String = others.map(|(_, name)| format!(",{name}")).collect();
    let others = format!("<<chair{others}>> P>=1");
    let no_better = format!("\"{}_to_{value}\"", names.values[i]);
    let answer = match concept {
        Concept::Nash => return format!("!({i_alone} [ X !{no_better} ])"),
        Concept::Gmr | Concept::Seq => no_better.clone(),
        // Given the floor then, `i` finds no way out of it.
        Concept::Smr | Concept::Sseq => format!(
            "(turn={} & {no_better} & !({i_alone} [ X !{no_better} ]))",
            i + 1
        ),
    };
    format!("!({i_alone} [ X (!{no_better} & !({others} [ F {answer} ])) ])")
}
