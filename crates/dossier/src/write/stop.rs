//! Ending the program between two files, never within one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while anything is written, from the first byte to the last sync.
static WRITING: Mutex<()> = Mutex::new(());
static STOPPED: AtomicBool = AtomicBool::new(false);

/// For a program that is about to end: waits until what is being written is whole or
/// cleared away, and lets nothing else begin.
pub fn stop_writing() -> MutexGuard<'static, ()> {
    STOPPED.store(true, Ordering::SeqCst);
    writing()
}

/// Whether the program is about to end.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

pub(super) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
