//! Files that mean harm: refused with a reason, within bounded time and memory.

use hikiwake_exchange::Format;

use crate::projects::archive;
use crate::{full, opened, refused, taken};

fn says(faults: &[String], part: &str) {
    assert!(
        faults.iter().any(|fault| fault.contains(part)),
        "{part} is missing in {faults:#?}"
    );
}

fn qde(xml: &str) -> Vec<u8> {
    archive(&[("project.qde", xml.as_bytes())])
}

#[test]
fn an_entry_that_inflates_beyond_the_limit() {
    let zeros = vec![b' '; (64 << 20) + 1];
    let bomb = archive(&[("project.qde", &zeros)]);
    assert!(bomb.len() < 200_000);
    says(
        &refused(&bomb, Format::Qdpx),
        "The entry holds more than 64 MiB",
    );
    // Headers that lie about it change nothing: the size is counted while inflating.
    let mut lying = bomb;
    let size = (zeros.len() as u32).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&7u32.to_le_bytes());
        }
    }
    assert!(!refused(&lying, Format::Qdpx).is_empty());
}

#[test]
fn many_texts_that_inflate_together() {
    let text = vec![b'a'; 8 << 20];
    let names: Vec<String> = (0..40).map(|k| format!("Sources/{k}.txt")).collect();
    let sources: String = (0..40)
        .map(|k| {
            format!(
                "<TextSource guid=\"{k}\" name=\"alpha2016\" plainTextPath=\"internal://{k}.txt\"/>"
            )
        })
        .collect();
    let xml = format!("<Project name=\"P\"><Sources>{sources}</Sources></Project>");
    let mut entries = vec![("project.qde", xml.as_bytes())];
    entries.extend(names.iter().map(|name| (name.as_str(), &text[..])));
    let faults = refused(&archive(&entries), Format::Qdpx);
    says(
        &faults,
        "All that is read of the archive is more than 256 MiB",
    );
}

#[test]
fn names_that_lead_out_lead_nowhere() {
    let folder = full();
    let xml = r#"<Project name="P"><Sources><TextSource guid="1" name="s" plainTextPath="internal://../../dossier.toml"/><TextSource guid="2" name="t" plainTextPath="absolute:///etc/passwd"/></Sources></Project>"#;
    let bytes = archive(&[
        ("project.qde", xml.as_bytes()),
        ("../evil.toml", b"x"),
        ("/etc/x", b"x"),
        ("inner.qdpx", b"PK\x03\x04"),
    ]);
    let back = taken(&bytes, Format::Qdpx, &opened(folder.path()));
    assert!(back.claims.is_empty());
    assert!(
        back.sources
            .values()
            .all(|source| source.get("hikiwake").is_none())
    );
    let count = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(count, 3, "nothing is unpacked");
}

