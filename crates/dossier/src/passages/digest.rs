//! Digests of texts and passages.

use sha2::{Digest, Sha256};

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let mut hex = String::with_capacity(64);
    for byte in digest {
        hex.push(char::from(HEX[usize::from(byte >> 4)]));
        hex.push(char::from(HEX[usize::from(byte & 15)]));
    }
    hex
}

/// Whether `digest`, the first hex digits of a SHA-256, is that of `passage`. An
/// empty digest fits nothing.
pub(super) fn fits(digest: &str, passage: &str) -> bool {
    let whole = || sha256(passage.as_bytes());
    !digest.is_empty() && whole().starts_with(&digest.to_ascii_lowercase())
}
