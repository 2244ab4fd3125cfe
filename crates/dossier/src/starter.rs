//! Dossiers to begin with.

/// The files named, with their texts, from one folder of this crate.
macro_rules! files {
    ($folder:literal, $($name:literal),+) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name)))),+]
    };
}

/// The files of the starter dossier: name and text. It checks without a warning, and every
/// question finds something in it: what is in place would not last, both sides would gain
/// by a deal that only a step together reaches, and somebody at home says no to it.
pub fn starter() -> &'static [(&'static str, &'static str)] {
    files!(
        "starter",
        "dossier.toml",
        "options.toml",
        "wishes.toml",
        "periods.toml",
        "readings.toml",
        "talks.toml",
        "home.toml",
        "plan.toml",
        "drivers.toml",
        "evidence.toml",
        "claims-norland.toml",
        "claims-sudland.toml",
        "record.toml",
        "sources.json",
        "bulletin.txt"
    )
}

/// The file of the smallest dossier worth asking: two actors, three options and what each
/// wants. Best replies lead into one equilibrium, and one that both sides prefer is reached
/// by a joint move only.
pub fn minimal_starter() -> &'static [(&'static str, &'static str)] {
    files!("starter-minimal", "dossier.toml")
}
