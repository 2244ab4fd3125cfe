//! BibTeX as other programs write it: what LaTeX prints is read, and what is not
//! understood is kept or named.

use hikiwake_exchange::{Format, Incoming};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::random::{dossier_with, sources};
use crate::{exported, folder, opened, refused, taken};

fn read(bib: &str) -> Incoming {
    taken(bib.as_bytes(), Format::Bibtex, &opened(folder(&[]).path()))
}

/// The title that comes of this LaTeX, and what is named as not kept.
fn title(latex: &str) -> (String, Vec<String>) {
    let read = read(&format!("@misc{{x, title = {{{latex}}}}}"));
    let title = read.sources["x"].get("title").and_then(Value::as_str);
    (title.unwrap_or_default().to_owned(), read.left)
}

fn assert_titles(cases: &[(&str, &str)]) {
    for (latex, text) in cases {
        assert_eq!(title(latex), ((*text).to_owned(), Vec::new()), "{latex}");
    }
}

#[test]
fn a_group_behind_a_word_without_argument_is_not_eaten() {
    assert_titles(&[
        (
            r"{{North}}\textendash{{South Trade}} after",
            "North–South Trade after",
        ),
        (r"Islands\textemdash{{Part I}}: it", "Islands—Part I: it"),
        (r"Minister\textquoteright{{s}} Choice", "Minister’s Choice"),
        (r"1855\textendash{1875}", "1855–1875"),
        (r"Wait\ldots{} and\dots{{Later}}", "Wait… and…Later"),
        (r"Pre\-Cold Non\-{C}old", "PreCold NonCold"),
        (
            r"Stra\ss{e} Ma\ss{{stab}}, Bor\o{d}",
            "Straße Maßstab, Borød",
        ),
        (r"\ae{ther}, \aa{r}, \l{a}d", "æther, år, ład"),
    ]);
}

#[test]
fn accents_stand_on_what_follows_them() {
    assert_titles(&[
        (
            r#"Mar{\'\i}a, Luc\'ia, Garc\'{\i}a, na\"\i ve"#,
            "María, Lucía, García, naïve",
        ),
        (
            r"Fran\c cois, S\~ao, {\v S}koda, {\c C}elik",
            "François, São, Škoda, Çelik",
        ),
        (r"\AE\ gir, \th\ b, {\DJ}or{\dj}e", "Æ gir, þ b, Đorđe"),
        (
            r"Erd\H{o}s, \d{o}, \'{\^e}, \t{oo}, \'{q}",
            "Erdős, ọ, ế, o\u{361}o, q\u{301}",
        ),
        (r"\~{} and \^{} and \'{}", "~ and ^ and '"),
        (r"\ \ a\ ", "  a "),
    ]);
}

#[test]
fn markup_and_ties_are_those_of_csl() {
    assert_titles(&[
        (
            r"The \emph{Rurik}, Part~II",
            "The <i>Rurik</i>, Part\u{a0}II",
        ),
        (
            r"{\em Casus} \textbf{b} {\bfseries c}d",
            "<i>Casus</i> <b>b</b> <b>c</b>d",
        ),
        (
            r"\textsc{nato}",
            "<span style=\"font-variant:small-caps;\">nato</span>",
        ),
        (
            r"2\textsuperscript{nd} CO\textsubscript{2}",
            "2<sup>nd</sup> CO<sub>2</sub>",
        ),
        (r"\enquote{a \enquote{b} c} \mkbibquote{d}", "“a ‘b’ c” “d”"),
        (r"``a'' `b' don't --- 1--2 ?`", "“a” ‘b’ don't — 1–2 ¿"),
        (
            r"\url{http://x.org/~a_b} \href{http://x.org}{the site}",
            "http://x.org/~a_b the site (http://x.org)",
        ),
        (
            r"War \& Peace, 50\% \$5 \#1 a\_b \textasciitilde x",
            "War & Peace, 50% $5 #1 a_b ~x",
        ),
    ]);
}

