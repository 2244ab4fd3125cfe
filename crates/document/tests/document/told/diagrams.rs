use std::fmt::Write;

use hikiwake_document::symbolic;
use hikiwake_dossier::Scenario;
use hikiwake_finding::AnalyseSettings;

use super::{dossier, lists};

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
        lists(&symbolic(&found.expect("an answer")))
    };
    let lists = told(true);
    let size = "about 1.2 × 10^30 combinations of levels, more than memory holds";
    assert!(lists[0][0].contains(size), "{}", lists[0][0]);
    let leaves = "The status quo does not hold: it would be left by West.";
    assert!(lists[0].iter().any(|told| told == leaves), "{:?}", lists[0]);
    let which = lists[1].iter().find(|told| told.starts_with("Nash: "));
    assert_eq!(which.expect("told"), "Nash: with “O0”, without “O1”.");
    assert!(told(false)[0][0].contains("as --symbolic asks"));
}
