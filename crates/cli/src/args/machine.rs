//! How much memory the machine has.

use std::fs::read_to_string;
use std::sync::OnceLock;

/// Where the machine does not say how much it has.
const UNKNOWN: u64 = 8 << 30;

/// Bytes that the models of a run take at most, if nothing else is asked: half of the
/// machine's memory, or of the part that it lets the program have. What happens to be
/// free does not count: the same question has the same answer an hour later.
pub fn usual_memory() -> u64 {
    static USUAL: OnceLock<u64> = OnceLock::new();
    *USUAL.get_or_init(|| {
        let file = |path: &str| read_to_string(path).ok();
        let machine = file("/proc/meminfo").and_then(|text| total(&text));
        // A container's limit, by the second and the first kind of control groups.
        let limits = [
            "/sys/fs/cgroup/memory.max",
            "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        ];
        let limits = limits
            .iter()
            .filter_map(|path| file(path)?.trim().parse().ok());
        machine.into_iter().chain(limits).min().unwrap_or(UNKNOWN) / 2
    })
}

/// The bytes of `MemTotal` in `/proc/meminfo`, which counts in units of 1024.
fn total(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_memory_follows_the_machine() {
        assert_eq!(
            total("MemTotal:       16384 kB\nMemFree: 1 kB\n"),
            Some(16 << 20)
        );
        assert_eq!(total("MemTotal: much\n"), None);
        assert!(usual_memory() > 0);
    }
}
