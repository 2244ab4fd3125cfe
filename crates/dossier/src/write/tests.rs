//! A change is ended at every step, as a kill or a power cut ends it.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::Path;

use super::disk::{Access, Disk, System};
use super::journal::finish;
use super::plan::carry_out;
use super::{FileChange, FolderLock, JOURNAL, WriteError, write_all, write_folder};
use crate::passages::TextStore;

/// A disk that does some steps and then no more: not even what clears away.
struct Ends {
    left: Cell<usize>,
}

impl Ends {
    fn after(steps: usize) -> Ends {
        Ends {
            left: Cell::new(steps),
        }
    }

    fn step(&self, real: impl FnOnce() -> io::Result<()>, torn: impl FnOnce()) -> io::Result<()> {
        match self.left.get() {
            0 => Err(io::Error::other("ended")),
            left => {
                self.left.set(left - 1);
                if left == 1 {
                    torn();
                    return Err(io::Error::other("ended"));
                }
                real()
            }
        }
    }
}

impl Disk for Ends {
    fn create(&self, path: &Path, content: &[u8], access: &Access) -> io::Result<()> {
        let half = || {
            let _ = System.create(path, &content[..content.len() / 2], access);
        };
        self.step(|| System.create(path, content, access), half)
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| System.replace(from, to), || ())
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| System.place(from, to), || ())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(|| System.remove(path), || ())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(|| System.sync_folder(folder), || ())
    }
}

/// Every file of a folder with its text, by name.
fn held(folder: &Path) -> Vec<(String, String)> {
    let mut held: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect();
    held.sort();
    held
}

const OLD: [(&str, &str); 2] = [("a.toml", "old a"), ("b.toml", "old b")];
const NEW: [(&str, &str); 3] = [
    ("a.toml", "new a"),
    ("b.toml", "new b"),
    ("c.toml", "new c"),
];

fn owned(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let files = files.iter();
    files
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

fn changes() -> Vec<FileChange> {
    let old = |name| OLD.iter().find(|(old, _)| *old == name);
    NEW.iter()
        .map(|(name, text)| {
            FileChange::of(*name, old(*name).map(|(_, text)| text.as_bytes()), *text)
        })
        .collect()
}

fn folder_of_old() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in OLD {
        fs::write(folder.path().join(name), text).expect("a write");
    }
    folder
}

#[test]
fn a_change_cut_short_at_any_step_is_whole_or_not_at_all_at_the_next_start() {
    let (mut olds, mut news) = (0, 0);
    for steps in 1.. {
        let folder = folder_of_old();
        let root = folder.path().canonicalize().expect("a folder");
        let data = tempfile::tempdir().expect("a folder");
        let ties = data.path().join("texts");
        fs::create_dir(&ties).expect("a folder");
        fs::write(ties.join("a1.json"), "old tie").expect("a write");
        fs::write(ties.join("a1.next"), "new tie").expect("a write");
        let shelf = TextStore::at(data.path());
        let disk = Ends::after(steps);
        let done = carry_out(&disk, &root, &changes(), Some((&shelf, "a1")));
        // One start is enough.
        let journal = root.join(JOURNAL).exists();
        finish(&System, &root, Some(&shelf)).expect("the next start");
        let tie = fs::read_to_string(ties.join("a1.json")).expect("a tie");
        let lock = FolderLock::acquire(&root).expect("the next start");
        let after = held(&root);
        match after == owned(&NEW) {
            true => {
                assert_eq!(tie, "new tie");
                news += 1;
            }
            false => {
                assert_eq!(after, owned(&OLD), "after {steps} steps");
                assert!(!journal, "after {steps} steps");
                assert_eq!(tie, "old tie");
                olds += 1;
            }
        }
        drop(lock);
        if done.is_ok() {
            break;
        }
        // What the change says of itself is true.
        assert_eq!(
            matches!(done, Err(WriteError::Unfinished { .. })),
            after == owned(&NEW),
            "after {steps} steps: {done:?}"
        );
    }
    // Three files, the journal and its place; from its sync on, it is finished.
    assert_eq!(olds, 5);
    assert!(news >= 5, "{news}");
}

#[test]
fn finishing_may_be_cut_short_as_well() {
    for first in 7..12 {
        for second in 1..6 {
            let folder = folder_of_old();
            let root = folder.path().canonicalize().expect("a folder");
            let _ = carry_out(&Ends::after(first), &root, &changes(), None);
            let _ = finish(&Ends::after(second), &root, None);
            FolderLock::acquire(&root).expect("the next start");
            let after = held(&root);
            assert_eq!(after, owned(&NEW), "{first} steps, then {second}");
        }
    }
}

#[test]
fn a_file_that_is_not_what_was_read_is_left_as_it_is() {
    let folder = folder_of_old();
    let lock = FolderLock::acquire(folder.path()).expect("the lock");
    fs::write(folder.path().join("b.toml"), "another hand").expect("a write");
    let error = write_all(&lock, &changes()).expect_err("it was changed");
    assert!(matches!(error, WriteError::Changed(_)), "{error}");
    let held_now = held(folder.path());
    assert_eq!(
        held_now,
        owned(&[("a.toml", "old a"), ("b.toml", "another hand")])
    );
    fs::write(folder.path().join("b.toml"), "old b").expect("a write");
    fs::write(folder.path().join("c.toml"), "another hand").expect("a write");
    let error = write_all(&lock, &changes()).expect_err("it is there");
    assert!(matches!(error, WriteError::There(_)), "{error}");
    assert_eq!(held(folder.path()).len(), 3);
}

