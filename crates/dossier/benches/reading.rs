//! How long it takes, and how much memory, to read dossiers that nobody would write.
//!
//! `cargo bench -p hikiwake-dossier --bench reading`: each is read by a program of its
//! own, so that its memory is its own; the goal is 10 s and 1 GB for each.

use std::env;
use std::process::Command;
use std::time::Instant;

use hikiwake_dossier::read_texts;

const HEAD: &str = "[dossier]\nformat = 1\ntitle = \"T\"\n[actors.a]\nname = \"A\"\n";
const OPTION: &str = "[options.x]\nowner = \"a\"\nlabel = \"X\"\n";
const WISH: &str = "[[preferences]]\nactor = \"a\"\nstatements = [{ id = \"s\", wants = \"x\" }]\n";
/// Just under the largest file.
const LARGE: usize = (16 << 20) - 4096;

/// So many entries, each made from its number.
fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect()
}

fn large(entry: &str) -> String {
    entry.repeat(LARGE / entry.len())
}

/// A text of the kind, beside a sound head; with a bibliography where it needs one.
fn text(kind: &str) -> Option<(String, usize)> {
    let sound = format!("{HEAD}{OPTION}{WISH}");
    let listed =
        |key: &str, entry: &str| format!("{HEAD}{OPTION}{key} = [{}]\n{WISH}", large(entry));
    let mut sources = 1;
    let text = match kind {
        "allow" => listed("allow", "[],"),
        "because" => listed("because", "\"c\","),
        "because-accents" => listed("because", "\"\u{e9}\","),
        "definitions-doubled" => {
            let doubled = |i| format!("d{} = {{ formula = \"d{i} and d{i}\" }}\n", i + 1);
            format!(
                "{sound}[definitions]\nd0 = {{ formula = \"x\" }}\n{}",
                many(5_000, doubled)
            )
        }
        "definitions-large" => {
            let long = vec!["x"; 10_000].join(" and ");
            let twice = |i| format!("d{i} = {{ formula = \"d or d\" }}\n");
            format!(
                "{sound}[definitions]\nd = {{ formula = \"{long}\" }}\n{}",
                many(5_000, twice)
            )
        }
        "definitions-circle" => {
            let next = |i| format!("d{i} = {{ formula = \"d{}\" }}\n", (i + 1) % 100_000);
            format!("{sound}[definitions]\n{}", many(100_000, next))
        }
        "preferences" => format!("{sound}{}", WISH.repeat(50_000)),
        "statements" => {
            let wish = |i| format!("{{ id = \"s{i}\", wants = \"x\" }},");
            format!(
                "{HEAD}{OPTION}[[preferences]]\nactor = \"a\"\nstatements = [{}]",
                many(50_000, wish)
            )
        }
        "owners" => {
            let option = |i| {
                format!(
                    "[actors.b{i}]\nname = \"B\"\n[options.o{i}]\nowner = \"c{i}\"\nlabel = \"O\"\n"
                )
            };
            format!("{sound}{}", many(20_000, option))
        }
        "options" => {
            let option = |i| format!("[options.o{i}]\nowner = \"a\"\nlabel = \"O\"\n");
            format!("{sound}{}", many(20_000, option))
        }
        "claims" => {
            sources = 50_000;
            let claim = |i| format!("[claims.c{i}]\nsource = \"s{i}\"\nsays = \"It.\"\n");
            format!("{sound}{}", many(50_000, claim))
        }
        "claims-unknown" => {
            sources = 50_000;
            let claim = |i| format!("[claims.c{i}]\nsource = \"t{i}\"\nsays = \"It.\"\n");
            format!("{sound}{}", many(50_000, claim))
        }
        "figures" => {
            let figure = |i| {
                format!(
                    "[claims.c{i}]\nsource = \"s0\"\nsays = \"It.\"\nfigure = {{ metric = \"m\", value = {i}, unit = \"t\" }}\n"
                )
            };
            format!("{sound}{}", many(60_000, figure))
        }
        "rules" => {
            let rule = |i| format!("[rules.r{i}]\nnever = \"x and not x\"\n");
            format!("{sound}{}", many(20_000, rule))
        }
        "rules-contrary" => {
            let rule = |i| format!("[rules.r{i}]\nnever = \"{}x\"\n", ["", "not "][i % 2]);
            format!("{sound}{}", many(20_000, rule))
        }
        "names" => {
            let near = |i| format!("defi{i} = {{ formula = \"defy{i}\" }}\n");
            format!("{sound}[definitions]\n{}", many(20_000, near))
        }
        "name" => format!(
            "{sound}[claims.{}]\nsource = \"s0\"\nsays = \"It.\"\n",
            "c".repeat(LARGE)
        ),
        "unknown-name" => {
            let long = "b".repeat(LARGE / 2);
            format!("{sound}[actors.{long}]\nname = \"B\"\n[options.y]\nowner = \"{long}\"\n")
        }
        "keys" => format!(
            "{sound}[claims.c]\n{}",
            many(600_000, |i| format!("key{i} = 1\n"))
        ),
        "duplicates" => {
            let claim = "[claims.c]\nsource = \"s0\"\nsays = \"It.\"\n";
            format!("{sound}{}", claim.repeat(30_000))
        }
        "outcomes" => {
            let outcome =
                |i| format!("{{ id = \"o{i}\", label = \"O\", date = \"2017\", state = \"x\" }},");
            format!(
                "{sound}[periods.p]\nlabel = \"P\"\ndate = \"2016\"\nstatus_quo = \"\"\noutcomes = [{}]",
                many(50_000, outcome)
            )
        }
        "periods" => {
            let period =
                |i| format!("[periods.p{i}]\nlabel = \"P\"\ndate = \"2016\"\nstatus_quo = \"\"\n");
            format!("{sound}{}", many(20_000, period))
        }
        "levels" => {
            let levels = many(100_000, |i| format!("\"l{i}\","));
            format!("{sound}[options.y]\nowner = \"a\"\nlabel = \"Y\"\nlevels = [{levels}]\n")
        }
        "actors" => {
            let actor = |i| format!("[actors.b{i}]\nname = \"B\"\npart_of = \"b{}\"\n", i + 1);
            format!("{sound}{}", many(20_000, actor))
        }
        "readings" => {
            let reading = |i| {
                format!(
                    "[readings.r{i}]\nlabel = \"R\"\nchanges = [{{ actor = \"a\", drop = \"s\" }}]\n"
                )
            };
            format!("{sound}{}", many(20_000, reading))
        }
        "events" => {
            let event =
                |i| format!("[events.e{i}]\nlabel = \"E\"\ndate = \"2016\"\nsets = [\"x\"]\n");
            format!("{sound}{}", many(30_000, event))
        }
        "syntax" => format!("{sound}{}", large("x = = 3\n")),
        _ => return None,
    };
    Some((text, sources))
}

