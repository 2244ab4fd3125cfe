//! Tables as comma-separated text (RFC 4180): written so that no spreadsheet runs
//! them, read within limits.

use crate::Fault;
use crate::spreadsheet::{escape, unescape};

/// Rows of a table that are read.
const MOST_ROWS: usize = 200_000;
/// Columns of a table that are read.
const MOST_COLUMNS: usize = 1_000;
/// Bytes of a cell that are read: 1 MiB.
const LARGEST_CELL: usize = 1 << 20;

/// A table as read: its header, and its rows with their numbers (the header is 1).
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub header: Vec<String>,
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Writes a table, every cell escaped where a spreadsheet might run it.
///
/// # Errors
/// A row has more or fewer cells than the header.
pub fn write_table(
    header: Vec<String>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        let cells = row.iter().map(|cell| escape(cell));
        writer
            .write_record(cells)
            .map_err(|error| error.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Reads a table. What is too large is a fault, and the rest is not read.
pub(crate) fn read_table(text: &str, faults: &mut Vec<Fault>) -> Table {
    read_separated(text, b',', faults)
}

/// The same of a table whose cells another sign separates.
pub(crate) fn read_separated(text: &str, separator: u8, faults: &mut Vec<Fault>) -> Table {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    for (k, record) in reader.records().enumerate() {
        let row = k + 1;
        let at = format!("row {row}");
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(Fault::new(
                    at,
                    format!("The table cannot be read: {error}."),
                    "Mend it.",
                ));
                return table;
            }
        };
        let too_large = if record.len() > MOST_COLUMNS {
            Some(format!("This row has more than {MOST_COLUMNS} cells."))
        } else if record.iter().any(|cell| cell.len() > LARGEST_CELL) {
            Some("A cell of this row is larger than 1 MiB.".to_owned())
        } else if row > MOST_ROWS {
            Some(format!("The table has more than {MOST_ROWS} rows."))
        } else {
            None
        };
        if let Some(message) = too_large {
            faults.push(Fault::new(at, message, "Divide it into several tables."));
            return table;
        }
        let cells: Vec<String> = record.iter().map(unescape).collect();
        if k == 0 {
            table.header = cells.iter().map(|name| name.trim().to_owned()).collect();
            continue;
        }
        if let Some(cell) = cells
            .iter()
            .skip(table.header.len())
            .find(|c| !c.is_empty())
        {
            let cell: String = cell.chars().take(40).collect();
            faults.push(Fault::new(
                at,
                format!("`{cell}` stands behind the last column."),
                "Quote cells that hold commas; separate cells by commas.",
            ));
            continue;
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            table.rows.push((row, cells));
        }
    }
    if table.header.is_empty() {
        faults.push(Fault::new(
            "",
            "The table is empty.",
            "Its first row names the columns.",
        ));
    }
    table
}
