//! `hikiwake inverse` as a person runs it.

use crate::program::{answered, refused};

/// A folder with the starter dossier: two coast guards and a rock.
fn starter() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let dossier = folder.path().join("rock");
    let dossier = dossier.to_str().expect("UTF-8").to_owned();
    answered(&["new", "--minimal", &dossier]);
    (folder, dossier)
}

/// Licences without escorts hold as it is, but no improvement leads there. North has
/// to want to license, and then no longer has a credible answer to escorts, so that
/// South has to do without them, too.
#[test]
fn the_smallest_changes_are_told_with_what_they_lead_to() {
    let (_folder, dossier) = starter();
    let deal = "licences and not escorts";
    let text = answered(&["inverse", &dossier, deal, "--full"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "“licences and not escorts” could come only by a step taken together.",
        "Once made it would last.",
        "For “licences and not escorts” to last: nothing need change; 1 arrangement would do.",
        "one change is not enough; of 37 changes none works",
        "two changes together can be enough",
        "it is enough if North wants the opposite of “The fishing grounds for its own boats”",
        "With one step taken together, which suits all who take it: nothing need change.",
        "North would end worse off than now.",
        "each side’s best moves: North: licences on",
    ] {
        assert!(
            words.to_lowercase().contains(&part.to_lowercase()),
            "“{part}” in:\n{text}"
        );
    }

    let json = answered(&[
        "inverse",
        &dossier,
        deal,
        "--reached",
        "best-replies",
        "--json",
    ]);
    let finding: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(finding["kind"], "inverse");
    let answers = &finding["finding"]["questions"][0]["answers"];
    assert_eq!(answers.as_array().map(Vec::len), Some(1));
    assert_eq!(answers[0]["reached"], "best-replies");
    assert_eq!(answers[0]["least"], 2);
    assert_eq!(answers[0]["sizes"][1]["found"], 0);
    for set in answers[0]["sets"].as_array().expect("sets") {
        assert_eq!(set["changes"].as_array().map(Vec::len), Some(2));
        assert_eq!(set["reach"], "best-replies");
    }
    assert_eq!(
        json,
        answered(&[
            "inverse",
            &dossier,
            deal,
            "--reached",
            "best-replies",
            "--json"
        ])
    );
}

#[test]
fn rankings_are_told_for_one_state() {
    let (_folder, dossier) = starter();
    let text = answered(&[
        "inverse",
        &dossier,
        "status-quo",
        "--rankings",
        "South",
        "--concept",
        "nash",
        "--full",
    ]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // South has one move, to escort: half of all rankings find that no better.
    assert!(
        words.contains("is not lasting for its part (under Nash)"),
        "{text}"
    );
    assert!(
        words.contains("360 of 720 strict rankings (50.0%)"),
        "{text}"
    );
    let message = refused(&[
        "inverse",
        &dossier,
        "licences or escorts",
        "--rankings",
        "south",
    ]);
    assert!(message.contains("one state"), "{message}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let (_folder, dossier) = starter();
    let nothing = answered(&["inverse", &dossier]);
    assert!(
        nothing.contains("names nothing that could be wanted"),
        "{nothing}"
    );
    assert!(refused(&["inverse", &dossier, "licences and"]).contains("licences and"));
    assert!(refused(&["inverse", &dossier, "licenses"]).contains("licences"));
    let add = |text| refused(&["inverse", &dossier, "licences", "--add", text]);
    assert!(add("not patrols").contains("who comes to want it"));
    assert!(add("west: not patrols").contains("west"));
    let words = answered(&[
        "inverse",
        &dossier,
        "licences and not escorts",
        "--work",
        "1",
    ]);
    assert!(words.contains("--work"), "{words}");
}