const KINDS: &str = "allow because because-accents definitions-doubled definitions-large \
    definitions-circle preferences statements owners options claims claims-unknown figures \
    rules rules-contrary names name unknown-name keys duplicates outcomes periods levels actors \
    readings events syntax";

fn main() {
    let asked: Vec<String> = env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    if let [one, kind] = asked.as_slice()
        && one == "one"
    {
        return measure(kind);
    }
    let program = env::current_exe().expect("the name of this program");
    for kind in KINDS.split_whitespace() {
        if asked.is_empty() || asked.iter().any(|name| name == kind) {
            let status = Command::new(&program).args(["one", kind]).status();
            if !status.is_ok_and(|status| status.success()) {
                println!("{kind:<20} failed");
            }
        }
    }
}

/// Reads one dossier, and prints what it took.
fn measure(kind: &str) {
    let Some((text, sources)) = text(kind) else {
        return println!("{kind:<20} is not known");
    };
    let entries: Vec<String> = (0..sources)
        .map(|i| format!("{{\"id\":\"s{i}\",\"type\":\"book\",\"title\":\"T\"}}"))
        .collect();
    let megabytes = text.len() as f64 / 1e6;
    let files = [
        ("dossier.toml".to_owned(), text),
        (
            "sources.json".to_owned(),
            format!("[{}]", entries.join(",")),
        ),
    ];
    let begin = Instant::now();
    let read = read_texts(&files);
    let shown = read.render(false);
    println!(
        "{kind:<20} {megabytes:5.1} MB {:6.2} s {:>9} {:5} faults, first: {}",
        begin.elapsed().as_secs_f64(),
        peak(),
        read.diagnostics.len(),
        shown.lines().next().unwrap_or(""),
    );
}

/// The most memory that this program has had, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.map_or("?".into(), |kilobytes| format!("{} MB", kilobytes / 1000))
}