#[test]
fn too_many_entries_and_two_of_one_name() {
    let names: Vec<String> = (0..10_001).map(|k| format!("{k}")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    says(
        &refused(&archive(&entries), Format::Qdpx),
        "more than 10000 entries",
    );
    let twins = archive(&[
        ("project.qde", b"<Project/>"),
        ("Project.qde", b"<Project/>"),
    ]);
    says(
        &refused(&twins, Format::Qdpx),
        "Two entries of the archive are called `project.qde`",
    );
}

#[test]
fn xml_that_means_harm() {
    let laughs = r#"<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Project name="&b;"/>"#;
    says(
        &refused(&qde(laughs), Format::Qdpx),
        "a document type is not read",
    );
    says(
        &refused(
            &qde("<Project name=\"P\"><Description>&x;</Description></Project>"),
            Format::Qdpx,
        ),
        "the entity `&x;` is not read",
    );
    says(
        &refused(&qde("<Project name=\"&x;\"/>"), Format::Qdpx),
        "the XML is broken",
    );
    says(
        &refused(&qde(&"<a>".repeat(100_000)), Format::Qdpx),
        "more than 64 elements within each other",
    );
    let attributes: String = (0..100).map(|k| format!(" a{k}=\"\"")).collect();
    says(
        &refused(&qde(&format!("<Project{attributes}/>")), Format::Qdpx),
        "more than 64 attributes",
    );
    says(
        &refused(&qde("<Project name=\"P\">"), Format::Qdpx),
        "the XML ends too soon",
    );
    says(
        &refused(&qde("<Other/>"), Format::Qdpx),
        "The root is `Other`",
    );
    says(&refused(b"no archive", Format::Qdpx), "not a zip archive");
    says(
        &refused(&archive(&[("x", b"")]), Format::Qdpx),
        "no project.qde",
    );
}

#[test]
fn text_that_is_not_utf8() {
    for format in [
        Format::ClaimsCsv,
        Format::SourcesCsv,
        Format::Csl,
        Format::Bibtex,
        Format::Annotations,
    ] {
        says(&refused(b"abc\xffdef", format), "not UTF-8: see byte 3");
    }
    let utf16 = archive(&[("project.qde", b"\xff\xfe<\0P\0")]);
    says(&refused(&utf16, Format::Qdpx), "not UTF-8: see byte 0");
    let xml = r#"<Project name="P"><Sources><TextSource guid="1" name="s" plainTextPath="internal://t.txt"/></Sources></Project>"#;
    let bytes = archive(&[
        ("project.qde", xml.as_bytes()),
        ("Sources/t.txt", b"ab\xe9"),
    ]);
    let faults = refused(&bytes, Format::Qdpx);
    says(&faults, "not UTF-8: see byte 2");
    says(&faults, "Sources/t.txt");
}

#[test]
fn tables_without_end() {
    says(
        &refused(",".repeat(2_000).as_bytes(), Format::ClaimsCsv),
        "more than 1000 cells",
    );
    let cell = format!("id,source,says\na,b,{}\n", "x".repeat((1 << 20) + 1));
    says(
        &refused(cell.as_bytes(), Format::ClaimsCsv),
        "larger than 1 MiB",
    );
    says(
        &refused(
            format!("id\n{}", "a\n".repeat(200_001)).as_bytes(),
            Format::SourcesCsv,
        ),
        "more than 200000 rows",
    );
}

#[test]
fn bibtex_that_calls_itself() {
    for (bib, part) in [
        (
            "@string{a = a}@misc{x, title = a}".to_owned(),
            "The abbreviation `a` cannot be used",
        ),
        (
            "@string{a = b}@string{b = a}@misc{x, title = a}".to_owned(),
            "The abbreviation `a` cannot be used",
        ),
        (
            "@string{a = \"x\"}@string{b = a # a}@string{a = b}".to_owned(),
            "it is given twice",
        ),
        (
            "@misc{x, title = {{a}".to_owned(),
            "the value is not closed",
        ),
        (
            "@misc{x, title = {a}}@misc{x, title = {b}}".to_owned(),
            "already given",
        ),
        (
            "@misc{x, title = {a}, date = {2016-04}, year = 2017}".to_owned(),
            "tell different dates",
        ),
        ("@misc{x, title = {a}, title = {b}}".to_owned(), "twice"),
    ] {
        says(&refused(bib.as_bytes(), Format::Bibtex), part);
    }
    // Abbreviations that double each time; of nothing they are nothing.
    let doubling = |seed: &str| {
        let mut bib = format!("@string{{a0 = \"{seed}\"}}\n");
        for k in 1..60 {
            bib.push_str(&format!("@string{{a{k} = a{} # a{}}}\n", k - 1, k - 1));
        }
        bib + "@misc{x, title = a59}"
    };
    says(
        &refused(doubling("xx").as_bytes(), Format::Bibtex),
        "longer than 1 MiB",
    );
    let folder = full();
    let dossier = opened(folder.path());
    let read = |bib: &str| taken(bib.as_bytes(), Format::Bibtex, &dossier);
    assert_eq!(read(&doubling("")).sources["x"].get("title"), None);
    let circle = "@misc{x, title = {a}, crossref = {y}}@misc{y, title = {b}, crossref = {x}}";
    assert_eq!(read(circle).left, [] as [&str; 0]);
    // A chain of references, each entry with all that stand behind it.
    let links = (0..40).map(|k| format!("@xdata{{x{k}, xdata = {{x{}}}, f{k} = {{y}}}}", k + 1));
    let chain = format!(
        "@misc{{x, title = {{a}}, xdata = {{x0}}}}{}",
        links.collect::<String>()
    );
    says(&read(&chain).left, "the reference `xdata` of `x` to `x10`");
}

#[test]
fn braces_within_braces_without_end() {
    let folder = full();
    let dossier = opened(folder.path());
    for (open, close) in [
        ("{", "}"),
        ("\\emph{", "}"),
        ("\\a{", "}"),
        ("\\url{", "}"),
        ("\\'{", "}"),
        ("$_{", "}"),
    ] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        for field in ["title", "author", "url", "month"] {
            let bib = format!("@misc{{x, {field} = {{{open}y{close}}}}}");
            let back = taken(bib.as_bytes(), Format::Bibtex, &dossier);
            hikiwake_exchange::export(
                &crate::random::dossier_with(
                    Vec::new(),
                    back.sources.values().cloned().map(Into::into).collect(),
                ),
                Format::Bibtex,
                &Default::default(),
            )
            .unwrap();
        }
    }
}

#[test]
fn json_without_bottom() {
    let deep = "[".repeat(100_000);
    for format in [Format::Csl, Format::Annotations] {
        assert!(!refused(deep.as_bytes(), format).is_empty());
    }
}
