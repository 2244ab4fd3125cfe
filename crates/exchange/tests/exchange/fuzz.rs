//! Any bytes, and valid files with some bytes changed, into every reader: it answers
//! or refuses, and never panics. `HIKIWAKE_FUZZ_ROUNDS` sets how often (each reader is
//! given a mutated file and a run of bytes in every round).

use std::sync::OnceLock;
use std::time::Instant;

use hikiwake_dossier::Dossier;
use hikiwake_exchange::{ExportSettings, Format, export, take};
use proptest::prelude::*;

use crate::projects::archive;
use crate::{FORMATS, full, opened};

/// A small generator of numbers (xorshift64*), so that every run is the same.
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() % end.max(1)
    }
}

const PIECES: [&[u8]; 28] = [
    b"{",
    b"}",
    b"\"",
    b",",
    b"\n",
    b"\r\n",
    b"=",
    b"\\",
    b"#",
    b"@",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"\xff",
    b"\xef\xbb\xbf",
    b"99999999999999999999",
    b"-1",
    b"e308",
    b"null",
    b"[[[[",
    b" and ",
    b"@string{a = a # \"\"}",
    b"PK\x01\x02",
    b"\0",
];

pub fn mutated(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..1 + numbers.below(6) {
        let at = numbers.below(bytes.len());
        match numbers.below(5) {
            0 if !bytes.is_empty() => bytes[at] = numbers.next() as u8,
            1 => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].iter().copied())),
            2 => drop(bytes.drain(at..(at + numbers.below(40)).min(bytes.len()))),
            3 => {
                let from = numbers.below(bytes.len());
                let part = bytes[from..(from + numbers.below(200)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, part));
            }
            _ => bytes.truncate(bytes.len() - numbers.below(20).min(bytes.len())),
        }
    }
    bytes
}

fn dossier() -> &'static Dossier {
    static FULL: OnceLock<Dossier> = OnceLock::new();
    FULL.get_or_init(|| opened(full().path()))
}

/// Files that are read, to be changed: what this program writes, and for archives
/// also the XML alone, packed again after it was changed.
fn seeds(dossier: &Dossier) -> Vec<(Format, Vec<u8>)> {
    let settings = ExportSettings::default();
    let out = |format| (format, export(dossier, format, &settings).unwrap().bytes);
    FORMATS.into_iter().map(out).collect()
}

fn xml_of(project: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(project)).unwrap();
    let mut xml = Vec::new();
    zip.by_name("project.qde")
        .unwrap()
        .read_to_end(&mut xml)
        .unwrap();
    xml
}

#[test]
fn changed_files() {
    let rounds = std::env::var("HIKIWAKE_FUZZ_ROUNDS").ok();
    let rounds: usize = rounds.map_or(150, |rounds| rounds.parse().expect("a number"));
    let folder = full();
    let dossier = opened(folder.path());
    for (format, seed) in seeds(&dossier) {
        let begun = Instant::now();
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
        let (mut read, mut refused) = (0, 0);
        let xml = (format == Format::Qdpx).then(|| xml_of(&seed));
        for _ in 0..rounds {
            let mut files = vec![mutated(&seed, &mut numbers)];
            if let Some(xml) = &xml {
                let xml = mutated(xml, &mut numbers);
                files.push(archive(&[
                    ("project.qde", &xml),
                    ("Sources/a.txt", b"Rain and more rain"),
                ]));
            }
            let bytes = (0..numbers.below(300))
                .map(|_| numbers.next() as u8)
                .collect();
            files.push(bytes);
            for file in files {
                match take(&file, format, &dossier) {
                    Ok(_) => read += 1,
                    Err(faults) => {
                        assert!(!faults.is_empty(), "refused without a reason");
                        refused += 1;
                    }
                }
            }
        }
        println!(
            "{format:?}: {read} read, {refused} refused in {:.1} s",
            begun.elapsed().as_secs_f64()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let dossier = dossier();
        for format in FORMATS {
            let _ = take(&bytes, format, dossier);
        }
    }

    #[test]
    fn any_text(text in "[\\[\\]{}@=,\"#a-z0-9\n;:\\\\ -]{0,120}") {
        let dossier = dossier();
        for format in FORMATS {
            let _ = take(text.as_bytes(), format, dossier);
        }
        let _ = take(format!("@misc{{x, author = {{{text}}}, date = {{{text}}}}}").as_bytes(), Format::Bibtex, dossier);
    }
}
