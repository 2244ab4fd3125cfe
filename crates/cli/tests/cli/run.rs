//! How a run is divided and how it is stopped.

use std::path::PathBuf;
use std::process::{Command, Stdio};

fn kuril() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("../../dossiers/kuril")
}

fn hikiwake() -> Command {
    Command::new(env!("CARGO_BIN_EXE_hikiwake"))
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let answer = |threads: &str| {
        let mut command = hikiwake();
        command.arg("analyse").arg(kuril());
        let output = command.args(["--json", "--threads", threads]).output();
        let output = output.expect("the program starts");
        assert!(output.status.success());
        output.stdout
    };
    let one = answer("1");
    assert!(one.len() > 1000 && one == answer("3"));
    let none = hikiwake().arg("analyse").args(["--threads", "0"]).output();
    assert_eq!(none.expect("the program starts").status.code(), Some(2));
}

#[test]
fn the_same_bytes_in_any_environment() {
    let answer = |set: &[(&str, &str)]| {
        let mut command = hikiwake();
        command.arg("states").arg(kuril());
        let output = command.envs(set.iter().copied()).output();
        let output = output.expect("the program starts");
        assert!(output.status.success());
        output.stdout
    };
    let one = answer(&[("TERM", "xterm-256color"), ("LANG", "C")]);
    let other = [
        ("TERM", "dumb"),
        ("LANG", "ja_JP.UTF-8"),
        ("CLICOLOR_FORCE", "1"),
    ];
    assert!(one.len() > 1000 && one == answer(&other));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_printed_is_a_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    let faulty = folder.path().to_str().expect("UTF-8");
    let kuril = kuril();
    let kuril = kuril.to_str().expect("UTF-8");
    for arguments in [
        &["--help"][..],
        &["--version"],
        &[],
        &["schema"],
        &["check", kuril],
        &["states", kuril],
        &["states", kuril, "--json"],
        &["check", faulty, "--json"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full");
        let mut command = hikiwake();
        command.args(arguments).stdout(full.expect("a full disk"));
        let output = command.output().expect("the program starts");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(
            said.starts_with("error: cannot print"),
            "{arguments:?}: {said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_one_line_and_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    let mut command = hikiwake();
    command.arg("report").arg(kuril()).arg("-o").arg(&page);
    let running = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn();
    let running = running.expect("the program starts");
    // Once it has asked to be told of the signal, which it does first.
    let status = format!("/proc/{}/status", running.id());
    let is_ready = || {
        let status = std::fs::read_to_string(&status).unwrap_or_default();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        caught.is_none_or(|mask| mask & 0b10 != 0)
    };
    while !is_ready() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let id = running.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.expect("kill starts").success());
    let output = running.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(said, "stopped: no answer, and no file half written\n");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 0, "{page:?} or part of it was written");
}
