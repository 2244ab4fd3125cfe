//! A change is ended at every step.
