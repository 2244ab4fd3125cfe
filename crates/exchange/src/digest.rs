//! Names made from digests.

use hikiwake_dossier::sha256;

/// A GUID that is always the same for the same parts.
pub(crate) fn guid(parts: &[&str]) -> String {
    let hex = sha256(parts.join("\u{1f}").as_bytes());
    // Version 8, variant 1 (RFC 9562): made by a rule of one's own.
    format!(
        "{}-{}-8{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}
