//! The frontier and the bargaining points of utilities in a file, as JSON:
//!
//!     points FILE PARTIES [--without A,B] [--step S] [--times N]
//!
//! FILE holds the utilities of the first party for all agreements, then those of the
//! second and so on, as 64-bit floats, lowest byte first. `--without`: what each has
//! without agreement (0). `--step`: utilities are rounded to its multiples before they
//! are compared. `--times`: the frontier alone is found so often; the least time is told,
//! and the least that reading the values once takes.

use std::hint::black_box;
use std::time::Instant;

use hikiwake_bargain::frontier::{Alike, Efficiency, frontier};
use hikiwake_bargain::points::{Compare, Points, Table};
use serde_json::{Value, json};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let usage = "points FILE PARTIES [--without A,B] [--step S] [--times N]";
    let file = arguments.next().ok_or(usage)?;
    let parties: usize = parsed(arguments.next(), usage)?;
    let mut without = vec![0.0; parties];
    let (mut compare, mut times) = (Compare::Exact, 0);
    while let Some(given) = arguments.next() {
        match given.as_str() {
            "--without" => {
                let given = arguments.next().ok_or(usage)?;
                let values = given
                    .split(',')
                    .map(|text| parsed(Some(text.to_owned()), usage));
                without = values.collect::<Result<_, _>>()?;
            }
            "--step" => compare = Compare::Step(parsed(arguments.next(), usage)?),
            "--times" => times = parsed(arguments.next(), usage)?,
            _ => return Err(usage.to_owned()),
        }
    }
    let bytes = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let values: Vec<f64> = bytes
        .chunks_exact(8)
        .map(|chunk| f64::from_le_bytes(chunk.try_into().unwrap_or_default()))
        .collect();
    let agreements = values.len() / parties.max(1);
    let columns: Vec<&[f64]> = values
        .chunks_exact(agreements.max(1))
        .take(parties)
        .collect();
    let answer = match times {
        0 => points(&columns, &without, compare)?,
        times => timed(&columns, times)?,
    };
    println!("{answer}");
    Ok(())
}

fn parsed<T: std::str::FromStr>(text: Option<String>, usage: &str) -> Result<T, String> {
    text.and_then(|text| text.parse().ok())
        .ok_or_else(|| usage.to_owned())
}

fn points(columns: &[&[f64]], without: &[f64], compare: Compare) -> Result<Value, String> {
    let table = Table::new(columns, None, without, compare).map_err(|e| e.to_string())?;
    let said = |points: Points| json!({ "at": points.at, "value": points.value });
    Ok(json!({
        "acceptable": table.acceptable().len(),
        "frontier": table.efficient(),
        "nash": said(table.nash()),
        "kalai_smorodinsky": said(table.kalai_smorodinsky()),
        "egalitarian": said(table.egalitarian()),
        "utilitarian": said(table.utilitarian()),
    }))
}

fn timed(columns: &[&[f64]], times: usize) -> Result<Value, String> {
    let (mut least, mut floor) = (f64::INFINITY, f64::INFINITY);
    let mut found = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        found = frontier(black_box(columns), Efficiency::Strong, Alike::All)
            .map_err(|fault| fault.to_string())?;
        least = least.min(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        let sum: f64 = columns.iter().map(|column| most(black_box(column))).sum();
        black_box(sum);
        floor = floor.min(begun.elapsed().as_secs_f64());
    }
    Ok(json!({ "frontier": found, "seconds": least, "reading": floor }))
}

/// The highest value, several at a time: little more than reading them.
fn most(column: &[f64]) -> f64 {
    let mut lanes = [f64::NEG_INFINITY; 8];
    for chunk in column.chunks_exact(8) {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = if value > *lane { value } else { *lane };
        }
    }
    lanes.into_iter().fold(f64::NEG_INFINITY, f64::max)
}
