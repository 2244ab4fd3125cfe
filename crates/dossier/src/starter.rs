//! A small dossier to begin with.

/// The files of the starter dossier: name and text. It checks without a warning,
/// and it has something to find: best replies lead into one equilibrium, and one
/// that both sides prefer is reached by a joint move only.
pub fn starter() -> &'static [(&'static str, &'static str)] {
    &[("dossier.toml", include_str!("../starter/dossier.toml"))]
}
