//! Every fault at once, each with its place in the file it came from.

use hikiwake_exchange::{Format, MergeError};

use crate::{folder, full, imported, refused};

#[test]
fn of_a_table() {
    let table = "id,source,says,places,places.digest,figure.value,notes,mood\n\
                 C9,alpha2016,A,10-20,aaaaaaaa,many,1,x\n\
                 C9,alpha2016,B,ten,,,,\n\
                 ,alpha2016,C,,,,,\n\
                 C10,alpha2016,D,1-2;3-4,aaaaaaaa,,1; x,\n";
    let faults = refused(table.as_bytes(), Format::ClaimsCsv);
    for part in [
        "There is no column `mood`",
        "row 2, column `figure.value`",
        "row 3, column `places`",
        "row 4",
        "Here stand 1 values, but `places` holds 2 places",
        "`x` is not a whole number",
        "already given at row 2",
    ] {
        assert!(
            faults.iter().any(|fault| fault.contains(part)),
            "{part}: {faults:#?}"
        );
    }
    let faults = refused(b"id,sorce\nx,y\n", Format::ClaimsCsv);
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("Did you mean `source`?")),
        "{faults:#?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("The column `says` is missing"))
    );
}

#[test]
fn of_what_the_dossier_would_be() {
    let there = full();
    let table = "id,source,says,grade,link.cause,link.effect,link.sign,hedge.strength\n\
                 C9,nobody,A,Z9,,,,\n\
                 C 10,alpha2016,A,,rain,snow,+,perhaps\n";
    let Err(MergeError::Faults(faults)) =
        imported(there.path(), table.as_bytes(), Format::ClaimsCsv)
    else {
        panic!("not refused");
    };
    let places: Vec<&str> = faults.iter().map(|fault| fault.at.as_str()).collect();
    for place in [
        "row 2, column `grade`",
        "row 3",
        "row 3, column `hedge.strength`",
    ] {
        assert!(places.contains(&place), "{place}: {faults:#?}");
    }
    assert!(!there.path().join("imported-from-there.toml").exists());
    let table = "id,source,says,link.cause,link.effect,link.sign\nC9,nobody,A,,,\nC10,alpha2016,A,rain,rains,+\n";
    let Err(MergeError::Faults(faults)) =
        imported(there.path(), table.as_bytes(), Format::ClaimsCsv)
    else {
        panic!("not refused");
    };
    let places: Vec<&str> = faults.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(
        places,
        ["row 2, column `source`", "row 3, column `link.effect`"],
        "{faults:#?}"
    );
}

#[test]
fn of_sources() {
    let empty = folder(&[]);
    let Err(MergeError::Faults(faults)) = imported(
        empty.path(),
        br#"[{"id":"a"},{"id":"b","title":"B"}]"#,
        Format::Csl,
    ) else {
        panic!("not refused");
    };
    assert_eq!(faults[0].at, "entry 1");
    assert!(faults[0].message.contains("no `title`"));
}

#[test]
fn a_dossier_with_errors_takes_nothing() {
    let there = full();
    let dossier = crate::opened(there.path());
    let incoming = crate::taken(
        b"id,source,says\nN1,alpha2016,New\n",
        Format::ClaimsCsv,
        &dossier,
    );
    std::fs::write(
        there.path().join("more.toml"),
        "[claims.X]\nsource = \"who\"\n",
    )
    .unwrap();
    let refused = hikiwake_exchange::merge(there.path(), &incoming, Format::ClaimsCsv, "x.csv");
    assert!(matches!(refused, Err(MergeError::Dossier(_))));
}

#[test]
fn of_annotations() {
    let faults = refused(
        br#"{"items":[{"id":"http://x/1","type":"Annotation","body":{"value":"a"},"target":"http://nowhere/"},
            {"type":"Annotation","body":{"value":"a"},"target":{"source":"alpha2016","selector":{"type":"TextQuoteSelector","exact":"x"}}}],"next":"http://x/2"}"#,
        Format::Annotations,
    );
    for part in [
        "No source of the dossier is `http://nowhere/`",
        "annotation 2, selector",
        "go on in another page",
    ] {
        assert!(
            faults.iter().any(|fault| fault.contains(part)),
            "{part}: {faults:#?}"
        );
    }
}
