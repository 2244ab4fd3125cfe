//! Where a selection lies in a text of the dossier. Programs count differently:
//! code points or UTF-16 units, the end of a line as one or two, a byte order mark or
//! none; and the text in the archive may have other line ends than the dossier's. A
//! place is taken where every way of counting leads to it, or where the words that
//! the selection is named by stand there; else nothing is guessed.

use hikiwake_dossier::sha256;

/// A text of an archive, laid against the text of the dossier.
pub(super) struct Layout<'t> {
    text: &'t str,
    /// First byte of every code point, and the length.
    bytes: Vec<u32>,
    /// Code points of the dossier's text before every code point of this one.
    target: Vec<u32>,
    /// Units before every code point, for each way of counting that differs.
    countings: Vec<Vec<u32>>,
}

/// How two texts may differ and be the same for a reader.
#[derive(Clone, Copy)]
struct Change {
    /// Without its byte order mark.
    bom: bool,
    /// With one LF for every line end.
    ends: bool,
}

impl<'t> Layout<'t> {
    /// Lays a text against the one with this digest; `None` where it is another. A
    /// text without a recorded digest is its own measure. `own`: its positions were
    /// written by this program, which counts as the dossier does.
    pub fn new(text: &'t str, recorded: Option<&str>, own: bool) -> Option<Layout<'t>> {
        let changes = [(false, false), (true, false), (false, true), (true, true)];
        let changes = changes.map(|(bom, ends)| Change { bom, ends });
        let change = match recorded {
            None => changes[0],
            Some(digest) => changes.into_iter().find(|change| {
                sha256(changed(text, *change).as_bytes()).eq_ignore_ascii_case(digest)
            })?,
        };
        let chars: Vec<char> = text.chars().collect();
        let in_crlf = |k: usize| k > 0 && chars[k] == '\n' && chars[k - 1] == '\r';
        let before_lf = |k: usize| chars[k] == '\r' && chars.get(k + 1) == Some(&'\n');
        let is_bom = |k: usize| k == 0 && chars[k] == '\u{feff}';
        let sums = |width: &dyn Fn(usize) -> usize| {
            let mut sum = 0;
            let mut sums = vec![0];
            for k in 0..chars.len() {
                sum += u32::try_from(width(k)).unwrap_or(0);
                sums.push(sum);
            }
            sums
        };
        let target = sums(&|k| {
            let dropped = (change.bom && is_bom(k)) || (change.ends && before_lf(k));
            usize::from(!dropped)
        });
        let mut countings: Vec<Vec<u32>> = Vec::new();
        for ways in 0..8 {
            let (utf16, one_end, no_bom) = (ways & 1 > 0, ways & 2 > 0, ways & 4 > 0);
            if own && ways > 0 {
                break;
            }
            let sums = sums(&|k| match chars[k] {
                _ if no_bom && is_bom(k) => 0,
                _ if one_end && in_crlf(k) => 0,
                c if utf16 => c.len_utf16(),
                _ => 1,
            });
            if !countings.contains(&sums) {
                countings.push(sums);
            }
        }
        Some(Layout {
            text,
            bytes: sums(&|k| chars[k].len_utf8()),
            target,
            countings,
        })
    }

    /// The place of a selection in the dossier's text: first code point and the one
    /// after the last. `name` is what the selection is called.
    pub fn place(&self, start: u64, end: u64, name: &str) -> Result<(u32, u32), String> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for sums in &self.countings {
            let point = |at: u64| {
                let at = u32::try_from(at).ok()?;
                let behind = sums.partition_point(|sum| *sum <= at);
                behind.checked_sub(1).filter(|k| sums[*k] == at)
            };
            if let (Some(start), Some(end)) = (point(start), point(end))
                && start < end
                && !found.contains(&(start, end))
            {
                found.push((start, end));
            }
        }
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let slice = |place: &(usize, usize)| {
            let byte = |point: usize| usize::try_from(self.bytes[point]).unwrap_or(usize::MAX);
            self.text.get(byte(place.0)..byte(place.1)).unwrap_or("")
        };
        let name = words(name);
        let named: Vec<_> = found
            .iter()
            .filter(|place| words(slice(place)) == name)
            .collect();
        let place = match (found.as_slice(), named.as_slice()) {
            ([], _) => return Err(format!("{start} to {end} is not a part of the text")),
            ([only], _) => only,
            (_, [only]) => only,
            (many, _) => {
                return Err(format!(
                    "{start} to {end} may mean {} places: line ends, signs beyond the basic plane or a byte order mark can be counted in several ways",
                    many.len()
                ));
            }
        };
        Ok((self.target[place.0], self.target[place.1]))
    }

    /// What stands at a place of the dossier's text.
    pub fn slice(&self, start: u32, end: u32) -> String {
        let first = self
            .target
            .partition_point(|at| *at <= start)
            .saturating_sub(1);
        let last = self.target.partition_point(|at| *at < end);
        let byte = |point: usize| {
            let at = self.bytes.get(point).copied().unwrap_or(0);
            usize::try_from(at).unwrap_or(usize::MAX)
        };
        let part = self.text.get(byte(first)..byte(last)).unwrap_or("");
        let kept = part.chars().zip(self.target[first..].windows(2));
        kept.filter(|(_, at)| at[0] < at[1])
            .map(|(c, _)| c)
            .collect()
    }
}

fn changed(text: &str, change: Change) -> String {
    let text = match change.bom {
        true => text.strip_prefix('\u{feff}').unwrap_or(text),
        false => text,
    };
    match change.ends {
        true => text.replace("\r\n", "\n"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_one_reading() {
        let layout = Layout::new("Äpfel und\nBirnen", None, false).unwrap();
        assert_eq!(layout.place(0, 5, ""), Ok((0, 5)));
        assert_eq!(layout.slice(0, 5), "Äpfel");
        assert!(layout.place(3, 99, "").is_err());
        assert!(layout.place(5, 5, "").is_err());
    }

    #[test]
    fn two_ways_of_counting_are_not_guessed() {
        let text = "a\r\nbcd\r\nefg";
        let own = sha256("a\nbcd\nefg".as_bytes());
        let layout = Layout::new(text, Some(&own), false).unwrap();
        // Before the first line end there is only one reading.
        assert_eq!(layout.place(0, 1, ""), Ok((0, 1)));
        assert!(layout.place(3, 6, "").unwrap_err().contains("2 places"));
        // The words decide: `bcd` counted with two for the line end, or with one.
        assert_eq!(layout.place(3, 6, "bcd"), Ok((2, 5)));
        assert_eq!(layout.place(2, 5, "bcd"), Ok((2, 5)));
        assert_eq!(layout.slice(2, 5), "bcd");
        // This program's own positions are code points.
        let own = Layout::new(text, None, true).unwrap();
        assert_eq!(own.place(3, 6, ""), Ok((3, 6)));
    }

    #[test]
    fn utf16_and_marks() {
        let layout = Layout::new("\u{feff}𝄞 clef", None, false).unwrap();
        assert!(layout.place(3, 7, "").is_err());
        assert_eq!(layout.place(4, 8, "clef"), Ok((3, 7)));
        assert_eq!(layout.place(2, 6, "clef"), Ok((3, 7)));
        assert!(Layout::new("other", Some(&sha256(b"text")), false).is_none());
    }
}
