//! What is suggested to be typed.

use std::path::Path;

/// The path as one word of a command line, to be pasted as it is: in quotation marks
/// where it has a blank or another character that a shell takes for its own.
pub fn typed(path: &Path) -> String {
    let mut text = path.display().to_string();
    if text.starts_with('-') {
        // No name of a flag.
        text.insert_str(0, "./");
    }
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    let escapes = if cfg!(windows) { "\\" } else { "" };
    if !text.is_empty() && text.chars().all(|c| is_plain(c) || escapes.contains(c)) {
        return text;
    }
    match cfg!(windows) {
        // No name of a file has a quotation mark there.
        true => format!("\"{text}\""),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn a_suggested_path_is_one_word_to_the_shell() {
        for path in [
            "plain/path-1",
            "with blank",
            "Côte d'Ivoire",
            "$(x) `y`;&|\\n\"",
            "日本",
            "",
        ] {
            let line = format!("printf %s {}", typed(Path::new(path)));
            let output = Command::new("sh").args(["-c", &line]).output();
            assert_eq!(output.expect("a shell").stdout, path.as_bytes(), "{line}");
        }
        assert_eq!(typed(Path::new("plain/path-1")), "plain/path-1");
        assert_eq!(typed(Path::new("-v x")), "'./-v x'");
    }
}
