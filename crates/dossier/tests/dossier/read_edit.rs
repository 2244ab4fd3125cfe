//! One value is changed, and everything around it stays.

use hikiwake_dossier::{EditError, minimal_starter, read, replace, replace_all};

#[test]
fn comments_and_layout_survive() {
    let folder = tempfile::tempdir().unwrap();
    let (name, text) = minimal_starter()[0];
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
    let (name, text) = minimal_starter()[0];
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

#[test]
fn several_values_are_replaced_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (name, text) = minimal_starter()[0];
    let second = "[claims.a]\nsource = \"s\" # whose\nsays = \"It is so.\"\n";
    let sources = "[{ \"id\": \"s\", \"title\": \"S\" }, { \"id\": \"t\", \"title\": \"T\" }]";
    for (name, text) in [
        (name, text),
        ("more.toml", second),
        ("sources.json", sources),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let set = |values: &[(&str, &str)]| {
        let owned = values
            .iter()
            .map(|(path, value)| (path.to_string(), value.to_string()));
        replace_all(folder.path(), &owned.collect::<Vec<_>>())
    };
    let now = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let written = set(&[
        ("claims.a.says", "\"It was so.\""),
        ("claims.a.source", "\"t\""),
        ("options.escorts.label", "\"Go along\""),
    ]);
    assert_eq!(written.unwrap(), [name, "more.toml"]);
    assert_eq!(
        now("more.toml"),
        second.replace("\"s\"", "\"t\"").replace("is so", "was so")
    );
    assert_eq!(
        now(name),
        text.replace("\"Escort the boats\"", "\"Go along\"")
    );
    // What is there already is not written again.
    assert_eq!(set(&[("claims.a.source", "\"t\"")]).unwrap(), [""; 0]);
    // One that cannot be spoils all.
    let before = (now(name), now("more.toml"));
    let refused = set(&[
        ("options.escorts.label", "\"X\""),
        ("claims.a.source", "\"u\""),
    ]);
    assert!(matches!(refused, Err(EditError::WouldBeFaulty(_))));
    let twice = set(&[("claims.a.source", "\"s\""), ("claims.a.source", "\"t\"")]);
    assert!(matches!(twice, Err(EditError::Twice(path)) if path == "claims.a.source"));
    assert_eq!((now(name), now("more.toml")), before);
}
