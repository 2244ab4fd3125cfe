//! Drawings as pictures: Word shows no drawing that takes its look from a style sheet.

use std::sync::Arc;

use hikiwake_document::visible;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::html::STYLE;

/// Letters as wide as those that the drawings are laid out for, the best first.
const FAMILIES: [&str; 9] = [
    "Segoe UI",
    "Roboto",
    "Noto Sans",
    "Liberation Sans",
    "Arial",
    "Helvetica",
    "Carlito",
    "Calibri",
    "DejaVu Sans",
];

/// Points of a picture per pixel of the drawing: sharp in print.
const SCALE: f32 = 3.0;

/// Most points of a picture, 240 MB of them: a drawing of a page has 3 million.
const MOST_POINTS: f32 = 60e6;

/// A picture in PNG, and its size in pixels of the drawing.
pub(super) struct Picture {
    pub png: Vec<u8>,
    pub width: f32,
    pub height: f32,
}

/// Draws with the fonts of this machine and the style sheet of the pages.
pub(super) struct Painter {
    options: Options<'static>,
}

impl Painter {
    /// `None` where this machine has no font.
    pub(super) fn new() -> Option<Self> {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        let wanted = FAMILIES.map(Family::Name);
        let query = Query {
            families: &wanted,
            ..Query::default()
        };
        let face = match fonts.query(&query) {
            Some(id) => fonts.face(id)?,
            None => fonts.faces().next()?,
        };
        let family = face.families.first()?.0.clone();
        // Asked for last, where no font is there that a drawing names: else it has no words.
        fonts.set_serif_family(family.clone());
        // Nothing is fetched, whatever the drawing names.
        let no_images = ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        };
        let options = Options {
            font_family: family,
            image_href_resolver: no_images,
            fontdb: Arc::new(fonts),
            style_sheet: Some(paper_style(STYLE)),
            ..Options::default()
        };
        Some(Painter { options })
    }

    /// The drawing, an SVG element as it stands on a page, as a picture.
    pub(super) fn picture(&self, svg: &str) -> Result<Picture, String> {
        // A page needs no namespace, a drawing of its own does.
        let named = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
        let svg = visible(svg).replacen("<svg", named, 1);
        let tree = Tree::from_str(&svg, &self.options).map_err(|error| error.to_string())?;
        let (width, height) = (tree.size().width(), tree.size().height());
        if width * height * SCALE * SCALE > MOST_POINTS {
            return Err(format!("it is {width} by {height} pixels large"));
        }
        let points = |pixels: f32| (pixels * SCALE).ceil() as u32;
        let mut pixmap = Pixmap::new(points(width), points(height)).ok_or("it has no size")?;
        let scale = Transform::from_scale(SCALE, SCALE);
        resvg::render(&tree, scale, &mut pixmap.as_mut());
        let png = pixmap.encode_png().map_err(|error| error.to_string())?;
        Ok(Picture { png, width, height })
    }
}

/// The rules of a style sheet as they hold on paper, for a renderer that knows neither
/// `@media` nor custom properties.
///
/// A property of `:root` gives way to its value. The one that is set further down (`--c`,
/// the colour of an actor) becomes `color`, which is passed down in the same way.
fn paper_style(style: &str) -> String {
    let mut values: Vec<(String, String)> = Vec::new();
    let mut rules = String::new();
    for (head, body) in blocks(&without_remarks(style)) {
        if head == ":root" {
            add_values(&mut values, body);
        } else if head == "@media print" {
            let roots = blocks(body)
                .into_iter()
                .filter(|(head, _)| *head == ":root");
            roots.for_each(|(_, body)| add_values(&mut values, body));
        } else if !head.starts_with('@') {
            rules.push_str(&format!("{head} {{{body}}}\n"));
        }
    }
    let mut rules = rules.replace("--c:", "color:");
    rules.insert_str(0, "svg { color: var(--ink); }\n");
    for passed_down in ["var(--c, var(--ink))", "var(--c)"] {
        rules = rules.replace(passed_down, "currentColor");
    }
    for (name, value) in values.iter().rev() {
        rules = rules.replace(&format!("var({name})"), value);
    }
    rules
}

fn without_remarks(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once("*/").map_or("", |(_, rest)| rest)
    })
}

/// What stands before each outermost pair of braces, and within it.
fn blocks(style: &str) -> Vec<(&str, &str)> {
    let (mut found, mut depth, mut begins, mut opens) = (Vec::new(), 0, 0, 0);
    for (at, sign) in style.char_indices() {
        match sign {
            '{' => {
                if depth == 0 {
                    opens = at;
                }
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    found.push((style[begins..opens].trim(), &style[opens + 1..at]));
                    begins = at + 1;
                }
            }
            _ => {}
        }
    }
    found
}

fn add_values(values: &mut Vec<(String, String)>, body: &str) {
    let pairs = body.split(';').filter_map(|line| line.split_once(':'));
    let pairs = pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    values.extend(pairs.filter(|(name, _)| name.starts_with("--")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_paper_needs_no_custom_property() {
        let style = paper_style(STYLE);
        assert!(!style.contains("--"), "{style}");
        assert!(!style.contains('@'), "{style}");
        // What paper says of a colour holds, not what a dark screen says.
        assert!(style.contains(".chart text { font-size: 13px; fill: #000000; }"));
    }

    #[test]
    fn a_line_has_the_colour_of_its_actor() {
        let painter = Painter::new().expect("a font");
        let line = "<svg class=\"chart exposed\" width=\"9\" height=\"9\" viewBox=\"0 0 9 9\">\
                    <g class=\"actor-1\"><path class=\"first\" d=\"M0,4H9\"/></g></svg>";
        let picture = painter.picture(line).expect("drawn");
        let pixmap = Pixmap::decode_png(&picture.png).expect("read back");
        let middle = pixmap.pixel(13, 12).expect("a point");
        assert_eq!(
            (middle.red(), middle.green(), middle.blue()),
            (0xa3, 0x26, 0x1e)
        );
        assert_eq!((picture.width, picture.height), (9.0, 9.0));
    }

    #[test]
    fn words_are_drawn_whatever_font_is_named() {
        let painter = Painter::new().expect("a font");
        for font in ["", "font-family=\"Nobody Has This\"", "class=\"code\""] {
            let words = format!(
                "<svg width=\"99\" height=\"20\"><g class=\"graph\"><text y=\"15\" {font}>Words</text></g></svg>"
            );
            let picture = painter.picture(&words).expect("drawn");
            let pixmap = Pixmap::decode_png(&picture.png).expect("read back");
            let drawn = pixmap.pixels().iter().filter(|point| point.alpha() > 99);
            assert!(drawn.count() > 500, "{font}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let painter = Painter::new().expect("a font");
        assert!(painter.picture("<svg").is_err());
        let huge = "<svg width=\"1e9\" height=\"1e9\"></svg>";
        assert!(painter.picture(huge).is_err());
    }
}
