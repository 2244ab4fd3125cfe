//! What the program is at, for a person who waits.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Runs `work`, which tells the name of each stage as it begins. Once a second
/// has passed the stages are shown on the terminal, each over the one before.
pub fn shown<T>(work: impl FnOnce(&dyn Fn(&str)) -> T) -> T {
    let began = Instant::now();
    let visible = io::stderr().is_terminal();
    let written = Cell::new(false);
    let tell = |stage: &str| {
        if visible && began.elapsed() > Duration::from_secs(1) {
            written.set(true);
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\r\x1b[K{stage} …");
        }
    };
    let answer = work(&tell);
    if written.get() {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    answer
}
