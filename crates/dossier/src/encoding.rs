//! Files that are not what a reader of plain UTF-8 takes: what they are, and what makes
//! a text of them.

/// What a file is instead of a text in UTF-8, and the mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// As in "the file … is …".
    pub what: &'static str,
    /// What to do, in a sentence.
    pub help: &'static str,
}

const UTF16: Foreign = Foreign {
    what: "saved as UTF-16, which some editors call Unicode",
    help: "Save it again and choose UTF-8 as the encoding.",
};
const PDF: Foreign = Foreign {
    what: "a PDF",
    help: "Make a text of it: `pdftotext -layout paper.pdf paper.txt` (of Poppler) does.",
};
const WORD: Foreign = Foreign {
    what: "a document of a word processor",
    help: "Save it as plain text in UTF-8; LibreOffice does so by `soffice --headless \
           --convert-to txt:Text paper.docx`.",
};
const ARCHIVE: Foreign = Foreign {
    what: "a zip archive",
    help: "Give a plain text out of it.",
};
const PICTURE: Foreign = Foreign {
    what: "a picture",
    help: "Make a text of it with a program that reads pictures, such as `tesseract`.",
};
const BINARY: Foreign = Foreign {
    what: "no text: it holds bytes of zero",
    help: "Give a plain text in UTF-8.",
};

/// By its first bytes: what a file is, where it is surely no text in UTF-8.
pub(crate) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |part: &[u8]| memchr::memmem::find(head, part).is_some();
    let pairs = || head.as_chunks::<2>().0.iter();
    let half_zero = |at: usize| {
        let zeros = pairs().filter(|pair| pair[at] == 0).count();
        head.len() > 3 && 2 * zeros > pairs().count()
    };
    Some(match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => UTF16,
        [b'%', b'P', b'D', b'F', b'-', ..] => PDF,
        [b'P', b'K', 3, 4, ..] => {
            match has(b"word/") || has(b"opendocument.text") || has(b"[Content_Types].xml") {
                true => WORD,
                false => ARCHIVE,
            }
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => WORD,
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'I', b'I', 42, 0, ..] => PICTURE,
        _ if half_zero(0) || half_zero(1) => UTF16,
        _ if head.contains(&0) => BINARY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let wide = |text: &str, mark: &[u8]| {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for (bytes, what) in [
            (wide("title = 1", &[0xff, 0xfe]), Some(UTF16)),
            (wide("title = 1", &[]), Some(UTF16)),
            (b"\0t\0i\0t".to_vec(), Some(UTF16)),
            (b"%PDF-1.7\n%\xe2".to_vec(), Some(PDF)),
            (b"PK\x03\x04....word/document.xml".to_vec(), Some(WORD)),
            (b"PK\x03\x04....a.txt".to_vec(), Some(ARCHIVE)),
            (b"{\\rtf1\\ansi".to_vec(), Some(WORD)),
            (b"\x89PNG\r\n".to_vec(), Some(PICTURE)),
            (b"abc\0".to_vec(), Some(BINARY)),
            (b"\xef\xbb\xbftitle".to_vec(), None),
            ("Zw\u{f6}lf".into(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(foreign(&bytes), what, "{bytes:?}");
        }
    }
}
