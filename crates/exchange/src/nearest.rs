//! The known name that was most likely meant.

/// The known name that differs least from `written`, if it differs by no more than
/// one letter in three.
pub(crate) fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let limit = (written.chars().count() / 3).clamp(1, 3);
    known
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