/// A dossier is told to be unfinished where someone wrote between the cut and the next
/// start, and nothing of theirs is written over.
#[test]
fn an_edit_after_the_cut_is_not_written_over() {
    let folder = folder_of_old();
    let root = folder.path().canonicalize().expect("a folder");
    // The journal is there, and nothing is renamed.
    let _ = carry_out(&Ends::after(7), &root, &changes(), None);
    assert!(root.join(JOURNAL).exists());
    fs::write(root.join("a.toml"), "another hand").expect("a write");
    let error = FolderLock::acquire(&root).expect_err("it cannot be finished");
    assert!(error.to_string().contains("another program"), "{error}");
    let read = crate::read(&root);
    assert_eq!(read.diagnostics[0].code, "unfinished-change");
    assert_eq!(
        fs::read_to_string(root.join("a.toml")).expect("text"),
        "another hand"
    );
    // The way out that the message names.
    fs::remove_file(root.join(JOURNAL)).expect("deleted");
    FolderLock::acquire(&root).expect("the lock");
    let held = held(&root);
    assert_eq!(
        held,
        owned(&[("a.toml", "another hand"), ("b.toml", "old b")])
    );
}

/// A journal may come with a folder from anywhere.
#[test]
fn a_journal_moves_nothing_but_what_was_written_aside_in_its_folder() {
    let outer = tempfile::tempdir().expect("a folder");
    let root = outer.path().join("dossier");
    fs::create_dir(&root).expect("a folder");
    fs::write(outer.path().join("theirs"), "theirs").expect("a write");
    fs::write(root.join(".hikiwake-aside-1"), "evil").expect("a write");
    for (from, to) in [
        (".hikiwake-aside-1", "../new"),
        ("../theirs", "a.toml"),
        ("a.toml", "b.toml"),
        (".hikiwake-aside-1", "/tmp/hikiwake-nowhere"),
    ] {
        let journal =
            format!(r#"{{"format":1,"files":[{{"from":"{from}","to":"{to}","before":null}}]}}"#);
        fs::write(root.join(JOURNAL), journal).expect("a write");
        let error = FolderLock::acquire(&root).expect_err("refused");
        assert!(matches!(error, WriteError::Unfinished { .. }), "{error}");
    }
    assert_eq!(held(&root).len(), 2);
    let outside: Vec<_> = fs::read_dir(outer.path()).expect("a folder").collect();
    assert_eq!(outside.len(), 2);
}

#[test]
fn a_new_folder_that_fails_leaves_nothing_and_an_empty_one_is_filled() {
    let here = tempfile::tempdir().expect("a folder");
    let deep = here.path().join("a/b");
    let failed = write_folder(&deep, |folder| {
        folder.file("one")?;
        Err::<(), _>(WriteError::Busy(deep.clone()))
    });
    assert!(failed.is_err());
    assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 0);

    let empty = here.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    for folder in [&deep, &empty] {
        let fill = |new: &super::NewFolder| {
            for name in ["one", "two"] {
                new.file(name)?;
            }
            Ok::<(), WriteError>(())
        };
        write_folder(folder, fill).expect("written");
        assert_eq!(held(folder), owned(&[("one", ""), ("two", "")]));
        let again = write_folder(folder, fill).expect_err("not empty");
        assert!(matches!(again, WriteError::NotEmpty(_)), "{again}");
    }
    let outside = here.path().join("none/../out");
    let refused = write_folder(&outside, |_| Ok::<(), WriteError>(()));
    assert!(refused.is_err());
    assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 2);
}

/// What a program left that was killed, is swept; what one that is at it has aside, is not.
#[test]
fn what_was_left_aside_is_swept_by_the_next_who_reads_or_writes() {
    let folder = folder_of_old();
    let aside = folder.path().join(".hikiwake-aside-7");
    fs::create_dir(&aside).expect("a folder");
    fs::write(aside.join("states.csv"), "half").expect("a write");
    let lock = FolderLock::acquire(folder.path()).expect("the lock");
    assert!(!aside.exists());
    fs::write(&aside, "being written").expect("a write");
    let _ = crate::read(folder.path());
    assert!(aside.exists());
    drop(lock);
    let _ = crate::read(folder.path());
    assert!(!aside.exists());
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_and_a_tie_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder_of_old();
    let mode = |name: &str| {
        let data = fs::metadata(folder.path().join(name)).expect("there");
        data.permissions().mode() & 0o777
    };
    let private = fs::Permissions::from_mode(0o600);
    fs::set_permissions(folder.path().join("a.toml"), private).expect("set");
    let lock = FolderLock::acquire(folder.path()).expect("the lock");
    write_all(&lock, &changes()).expect("written");
    assert_eq!(mode("a.toml"), 0o600);
    let mut tie = FileChange::new("tie", "private");
    tie.private = true;
    write_all(&lock, &[tie]).expect("written");
    assert_eq!(mode("tie"), 0o600);
}
