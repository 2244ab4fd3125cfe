//! Whole models out and in, as typed.

use std::path::Path;

use crate::program::{answered, refused};

fn names(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().expect("readable");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.expect("readable").file_name();
        name.into_string().expect("UTF-8")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn a_model_goes_out_and_a_dossier_comes_in() {
    let aside = tempfile::tempdir().expect("a folder");
    let path = |name: &str| aside.path().join(name).to_str().expect("UTF-8").to_owned();
    let elmira = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../dossiers/classics/elmira"
    );
    let (file, new, tables) = (path("e.gmcr"), path("new"), path("tables"));

    let text = answered(&["export", elmira, "--to", "gmcr", "-o", &file]);
    assert!(text.contains("3 decision makers, 5 options"), "{text}");
    assert!(text.contains("All are ranked by number"), "{text}");
    let text = refused(&["import", &file]);
    assert!(text.contains("becomes a new dossier"), "{text}");
    answered(&["import", &new, &file]);
    assert_eq!(names(Path::new(&new)), ["dossier.toml", "preferences.toml"]);
    answered(&["check", &new]);
    assert!(refused(&["import", &new, &file]).contains("not empty"));

    let text = answered(&["export", &new, "--to", "tables", "-o", &tables]);
    assert!(text.contains("states.csv"), "{text}");
    assert_eq!(names(Path::new(&tables)).len(), 8);
    assert!(refused(&["export", &new, "--to", "tables", "-o", &tables]).contains("not empty"));
    let more = path("more");
    let few = ["export", &new, "--to", "tables", "--rows", "9", "-o", &more];
    assert!(refused(&few).contains("--rows"));
    // What was not finished leaves nothing behind.
    assert_eq!(names(aside.path()), ["e.gmcr", "new", "tables"]);

    let game = path("e.prism");
    let text = answered(&["export", elmira, "--to", "prism", "-o", &game]);
    assert!(text.contains("e.props (180 questions)"), "{text}");
    assert!(Path::new(&path("e.props")).is_file());
    let props = path("e.props");
    assert!(refused(&["export", elmira, "--to", "prism", "-o", &props]).contains(".prism"));

    let text = refused(&[
        "export",
        elmira,
        "--to",
        "csl",
        "--reading",
        "x",
        "-o",
        &more,
    ]);
    assert!(text.contains("no period or reading"), "{text}");
}

/// What each agreement is worth to either side, whether it is efficient, and which points it is.
fn worth(dossier: &str) -> Vec<Vec<String>> {
    let table = answered(&["settle", dossier, "--csv"]);
    let mut rows = table.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let head = rows.next().expect("a head");
    let names = ["efficient", "points", "score.north", "score.south"];
    let at = names.map(|name| {
        head.iter()
            .position(|cell| *cell == name)
            .expect("a column")
    });
    rows.map(|row| at.iter().map(|&place| row[place].to_owned()).collect())
        .collect()
}

#[test]
fn a_negotiation_goes_out_and_comes_in() {
    let aside = tempfile::tempdir().expect("a folder");
    let path = |name: &str| aside.path().join(name).to_str().expect("UTF-8").to_owned();
    let (here, there, new) = (path("here"), path("there"), path("new"));
    std::fs::create_dir(&here).expect("a folder");
    let text = r#"
[dossier]
format = 1
title = "Ports"
[actors.north]
name = "North"
[actors.south]
name = "South"
[terms.ports]
label = "Use of ports"
levels = ["none", "some", "full"]
[factions.north]
side = "north"
judges = [{ cost = 0.1, weights = { ports = [0, 0.3, 0.5] } }]
[factions.south]
side = "south"
judges = [{ weights = { ports = [0.5, 0.6, 0] } }]
"#;
    std::fs::write(Path::new(&here).join("dossier.toml"), text).expect("written");
    for format in ["genius", "negmas"] {
        let said = answered(&["export", &here, "--to", format, "-o", &there]);
        assert!(said.contains("2 sides, 1 issue, 3 agreements"), "{said}");
        assert_eq!(names(Path::new(&there)).len(), 3);
        let said = answered(&["import", &new, &there, "--from", format]);
        assert!(said.contains("dossier.toml"), "{said}");
        assert!(answered(&["check", &new]).contains("no errors"));
        // The same agreements are worth the same; only that none is in force is told besides.
        let (left, kept) = (worth(&here), worth(&new));
        assert_eq!(left.len(), 3, "{left:?}");
        assert_eq!(left, kept);
        let settled = answered(&["settle", &new]);
        assert!(settled.contains("No agreement is in force"), "{settled}");
        // The domain file says as much as its folder.
        std::fs::remove_dir_all(&new).expect("removed");
        let domain = names(Path::new(&there))
            .into_iter()
            .find(|n| n.starts_with("domain"));
        let domain = Path::new(&there).join(domain.expect("a domain"));
        answered(&[
            "import",
            &new,
            domain.to_str().expect("UTF-8"),
            "--from",
            format,
        ]);
        for folder in [&new, &there] {
            std::fs::remove_dir_all(folder).expect("removed");
        }
    }
    assert!(refused(&["import", &new, &here, "--from", "genius"]).contains("no domain"));
    let alone = refused(&["import", &path("there"), "--from", "genius"]);
    assert!(alone.contains("new dossier"), "{alone}");
}

#[test]
fn import_says_what_it_made_and_what_it_left_out() {
    let aside = tempfile::tempdir().expect("a folder");
    let path = |name: &str| aside.path().join(name).to_str().expect("UTF-8").to_owned();
    let new = path("new");
    answered(&["new", &new]);
    let sources = r#"[{"id": "a", "type": "book", "title": "A"}]"#;
    std::fs::write(path("s.json"), sources).expect("written");
    answered(&["import", &new, &path("s.json")]);
    let claims = "id,source,says,link.cause,link.effect,link.sign,option.key,option.kind,option.options\n\
                  N1,a,x,snow,rain,+,,,\nN2,a,y,,,,k,k,zeppelin\n";
    std::fs::write(path("c.csv"), claims).expect("written");
    let said = answered(&["import", &new, &path("c.csv"), "--from", "claims-csv"]);
    assert!(said.contains("driver `snow`, driver `rain`"), "{said}");
    assert!(
        said.contains("Not taken over: the option `zeppelin` of 1 claims"),
        "{said}"
    );
    assert!(answered(&["check", &new]).contains("no errors"));
}
