//! The program as a person starts it.

use std::process::{Command, Output};

pub fn hikiwake(arguments: &[&str]) -> Output {
    at_columns(arguments, "100")
}

/// With lines of so many columns.
pub fn at_columns(arguments: &[&str], columns: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hikiwake"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env("COLUMNS", columns)
        .output()
        .expect("the program starts")
}

/// What it prints where it answers.
pub fn answered(arguments: &[&str]) -> String {
    answered_at("100", arguments)
}

/// The same in lines of so many columns.
pub fn answered_at(columns: &str, arguments: &[&str]) -> String {
    let output = at_columns(arguments, columns);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} failed: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What it says where it does not; it then prints nothing else.
pub fn refused(arguments: &[&str]) -> String {
    let output = hikiwake(arguments);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{arguments:?} was not refused"
    );
    assert!(output.stdout.is_empty(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}
