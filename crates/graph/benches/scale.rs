//! How time and memory grow with the number of combinations:
//! `cargo bench -p hikiwake-graph --bench scale -- [POWER] [--csv FILE] [--svg FILE]`
//! for 2^10, 2^12 and so on up to 2^POWER (20). Above 2^22 the hardest kind is measured
//! on all threads, and where nothing is in the way only Nash, GMR and SMR. With
//! `--three` nothing but these is measured, and only where nothing is in the way.
//!
//! The floor is the time to read as many arrays of values as there are decision
//! makers once, in order, on as many threads; it is taken in turn with what is set
//! beside it. Peak memory is that of the whole process, as the system counts it.

mod cases;

use std::fmt::Write as _;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

use cases::{Case, DECISION_MAKERS, Obstacles};
use hikiwake_graph::{Concept, Limits, Model, ModelBuilder, Run};

/// What the peer takes for four decision makers on 4,096 states.
const PEER_SECONDS: f64 = 120.0;

/// Most bytes a combination that building and solving are to hold.
const PROMISED: u64 = 32;

/// One line of the table.
struct Row {
    power: usize,
    obstacles: Obstacles,
    threads: usize,
    feasible: usize,
    /// Seconds.
    build: f64,
    /// All five, where they are solved.
    solve: Option<f64>,
    three: f64,
    floor: f64,
    /// Bytes a combination, of building and solving all five.
    bytes: Option<f64>,
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|given| given != "--bench");
    let (mut most, mut csv, mut svg, mut only_three) = (20, None, None, false);
    while let Some(given) = arguments.next() {
        match given.as_str() {
            "--csv" => csv = arguments.next(),
            "--svg" => svg = arguments.next(),
            "--three" => only_three = true,
            power => {
                most = power
                    .parse()
                    .expect("a power of two, --three, --csv FILE or --svg FILE")
            }
        }
    }
    let kinds = [
        Obstacles::OneWayAndHoles,
        Obstacles::OneWay,
        Obstacles::None,
    ];
    let mut powers: Vec<usize> = (10..=most).step_by(2).collect();
    if !powers.contains(&most) {
        powers.push(most);
    }
    let all = Run::default().threads.get();
    let mut threads = vec![1, all];
    threads.dedup();
    println!(
        "obstacles        states  threads    build ms    solve ms  ns/state  three ms  floor ms  \
         three/floor  bytes/state"
    );
    let mut rows = Vec::new();
    for obstacles in kinds {
        for &power in &powers {
            for &threads in &threads {
                let free = obstacles == Obstacles::None;
                let large = power > 22 && (obstacles != kinds[0] || threads != all);
                if (large || only_three) && !free {
                    continue;
                }
                let row = measure(power, obstacles, threads, !large && !only_three);
                println!("{}", row.line());
                rows.push(row);
            }
        }
    }
    for row in rows.iter().filter(|row| row.power == 12) {
        let Some(solve) = row.solve else { continue };
        println!(
            "4,096 states, {}, {} threads: {:.0} times faster than the peer",
            name(row.obstacles),
            row.threads,
            PEER_SECONDS / solve
        );
    }
    for (file, text) in [(csv, table(&rows)), (svg, picture(&rows))] {
        if let Some(file) = file {
            std::fs::write(&file, text).expect("a file that can be written");
        }
    }
}

