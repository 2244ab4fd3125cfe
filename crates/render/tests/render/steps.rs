//! Gradual plans: every face says the same.

use hikiwake_document::{Block, Document, Names, steps};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{GradualPlans, GradualPlansSettings};
use hikiwake_render::page;

use crate::faces::{dossier, in_markdown, in_one_line, on_a_terminal, on_every_face};

/// The plans of a dossier of this repository.
pub fn found(folder: &str) -> Finding<GradualPlans> {
    hikiwake_negotiation::steps(&dossier(folder), &GradualPlansSettings::default())
}

pub fn presented(finding: &Finding<GradualPlans>) -> Document {
    let sides = finding.finding.plans.iter().flat_map(|plan| &plan.sides);
    steps(finding, &Names::new(sides))
}

/// The items of its lists without order.
fn sentences(document: &Document) -> Vec<String> {
    let items = document.blocks.iter().flat_map(|block| match block {
        Block::List {
            items,
            ordered: false,
        } => items.as_slice(),
        _ => &[],
    });
    items.map(|item| item.text.plain()).collect()
}

#[test]
fn a_plan_says_the_same_on_every_face() {
    for (dossier, sides) in [("dossiers/kuril", 2), ("reference/dossiers/lake", 3)] {
        let finding = found(dossier);
        let plans = &finding.finding.plans;
        assert!(!plans.is_empty() && plans.iter().all(|plan| plan.sides.len() == sides));
        let mut document = presented(&finding);
        // A drawing is drawn on one face and told on the others.
        let before = document.blocks.len();
        document
            .blocks
            .retain(|block| !matches!(block, Block::Figure(_)));
        assert_eq!(before - document.blocks.len(), plans.len());
        let sentences = sentences(&document);
        assert!(sentences.len() > 5 * plans.len(), "{sentences:?}");
        let faces = on_every_face(&document);
        assert!(faces[0].matches('%').count() > 5);
        for face in &faces {
            let face = in_one_line(face);
            for sentence in &sentences {
                assert!(face.contains(&in_one_line(sentence)), "{sentence}\n{face}");
            }
            for plan in plans {
                for note in &plan.notes {
                    assert!(face.contains(&in_one_line(note)), "{note}\n{face}");
                }
                for rung in &plan.rungs {
                    assert!(face.contains(&rung.label), "{}\n{face}", rung.label);
                    for claim in &rung.ground.claims {
                        assert!(face.contains(&format!("[{}]", claim.id)), "{}", claim.id);
                    }
                }
            }
        }
    }
}

#[test]
fn the_figure_is_told_where_it_is_not_drawn() {
    let document = presented(&found("reference/dossiers/lake"));
    let told = "East: 0, 0, 0, 20, 20; West: 0, 0, 0, 0, 0; the Isle: 0, 0, 0, 0, 0.";
    for text in [
        on_a_terminal(&document),
        in_markdown(&document),
        page(&document),
    ] {
        assert!(in_one_line(&text).contains(told), "{text}");
    }
    let page = page(&document);
    assert_eq!(
        page.matches("<svg class=\"chart exposed-0 wide\"").count(),
        1
    );
    assert!(!in_markdown(&document).contains("svg"));
}
