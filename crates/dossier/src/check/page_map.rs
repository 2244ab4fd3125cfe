//! Where the pages of a source begin.

use super::{Check, at};

impl Check<'_> {
    /// Pages stand in order and begin within the text.
    pub fn pages(&mut self) {
        for (id, source) in &self.file.sources {
            let (mut number, mut begun) = (None, None);
            for (k, page) in source.pages.iter().enumerate() {
                let path = at("sources", id).at("pages").at(k);
                if let (Some(page), Some(before)) = (page.page, number)
                    && page <= before
                {
                    self.error(
                        "pages-out-of-order",
                        &path.at("page"),
                        format!("Page {page} stands behind page {before}."),
                        "Write the pages in their order, each once.",
                    );
                }
                if let Some(before) = begun
                    && page.start <= before
                {
                    self.error(
                        "pages-out-of-order",
                        &path.at("start"),
                        format!(
                            "This begins at {}, and what stands before it at {before}.",
                            page.start
                        ),
                        "Each page begins behind the one before it: correct one of the numbers.",
                    );
                }
                if let Some(text) = source
                    .text
                    .as_ref()
                    .filter(|text| page.start >= text.length)
                {
                    self.error(
                        "page-beyond-text",
                        &path.at("start"),
                        format!(
                            "This begins at {}, and the text of `{id}` has {} characters.",
                            page.start, text.length
                        ),
                        "Count in the text that is recorded: `hikiwake source find` gives the place of any words.",
                    );
                }
                number = page.page.or(number);
                begun = Some(page.start);
            }
        }
    }
}
