//! Random small dossiers, as an analyst would write them.

use std::fmt::Write;

/// A small generator of random numbers (SplitMix64): the same on every machine.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// One option: its name and its number of levels (2: no, yes).
struct Opt {
    name: String,
    levels: usize,
}

/// The text of `sources.json`.
pub const SOURCES: &str = r#"[{"id": "book", "type": "book", "title": "A book",
  "author": [{"family": "Writer", "given": "A."}], "issued": {"date-parts": [[2016]]}}]"#;

/// The text of `dossier.toml` for a random model of 1 to 4 actors with holes,
/// one-way options, change tables, barred moves, shared ranks, rankings, joint
/// options and ties. The state with every option at its lowest level is feasible.
pub fn dossier(seed: u64) -> String {
    let mut random = Random(seed);
    let mut text = String::from("[dossier]\nformat = 1\ntitle = \"Random\"\n\n");
    let actors = 1 + random.below(4);
    for actor in 0..actors {
        writeln!(text, "[actors.a{actor}]\nname = \"Actor {actor}\"\n").unwrap();
    }
    let options = options(&mut random, actors, &mut text);
    rules(&mut random, actors, &options, &mut text);
    for actor in 0..actors {
        preference(&mut random, actor, &options, &mut text);
    }
    for claim in 0..3 {
        writeln!(
            text,
            "[claims.c{claim}]\nsource = \"book\"\nsays = \"Claim {claim}.\"\n"
        )
        .unwrap();
    }
    text
}

fn options(random: &mut Random, actors: usize, text: &mut String) -> Vec<Opt> {
    let mut options = Vec::new();
    let mut states = 1;
    let wanted = actors.max(2) + random.below(4);
    while options.len() < wanted && states < 96 {
        let number = options.len();
        let name = format!("o{number}");
        // Every actor gets an option before anyone gets a second.
        let owner = if number < actors {
            number
        } else {
            random.below(actors)
        };
        let levels = if random.chance(25) { 3 } else { 2 };
        writeln!(text, "[options.{name}]\nlabel = \"Option {number}\"").unwrap();
        if number >= actors && actors > 1 && levels == 2 && random.chance(20) {
            let other = (owner + 1 + random.below(actors - 1)) % actors;
            writeln!(text, "parties = [\"a{owner}\", \"a{other}\"]").unwrap();
            states *= 4;
        } else {
            writeln!(text, "owner = \"a{owner}\"").unwrap();
            states *= levels;
        }
        if levels == 3 {
            writeln!(text, "levels = [\"low\", \"mid\", \"high\"]").unwrap();
        }
        match random.below(10) {
            0 => writeln!(text, "change = \"one-way\"").unwrap(),
            1 => writeln!(text, "change = \"one-way-down\"").unwrap(),
            // Not transitive: two moves lead where one does not.
            2 if levels == 3 => writeln!(
                text,
                "allow = [[\"low\", \"mid\"], [\"mid\", \"high\"], [\"high\", \"mid\"]]"
            )
            .unwrap(),
            _ => {}
        }
        text.push('\n');
        options.push(Opt { name, levels });
    }
    options
}

fn rules(random: &mut Random, actors: usize, options: &[Opt], text: &mut String) {
    for number in 0..random.below(3) {
        // Never met where every option is at its lowest level.
        let above = &options[random.below(options.len())].name;
        let also = literal(random, options);
        writeln!(
            text,
            "[rules.hole{number}]\nnever = \"{above} and {also}\"\n"
        )
        .unwrap();
    }
    if random.chance(25) {
        let (from, to) = (literal(random, options), literal(random, options));
        write!(
            text,
            "[rules.bar]\nbars = {{ from = \"{from}\", to = \"{to}\""
        )
        .unwrap();
        if random.chance(50) {
            write!(text, ", by = \"a{}\"", random.below(actors)).unwrap();
        }
        text.push_str(" }\n\n");
    }
}

fn preference(random: &mut Random, actor: usize, options: &[Opt], text: &mut String) {
    if random.chance(5) {
        return;
    }
    writeln!(text, "[[preferences]]\nactor = \"a{actor}\"").unwrap();
    if random.chance(15) {
        let classes: Vec<String> = (0..1 + random.below(4))
            .map(|_| format!("[\"{}\"]", formula(random, options)))
            .collect();
        writeln!(text, "ranking = [{}, [\"true\"]]\n", classes.join(", ")).unwrap();
        return;
    }
    for number in 0..1 + random.below(5) {
        let wants = formula(random, options);
        write!(
            text,
            "[[preferences.statements]]\nid = \"s{number}\"\nwants = \"{wants}\"\n"
        )
        .unwrap();
        if number > 0 && random.chance(20) {
            text.push_str("same_rank = true\n");
        }
        if random.chance(60) {
            writeln!(
                text,
                "because = [\"c{}\"]\nbasis = \"stated\"",
                random.below(3)
            )
            .unwrap();
        }
    }
    text.push('\n');
}

fn formula(random: &mut Random, options: &[Opt]) -> String {
    let (x, y) = (literal(random, options), literal(random, options));
    match random.below(7) {
        0 => format!("{x} and {y}"),
        1 => format!("{x} or {y}"),
        2 => format!("{x} if {y}"),
        3 => format!("{x} iff {y}"),
        _ => x,
    }
}

fn literal(random: &mut Random, options: &[Opt]) -> String {
    let option = &options[random.below(options.len())];
    let name = &option.name;
    match random.below(4) {
        0 => format!("not {name}"),
        1 if option.levels == 3 => format!("{name} = mid"),
        2 if option.levels == 3 => format!("{name} >= high"),
        _ => name.clone(),
    }
}
