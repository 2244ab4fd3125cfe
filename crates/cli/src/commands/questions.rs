//! Questions that do not wait for one another, asked several at once.

use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock};

/// Questions still to be asked.
#[derive(Default)]
pub struct Questions<'a>(Vec<Question<'a>>);

struct Question<'a> {
    /// Bytes that its models take at once.
    bytes: u64,
    ask: Box<dyn FnOnce() + Send + 'a>,
}

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
    /// Asks one question of each of `things`, which takes the `bytes` of it.
    pub fn each<P: Sync, T: Send + Sync>(
        &mut self,
        things: &'a [P],
        bytes: impl Fn(&P) -> u64,
        answers: &'a Answers<T>,
        question: impl Fn(&'a P) -> Result<T, String> + Copy + Send + 'a,
    ) {
        for (thing, answer) in things.iter().zip(&answers.0) {
            let ask = Box::new(move || {
                answer.get_or_init(|| question(thing));
            });
            let bytes = bytes(thing);
            self.0.push(Question { bytes, ask });
        }
    }

    /// Waits for all answers. Questions are begun in the order in which they were put,
    /// but those that take more than is left of `memory` wait, until they are alone if
    /// need be. What is answered does not depend on it.
    pub fn answered(self, threads: NonZeroUsize, memory: u64) {
        let workers = threads.get().min(self.0.len());
        let room = &Room {
            memory,
            left: Mutex::new(Left {
                bytes: memory,
                questions: self.0,
            }),
            freed: Condvar::new(),
        };
        let work = || {
            while let Some((question, _held)) = room.next() {
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

/// The memory that the questions share.
struct Room<'a> {
    memory: u64,
    left: Mutex<Left<'a>>,
    freed: Condvar,
}

struct Left<'a> {
    bytes: u64,
    questions: Vec<Question<'a>>,
}

impl<'a> Room<'a> {
    /// The next question that there is room for, and its room; waits until there is.
    fn next(&self) -> Option<(Box<dyn FnOnce() + Send + 'a>, Held<'_, 'a>)> {
        let mut left = self.left();
        loop {
            if left.questions.is_empty() {
                return None;
            }
            let takes = |question: &Question| question.bytes.min(self.memory);
            let room = left.bytes;
            if let Some(at) = left.questions.iter().position(|q| takes(q) <= room) {
                let question = left.questions.remove(at);
                let bytes = takes(&question);
                left.bytes -= bytes;
                let room = self;
                return Some((question.ask, Held { room, bytes }));
            }
            left = match self.freed.wait(left) {
                Ok(left) => left,
                Err(error) => error.into_inner(),
            };
        }
    }

    fn left(&self) -> MutexGuard<'_, Left<'a>> {
        self.left.lock().unwrap_or_else(|error| error.into_inner())
    }
}

/// Room that a question takes until it is answered, or has panicked.
struct Held<'r, 'a> {
    room: &'r Room<'a>,
    bytes: u64,
}

impl Drop for Held<'_, '_> {
    fn drop(&mut self) {
        self.room.left().bytes += self.bytes;
        self.room.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
    use std::time::Duration;

    #[test]
    fn questions_together_keep_to_the_memory_of_the_run() {
        let sizes = [3, 40, 60, 100, 7, 250, 30, 30, 30, 1, 90, 20];
        for (threads, memory) in [(1, 100), (2, 100), (8, 100), (8, 1000)] {
            let (held, most, alone) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
            let answers = Answers::to(sizes.len());
            let mut questions = Questions::default();
            questions.each(
                &sizes,
                |&size| size,
                &answers,
                |&size| {
                    let now = held.fetch_add(size, SeqCst) + size;
                    most.fetch_max(now, SeqCst);
                    std::thread::sleep(Duration::from_millis(3));
                    if size > memory && held.load(SeqCst) == size {
                        alone.fetch_add(1, SeqCst);
                    }
                    held.fetch_sub(size, SeqCst);
                    Ok(size)
                },
            );
            questions.answered(NonZeroUsize::new(threads).expect("some"), memory);
            assert_eq!(answers.taken(), Ok(sizes.to_vec()));
            let larger = sizes.iter().filter(|&&size| size > memory).count() as u64;
            assert_eq!(alone.into_inner(), larger, "{threads} {memory}");
            let most = most.into_inner();
            assert!(most <= memory.max(250), "{most} of {memory}");
            assert!(larger > 0 || threads == 1 || most > 100, "nothing at once");
        }
    }
}
