//! The modelling guide: its pieces are one dossier, and its answers are the program's.

use std::path::Path;

use crate::program::answered;

/// Most words of the guide.
const MOST_WORDS: usize = 1_500;

/// The blocks of a page in their order: what they are, and what stands in them.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// The words of an answer, so that no line break parts a sentence.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_guide_is_one_dossier_with_its_answers() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/modelling.md");
    let page = std::fs::read_to_string(page).expect("the guide");
    assert!(page.split_whitespace().count() <= MOST_WORDS);
    let folder = tempfile::tempdir().expect("a folder");
    let nile = folder.path().to_str().expect("UTF-8");
    let (mut dossier, mut asked, mut read) = (String::new(), 0, 0);
    for (kind, block) in blocks(&page) {
        match kind {
            "toml" => dossier = format!("{dossier}{block}\n"),
            "console" => {
                let file = folder.path().join("dossier.toml");
                std::fs::write(file, &dossier).expect("a write");
                let mut answer = String::new();
                for line in block.lines() {
                    if let Some(command) = line.strip_prefix("$ hikiwake ") {
                        let words = command.split(' ');
                        let words = words.map(|word| if word == "nile" { nile } else { word });
                        answer = in_one_line(&answered(&words.collect::<Vec<_>>()));
                        asked += 1;
                    } else {
                        assert!(answer.contains(line), "“{line}” is not in: {answer}");
                        read += 1;
                    }
                }
            }
            other => panic!("a block of {other} is not tested"),
        }
    }
    assert!(asked >= 8 && read >= 10, "{asked} {read}");
    // Whole, it has nothing left to mend and nothing to suggest.
    let checked = answered(&["check", nile]);
    assert!(checked.contains("0 errors, 0 warnings"), "{checked}");
    assert!(!checked.contains("hint:"), "{checked}");
}
