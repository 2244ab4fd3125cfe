//! A computation under way: shared among threads, told of, stopped.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use crate::{Run, Stopped};

/// Into how many parts progress is told.
const PARTS: u64 = 200;

/// A computation that is being run.
pub(crate) struct Computation<'r> {
    run: Run<'r>,
    done: AtomicU64,
    of: u64,
    stopped: AtomicBool,
}

impl<'r> Computation<'r> {
    /// The start of a computation of `of` steps of about equal length, whatever a
    /// step is.
    pub fn new(run: &Run<'r>, of: u64) -> Self {
        Computation {
            run: *run,
            done: AtomicU64::new(0),
            of: of.max(1),
            stopped: AtomicBool::new(false),
        }
    }

    /// Number of threads.
    pub fn threads(&self) -> usize {
        self.run.threads.get()
    }

    /// `steps` more are done.
    pub fn advance(&self, steps: u64) {
        let before = self.done.fetch_add(steps, Relaxed);
        let part = |done: u64| (u128::from(done.min(self.of)) * u128::from(PARTS)) as u64 / self.of;
        let now = part(before.saturating_add(steps));
        if now != part(before) {
            self.run.watch.at(now, PARTS);
        }
    }

    /// Asks whether to go on.
    pub fn go_on(&self) -> Result<(), Stopped> {
        if self.stopped.load(Relaxed) || self.run.watch.stop() {
            self.stopped.store(true, Relaxed);
            return Err(Stopped);
        }
        Ok(())
    }

    /// Does `work` on every part, on all threads where there are several parts,
    /// each with what `prepare` gives it; asks before each part whether to go on.
    pub fn each<T: Send, S>(
        &self,
        parts: impl ExactSizeIterator<Item = T> + Send,
        prepare: impl Fn() -> S + Sync,
        work: impl Fn(&mut S, T) -> Result<(), Stopped> + Sync,
    ) -> Result<(), Stopped> {
        let threads = self.threads().min(parts.len());
        let parts = Mutex::new(parts);
        let next = || parts.lock().unwrap_or_else(|e| e.into_inner()).next();
        let worker = || {
            let mut prepared = prepare();
            while self.go_on().is_ok()
                && let Some(part) = next()
            {
                if work(&mut prepared, part).is_err() {
                    self.stopped.store(true, Relaxed);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(worker);
            }
            worker();
        });
        if self.stopped.load(Relaxed) {
            Err(Stopped)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Unwatched, Watch};
    use std::num::NonZeroUsize;

    fn run(threads: usize, watch: &dyn Watch) -> Run<'_> {
        let threads = NonZeroUsize::new(threads).unwrap();
        Run { threads, watch }
    }

    #[test]
    fn every_part_is_done_once() {
        for threads in [1, 2, 3, 7] {
            let mut numbers = vec![0; 1000];
            let course = Computation::new(&run(threads, &Unwatched), 1);
            let parts = numbers.chunks_mut(9);
            let add = |_: &mut (), part: &mut [i32]| {
                part.iter_mut().for_each(|n| *n += 1);
                course.go_on()
            };
            course.each(parts, || (), add).unwrap();
            assert!(numbers.iter().all(|&n| n == 1));
        }
    }

    #[derive(Default)]
    struct Patience {
        told: Mutex<Vec<(u64, u64)>>,
        most: usize,
    }

    impl Watch for Patience {
        fn at(&self, done: u64, of: u64) {
            self.told.lock().unwrap().push((done, of));
        }

        fn stop(&self) -> bool {
            self.told.lock().unwrap().len() > self.most
        }
    }

    #[test]
    fn progress_is_told_and_stops() {
        let all = |most| {
            let patience = Patience {
                most,
                ..Patience::default()
            };
            let course = Computation::new(&run(1, &patience), 1000);
            let work = |_: &mut (), _| {
                course.advance(10);
                Ok(())
            };
            let result = course.each(0..100, || (), work);
            (result, patience.told.into_inner().unwrap())
        };
        let (result, told) = all(1000);
        assert_eq!(result, Ok(()));
        assert_eq!(told, (1..=100).map(|k| (2 * k, 200)).collect::<Vec<_>>());
        let (result, told) = all(4);
        assert_eq!(result, Err(Stopped));
        assert_eq!(told.len(), 5);
    }
}
