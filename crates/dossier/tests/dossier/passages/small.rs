//! A small dossier about one text.

use std::fmt::Write as _;
use std::path::PathBuf;

use hikiwake_dossier::{Attachment, NewEdition, TextStore, attach, read, relocate};
use sha2::{Digest, Sha256};

/// A dossier with one claim a place, its text, and a shelf, all in a folder that
/// goes with it.
pub struct Small {
    pub folder: PathBuf,
    pub text: PathBuf,
    pub data: PathBuf,
    pub shelf: TextStore,
    _here: tempfile::TempDir,
}

/// A place as a dossier writes it: first code point, the one after the last, and
/// sixteen digits of the digest.
pub type Written = (u64, u64, String);

pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The first place of a passage in a text.
pub fn place(text: &str, passage: &str) -> Written {
    let at = text.find(passage).expect("the passage stands in the text");
    let start = text[..at].chars().count() as u64;
    let end = start + passage.chars().count() as u64;
    (start, end, sha256(passage)[..16].to_owned())
}

impl Small {
    pub fn new(text: &str, places: &[Written]) -> Small {
        let head = format!(
            "[sources.paper]\n# the edition of 2016\ntext = {{ sha256 = \"{}\", length = {} }}\n\n",
            sha256(text),
            text.chars().count()
        );
        Small::with(text, places, &head)
    }

    pub fn without_head(text: &str, places: &[Written]) -> Small {
        Small::with(text, places, "")
    }

    fn with(text: &str, places: &[Written], head: &str) -> Small {
        let here = tempfile::tempdir().expect("a folder");
        let folder = here.path().join("dossier");
        std::fs::create_dir(&folder).expect("a folder");
        let mut toml = format!("[dossier]\nformat = 1\ntitle = \"Small\"\n\n{head}");
        for (k, (start, end, digest)) in places.iter().enumerate() {
            let digest = match digest.as_str() {
                "" => String::new(),
                digest => format!(", digest = \"{digest}\""),
            };
            let _ = write!(
                toml,
                "[claims.c{k}] # claim {k}\nsource = \"paper\"\nsays = \"It says {k}.\"\nplaces = [\n  \
                 {{ start = {start}, end = {end}{digest} }}, # its place\n]\n\n"
            );
        }
        std::fs::write(folder.join("dossier.toml"), toml).expect("a write");
        let sources = "[{ \"id\": \"paper\", \"title\": \"A paper\" }]";
        std::fs::write(folder.join("sources.json"), sources).expect("a write");
        let data = here.path().join("data");
        let small = Small {
            folder,
            text: here.path().join("paper.txt"),
            shelf: TextStore::at(&data),
            data,
            _here: here,
        };
        small.write_text(text);
        small
    }

    pub fn write_text(&self, text: &str) {
        std::fs::write(&self.text, text).expect("a write");
    }

    pub fn toml(&self) -> String {
        std::fs::read_to_string(self.folder.join("dossier.toml")).expect("the dossier")
    }

    /// Attaches the text as it lies there.
    pub fn attach(&self) -> Attachment {
        let read = read(&self.folder);
        let dossier = read.dossier.as_ref().expect("a dossier without errors");
        attach(dossier, &self.folder, &self.shelf, "paper", &self.text).expect("an attachment")
    }

    /// Looks for every place in a new edition.
    pub fn relocate(&self, edition: &str) -> NewEdition {
        let path = self.text.with_file_name("new.txt");
        std::fs::write(&path, edition).expect("a write");
        let read = read(&self.folder);
        relocate(&read, &self.folder, &self.shelf, "paper", &path).expect("proposals")
    }
}
