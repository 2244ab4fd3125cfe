//! Text of CSL-JSON written as LaTeX.

use std::collections::HashMap;

use super::symbols::SMALL_CAPITALS;

/// Markup of CSL: how it opens and closes, and the command of LaTeX for it. `nocase` is
/// braces in LaTeX, and comes back as nothing.
const MARKUP: [(&str, &str, &str); 7] = [
    ("<i>", "</i>", "\\emph{"),
    ("<b>", "</b>", "\\textbf{"),
    ("<sup>", "</sup>", "\\textsuperscript{"),
    ("<sub>", "</sub>", "\\textsubscript{"),
    (SMALL_CAPITALS, "</span>", "\\textsc{"),
    (
        "<span style=\"font-variant: small-caps;\">",
        "</span>",
        "\\textsc{",
    ),
    ("<span class=\"nocase\">", "</span>", "{"),
];

/// A text as LaTeX has it.
pub(super) fn latex(text: &str) -> String {
    let markup = pairs(text);
    let mut markup = markup.into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some((_, tag, command)) = markup.next_if(|(begin, ..)| *begin == at) {
            out.push_str(command);
            at += tag.len();
            continue;
        }
        at += c.len_utf8();
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '`' => out.push_str("{\\textasciigrave}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '\u{a0}' => out.push('~'),
            '\n' => out.push_str("{\\newline}"),
            '%' | '&' | '$' | '#' | '_' => out.extend(['\\', c]),
            // Two of them would become one dash or quotation mark.
            '-' | '\'' if before == c => out.extend(['{', '}', c]),
            // BibTeX makes one blank of several, and none at the ends.
            ' ' if before.is_ascii_whitespace() || at == text.len() => out.push_str("{\\ }"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Where markup stands that opens and closes, and what is written for it.
fn pairs(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    // How many of those open close so, not to look for one that is not there.
    let mut waiting: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text[at..];
        if let Some(kind) = MARKUP
            .iter()
            .position(|(begin, ..)| rest.starts_with(begin))
        {
            open.push((at, kind));
            *waiting.entry(MARKUP[kind].1).or_default() += 1;
            continue;
        }
        let closing = MARKUP.iter().map(|(_, end, _)| *end);
        let Some(end) = closing.into_iter().find(|end| rest.starts_with(end)) else {
            continue;
        };
        // What was opened since and is not closed is no markup.
        while waiting.get(end).is_some_and(|count| *count > 0) {
            let Some((begin, kind)) = open.pop() else {
                break;
            };
            let (tag, own, command) = MARKUP[kind];
            *waiting.entry(own).or_default() -= 1;
            if own == end {
                found.extend([(begin, tag, command), (at, end, "}")]);
                break;
            }
        }
    }
    found.sort_unstable();
    found
}
