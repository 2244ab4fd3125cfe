//! Tables: what a renderer sets in columns, and what a spreadsheet takes.

use serde::Serialize;

use crate::{Inline, Text};

/// A table. Its first column names the row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// What it shows, and how to read it.
    pub caption: Text,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Column {
    /// What stands at its head.
    pub head: Text,
    /// What stands there instead where columns are narrow; a list before the table says
    /// what it means.
    pub short: Option<String>,
    /// How its cells are set.
    pub align: Align,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Marks.
    Centre,
    /// Numbers.
    Right,
}

/// A row: one text a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Text>,
    /// Its first cell is a heading over the rows after it; the others are empty.
    pub over: bool,
}

impl Table {
    /// A table of words under these heads.
    pub fn new<T: Into<Text>>(heads: impl IntoIterator<Item = T>) -> Self {
        let column = |head: T| Column {
            head: head.into(),
            ..Column::default()
        };
        Table {
            caption: Text::new(),
            columns: heads.into_iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// A table with numbers in every column but the first.
    pub fn numbers<T: Into<Text>>(heads: impl IntoIterator<Item = T>) -> Self {
        Table::new(heads).behind_first(Align::Right)
    }

    /// A table with marks in every column but the first.
    pub fn marks<T: Into<Text>>(heads: impl IntoIterator<Item = T>) -> Self {
        Table::new(heads).behind_first(Align::Centre)
    }

    fn behind_first(mut self, align: Align) -> Self {
        for column in self.columns.iter_mut().skip(1) {
            column.align = align;
        }
        self
    }

    /// The same table under a caption.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<Text>) -> Self {
        self.caption = caption.into();
        self
    }

    /// The same table with a column of numbers or marks.
    ///
    /// # Panics
    ///
    /// If there is no such column: that is a slip of the presenter.
    #[must_use]
    pub fn align(mut self, column: usize, align: Align) -> Self {
        self.columns[column].align = align;
        self
    }

    /// Adds a row. Cells that are missing are empty; those beyond the last column are a
    /// slip that tests find.
    pub fn row<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let mut cells: Vec<Text> = cells.into_iter().map(Into::into).collect();
        debug_assert!(cells.len() <= self.columns.len(), "a row is too long");
        cells.resize(self.columns.len(), Text::new());
        self.rows.push(Row { cells, over: false });
    }

    /// Adds a heading over the rows after it.
    pub fn over(&mut self, heading: impl Into<String>) {
        self.row([Inline::Strong(heading.into())]);
        if let Some(row) = self.rows.last_mut() {
            row.over = true;
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
