//! Faults as a person reads them on a terminal.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{Diagnostic, Read, Severity, Span, shortened, visible_line};

/// How much of a line is shown on either side of a fault, in bytes.
const MARGIN: usize = 200;
/// How many faults are shown in full; the rest are counted.
const SHOWN: usize = 500;

impl Read {
    /// The faults as a person reads them on a terminal: file, line, the span
    /// underlined, the mend; `color` adds terminal colours. Of very many, the first
    /// 500 are shown and the rest counted.
    pub fn render(&self, color: bool) -> String {
        let renderer = match color {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut out = String::new();
        for fault in self.diagnostics.iter().take(SHOWN) {
            out.push_str(&self.one(fault, &renderer));
            out.push_str("\n\n");
        }
        if self.diagnostics.len() > SHOWN {
            let more = self.diagnostics.len() - SHOWN;
            out.push_str(&format!(
                "… and {more} more: mend these first, or see all with --json.\n\n"
            ));
        }
        out.push_str(&self.counts());
        out.push('\n');
        out
    }

    fn one(&self, fault: &Diagnostic, renderer: &Renderer) -> String {
        let level = match fault.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let (message, help) = (visible_line(&fault.message), visible_line(&fault.help));
        let (message, help) = (shortened(&message), shortened(&help));
        let title = level.primary_title(message).id(&*fault.code);
        let part = fault.span.as_ref().and_then(|span| self.part(span));
        let mut group = match (&fault.span, part) {
            (Some(span), Some((text, marked))) => Group::with_title(title).element(
                Snippet::source(text)
                    .line_start(span.line)
                    .path(visible_line(&span.file))
                    .annotation(AnnotationKind::Primary.span(marked)),
            ),
            _ => Group::with_title(title),
        };
        if !help.is_empty() {
            group = group.element(Level::HELP.message(help));
        }
        renderer.render(&[group])
    }

    /// The line of a span, made safe to show, and the place of the span in it. Of
    /// a span over several lines, the first is shown.
    fn part(&self, span: &Span) -> Option<(String, std::ops::Range<usize>)> {
        let (_, text) = self.files.iter().find(|(name, _)| *name == span.file)?;
        let before = text.get(..span.start)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let inside = text.get(span.start..span.end)?;
        let inside = inside.lines().next().unwrap_or("");
        let after = text.get(span.start + inside.len()..)?;
        let after = after.lines().next().unwrap_or("");
        let before = text.get(line_start..span.start)?;
        let mut shown = String::new();
        shown.push_str(&visible_line(last(before)));
        let start = shown.len();
        shown.push_str(&visible_line(first(inside)));
        let end = shown.len();
        shown.push_str(&visible_line(first(after)));
        Some((shown, start..end))
    }

    /// `2 errors, 1 warning`
    fn counts(&self) -> String {
        let count = |severity, name: &str| {
            let of_it = |d: &&Diagnostic| d.severity == severity;
            match self.diagnostics.iter().filter(of_it).count() {
                1 => format!("1 {name}"),
                n => format!("{n} {name}s"),
            }
        };
        let errors = count(Severity::Error, "error");
        format!("{errors}, {}", count(Severity::Warning, "warning"))
    }
}

/// The first part of a text that is not too long to show.
pub(crate) fn first(text: &str) -> &str {
    let mut end = text.len().min(MARGIN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last part of a text that is not too long to show.
pub(crate) fn last(text: &str) -> &str {
    let mut start = text.len().saturating_sub(MARGIN);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
