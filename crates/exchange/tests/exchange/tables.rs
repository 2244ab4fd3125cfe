//! The tables of a model, against the model.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use hikiwake_dossier::{Compiled, Dossier, Scenario, read, read_texts};
use hikiwake_exchange::{ModelFormat, TablesError, export_model, write_tables};
use hikiwake_graph::{Concept, Limits};

type Written = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;

struct Kept(Written, String);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.borrow_mut();
        written.entry(self.1.clone()).or_default().extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn tables(
    dossier: &Dossier,
    compiled: &Compiled,
    most: u64,
) -> Result<BTreeMap<String, Vec<Vec<String>>>, TablesError> {
    let written = Written::default();
    let mut open = |name: &str| {
        let kept = Kept(Rc::clone(&written), name.to_owned());
        Ok(Box::new(kept) as Box<dyn Write>)
    };
    let counts = write_tables(dossier, compiled, most, &mut open)?;
    let rows = |bytes: &Vec<u8>| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&bytes[..]);
        let rows = reader.records().map(|row| {
            let row = row.expect("as many cells as the header");
            row.iter().map(str::to_owned).collect::<Vec<_>>()
        });
        rows.collect::<Vec<_>>()
    };
    let tables: BTreeMap<String, Vec<Vec<String>>> = written
        .borrow()
        .iter()
        .map(|(name, bytes)| (name.clone(), rows(bytes)))
        .collect();
    for (name, count) in counts {
        assert_eq!(tables[name].len() as u64, count + 1, "{name}");
    }
    Ok(tables)
}

fn opened(folder: &str) -> Dossier {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../dossiers")
        .join(folder);
    read(&folder).dossier.expect("no errors")
}

#[test]
fn the_tables_say_what_the_model_has() {
    // Of the large one every 61st row, because finding a state takes its time.
    for (folder, period, every) in [
        ("classics/elmira", None, 1),
        ("classics/korea-2017", None, 1),
        ("kuril", Some("2016-12"), 61),
    ] {
        let dossier = opened(folder);
        let scenario = Scenario {
            period: period.map(str::to_owned),
            ..Scenario::default()
        };
        let compiled = dossier
            .compile(&scenario, Limits::default())
            .expect("compiles");
        let model = &compiled.model;
        let stability = model.stability();
        let tables = tables(&dossier, &compiled, 10_000_000).expect("written");
        let makers = model.decision_makers();
        let find = |code: &str| compiled.find(code).expect("a state");
        let maker = |id: &str| {
            let mut ids = compiled.decision_makers.iter();
            ids.position(|i| i == id).expect("a decision maker")
        };

        let classes = |i: usize| {
            let mut values: Vec<u32> = model.feasible().iter().map(|s| model.value(i, s)).collect();
            values.sort_unstable_by(|a, b| b.cmp(a));
            values.dedup();
            values
        };
        let classes: Vec<Vec<u32>> = (0..makers).map(classes).collect();
        let states = &tables["states.csv"];
        assert_eq!(states.len(), model.feasible().count() + 1);
        let first_place = states[0].len() - makers;
        for row in states[1..].iter().step_by(every) {
            let state = find(&row[0]);
            assert_eq!(find(&row[1]), state);
            assert_eq!(row[2] == "yes", compiled.status_quo == Some(state));
            for i in 0..makers {
                let place = classes[i].iter().position(|v| *v == model.value(i, state));
                assert_eq!(
                    row[first_place + i],
                    (place.expect("a class") + 1).to_string()
                );
            }
        }

        let verdicts = &tables["verdicts.csv"];
        assert_eq!(verdicts.len(), model.feasible().count() * makers + 1);
        for row in verdicts[1..].iter().step_by(every) {
            for (concept, cell) in Concept::ALL.into_iter().zip(&row[2..]) {
                let stable = stability.stable(maker(&row[1]), concept).has(find(&row[0]));
                assert_eq!(cell == "yes", stable, "{row:?}");
            }
        }

        let held: usize = model
            .feasible()
            .iter()
            .filter(|s| {
                Concept::ALL
                    .iter()
                    .any(|c| stability.equilibria(*c).has(*s))
            })
            .count();
        let equilibria = &tables["equilibria.csv"];
        assert_eq!(equilibria.len(), held + 1);
        for row in &equilibria[1..] {
            for (concept, cell) in Concept::ALL.into_iter().zip(&row[2..]) {
                assert_eq!(
                    cell == "yes",
                    stability.equilibria(concept).has(find(&row[0]))
                );
            }
        }

        let moves = &tables["moves.csv"];
        let all = |i: usize| {
            model
                .feasible()
                .iter()
                .map(move |s| model.moves(i, s).len())
        };
        let count: usize = (0..makers).flat_map(all).sum();
        assert_eq!(moves.len(), count + 1);
        for row in moves[1..].iter().step_by(every) {
            let (from, to, i) = (find(&row[0]), find(&row[1]), maker(&row[2]));
            assert!(model.can_move(i, from, to));
            let better = model.value(i, to) > model.value(i, from);
            assert_eq!(row[3] == "better", better);
        }

        // Each path begins at the status quo, goes on where it was and ends where it says.
        let paths = &tables["paths.csv"][1..];
        for (k, row) in paths.iter().enumerate() {
            let first = row[2] == "1";
            let from = match first {
                true => compiled.status_quo.expect("a status quo"),
                false => find(&paths[k - 1][5]),
            };
            assert_eq!(find(&row[4]), from);
            assert!(model.can_move(maker(&row[3]), from, find(&row[5])));
            let last = paths.get(k + 1).is_none_or(|next| next[2] == "1");
            assert!(!last || row[5] == row[0]);
            if row[1] != "moves" {
                assert!(
                    model.value(maker(&row[3]), find(&row[5])) > model.value(maker(&row[3]), from)
                );
            }
        }
        if period.is_some() {
            assert!(!paths.is_empty());
        }
    }
}

