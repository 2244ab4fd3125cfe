//! What the program is at, for a person who waits.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use hikiwake_dossier::visible_line;
use hikiwake_graph::{Run, Watch};

use super::obeys;

/// How long nothing is shown: most answers are there by then.
const QUIET: Duration = Duration::from_secs(1);

/// Runs `work`, which tells the name of each stage as it begins. Once a second
/// has passed the stage is shown on the terminal, each over the one before.
pub fn shown<T>(work: impl FnOnce(&dyn Fn(&str)) -> T) -> T {
    with_parts(None, |tell, _| work(tell))
}

/// The same, where a stage that solves a model is run on `threads` threads (as many
/// as the machine runs at once, if left out) and shown with how much of it is done.
pub fn with_parts<T>(
    threads: Option<NonZeroUsize>,
    work: impl FnOnce(&dyn Fn(&str), Run) -> T,
) -> T {
    if !obeys(io::stderr()) {
        return watched(threads, &Line::to(None), work);
    }
    let line = Line::to(Some(Box::new(io::stderr())));
    std::thread::scope(|scope| {
        scope.spawn(|| line.wait());
        watched(threads, &line, work)
    })
}

fn watched<T>(
    threads: Option<NonZeroUsize>,
    line: &Line,
    work: impl FnOnce(&dyn Fn(&str), Run) -> T,
) -> T {
    // Also where the work panics: who waits for the second to pass has to end.
    let _ends = Ends(line);
    let tell = |stage: &str| line.show(Some(stage), None);
    let threads = threads.unwrap_or(Run::default().threads);
    let watch = line;
    work(&tell, Run { threads, watch })
}

struct Ends<'l>(&'l Line);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The line of the terminal that is written over.
struct Line {
    began: Instant,
    shown: Mutex<Shown>,
    ended: Condvar,
}

#[derive(Default)]
struct Shown {
    out: Option<Box<dyn Write + Send>>,
    stage: String,
    percent: Option<u64>,
    written: bool,
    ended: bool,
}

impl Line {
    fn to(out: Option<Box<dyn Write + Send>>) -> Self {
        let shown = Shown {
            out,
            ..Shown::default()
        };
        Line {
            began: Instant::now(),
            shown: Mutex::new(shown),
            ended: Condvar::new(),
        }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(|error| error.into_inner())
    }

    fn show(&self, stage: Option<&str>, percent: Option<u64>) {
        let mut shown = self.shown();
        if stage.is_none() && percent == shown.percent {
            return;
        }
        if let Some(stage) = stage {
            shown.stage = visible_line(stage).into_owned();
        }
        shown.percent = percent;
        if self.began.elapsed() >= QUIET {
            shown.write();
        }
    }

    /// Shows the stage that is under way when the quiet ends, however early it began.
    fn wait(&self) {
        let quiet = QUIET.saturating_sub(self.began.elapsed());
        let goes_on = |shown: &mut Shown| !shown.ended;
        let waited = (self.ended).wait_timeout_while(self.shown(), quiet, goes_on);
        let (mut shown, _) = waited.unwrap_or_else(|error| error.into_inner());
        if !shown.ended && !shown.stage.is_empty() {
            shown.write();
        }
    }

    fn end(&self) {
        let mut shown = self.shown();
        shown.ended = true;
        if let (true, Some(out)) = (shown.written, &mut shown.out) {
            let _ = write!(out, "\r\x1b[K");
        }
        self.ended.notify_all();
    }
}

impl Shown {
    fn write(&mut self) {
        let Some(out) = &mut self.out else {
            return;
        };
        let part = self.percent.map(|percent| format!(" {percent}%"));
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(out, "\r\x1b[K{} …{}", self.stage, part.unwrap_or_default());
        self.written = true;
    }
}

impl Watch for Line {
    fn at(&self, done: u64, of: u64) {
        self.show(None, Some(done * 100 / of.max(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[derive(Clone, Default)]
    struct Terminal(Arc<Mutex<Vec<u8>>>);

    impl Write for Terminal {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("unpoisoned").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_stage_begun_in_the_first_second_is_shown_once_it_has_passed() {
        let seen = |length: Duration| {
            let terminal = Terminal::default();
            let line = Line::to(Some(Box::new(terminal.clone())));
            std::thread::scope(|scope| {
                scope.spawn(|| line.wait());
                watched(None, &line, |tell, _| {
                    tell("weighing\u{1b}[2J");
                    std::thread::sleep(length);
                });
            });
            let bytes = terminal.0.lock().expect("unpoisoned").clone();
            String::from_utf8(bytes).expect("UTF-8")
        };
        assert_eq!(seen(Duration::ZERO), "");
        let long = seen(QUIET + Duration::from_millis(400));
        assert_eq!(long, "\r\x1b[Kweighing␛[2J …\r\x1b[K");
    }
}
