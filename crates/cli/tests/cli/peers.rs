//! Other programs asked the same: the scripts of `scripts/peers`, where the programs
//! are installed. Where they are not, the terminal says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::absent::{said, skipped};

/// Runs a script, if the Python that `HIKIWAKE_PEERS` names has the module it needs.
/// `beside`: other programs that it asks, after ours.
fn compared(script: &str, module: &str, beside: &[PathBuf]) {
    let Some(python) = std::env::var_os("HIKIWAKE_PEERS") else {
        skipped(&format!(
            "{script}: HIKIWAKE_PEERS names no Python with {module} (see scripts/peers/README.md)"
        ));
        return;
    };
    let asked = Command::new(&python)
        .args(["-c", &format!("import {module}")])
        .output()
        .expect("HIKIWAKE_PEERS names a Python that runs");
    if !asked.status.success() {
        skipped(&format!(
            "{script}: {} has no {module}",
            Path::new(&python).display()
        ));
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/peers");
    let answer = Command::new(&python)
        .arg(folder.join(script))
        .arg(env!("CARGO_BIN_EXE_hikiwake"))
        .args(beside)
        .output()
        .expect("runs");
    let text = String::from_utf8_lossy(&answer.stdout);
    let faults = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{text}\n{faults}");
    said(&text);
}

#[test]
fn gambit_finds_the_nash_stable_states() {
    compared("gambit.py", "pygambit", &[]);
}

#[test]
fn storm_finds_the_sanctions() {
    compared("storm.py", "stormpy", &[]);
}

/// The example of the bargaining crate stands beside the program where both were built.
#[test]
fn negmas_finds_the_frontier_and_its_points() {
    let program = Path::new(env!("CARGO_BIN_EXE_hikiwake"));
    let points = program.with_file_name("examples").join("points");
    let points: Vec<PathBuf> = Some(points).filter(|p| p.is_file()).into_iter().collect();
    compared("negmas.py", "negmas", &points);
}
