//! What the program is at, for a person who waits.

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use hikiwake_graph::{Run, Watch};

/// Runs `work`, which tells the name of each stage as it begins. Once a second
/// has passed the stages are shown on the terminal, each over the one before.
pub fn shown<T>(work: impl FnOnce(&dyn Fn(&str)) -> T) -> T {
    with_parts(None, |tell, _| work(tell))
}

/// The same, where a stage that solves a model is run on `threads` threads (as many
/// as the machine runs at once, if left out) and shown with how much of it is done.
pub fn with_parts<T>(
    threads: Option<NonZeroUsize>,
    work: impl FnOnce(&dyn Fn(&str), Run) -> T,
) -> T {
    let line = Line {
        began: Instant::now(),
        visible: io::stderr().is_terminal(),
        shown: Mutex::default(),
    };
    let tell = |stage: &str| line.show(Some(stage), None);
    let all = Run::default();
    let run = Run {
        threads: threads.unwrap_or(all.threads),
        watch: &line,
    };
    let answer = work(&tell, run);
    line.clear();
    answer
}

/// The line of the terminal that is written over.
struct Line {
    began: Instant,
    visible: bool,
    shown: Mutex<Shown>,
}

#[derive(Default)]
struct Shown {
    stage: String,
    percent: Option<u64>,
    written: bool,
}

impl Line {
    fn show(&self, stage: Option<&str>, percent: Option<u64>) {
        let Ok(mut shown) = self.shown.lock() else {
            return;
        };
        if stage.is_none() && percent == shown.percent {
            return;
        }
        if let Some(stage) = stage {
            shown.stage = stage.to_owned();
        }
        shown.percent = percent;
        if self.visible && self.began.elapsed() > Duration::from_secs(1) {
            shown.written = true;
            let part = percent.map_or(String::new(), |percent| format!(" {percent}%"));
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\r\x1b[K{} …{part}", shown.stage);
        }
    }

    fn clear(&self) {
        if self.shown.lock().is_ok_and(|shown| shown.written) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

impl Watch for Line {
    fn at(&self, done: u64, of: u64) {
        self.show(None, Some(done * 100 / of.max(1)));
    }
}
