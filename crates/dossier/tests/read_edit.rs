//! One value is changed, and everything around it stays.

use hikiwake_dossier::{EditError, read, replace, starter};

#[test]
fn comments_and_layout_survive() {
    let folder = tempfile::tempdir().unwrap();
    let (name, text) = starter()[0];
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    let now = || std::fs::read_to_string(&file).unwrap();
    let mut expected = text.to_owned();
    for (path, old, new) in [
        (
            "options.escorts.label",
            "\"Escort the boats\"",
            "'Escort \"them\"' ",
        ),
        (
            "preferences.1.statements.2.wants",
            "\"not patrols\"",
            "\"not (patrols and escorts)\"",
        ),
        ("periods.now.status_quo", "\"\"", "\"patrols\""),
        ("dossier.format", "1", "1"),
    ] {
        replace(folder.path(), path, new).unwrap();
        let at = expected.find(&format!("= {old}")).unwrap() + 2;
        expected.replace_range(at..at + old.len(), new.trim());
        assert_eq!(now(), expected, "{path}");
    }
    assert!(read(folder.path()).dossier.is_some());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_would_break_the_dossier_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (name, text) = starter()[0];
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    let set = |path: &str, value: &str| replace(folder.path(), path, value).unwrap_err();
    assert!(matches!(set("options.escorts", "1"), EditError::NoValue(_)));
    assert!(matches!(
        set("options.nothing.label", "\"\""),
        EditError::NoValue(_)
    ));
    assert!(matches!(set("preferences.0", "1"), EditError::NoValue(_)));
    assert!(matches!(
        set("options.escorts.label", "x y"),
        EditError::NotToml(_)
    ));
    assert!(matches!(
        set("options.escorts.label", "1\nx = 2"),
        EditError::NotToml(_)
    ));
    assert!(matches!(
        set("options.escorts.label", "1"),
        EditError::WouldBeFaulty(_)
    ));
    assert!(matches!(
        set("options.escorts.owner", "\"nobody\""),
        EditError::WouldBeFaulty(_)
    ));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    std::fs::write(&file, "x = 1").unwrap();
    assert!(matches!(
        set("options.escorts.label", "\"X\""),
        EditError::Faulty(_)
    ));
}
