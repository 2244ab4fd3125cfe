//! How a long computation is run: on how many threads, and watched by whom.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::thread::available_parallelism;

/// Who is told how far a computation is, and can stop it.
pub trait Watch: Sync {
    /// `done` of `of` parts of about equal length are done. Called from any thread,
    /// some hundred times in all.
    fn at(&self, done: u64, of: u64) {
        let _ = (done, of);
    }

    /// Whether to stop as soon as can be. Asked often, from any thread.
    fn stop(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// On how many threads to compute, and who watches. The answer is the same, bit
/// for bit, on any number of threads.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Number of threads. Default: as many as the machine runs at once.
    pub threads: NonZeroUsize,
    /// Told of progress and asked whether to stop. Default: nobody.
    pub watch: &'a dyn Watch,
}

/// As many threads as the machine runs at once: asked once, since asking takes longer
/// than many a computation.
static MACHINE: OnceLock<NonZeroUsize> = OnceLock::new();

impl Default for Run<'_> {
    fn default() -> Self {
        Run {
            threads: *MACHINE.get_or_init(|| available_parallelism().unwrap_or(NonZeroUsize::MIN)),
            watch: &Unwatched,
        }
    }
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let threads = self.threads;
        f.debug_struct("Run").field("threads", &threads).finish()
    }
}

/// The watcher asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped before the answer was found")
    }
}

impl std::error::Error for Stopped {}