fn measure(power: usize, obstacles: Obstacles, threads: usize, all_five: bool) -> Row {
    let run = Run {
        threads: NonZeroUsize::new(threads).expect("one thread at least"),
        ..Run::default()
    };
    let runs = match power {
        ..=12 => 30,
        13..=16 => 10,
        17..=22 => 3,
        _ => 1,
    };
    forget_peak();
    let before = held("VmRSS");
    let start = Instant::now();
    let model = build(power, obstacles, &run);
    let build = start.elapsed().as_secs_f64();
    let solve = all_five.then(|| best(runs, || model.stability_with(&run)));
    // What smaller models left behind hides what they take.
    let told = held("VmHWM").zip(before);
    let told = told.filter(|_| power >= 16 && all_five);
    let peak = told.map(|(peak, before)| peak - before);
    let feasible = model.feasible().count();
    let some = [Concept::Nash, Concept::Gmr, Concept::Smr];
    let floor = Floor::new(1 << power, threads);
    let (mut three, mut reading) = (f64::INFINITY, f64::INFINITY);
    let rounds = if obstacles == Obstacles::None { 7 } else { 1 };
    for _ in 0..rounds {
        three = best(runs, || model.stability_of(&some, &run)).min(three);
        reading = best(runs, || floor.read()).min(reading);
    }
    Row {
        power,
        obstacles,
        threads,
        feasible,
        build,
        solve,
        three,
        floor: reading,
        bytes: peak.map(|peak| peak / (1u64 << power) as f64),
    }
}

fn build(power: usize, obstacles: Obstacles, run: &Run) -> Model {
    let case = Case::new(power, obstacles);
    let mut builder = ModelBuilder::new(DECISION_MAKERS);
    // Small models need some more.
    let bytes = if power < 22 {
        u64::MAX
    } else {
        PROMISED << power
    };
    builder.limits(Limits { bytes }).without_walks();
    for axis in case.axes {
        builder.option(axis);
    }
    for formula in case.require {
        builder.require(formula);
    }
    for (i, order) in case.orders.into_iter().enumerate() {
        builder.order(i, order);
    }
    builder.build_with(run).expect("a model")
}

/// The best of some runs, in seconds.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    let timed = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(timed).fold(f64::INFINITY, f64::min)
}

/// Arrays as long as those of the values.
struct Floor {
    values: Vec<Vec<u32>>,
    threads: usize,
}

impl Floor {
    fn new(size: usize, threads: usize) -> Floor {
        let values = |i| (0..size).map(|s| (s ^ i) as u32).collect();
        let values = (0..DECISION_MAKERS).map(values).collect();
        Floor { values, threads }
    }

    /// Reads every array once.
    fn read(&self) {
        let sum = |part: &[u32]| {
            let add = |sum: u32, &value: &u32| sum.wrapping_add(value);
            part.iter().fold(0, add)
        };
        if self.threads == 1 {
            black_box(
                self.values
                    .iter()
                    .map(|values| sum(black_box(values)))
                    .max(),
            );
            return;
        }
        let size = self.values[0].len();
        let part = size.div_ceil(self.threads);
        std::thread::scope(|scope| {
            for t in 0..self.threads {
                let part = t * part..size.min((t + 1) * part);
                scope.spawn(move || {
                    let parts = self.values.iter().map(|values| &values[part.clone()]);
                    black_box(parts.map(|part| sum(black_box(part))).max());
                });
            }
        });
    }
}

/// Bytes this process holds (`VmRSS`) or has held at most (`VmHWM`); `None` where
/// the system does not tell.
fn held(what: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(what))?;
    let kilobytes = line.split_whitespace().nth(1)?.parse::<f64>().ok()?;
    Some(kilobytes * 1024.0)
}

/// Counts the most held from now on.
fn forget_peak() {
    // Where the system cannot forget, the figure is too high, never too low.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn name(obstacles: Obstacles) -> &'static str {
    match obstacles {
        Obstacles::None => "none",
        Obstacles::OneWay => "one-way",
        Obstacles::OneWayAndHoles => "one-way, holes",
    }
}

