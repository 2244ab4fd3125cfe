//! Unilateral moves: enumeration, and reductions over everything a decision maker can move to.
