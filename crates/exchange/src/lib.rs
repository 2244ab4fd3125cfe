//! Claims and sources in the formats of other programs.
