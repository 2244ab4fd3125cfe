//! What is worked out on the way to a finding and kept for the next one.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use hikiwake_dossier::{Compiled, Dossier, Scenario};

/// Something between a dossier and a finding that several findings begin with: a solved
/// model, a negotiation in which everybody was heard.
pub trait Stage: Any + Send + Sync {
    /// What a person calls it.
    const NAME: &'static str;

    /// An estimate of the bytes that it holds.
    fn bytes(&self) -> u64;
}

impl Stage for Compiled {
    const NAME: &'static str = "model";

    fn bytes(&self) -> u64 {
        // What building and solving hold at once, which is more than what stays.
        self.model.bytes()
    }
}

/// The stages of one dossier that are kept between questions, up to a number of bytes;
/// beyond it the largest is dropped first.
#[derive(Debug)]
pub struct Stages {
    bound: u64,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    stages: HashMap<Key, (Arc<Place>, u64)>,
    told: Told,
}

/// Where a stage comes to stand. Whoever makes it holds it meanwhile: others wait for what
/// is being made and do not make it again.
type Place = Mutex<Option<Arc<dyn Any + Send + Sync>>>;

/// Name of the stage, the scenario, and whatever else it depends on. The scenario stands
/// as text: two that are written alike are alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    stage: &'static str,
    /// A dossier is known by where it lies: stages are for as long as it lives.
    dossier: usize,
    scenario: String,
    besides: String,
}

/// What became of stages so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// How many are kept.
    pub kept: usize,
    /// How many bytes they hold, by an estimate.
    pub bytes: u64,
    /// How often one was there already.
    pub found: u64,
    /// How often one had to be worked out.
    pub made: u64,
    /// How many were dropped for want of memory.
    pub dropped: u64,
}

impl Stages {
    /// No stage yet; at most `bound` bytes are kept, the largest dropped first.
    pub fn new(bound: u64) -> Self {
        Stages {
            bound,
            kept: Mutex::default(),
        }
    }

    /// The stage of a scenario, worked out by `make` where it is not kept. `besides` says
    /// whatever it depends on beside the scenario.
    ///
    /// # Errors
    /// Those of `make`; nothing is kept then.
    pub fn get<T: Stage, E>(
        &self,
        dossier: &Dossier,
        scenario: &Scenario,
        besides: &dyn fmt::Debug,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let key = Key {
            stage: T::NAME,
            dossier: std::ptr::from_ref(dossier).addr(),
            scenario: format!("{scenario:?}"),
            besides: format!("{besides:?}"),
        };
        let place = self.kept().place(&key);
        let mut stage = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = stage.clone().and_then(|found| found.downcast().ok()) {
            self.kept().told.found += 1;
            return Ok(found);
        }
        // Not under the lock of all: it may take long, and take other stages.
        let made = match make() {
            Ok(made) => Arc::new(made),
            Err(fault) => {
                self.kept().stages.remove(&key);
                return Err(fault);
            }
        };
        *stage = Some(made.clone());
        self.kept().keep(key, &place, made.bytes(), self.bound);
        Ok(made)
    }

    /// How many stages were kept, found, made and dropped so far.
    pub fn told(&self) -> Told {
        self.kept().told.clone()
    }

    /// How many bytes may be kept.
    pub fn bound(&self) -> u64 {
        self.bound
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        // Nothing is left half done while it is held.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn place(&mut self, key: &Key) -> Arc<Place> {
        self.stages.entry(key.clone()).or_default().0.clone()
    }

    fn keep(&mut self, key: Key, place: &Arc<Place>, bytes: u64, bound: u64) {
        self.told.made += 1;
        if let Some((_, before)) = self.stages.insert(key, (place.clone(), bytes)) {
            self.told.bytes -= before;
        }
        self.told.bytes += bytes;
        while self.told.bytes > bound {
            let largest = self.stages.iter().max_by_key(|(_, (_, bytes))| *bytes);
            let Some(key) = largest.map(|(key, _)| key.clone()) else {
                break;
            };
            if let Some((_, bytes)) = self.stages.remove(&key) {
                self.told.bytes -= bytes;
                self.told.dropped += 1;
            }
        }
        self.told.kept = self.stages.values().filter(|(_, bytes)| *bytes > 0).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Block(u64);

    impl Stage for Block {
        const NAME: &'static str = "block";

        fn bytes(&self) -> u64 {
            self.0
        }
    }

    fn dossier() -> Dossier {
        Dossier {
            file: hikiwake_dossier::file::File::default(),
            sources: Vec::new(),
            land: None,
        }
    }

    #[test]
    fn a_stage_is_made_once_for_what_it_depends_on() {
        let (dossier, stages) = (dossier(), Stages::new(100));
        let (base, other) = (
            Scenario::default(),
            Scenario {
                stated_only: true,
                ..Scenario::default()
            },
        );
        let made = std::cell::Cell::new(0);
        let ask = |scenario: &Scenario, besides: u8| {
            let make = || -> Result<Block, ()> {
                made.set(made.get() + 1);
                Ok(Block(10))
            };
            stages
                .get(&dossier, scenario, &besides, make)
                .expect("made");
            made.get()
        };
        assert_eq!([ask(&base, 0), ask(&base, 0)], [1, 1]);
        assert_eq!([ask(&other, 0), ask(&base, 1), ask(&other, 0)], [2, 3, 3]);
        let told = stages.told();
        assert_eq!(
            (told.kept, told.bytes, told.found, told.made),
            (3, 30, 2, 3)
        );
    }

    #[test]
    fn the_largest_is_dropped_first() {
        let (dossier, stages) = (dossier(), Stages::new(100));
        let ask = |besides: u8, bytes| {
            let make = || Ok::<_, ()>(Block(bytes));
            stages
                .get(&dossier, &Scenario::default(), &besides, make)
                .expect("made");
        };
        ask(0, 60);
        ask(1, 30);
        ask(2, 20);
        let told = stages.told();
        assert_eq!((told.kept, told.bytes, told.dropped), (2, 50, 1));
        ask(3, 1_000);
        assert_eq!(
            stages.told().bytes,
            50,
            "what never fits drops nothing else"
        );
    }

    #[test]
    fn a_fault_is_not_kept() {
        let (dossier, stages) = (dossier(), Stages::new(100));
        let scenario = Scenario::default();
        let fault = stages.get(&dossier, &scenario, &0, || Err::<Block, _>("no"));
        assert_eq!(fault.err(), Some("no"));
        assert!(stages.kept().stages.is_empty());
        let made = stages.get(&dossier, &scenario, &0, || Ok::<_, &str>(Block(1)));
        assert!(made.is_ok());
    }
}
