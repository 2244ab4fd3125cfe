//! What a Word document holds, read back by programs that are not ours.

mod reading;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use hikiwake_document::{Block, Cited, Document, Inline, Row, Table, Text, visible};
use hikiwake_render::{DOCX_MARK, DocxError, docx};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::Node;
use scraper::{Html, Selector};

use crate::absent::skipped;
use crate::faces::{numbers, on_a_terminal, words};
use crate::sample::{HOSTILE, document, documents};
use crate::steps::{found, presented};
use reading::{
    all, in_blocks, in_word, parts, parts_of, read, style, text, together, value, widths,
};

#[test]
fn headings_lists_and_notes_are_those_of_word() {
    let parts = parts_of(&document(&str::to_owned));
    let styled: Vec<(String, String)> = read(&parts, "word/document.xml", |root| {
        let outside = |one: &Node| {
            one.ancestors()
                .all(|outer| outer.tag_name().name() != "tbl")
        };
        let lines = all(root, "p").into_iter().filter(outside);
        lines
            .map(|line| {
                (
                    style(line),
                    text(line, &vec![String::new(); 9]).trim().to_owned(),
                )
            })
            .collect()
    });
    let with = |style: &str| -> Vec<&str> {
        let those = styled.iter().filter(|(of, _)| of == style);
        those.map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(with("Title"), ["The title"]);
    assert_eq!(with("Subtitle"), ["The subject"]);
    assert_eq!(with("Heading1"), ["A heading"]);
    assert_eq!(with("Heading2"), ["Below"]);
    assert_eq!(with("Note"), ["How to read"]);
    assert_eq!(with("Caution"), ["Note. A limit"]);
    assert_eq!(with("Summary"), ["More"]);
    assert_eq!(with("TableCaption"), ["How to read it."; 2]);
    assert_eq!(with("FigureKey"), ["a line"]);
    assert_eq!(with("Caption"), ["Title of the figure. Thin: this."]);
    let list = with("ListParagraph");
    assert_eq!((list.len(), list[0], list[3]), (4, "one", "sub"));
    // Every style that is used is there.
    let known: BTreeSet<String> = read(&parts, "word/styles.xml", |root| {
        let ids = all(root, "style")
            .into_iter()
            .filter_map(|style| value(style, "styleId"));
        ids.map(str::to_owned).collect()
    });
    for name in ["word/document.xml", "word/footnotes.xml", "word/footer.xml"] {
        read(&parts, name, |root| {
            for kind in ["pStyle", "rStyle", "tblStyle"] {
                for used in all(root, kind) {
                    assert!(known.contains(value(used, "val").expect("a style")));
                }
            }
        });
    }
}

#[test]
fn numbered_lists_each_begin_with_one() {
    let mut document = Document::new("", "");
    document.push(Block::numbered(["one", "two"]));
    document.push(Block::list(["dot"]));
    document.push(Block::numbered(["one again"]));
    let parts = parts_of(&document);
    let lists: Vec<String> = read(&parts, "word/document.xml", |root| {
        let lists = all(root, "numId")
            .into_iter()
            .filter_map(|list| value(list, "val"));
        lists.map(str::to_owned).collect()
    });
    assert_eq!(lists.len(), 4);
    assert!(lists[0] == lists[1] && lists[0] != lists[2] && lists[0] != lists[3]);
    let form = |list: &str| -> (String, usize) {
        read(&parts, "word/numbering.xml", |root| {
            let by_id = |kind: &str, name: &str, id: &str| {
                let mut those = all(root, kind).into_iter();
                those
                    .find(|one| value(*one, name) == Some(id))
                    .expect("a list")
            };
            let list = by_id("num", "numId", list);
            let begins = all(list, "startOverride").len();
            let levels = value(all(list, "abstractNumId")[0], "val").expect("an id");
            let levels = by_id("abstractNum", "abstractNumId", levels);
            let first = value(all(levels, "numFmt")[0], "val").expect("a form");
            (first.to_owned(), begins)
        })
    };
    for numbered in [&lists[0], &lists[3]] {
        assert_eq!(form(numbered), ("decimal".to_owned(), 9));
    }
    assert_eq!(form(&lists[2]), ("bullet".to_owned(), 0));
}

#[test]
fn columns_have_room_for_their_words() {
    let widths_of = |cells: [&str; 3]| {
        let mut table = Table::new(["one", "two", "three"]);
        table.row(cells);
        let mut document = Document::new("", "");
        document.push(Block::Table(table));
        widths(&parts_of(&document))
    };
    // No wider than the words; as wide as the page; a long word takes its room first.
    assert!(widths_of(["a", "b", "c"]).iter().sum::<usize>() < 3_000);
    let long = "many words ".repeat(20);
    let [short, wide, other] = widths_of(["a", &long, "c"])[..] else {
        panic!("three columns");
    };
    assert!(wide > 6_000 && short < 1_600 && other < 1_600);
    assert!(short + wide + other > 9_400);
    let word = widths_of(["a", &long, &"w".repeat(40)]);
    assert!(word[2] > 3_800, "{word:?}");
}

#[test]
fn the_heads_of_a_table_stand_on_every_page() {
    let parts = parts_of(&document(&str::to_owned));
    read(&parts, "word/document.xml", |root| {
        let tables = all(root, "tbl");
        assert_eq!(tables.len(), 2);
        for table in tables {
            let rows = all(table, "tr");
            let heads: Vec<bool> = rows
                .iter()
                .map(|row| !all(*row, "tblHeader").is_empty())
                .collect();
            assert!(heads[0] && heads[1..].iter().all(|head| !head), "{heads:?}");
            for row in rows {
                let cells = all(row, "tc");
                // A heading over the rows after it takes the whole row.
                if let [over] = cells[..] {
                    let span = all(over, "gridSpan");
                    assert_eq!(value(span[0], "val"), Some("3"));
                    continue;
                }
                let set: Vec<Option<&str>> = cells
                    .iter()
                    .map(|cell| all(*cell, "jc").first().and_then(|set| value(*set, "val")))
                    .collect();
                assert_eq!(set, [None, Some("center"), Some("right")]);
            }
        }
    });
}

#[test]
fn each_claim_has_one_footnote_and_every_mention_its_number() {
    let parts = parts_of(&document(&str::to_owned));
    let notes: Vec<String> = read(&parts, "word/footnotes.xml", |root| {
        all(root, "footnote")
            .into_iter()
            .filter(|note| !all(*note, "footnoteRef").is_empty())
            .map(|note| text(note, &[]))
            .collect()
    });
    assert_eq!(
        notes,
        ["\n The river rose. (Miller 2020, p. 3) Asserted by the mayor. [C1]"]
    );
    read(&parts, "word/document.xml", |root| {
        let first: Vec<&str> = all(root, "footnoteReference")
            .into_iter()
            .filter_map(|mark| value(mark, "id"))
            .collect();
        assert_eq!(first, ["1"]);
        // The other three times that it is cited.
        let again: Vec<&str> = all(root, "instrText")
            .into_iter()
            .filter_map(|mark| mark.text())
            .collect();
        assert_eq!(again, [" NOTEREF claim1 \\f \\h "; 3]);
        let marked: Vec<&str> = all(root, "bookmarkStart")
            .into_iter()
            .filter_map(|mark| value(mark, "name"))
            .collect();
        assert_eq!(marked, ["claim1"]);
    });
}

#[test]
fn marks_of_footnotes_stand_at_the_word_with_commas_between() {
    let mut document = Document::new("", "");
    let claim = |id: &str| {
        Inline::Claim(Cited {
            id: id.to_owned(),
            says: "It rained.".to_owned(),
            source: String::new(),
            place: String::new(),
            by: String::new(),
        })
    };
    let words = Text::from("stated ")
        .and(claim("A"))
        .and(" ")
        .and(claim("B"))
        .and(". ")
        .and("More ")
        .and(claim("A"));
    document.push(Block::paragraph(words));
    let parts = parts_of(&document);
    let runs: Vec<String> = read(&parts, "word/document.xml", |root| {
        all(root, "t")
            .into_iter()
            .filter_map(|run| run.text())
            .map(str::to_owned)
            .collect()
    });
    assert_eq!(runs, ["stated", ",", ". ", "More", "1"]);
    assert_eq!(together(&in_word(&document)), "stated[A][B].More[A]");
}

#[test]
fn figures_are_pictures_that_are_told_to_those_who_do_not_see_them() {
    let parts = parts_of(&document(&str::to_owned));
    let pictures: Vec<String> = parts
        .keys()
        .filter(|name| name.starts_with("word/media/"))
        .cloned()
        .collect();
    assert_eq!(pictures, ["word/media/0.png", "word/media/1.png"]);
    let drawn = Pixmap::decode_png(&parts[&pictures[0]]).expect("a picture");
    assert_eq!((drawn.width(), drawn.height()), (270, 27));
    read(&parts, "word/document.xml", |root| {
        let told: Vec<(Option<&str>, usize)> = all(root, "docPr")
            .into_iter()
            .map(|picture| (value(picture, "descr"), all(picture, "decorative").len()))
            .collect();
        assert_eq!(told, [(Some("What can be seen."), 0), (Some(""), 1)]);
        let size = all(root, "extent")[0];
        assert_eq!(
            (value(size, "cx"), value(size, "cy")),
            (Some("617220"), Some("61722"))
        );
    });
}

/// Every part is well-formed, every relation leads somewhere, and nothing is lost, whatever
/// the texts hold.
#[test]
fn hostile_texts_stay_texts() {
    for document in documents() {
        let parts = parts_of(&document);
        for name in parts.keys().filter(|name| !name.ends_with(".png")) {
            read(&parts, name, |root| {
                for node in root.descendants() {
                    let texts = node.attributes().map(|one| one.value()).chain(node.text());
                    for text in texts {
                        assert_eq!(visible(text), text, "{name}");
                    }
                }
            });
        }
        let mut known = BTreeSet::new();
        read(&parts, "word/_rels/document.xml.rels", |root| {
            for relation in all(root, "Relationship") {
                let target = value(relation, "Target").expect("a target");
                match value(relation, "TargetMode") {
                    Some(_) => assert!(target.starts_with("https://example.org/a"), "{target}"),
                    None => assert!(parts.contains_key(&format!("word/{target}")), "{target}"),
                }
                assert!(known.insert(value(relation, "Id").expect("an id").to_owned()));
            }
        });
        read(&parts, "word/document.xml", |root| {
            for node in root.descendants() {
                for name in [(OFFICE, "id"), (OFFICE, "embed")] {
                    let id = node.attribute(name);
                    assert!(id.is_none_or(|id| known.contains(id)), "{id:?}");
                }
            }
        });
        let said = together(&in_word(&document));
        let mut wanted = vec![document.title.clone(), document.subject.clone()];
        in_blocks(&document.blocks, &mut wanted);
        assert!(wanted.len() > 40);
        for words in wanted {
            let words = together(&visible(&words));
            assert!(said.contains(&words), "“{words}” is not in “{said}”");
        }
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

#[test]
fn the_same_document_gives_the_same_bytes() {
    let sample = document(&str::to_owned);
    let first = docx(&sample).expect("written");
    let others: Vec<_> = (0..2)
        .map(|_| std::thread::spawn(|| docx(&document(&str::to_owned))))
        .collect();
    for other in others {
        assert_eq!(first, other.join().expect("no panic").expect("written"));
    }
    let head = String::from_utf8_lossy(&first[..first.len().min(8 << 10)]);
    assert!(head.starts_with("PK") && head.contains(DOCX_MARK));
}

#[test]
fn what_word_would_not_open_is_refused() {
    let table = |columns: usize| {
        let mut table = Table::new(vec!["head"; columns]);
        table.rows.push(Row::default());
        let mut document = Document::new("wide", "");
        document.push(Block::Table(table));
        docx(&document)
    };
    assert_eq!(table(64), Err(DocxError::Columns(64)));
    for columns in [0, 1, 63] {
        let parts = parts(&table(columns).expect("written"));
        // A row without cells is none.
        let cells = read(&parts, "word/document.xml", |root| all(root, "tc").len());
        assert_eq!(cells, columns * 2);
        assert!(columns == 0 || widths(&parts).iter().all(|width| *width > 100));
    }
    let mut torn = document(&str::to_owned);
    for block in &mut torn.blocks {
        if let Block::Figure(figure) = block {
            figure.wide = "<svg".to_owned();
        }
    }
    let error = docx(&torn).expect_err("torn").to_string();
    assert!(
        error.starts_with("the figure “Title of the figure” cannot be drawn: "),
        "{error}"
    );
    assert!(error.contains("\n  = help: "), "{error}");
    assert!(docx(&Document::default()).is_ok());
}

#[test]
fn a_plan_says_in_word_what_it_says_on_a_terminal() {
    for dossier in ["dossiers/kuril", "reference/dossiers/lake"] {
        let mut document = presented(&found(dossier));
        document
            .blocks
            .retain(|block| !matches!(block, Block::Figure(_)));
        let (terminal, word) = (on_a_terminal(&document), in_word(&document));
        assert_eq!(words(&terminal), words(&word), "{dossier}");
        assert_eq!(numbers(&terminal), numbers(&word), "{dossier}");
    }
}

/// LibreOffice takes what we write, and nothing of it is lost on the way.
#[test]
fn libreoffice_opens_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = document(&|text| format!("{text} {}", HOSTILE[1]));
    for (name, document) in [
        ("plan", presented(&found("dossiers/kuril"))),
        ("sample", sample),
    ] {
        let file = folder.path().join(format!("{name}.docx"));
        fs::write(&file, docx(&document).expect("written")).expect("written");
        for form in ["pdf", "html"] {
            let mut office = Command::new("soffice");
            let home = format!(
                "-env:UserInstallation=file://{}/home",
                folder.path().display()
            );
            office.args([&home, "--headless", "--convert-to", form, "--outdir"]);
            let asked = office.arg(folder.path()).arg(&file).output();
            let Ok(asked) = asked else {
                return skipped("there is no `soffice` of LibreOffice here");
            };
            let told = String::from_utf8_lossy(&asked.stderr);
            assert!(asked.status.success() && !told.contains("Error"), "{told}");
        }
        let page = fs::read(file.with_extension("pdf")).expect("a page");
        assert!(page.starts_with(b"%PDF-"));
        let page = fs::read_to_string(file.with_extension("html")).expect("a page");
        let page = Html::parse_document(&page);
        let text = together(&page.root_element().text().collect::<String>());
        let count = |what: &str| {
            page.select(&Selector::parse(what).expect("a selector"))
                .count()
        };
        assert!(count("h1") + count("h2") > 0 && count("ul") > 0);
        assert!(name == "plan" || count("ol") > 0);
        assert!(count("table") > 0 && count("thead") == count("table"));
        let mut wanted = vec![document.title.clone()];
        in_blocks(&document.blocks, &mut wanted);
        for words in wanted {
            let words = together(&visible(&words));
            assert!(text.contains(&words), "“{words}” is not in “{text}”");
        }
        for cited in document.cited() {
            assert!(
                text.contains(&together(&visible(&cited.says))),
                "{}",
                cited.id
            );
        }
    }
}
