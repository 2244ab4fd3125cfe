//! A text whose code points can be found.

/// Code points between two remembered bytes.
const STEP: usize = 128;

/// A text, and where its code points lie. Code points are counted over the text
/// exactly as it is: a byte order mark is one, CR and LF are two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedText {
    text: String,
    /// The byte of every [`STEP`]th code point.
    marks: Vec<usize>,
    length: usize,
}

impl CountedText {
    /// Counts a text.
    pub fn new(text: String) -> CountedText {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STEP == 0 {
                marks.push(byte);
            }
            length += 1;
        }
        CountedText {
            text,
            marks,
            length,
        }
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of code points.
    pub fn length(&self) -> u64 {
        self.length as u64
    }

    /// What stands from code point `start` up to, not including, `end`; `None`
    /// where that is not a part of the text.
    pub fn slice(&self, start: u64, end: u64) -> Option<&str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    /// The byte at which a code point begins; the text's length for the one after
    /// the last.
    pub fn byte(&self, point: u64) -> Option<usize> {
        let point = usize::try_from(point).ok()?;
        if point >= self.length {
            return (point == self.length).then_some(self.text.len());
        }
        let mark = self.marks[point / STEP];
        let mut rest = self.text[mark..].char_indices();
        rest.nth(point % STEP).map(|(byte, _)| mark + byte)
    }

    /// The code point that begins at `byte`, or inside which it lies; the number
    /// of code points for a byte at or beyond the end.
    pub fn point(&self, byte: usize) -> u64 {
        let known = self.marks.partition_point(|&mark| mark <= byte);
        let Some(block) = known.checked_sub(1) else {
            return 0;
        };
        let mark = self.marks[block];
        let rest = self.text[mark..].char_indices().take(STEP);
        let before = rest.filter(|(at, c)| mark + at + c.len_utf8() <= byte);
        (block * STEP + before.count()) as u64
    }
}
