//! Gradual plans: every face says the same.

use std::collections::BTreeMap;
use std::path::Path;

use hikiwake_document::{Block, Document, Names, steps};
use hikiwake_finding::Finding;
use hikiwake_negotiation::{GradualPlans, GradualPlansSettings};
use hikiwake_render::{Terminal, markdown, page, terminal};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{Html, Node, Selector};

/// The plans of a dossier of this repository.
pub fn found(dossier: &str) -> Finding<GradualPlans> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(dossier);
    let dossier = hikiwake_dossier::read(&folder)
        .dossier
        .expect("without errors");
    hikiwake_negotiation::steps(&dossier, &GradualPlansSettings::default())
}

pub fn presented(finding: &Finding<GradualPlans>) -> Document {
    let sides = finding.finding.plans.iter().flat_map(|plan| &plan.sides);
    steps(finding, &Names::new(sides))
}

pub fn on_a_terminal(document: &Document) -> String {
    let wide = Terminal {
        width: 120,
        styled: false,
        unfolded: true,
    };
    terminal(document, wide)
}

/// The text of the page, without its head, foot and the notes about claims.
fn on_a_page(document: &Document) -> String {
    let page = Html::parse_document(&page(document));
    let body = Selector::parse("header, main").expect("a selector");
    let mut text = String::new();
    for part in page.select(&body) {
        for node in part.descendants() {
            let aside = |outer: &Node| {
                let outer = outer.as_element();
                outer.is_some_and(|outer| outer.classes().any(|class| class == "claims"))
            };
            if let Node::Text(words) = node.value()
                && !node.ancestors().any(|outer| aside(outer.value()))
            {
                text.push_str(words);
                // Between blocks, cells and breaks nothing is written.
                text.push(' ');
            }
        }
    }
    text
}

/// The text of the Markdown, without the notes about claims.
fn in_markdown(document: &Document) -> String {
    let mut text = String::new();
    let mut within_note = false;
    let markdown = markdown(document);
    for event in Parser::new_ext(
        &markdown,
        Options::all() - Options::ENABLE_SMART_PUNCTUATION,
    ) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => within_note = true,
            Event::End(TagEnd::FootnoteDefinition) => within_note = false,
            Event::Text(words) if !within_note => text.push_str(&words),
            Event::FootnoteReference(mark) => text.push_str(&format!("[{mark}]")),
            Event::Start(_) | Event::End(_) | Event::HardBreak | Event::SoftBreak => text.push(' '),
            Event::InlineHtml(_) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// How often each word stands there.
pub fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    let parts = text.split(|c: char| !c.is_alphabetic());
    for word in parts.filter(|word| !word.is_empty() && *word != "Note") {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// How often each share or broken number stands there; places in lists are none.
pub fn numbers(text: &str) -> BTreeMap<&str, usize> {
    let mut numbers = BTreeMap::new();
    for token in text.split_whitespace() {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '<');
        if token.contains(|c: char| c.is_ascii_digit()) && token.contains(['%', '.', '-']) {
            *numbers.entry(token).or_default() += 1;
        }
    }
    numbers
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
        let faces = [
            on_a_terminal(&document),
            on_a_page(&document),
            in_markdown(&document),
        ];
        let [terminal, page, markdown] = &faces;
        assert!(words(terminal).len() > 100 && numbers(terminal).len() > 5);
        assert_eq!(words(terminal), words(page), "{dossier}");
        assert_eq!(words(terminal), words(markdown), "{dossier}");
        assert_eq!(numbers(terminal), numbers(page), "{dossier}");
        assert_eq!(numbers(terminal), numbers(markdown), "{dossier}");
        for face in &faces {
            let face = in_one_line(face);
            for plan in plans {
                for sentence in plan.sentences.iter().chain(&plan.notes) {
                    assert!(face.contains(&in_one_line(sentence)), "{sentence}\n{face}");
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