impl Row {
    fn line(&self) -> String {
        let bytes = self
            .bytes
            .map_or("-".to_owned(), |bytes| format!("{bytes:.1}"));
        format!(
            "{:14} {:>8} {:8} {:11.2} {:11.2} {:9.1} {:9.2} {:9.3} {:12.1} {:>12}",
            name(self.obstacles),
            format!("2^{}", self.power),
            self.threads,
            self.build * 1e3,
            self.solve.map_or(f64::NAN, |solve| solve * 1e3),
            self.solve
                .map_or(f64::NAN, |solve| solve * 1e9 / (1u64 << self.power) as f64),
            self.three * 1e3,
            self.floor * 1e3,
            self.three / self.floor,
            bytes
        )
    }
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "obstacles,combinations,feasible,threads,build_seconds,solve_seconds,nash_gmr_smr_seconds,\
         floor_seconds,peak_bytes_per_combination\n",
    );
    for row in rows {
        let bytes = row
            .bytes
            .map_or(String::new(), |bytes| format!("{bytes:.2}"));
        let solve = row
            .solve
            .map_or(String::new(), |solve| format!("{solve:.9}"));
        let _ = writeln!(
            text,
            "\"{}\",{},{},{},{:.9},{solve},{:.9},{:.9},{bytes}",
            name(row.obstacles),
            1u64 << row.power,
            row.feasible,
            row.threads,
            row.build,
            row.three,
            row.floor
        );
    }
    text
}

/// Seconds over combinations, both on logarithmic scales.
fn picture(rows: &[Row]) -> String {
    let (width, height, left, top) = (720.0, 420.0, 70.0, 20.0);
    let most = rows.iter().map(|row| row.power).max().unwrap_or(10).max(12);
    let threads = rows.iter().map(|row| row.threads).max();
    let x = |power: usize| left + (power - 10) as f64 * (width - left - 190.0) / (most - 10) as f64;
    // From 0.01 milliseconds to 100 seconds.
    let y = |seconds: f64| top + (2.0 - seconds.log10()) / 7.0 * (height - top - 50.0);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" \
         fill=\"#fff\"/>\n"
    );
    let mut line =
        |x1: f64, y1: f64, x2: f64, y2: f64, label: &str, lx: f64, ly: f64, anchor: &str| {
            let _ = writeln!(
                text,
                "<path d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\" stroke=\"#ddd\"/><text x=\"{lx:.1}\" \
             y=\"{ly:.1}\" text-anchor=\"{anchor}\">{label}</text>"
            );
        };
    for (k, label) in [
        "10 µs", "0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s", "10 s", "100 s",
    ]
    .into_iter()
    .enumerate()
    {
        let at = y(10f64.powi(k as i32 - 5));
        line(left, at, x(most), at, label, left - 8.0, at + 4.0, "end");
    }
    for power in (10..=most).step_by(2) {
        let label = format!("2<tspan dy=\"-5\" font-size=\"9\">{power}</tspan>");
        line(
            x(power),
            top,
            x(power),
            y(1e-5),
            &label,
            x(power),
            y(1e-5) + 18.0,
            "middle",
        );
    }
    let of = |obstacles| {
        let rows = rows.iter();
        rows.filter(move |row| row.obstacles == obstacles && Some(row.threads) == threads)
    };
    type Seconds = fn(&Row) -> Option<f64>;
    let curves: [(&str, &str, Obstacles, Seconds); 4] = [
        (
            "all five, holes and one-way",
            "#a33",
            Obstacles::OneWayAndHoles,
            |row| row.solve,
        ),
        (
            "all five, nothing in the way",
            "#36a",
            Obstacles::None,
            |row| row.solve,
        ),
        ("Nash, GMR, SMR, the same", "#283", Obstacles::None, |row| {
            Some(row.three)
        }),
        ("reading the values once", "#666", Obstacles::None, |row| {
            Some(row.floor)
        }),
    ];
    for (label, colour, obstacles, seconds) in curves {
        let points: Vec<(f64, f64)> = of(obstacles)
            .filter_map(|row| Some((x(row.power), y(seconds(row)?.max(1e-5)))))
            .collect();
        let path: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1} {y:.1}"))
            .collect();
        let Some((end, at)) = points.last() else {
            continue;
        };
        let _ = writeln!(
            text,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{:.1}\" \
             y=\"{:.1}\" fill=\"{colour}\">{label}</text>",
            path.join("L"),
            end + 6.0,
            at + 4.0
        );
    }
    let _ = writeln!(
        text,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">combinations</text>\n</svg>",
        x(most) / 2.0 + left / 2.0,
        height - 6.0
    );
    text
}