#[test]
fn a_dollar_is_money_where_no_formula_stands() {
    assert_titles(&[
        ("US$3 billion", "US$3 billion"),
        (
            "of $5 billion and $10 billion",
            "of $5 billion and $10 billion",
        ),
        ("{$}5 and a $", "$5 and a $"),
        (
            r"H$_2$O, $\alpha$, 20$^\circ$C, $x^{10}$",
            "H<sub>2</sub>O, α, 20°C, x<sup>10</sup>",
        ),
        (r"CO$_\mathrm{2}$", "CO<sub>2</sub>"),
    ]);
    let file = "@misc{good, title = {A}}@misc{price, title = {B}, abstract = {US$3 billion}}";
    assert_eq!(read(file).sources["price"]["abstract"], "US$3 billion");
}

#[test]
fn commands_that_are_not_known_are_named() {
    for (latex, text, left) in [
        (r"a \foo{b c} d", "a b c d", r"`\foo`"),
        (r"a \foo d", r"a \food", r"`\foo`"),
        (r"{\noopsort{1956}}Joint", "Joint", r"`\noopsort{1956}`"),
    ] {
        let said = format!("{left} in the field `title` of `x`");
        assert_eq!(title(latex), (text.to_owned(), vec![said]), "{latex}");
    }
}

#[test]
fn a_date_is_read_from_all_its_fields() {
    for (fields, date) in [
        ("year = 1956, month = oct # \"~19\"", "1956-10-19"),
        ("year = 1956, month = \"19~\" # oct", "1956-10-19"),
        (
            "year = 2016, month = \"15{--}16 \" # dec",
            "2016-12-15/2016-12-16",
        ),
        ("year = 2016, month = {15 December}", "2016-12-15"),
        ("year = 2016, month = {Sep--Oct}", "2016-09/2016-10"),
        ("year = 2016, month = {Spring}", "2016-21"),
        ("year = 2016, month = {décembre}", "2016-12"),
        ("year = 2016, month = 11, day = 3", "2016-11-03"),
        ("year = 2016, month = nov, day = {3}", "2016-11-03"),
        ("date = {2016}, month = {11}", "2016-11"),
        (
            "date = {2016-11-03}, year = 2016, month = nov",
            "2016-11-03",
        ),
        ("date = {1956~}", "1956~"),
        ("date = {2014/2016-03}", "2014/2016-03"),
        ("date = {2016-24}", "2016-24"),
        ("year = {c.~1956}", "1956~"),
        ("year = {2016--2017}", "2016/2017"),
    ] {
        let read = read(&format!("@misc{{x, title = {{T}}, {fields}}}"));
        let issued = hikiwake_dossier::CslDate::of(&read.sources["x"]["issued"]);
        assert_eq!(
            issued.map(|date| date.to_string()).as_deref(),
            Some(date),
            "{fields}"
        );
        assert_eq!(read.left, [] as [&str; 0], "{fields}");
    }
    for (fields, issued, left) in [
        (
            "year = 2016, month = {Hilary term}",
            json!({ "date-parts": [[2016]] }),
            vec!["the field `month` of `x`: Hilary term"],
        ),
        (
            "year = {in press}",
            json!({ "literal": "in press" }),
            vec![],
        ),
        (
            "date = {2016}, year = {in press}",
            json!({ "date-parts": [[2016]] }),
            vec!["the field `year` of `x`: in press"],
        ),
        (
            "month = dec",
            Value::Null,
            vec!["the field `month` of `x`: dec"],
        ),
    ] {
        let read = read(&format!("@misc{{x, title = {{T}}, {fields}}}"));
        let found = read.sources["x"].get("issued").cloned().unwrap_or_default();
        assert_eq!(
            (found, read.left),
            (issued, left.iter().map(|left| (*left).to_owned()).collect())
        );
    }
}