#[test]
fn too_many_rows_are_refused() {
    let dossier = opened("classics/prisoners");
    let compiled = dossier
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles");
    let rows: usize = tables(&dossier, &compiled, 1_000)
        .expect("written")
        .values()
        .map(|rows| rows.len() - 1)
        .sum();
    assert!(tables(&dossier, &compiled, rows as u64).is_ok());
    let refused = tables(&dossier, &compiled, rows as u64 - 1);
    assert!(matches!(refused, Err(TablesError::Rows(_))));
}

/// A dossier whose words hurt.
fn sharp() -> (Dossier, Compiled) {
    let text = r#"
[dossier]
format = 1
title = "A \"quoted\" title"
[actors.a]
name = "=cmd()"
[actors.b]
name = "@B \\ \"b\""
[options.x]
owner = "a"
label = "+1+1"
[options.y]
owner = "b"
label = "-1"
levels = ["low", "mid", "high"]
[rules.not-all]
never = "x and y = high"
[[preferences]]
actor = "a"
statements = [{ id = "s", wants = "x", text = "\t=1+1; =2" }]
"#;
    let read = read_texts(&[("dossier.toml".to_owned(), text.to_owned())]);
    let dossier = read.dossier.expect("no errors");
    let compiled = dossier
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles");
    (dossier, compiled)
}

#[test]
fn no_cell_begins_a_formula() {
    let (dossier, compiled) = sharp();
    let tables = tables(&dossier, &compiled, 1_000).expect("written");
    let cells: Vec<&String> = tables.values().flatten().flatten().collect();
    assert!(cells.iter().any(|cell| *cell == "'=cmd()"));
    for cell in cells {
        // A plain number is none.
        let parts = cell
            .split([';', '\t'])
            .filter(|part| part.parse::<f64>().is_err());
        for part in parts {
            assert!(
                !part.trim_start().starts_with(['=', '+', '-', '@']),
                "{cell:?}"
            );
        }
    }
}

#[test]
fn a_game_for_gambit() {
    let (dossier, compiled) = sharp();
    let game =
        export_model(&dossier, &compiled, ModelFormat::Nfg, Limits::default()).expect("written");
    let expected = r#"NFG 1 R "A 'quoted' title" { "=cmd()" "@B / 'b'" }

{
  { "x=no" "x=yes" }
  { "y=low" "y=mid" "y=high" }
}

1 1
2 1
1 1
2 1
1 1
0 0
"#;
    assert_eq!(String::from_utf8(game.bytes).expect("UTF-8"), expected);
    assert!(game.notes.is_empty());

    let elmira = opened("classics/elmira");
    let compiled = elmira
        .compile(&Scenario::default(), Limits::default())
        .expect("compiles");
    let game =
        export_model(&elmira, &compiled, ModelFormat::Nfg, Limits::default()).expect("written");
    assert!(
        game.notes[0].contains("(`modify`, `delay`, `abandon`)"),
        "{:?}",
        game.notes
    );
}
