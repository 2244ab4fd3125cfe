//! Digests of texts.

use sha2::{Digest, Sha256};

/// SHA-256 in hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

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