#[test]
fn names_are_divided_as_bibtex_divides_them() {
    for (field, names) in [
        (
            r"Garc{\'\i}a, Luc{\'\i}a and Ca{\~n}as, Jos{\'e} and Jan\'a{\v c}ek, L.",
            json!([
                { "family": "García", "given": "Lucía" },
                { "family": "Cañas", "given": "José" },
                { "family": "Janáček", "given": "L." },
            ]),
        ),
        (
            "SMITH, ANN AND JONES, BOB",
            json!([{ "family": "SMITH", "given": "ANN" }, { "family": "JONES", "given": "BOB" }]),
        ),
        (
            "Ursula von der Leyen and de la Tour, Jr, Ann and Plato",
            json!([
                { "family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der" },
                { "family": "Tour", "given": "Ann", "non-dropping-particle": "de la", "suffix": "Jr" },
                { "family": "Plato" },
            ]),
        ),
        (
            r"{Ministry of War and Peace} and {\'E}mile Zola and {Bank}, A.",
            json!([
                { "literal": "Ministry of War and Peace" },
                { "family": "Zola", "given": "Émile" },
                { "family": "Bank", "given": "A." },
            ]),
        ),
        (
            "family=Gaulle, given=Charles, prefix=de, useprefix=false",
            json!([{ "family": "Gaulle", "given": "Charles", "dropping-particle": "de" }]),
        ),
    ] {
        let read = read(&format!("@misc{{x, author = {{{field}}}}}"));
        assert_eq!(read.sources["x"]["author"], names, "{field}");
        assert_eq!(read.left, [] as [&str; 0], "{field}");
    }
}

#[test]
fn entries_that_are_no_sources_bring_none() {
    let read = read(
        "@xdata{pub, publisher = {Example Press}, location = {Tokyo}}
         @xdata{spare, publisher = {None}}
         @book{a, title = {A}, date = {2016}, xdata = {pub}}
         @set{ab, entryset = {a,b}}
         @incollection{c, title = {C}, crossref = {a}}
         @misc{d, title = {D}, crossref = {nowhere}, xdata = {a}}",
    );
    assert_eq!(read.sources.keys().collect::<Vec<_>>(), ["a", "c", "d"]);
    let source = |id: &str, key: &str| read.sources[id].get(key).cloned().unwrap_or_default();
    assert_eq!(source("a", "publisher"), "Example Press");
    assert_eq!(source("a", "publisher-place"), "Tokyo");
    assert_eq!(source("c", "container-title"), "A");
    assert_eq!(source("c", "publisher"), "Example Press");
    assert_eq!(source("c", "issued"), json!({ "date-parts": [[2016]] }));
    assert_eq!(source("d", "publisher"), Value::Null);
    for left in [
        "`@set` `ab`, which is no source",
        "the reference `crossref` of `d` to `nowhere`",
        "the reference `xdata` of `d` to `a`",
        "`@xdata` `spare`, which no entry uses",
    ] {
        assert!(
            read.left.iter().any(|there| there == left),
            "{left}: {:?}",
            read.left
        );
    }
    assert_eq!(read.left.len(), 4);
}

#[test]
fn entries_may_stand_in_round_brackets() {
    let read = read(
        r#"@string(p = "Press") @book(a:1, title = "Price {"} (of) Peace", publisher = p # { & Co},)"#,
    );
    assert_eq!(read.sources["a:1"]["title"], "Price \" (of) Peace");
    assert_eq!(read.sources["a:1"]["publisher"], "Press & Co");
}

#[test]
fn every_fault_is_told_with_its_line() {
    let faults = refused(
        b"mail me@example.org\n@book{a, title = {A} year = 2016}\n@book{b,\n title = {B\n@book{c, title = nix}\n@book{, title = {D}}\n@book{e, title {E}}\n@book{f, title = {F}, date = {2016-02}, month = mar}\n",
        Format::Bibtex,
    );
    for part in [
        "Behind the field `title` of `a` stands neither a comma nor the end.\n  --> line 2",
        "The field `title` of `b`: the value is not closed.\n  --> line 4",
        "The field `title` of `c`: `nix` is no abbreviation that is known here.\n  --> line 5",
        "The entry `@book` has no key.\n  --> line 6",
        "The field `title` of `e`: the sign `=` is missing.\n  --> line 7",
    ] {
        assert!(
            faults.iter().any(|fault| fault.contains(part)),
            "{part}: {faults:#?}"
        );
    }
    assert_eq!(faults.len(), 5, "{faults:#?}");
}

