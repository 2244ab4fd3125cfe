use std::fmt::Write;

use hikiwake_document::symbolic;
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;

use super::{dossier, folded, lists};

#[test]
fn a_space_too_large_for_memory_is_told_by_its_size() {
    let mut text = "[dossier]\nformat = 1\ntitle = \"Hundred\"\n[actors.west]\nname = \"West\"\n\
                    [periods.now]\nlabel = \"Now\"\nstatus_quo = \"none\"\n"
        .to_owned();
    for k in 0..100 {
        let _ = write!(text, "[options.o{k}]\nowner = \"west\"\nlabel = \"O{k}\"\n");
    }
    text.push_str("[[preferences]]\nactor = \"west\"\nstatements = [{ id = \"s\", wants = \"o0 and not o1\" }]\n");
    let settings = AnalyseSettings::default();
    let told = |too_large| {
        let dossier = dossier(&text);
        let found =
            hikiwake_conflict::symbolic(&dossier, &Scenario::default(), &settings, too_large);
        symbolic(&found.expect("an answer"))
    };
    let document = told(true);
    assert_eq!(
        document.answer.plain(),
        "What is in place would not last: West would leave it."
    );
    let shared = "All that would last has this in common: with “O0”, without “O1”.";
    assert!(lists(&document)[0].iter().any(|told| told == shared));
    assert!(
        lists(&document)[0]
            .iter()
            .any(|told| told.starts_with("There are too many"))
    );
    let folded = folded(&document);
    let size = "about 1.2 × 10^30 combinations of levels, more than memory holds";
    assert!(folded[0].contains(size), "{}", folded[0]);
    let which = folded.iter().find(|told| told.starts_with("Nash: "));
    assert_eq!(which.expect("told"), "Nash: with “O0”, without “O1”.");
    assert!(super::folded(&told(false))[0].contains("as --symbolic asks"));
}
