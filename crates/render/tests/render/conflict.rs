//! Analyses, comparisons, lists of states: every face says the same.

use hikiwake_document::{
    Block, Document, Names, Table, analysis, answers, comparison, dates, provenance, readings,
    state_list, symbolic, wishes,
};
use hikiwake_dossier::{Dossier, Scenario};
use hikiwake_finding::AnalyseSettings;

use crate::faces::{dossier, in_one_line, on_every_face, said};

/// The faces of the document without its drawings, which are drawn on one face and told
/// on the others.
fn faces(mut document: Document) -> [String; 3] {
    undrawn(&mut document.blocks);
    on_every_face(&document).map(|face| in_one_line(&face))
}

fn undrawn(blocks: &mut Vec<Block>) {
    blocks.retain(|block| !matches!(block, Block::Figure(_)));
    for block in blocks {
        if let Block::Details { blocks, .. } = block {
            undrawn(blocks);
        }
    }
}

/// The first table, folded or not.
fn first_table(blocks: &[Block]) -> Option<&Table> {
    blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Details { blocks, .. } => first_table(blocks),
        _ => None,
    })
}

fn analysed(dossier: &Dossier) -> hikiwake_finding::Finding<hikiwake_conflict::Analysis> {
    let settings = AnalyseSettings::default();
    hikiwake_conflict::analyse(dossier, &Scenario::default(), &settings).expect("an answer")
}

#[test]
fn an_analysis_says_the_same_on_every_face() {
    let finding = analysed(&dossier("crates/dossier/starter"));
    let found = &finding.finding;
    let names = Names::new(&found.actors);
    assert!(!found.cards.is_empty() && !found.equilibria.is_empty() && !found.joint.is_empty());
    let document = analysis(&finding, &names);
    let told = said(&document);
    assert!(told.len() > 4 + found.cards.len(), "{told:?}");
    for face in faces(document) {
        for sentence in told.iter().chain(&found.notes) {
            assert!(face.contains(&in_one_line(sentence)), "{sentence}\n{face}");
        }
        for holding in &found.equilibria {
            assert!(face.contains(&holding.state.code), "{face}");
        }
        for option in &found.options {
            assert!(face.contains(&option.id), "{face}");
        }
    }
    let all = [finding.clone(), finding.clone()];
    faces(answers(&all, &names));
    faces(dates(&all, &names));
    faces(provenance(&all, &names));
    let wants = faces(wishes(&all, &names));
    for statement in &found.statements {
        for face in &wants {
            assert!(face.contains(&format!("[{}]", statement.id)), "{face}");
        }
    }
}

/// What differs from the status quo is told option by option, and only that.
#[test]
fn a_state_is_told_by_what_it_changes() {
    let finding = analysed(&dossier("reference/dossiers/lake"));
    let found = &finding.finding;
    let quo = found.status_quo.as_ref().expect("a status quo");
    let document = analysis(&finding, &Names::new(&found.actors));
    let table = first_table(&document.blocks).expect("the states that would last");
    assert!(table.rows.len() >= found.equilibria.len());
    for (row, holding) in table.rows.iter().zip(&found.equilibria) {
        let told = row.cells[1].plain();
        let said: Vec<&str> = (told.split([' ', ',', ';']))
            .filter(|word| found.options.iter().any(|option| option.id == *word))
            .collect();
        let levels = found.options.iter().zip(&holding.state.levels);
        let levels = levels.zip(&quo.state.levels);
        let changed = levels.filter(|((_, now), before)| now != before);
        let changed: Vec<&str> = changed.map(|((option, _), _)| option.id.as_str()).collect();
        assert_eq!(said.len(), changed.len(), "{told}");
        assert!(changed.iter().all(|id| said.contains(id)), "{told}");
    }
}

#[test]
fn a_comparison_says_the_same_on_every_face() {
    let dossier = dossier("reference/dossiers/lake");
    let period = |id: &str| Scenario {
        period: Some(id.to_owned()),
        ..Scenario::default()
    };
    let settings = AnalyseSettings::default();
    let finding =
        hikiwake_conflict::compare(&dossier, &period("spring"), &period("autumn"), &settings);
    let finding = finding.expect("an answer");
    let names = Names::new(&finding.finding.actors);
    let document = comparison(&finding, &names);
    let told = said(&document);
    assert!(told.len() > 2, "{told:?}");
    faces(readings(std::slice::from_ref(&finding), &names));
    for face in faces(document) {
        for sentence in &told {
            assert!(face.contains(&in_one_line(sentence)), "{sentence}\n{face}");
        }
        for pair in &finding.finding.states {
            assert!(face.contains(&pair.code), "{face}");
        }
    }
}

#[test]
fn states_and_diagrams_say_the_same_on_every_face() {
    let dossier = dossier("reference/dossiers/lake");
    let compiled = dossier
        .compile(&Scenario::default(), AnalyseSettings::default().limits)
        .expect("a model");
    let finding = hikiwake_conflict::list_states(&dossier, &compiled, None, 20);
    let list = &finding.finding;
    for face in faces(state_list(&finding, &Names::new(&list.actors))) {
        for listed in &list.states {
            assert!(face.contains(&listed.state.code), "{face}");
        }
    }
    let settings = AnalyseSettings::default();
    let finding = hikiwake_conflict::symbolic(&dossier, &Scenario::default(), &settings, false);
    let finding = finding.expect("an answer");
    let document = symbolic(&finding);
    let told = said(&document);
    assert!(told.len() > 3, "{told:?}");
    for face in faces(document) {
        for sentence in &told {
            assert!(face.contains(&in_one_line(sentence)), "{sentence}\n{face}");
        }
    }
}