/// LaTeX in which `#` stands for a word that occurs nowhere else.
fn latex() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "#",
        "#",
        "#",
        " ",
        "~",
        "--",
        "$",
        "_",
        "^",
        "`",
        "'",
        "\\'",
        "\\c ",
        "\\ss",
        "\\i ",
        "\\textendash",
        "\\-",
        "\\ ",
        "\\\\",
        "\\em ",
        "\\foo",
        "\\foo*",
        "\\$",
        "\\url{#}",
        "\\&",
        "\\noopsort{#}",
        ", ",
        " and ",
        "=",
    ]);
    let piece = piece.prop_map(str::to_owned);
    piece.prop_recursive(3, 30, 5, |inner| {
        let command = prop::sample::select(vec![
            "",
            "\\emph",
            "\\enquote",
            "\\textendash",
            "\\href{#}",
            "\\bar",
            "\\'",
            "\\v",
            "\\o",
            "\\emph ",
            "$_",
            "\\mathrm",
        ]);
        (command, prop::collection::vec(inner, 0..5))
            .prop_map(|(command, inner)| format!("{command}{{{}}}", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Every word of a file is in a source or in the list of what is left, or the file
    /// is refused.
    #[test]
    fn no_word_of_a_file_is_lost(
        fields in prop::collection::btree_map(
            prop::sample::select(vec![
                "title", "author", "editor", "date", "year", "month", "day", "url", "pages",
                "number", "publisher", "organization", "location", "address", "file", "crossref",
                "xdata", "keywords", "langid", "language", "entrysubtype", "csl-id", "urldate",
            ]),
            prop::collection::vec(latex(), 0..4),
            0..8,
        ),
        kind in prop::sample::select(vec!["book", "article", "online", "xdata", "set", "odd"]),
    ) {
        let mut words = Vec::new();
        let mut bib = format!("@{kind}{{the-key");
        for (name, pieces) in &fields {
            let mut latex = String::new();
            for c in pieces.concat().chars() {
                match c {
                    '#' => {
                        let word = format!("q{}z", words.len());
                        latex.push_str(&word);
                        words.push((*name, word));
                    }
                    c => latex.push(c),
                }
            }
            bib.push_str(&format!(", {name} = {{{latex}}}"));
        }
        bib.push('}');
        let dossier = dossier_with(Vec::new(), Vec::new());
        let Ok(read) = hikiwake_exchange::take(bib.as_bytes(), Format::Bibtex, &dossier) else {
            return Ok(());
        };
        // An accent may stand between the letters of a word.
        let plain = |text: &str| text.chars().filter(char::is_ascii).collect::<String>();
        let held = plain(&serde_json::to_string(&read.sources).unwrap());
        let left = read.left.join("\n");
        for (name, word) in words {
            let named = [
                format!("the field `{name}` of"),
                "which is no source".to_owned(),
                "which no entry uses".to_owned(),
            ];
            let rest = word.get(1..).unwrap_or_default();
            prop_assert!(
                held.contains(rest) || left.contains(&word) || named.iter().any(|named| left.contains(named)),
                "{word} of {name}\n{bib}\n{held}\n{left}"
            );
        }
    }

    /// What BibTeX can say of a source comes back as it was.
    #[test]
    fn a_source_comes_back_from_bibtex(source in simple_source()) {
        let dossier = dossier_with(Vec::new(), vec![source.clone()]);
        let out = exported(&dossier, Format::Bibtex);
        let text = String::from_utf8(out.bytes.clone()).unwrap();
        prop_assert_eq!(&out.losses, &Vec::new(), "{}", text);
        let back = taken(&out.bytes, Format::Bibtex, &dossier);
        prop_assert_eq!(&back.left, &Vec::<String>::new(), "{}", text);
        prop_assert_eq!(Value::Object(back.sources["s"].clone()), source, "{}", text);
    }

    /// A file that was written from one that was read reads the same.
    #[test]
    fn what_was_read_once_reads_the_same_again(latex in prop::collection::vec(latex(), 0..5)) {
        let bib = format!("@book{{x, title = {{{}}}}}", latex.concat().replace('#', "word"));
        let read = read(&bib);
        let dossier = dossier_with(Vec::new(), read.sources.values().cloned().map(Value::Object).collect());
        let out = exported(&dossier, Format::Bibtex);
        prop_assert_eq!(&out.losses, &Vec::new(), "{}", String::from_utf8_lossy(&out.bytes));
    }

    #[test]
    fn sources_of_every_kind_can_be_written(sources in sources()) {
        exported(&dossier_with(Vec::new(), sources), Format::Bibtex);
    }
}

/// A text with markup and whatever LaTeX gives a meaning.
fn rich() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "Word", " ", "  ", "\u{a0}", "-", "--", "'", "''", "`", "\"", "\\", "{", "}", "~",
        "^", "$", "&", "%", "#", "_", "é", "e\u{301}", "日本", "“", "–", "!", "?", "\n", "<i>",
        "</i>", "<sup>", "</sup>", "<", "and", ",", "1",
    ]);
    let piece = piece.prop_map(str::to_owned);
    let text = piece.prop_recursive(3, 20, 4, |inner| {
        let tag = prop::sample::select(vec![
            ("<i>", "</i>"),
            ("<b>", "</b>"),
            ("<sup>", "</sup>"),
            ("<sub>", "</sub>"),
            ("<span style=\"font-variant:small-caps;\">", "</span>"),
            ("", ""),
        ]);
        (tag, prop::collection::vec(inner, 1..5))
            .prop_map(|((open, close), inner)| format!("{open}{}{close}", inner.concat()))
    });
    prop::collection::vec(text, 0..5).prop_map(|pieces| format!("T{}", pieces.concat()))
}

