//! Questions that do not wait for one another, asked several at once.

use std::num::NonZeroUsize;
use std::sync::{Mutex, OnceLock};

/// Questions still to be asked.
#[derive(Default)]
pub struct Questions<'a>(Vec<Box<dyn FnOnce() + Send + 'a>>);

/// Where the answers come to stand: one place per thing that is asked about.
pub struct Answers<T>(Vec<OnceLock<Result<T, String>>>);

impl<T> Answers<T> {
    /// Places for the answers to `count` questions.
    pub fn to(count: usize) -> Self {
        Answers((0..count).map(|_| OnceLock::new()).collect())
    }

    /// The answers in order, or the first failure; what was not asked is left out.
    pub fn taken(self) -> Result<Vec<T>, String> {
        self.0
            .into_iter()
            .filter_map(OnceLock::into_inner)
            .collect()
    }
}

impl<'a> Questions<'a> {
    /// Asks one question of each of `things`.
    pub fn each<P: Sync, T: Send + Sync>(
        &mut self,
        things: &'a [P],
        answers: &'a Answers<T>,
        question: impl Fn(&'a P) -> Result<T, String> + Copy + Send + 'a,
    ) {
        for (thing, answer) in things.iter().zip(&answers.0) {
            self.0.push(Box::new(move || {
                answer.get_or_init(|| question(thing));
            }));
        }
    }

    /// Waits for all answers; questions are begun in the order in which they were put.
    pub fn answered(self, threads: NonZeroUsize) {
        let workers = threads.get().min(self.0.len());
        let left = Mutex::new(self.0.into_iter());
        let next = || left.lock().ok()?.next();
        let work = || {
            while let Some(question) = next() {
                question();
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..workers {
                scope.spawn(work);
            }
            work();
        });
    }
}
