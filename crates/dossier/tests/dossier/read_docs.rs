//! What the documentation shows is what the reader reads.

use std::path::Path;

use hikiwake_dossier::{Expr, read};

fn page(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    std::fs::read_to_string(docs.join(name)).unwrap()
}

/// The code blocks of one kind, joined.
fn blocks(page: &str, kind: &str) -> String {
    let opening = format!("```{kind}\n");
    let parts = page.split(&opening).skip(1);
    let blocks = parts.map(|part| part.split("```").next().unwrap());
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_examples_are_one_dossier_without_faults() {
    let folder = tempfile::tempdir().unwrap();
    let text = page("dossier.md");
    let toml = blocks(&text, "toml");
    assert!(toml.len() > 3000);
    std::fs::write(folder.path().join("dossier.toml"), toml).unwrap();
    std::fs::write(folder.path().join("sources.json"), blocks(&text, "json")).unwrap();
    let read = read(folder.path());
    assert!(read.diagnostics.is_empty(), "{}", read.render(false));
    let file = read.dossier.unwrap().file;
    // Every kind of table is shown.
    assert!(file.dossier.is_some());
    assert_eq!(
        [
            file.actors.len(),
            file.options.len(),
            file.definitions.len(),
            file.rules.len(),
            file.preferences.len(),
            file.periods.len(),
            file.readings.len(),
            file.claims.len(),
        ],
        [6, 4, 1, 3, 3, 2, 6, 7]
    );
    assert_eq!(
        [
            file.sources.len(),
            file.notes.len(),
            file.differences.len(),
            file.restatements.len(),
            file.drivers.len(),
            file.events.len(),
            file.forecasts.len(),
            file.windows.len(),
            file.ties.len(),
            file.places.len(),
            file.perceptions.len(),
            file.attitudes.len(),
        ],
        [1, 1, 1, 1, 4, 1, 1, 1, 1, 2, 2, 1]
    );
    assert!(file.settlement.is_some());
    assert_eq!(
        [
            file.terms.len(),
            file.term_rules.len(),
            file.forms.len(),
            file.factions.len(),
            file.ratification.len(),
            file.holders.len(),
            file.ladders.len(),
            file.steps.len(),
            file.promises.len(),
        ],
        [2, 1, 3, 5, 2, 1, 1, 2, 1]
    );
}

#[test]
fn the_formulas_read() {
    let page = page("formulas.md");
    let mut seen = 0;
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let cell = match cells.as_slice() {
            [first, _] if first.contains('`') => first,
            [_, second] => second,
            _ => continue,
        };
        for formula in cell.split('`').skip(1).step_by(2) {
            Expr::parse(formula).unwrap_or_else(|e| panic!("{formula}: {}", e.message));
            seen += 1;
        }
    }
    assert!(seen > 15, "{seen}");
    for (short, long) in [
        ("not a and b or c", "((not a) and b) or c"),
        ("a or b if c and d", "(a or b) if (c and d)"),
    ] {
        assert!(page.contains(&format!("`{short}` is")) && page.contains(&format!("`{long}`")));
        let read = |text: &str| Expr::parse(text).unwrap().to_string();
        assert_eq!(read(short), read(long));
    }
}