fn a_date() -> impl Strategy<Value = Value> {
    let point =
        (1..=2100i32, 0..=12u32, 0..=28u32).prop_map(|(year, month, day)| match (month, day) {
            (0, _) => json!([year]),
            (month, 0) => json!([year, month]),
            (month, day) => json!([year, month, day]),
        });
    let one = prop_oneof![
        point
            .clone()
            .prop_map(|point| json!({ "date-parts": [point] })),
        (point.clone(), point).prop_map(|(first, last)| json!({ "date-parts": [first, last] })),
        (1..=2100i32, 1..=4u32)
            .prop_map(|(year, season)| json!({ "date-parts": [[year]], "season": season })),
        (-900..=-1i32).prop_map(|year| json!({ "date-parts": [[year]] })),
        (1900..=2000i32, 21..=24u32, 21..=24u32)
            .prop_map(|(year, from, to)| json!({ "date-parts": [[year, from], [year, to]] })),
    ];
    (one, any::<bool>()).prop_map(|(mut date, circa)| {
        if circa {
            date["circa"] = true.into();
        }
        date
    })
}

/// A source that says nothing that BibTeX cannot.
fn simple_source() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        rich().prop_map(|name| json!({ "literal": name })),
        (rich(), rich()).prop_map(|(family, given)| json!({ "family": family, "given": given })),
        (rich(), prop::sample::select(vec!["von der", "de", "d’"]))
            .prop_map(|(family, von)| json!({ "family": family, "non-dropping-particle": von })),
        (rich(), rich(), "Jr\\.?|III").prop_map(|(family, given, suffix)| {
            json!({ "family": family, "given": given, "suffix": suffix })
        }),
        rich().prop_map(|family| json!({ "family": family })),
    ];
    let issued = prop_oneof![
        a_date(),
        Just(json!({ "literal": "in press – 16 days on" }))
    ];
    let kinds = vec![
        "article-journal",
        "article-newspaper",
        "chapter",
        "speech",
        "report",
        "book",
    ];
    (
        prop::sample::select(kinds),
        rich(),
        rich(),
        prop::collection::vec(name, 1..4),
        issued,
        a_date(),
    )
        .prop_map(|(kind, title, note, authors, issued, accessed)| {
            json!({
                "id": "s", "type": kind, "title": title, "note": note, "author": authors,
                "issued": issued, "accessed": accessed,
            })
        })
}
