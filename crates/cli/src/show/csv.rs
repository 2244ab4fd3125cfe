//! Tables as text with commas (RFC 4180).

/// A table with its head, a line a row. What holds a comma, a quotation mark or a line
/// break is put in quotation marks.
pub fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = String::new();
    line(&mut text, head.iter().copied());
    for row in rows {
        line(&mut text, row.iter().map(String::as_str));
    }
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        match cell.contains([',', '"', '\n', '\r']) {
            true => {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            }
            false => text.push_str(cell),
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_would_break_a_table_is_quoted() {
        let rows = [vec!["a, b".to_owned(), "say \"no\"".to_owned()]];
        let text = super::table(&["x", "y"], rows.into_iter());
        assert_eq!(text, "x,y\r\n\"a, b\",\"say \"\"no\"\"\"\r\n");
    }
}
