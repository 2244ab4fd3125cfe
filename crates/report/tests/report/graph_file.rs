//! Graphs of steps in the formats of other programs: what is written is read back by
//! other readers than ours, whatever the texts hold.

use std::process::Command;

use crate::absent::skipped;
use crate::fixture;
use hikiwake_conflict::StepGraph;
use hikiwake_report::{dot, graphml};
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

fn plain(text: &str) -> String {
    text.to_owned()
}

/// Every sign that means something in one of the formats.
fn hostile(text: &str) -> String {
    format!("{text}\" \\ ] -> ; <![CDATA[ & ' </data> \u{1} \u{202e}\n\\N {{")
}

/// The graph of the fixture.
fn drawing(say: fixture::Say) -> StepGraph {
    let ways = fixture::report(say).ways.swap_remove(0);
    ways.finding.drawing.expect("the fixture has one")
}

/// The statements of DOT, its strings as they read, told by what they begin with.
fn statements(text: &str) -> (usize, usize, Vec<String>) {
    let (mut nodes, mut edges, mut strings) = (0, 0, Vec::new());
    for line in text.lines().filter(|line| line.starts_with("  \"")) {
        let mut outside = String::new();
        let mut letters = line.chars();
        while let Some(c) = letters.next() {
            if c != '"' {
                outside.push(c);
                continue;
            }
            let mut string = String::new();
            loop {
                match letters.next().expect("a string ends on its line") {
                    '"' => break,
                    '\\' => match letters.next().expect("something is escaped") {
                        'n' => string.push('\n'),
                        c => string.push(c),
                    },
                    c => string.push(c),
                }
            }
            outside.push('S');
            strings.push(string);
        }
        let outside = outside.trim();
        assert!(outside.ends_with("];"), "{outside}");
        match outside.starts_with("S -> S [") {
            true => edges += 1,
            false => {
                assert!(outside.starts_with("S ["), "{outside}");
                nodes += 1;
            }
        }
    }
    (nodes, edges, strings)
}

#[test]
fn dot_is_read_back() {
    for say in [plain, hostile] {
        let graph = drawing(say);
        let (nodes, edges, strings) = statements(&dot(&graph));
        assert_eq!((nodes, edges), (graph.nodes.len(), graph.edges.len()));
        let readable = |text: &str| text.replace('\u{1}', "␁").replace('\u{202e}', "‹U+202E›");
        for node in &graph.nodes {
            assert!(
                strings.contains(&readable(&node.id)) && strings.contains(&readable(&node.text))
            );
        }
    }
    let text = dot(&drawing(plain));
    assert_eq!(text.matches("irreversible=true").count(), 1);
    assert_eq!(text.matches("peripheries=2").count(), 1);

    // Graphviz itself, where it is there.
    let file = std::env::temp_dir().join(format!("hikiwake-{}.dot", std::process::id()));
    std::fs::write(&file, dot(&drawing(hostile))).expect("written");
    match Command::new("dot").arg("-Tplain").arg(&file).output() {
        Ok(drawn) => {
            assert!(
                drawn.status.success(),
                "{}",
                String::from_utf8_lossy(&drawn.stderr)
            );
        }
        Err(_) => skipped("there is no `dot` of Graphviz here"),
    }
    std::fs::remove_file(&file).expect("removed");
}

#[test]
fn graphml_is_read_back() {
    for say in [plain, hostile] {
        let graph = drawing(say);
        let text = graphml(&graph);
        let mut reader = Reader::from_str(&text);
        let (mut nodes, mut edges, mut data, mut ids) = (0, 0, 0, Vec::new());
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Eof => break,
                Event::Start(start) => {
                    let name = start.name();
                    let name: &str = name.as_ref();
                    match name {
                        "node" => nodes += 1,
                        "edge" => edges += 1,
                        "data" => data += 1,
                        _ => {}
                    }
                    for attribute in start.attributes() {
                        let attribute = attribute.expect("a sound attribute");
                        let value = attribute
                            .normalized_value(XmlVersion::Implicit1_0)
                            .expect("sound entities")
                            .into_owned();
                        if name == "node" {
                            ids.push(value);
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!((nodes, edges), (graph.nodes.len(), graph.edges.len()));
        assert_eq!(data, 5 + 9 * nodes + 5 * edges);
        let written = ids.iter().zip(&graph.nodes);
        for (id, node) in written {
            let spaced = |text: &str| {
                let text = text.replace('\u{1}', "␁").replace('\u{202e}', "‹U+202E›");
                text.replace('\n', " ")
            };
            assert_eq!(spaced(id), spaced(&node.id));
        }
    }
}

/// networkx reads the same number of nodes and edges, where it is installed.
#[test]
fn networkx_reads_the_graphml() {
    let folder = std::env::temp_dir();
    let program = "import sys\n\
                   try:\n    import networkx\n\
                   except ImportError:\n    print('none'); sys.exit()\n\
                   g = networkx.read_graphml(sys.argv[1])\n\
                   lasting = sum(1 for *_, e in g.edges(data=True) if e['irreversible'])\n\
                   print(g.number_of_nodes(), g.number_of_edges(), g.is_directed(), lasting)\n";
    for (at, say) in [plain, hostile].into_iter().enumerate() {
        let file = folder.join(format!("hikiwake-{}-{at}.graphml", std::process::id()));
        std::fs::write(&file, graphml(&drawing(say))).expect("written");
        let run = Command::new("python3")
            .args(["-c", program])
            .arg(&file)
            .output();
        std::fs::remove_file(&file).expect("removed");
        let Ok(run) = run else {
            skipped("there is no python3 here to ask networkx");
            return;
        };
        let told = String::from_utf8_lossy(&run.stdout);
        if told.trim() == "none" {
            skipped("networkx is not installed here");
            return;
        }
        assert_eq!(
            told.trim(),
            "4 3 True 1",
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
    }
}
