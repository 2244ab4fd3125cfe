//! Commands of LaTeX that stand for signs.

/// The sign or signs of a command without an argument. Its name is without the
/// backslash.
pub(super) fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        // Letters.
        "ss" => "ß",
        "SS" => "ẞ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "i" | "imath" => "ı",
        "j" | "jmath" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "th" => "þ",
        "TH" => "Þ",
        "dj" => "đ",
        "DJ" => "Đ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "ij" => "ĳ",
        "IJ" => "Ĳ",
        "textschwa" => "ə",
        // Dashes, quotation marks, dots.
        "textendash" | "bibrangedash" | "bibdatedash" => "–",
        "textemdash" => "—",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "quotesinglbase" => "‚",
        "quotedblbase" => "„",
        "guillemotleft" | "guillemetleft" | "flqq" => "«",
        "guillemotright" | "guillemetright" | "frqq" => "»",
        "guilsinglleft" | "flq" => "‹",
        "guilsinglright" | "frq" => "›",
        "glqq" => "„",
        "grqq" => "“",
        "glq" => "‚",
        "grq" => "‘",
        "ldots" | "dots" | "textellipsis" | "cdots" => "…",
        "textexclamdown" => "¡",
        "textquestiondown" => "¿",
        // Signs that LaTeX gives a meaning.
        "textbackslash" | "backslash" => "\\",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textasciigrave" => "`",
        "textbraceleft" | "lbrace" => "{",
        "textbraceright" | "rbrace" => "}",
        "textunderscore" => "_",
        "textdollar" => "$",
        "textbar" => "|",
        "textless" => "<",
        "textgreater" => ">",
        "slash" => "/",
        "bibinitperiod" => ".",
        // Blanks.
        "space" => " ",
        "newline" | "par" => "\n",
        "enspace" => "\u{2002}",
        "quad" | "qquad" => "\u{2003}",
        "thinspace" => "\u{2009}",
        "nobreakspace" => "\u{a0}",
        // Other signs.
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "dag" | "dagger" | "textdagger" => "†",
        "ddag" | "ddagger" | "textdaggerdbl" => "‡",
        "copyright" | "textcopyright" => "©",
        "textregistered" => "®",
        "texttrademark" => "™",
        "pounds" | "textsterling" => "£",
        "euro" | "texteuro" | "EUR" => "€",
        "textyen" => "¥",
        "textcent" => "¢",
        "textdegree" | "degree" => "°",
        "textbullet" | "bullet" => "•",
        "textperiodcentered" | "cdot" => "·",
        "textordfeminine" => "ª",
        "textordmasculine" => "º",
        "textnumero" => "№",
        "textonehalf" => "½",
        "textonequarter" => "¼",
        "textthreequarters" => "¾",
        "TeX" => "TeX",
        "LaTeX" => "LaTeX",
        "BibTeX" => "BibTeX",
        // Mathematics.
        "times" | "texttimes" => "×",
        "div" => "÷",
        "pm" | "textpm" => "±",
        "le" | "leq" => "≤",
        "ge" | "geq" => "≥",
        "ne" | "neq" => "≠",
        "approx" => "≈",
        "sim" => "∼",
        "infty" => "∞",
        "to" | "rightarrow" | "textrightarrow" => "→",
        "leftarrow" | "textleftarrow" => "←",
        "leftrightarrow" => "↔",
        "prime" => "′",
        "circ" => "∘",
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "epsilon" | "varepsilon" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" => "θ",
        "iota" => "ι",
        "kappa" => "κ",
        "lambda" => "λ",
        "mu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" => "ρ",
        "sigma" => "σ",
        "tau" => "τ",
        "upsilon" => "υ",
        "phi" | "varphi" => "φ",
        "chi" => "χ",
        "psi" => "ψ",
        "omega" => "ω",
        "Gamma" => "Γ",
        "Delta" => "Δ",
        "Theta" => "Θ",
        "Lambda" => "Λ",
        "Xi" => "Ξ",
        "Pi" => "Π",
        "Sigma" => "Σ",
        "Phi" => "Φ",
        "Psi" => "Ψ",
        "Omega" => "Ω",
        _ => return None,
    })
}

/// For a command that puts an accent on the next letter: the accent as it is joined
/// to a letter, and as it stands alone.
pub(super) fn accent(name: &str) -> Option<(char, char)> {
    Some(match name {
        "`" => ('\u{300}', '`'),
        "'" => ('\u{301}', '\''),
        "^" => ('\u{302}', '^'),
        "~" => ('\u{303}', '~'),
        "=" => ('\u{304}', '¯'),
        "u" => ('\u{306}', '˘'),
        "." => ('\u{307}', '˙'),
        "\"" => ('\u{308}', '¨'),
        "r" => ('\u{30a}', '˚'),
        "H" => ('\u{30b}', '˝'),
        "v" => ('\u{30c}', 'ˇ'),
        "d" => ('\u{323}', '.'),
        "c" => ('\u{327}', '¸'),
        "k" => ('\u{328}', '˛'),
        "b" => ('\u{331}', '_'),
        "t" => ('\u{361}', '⁀'),
        _ => return None,
    })
}

/// What a command does with the braces that follow it.
pub(super) enum Style {
    /// Puts this before and behind.
    Around(&'static str, &'static str),
    /// Quotation marks, which change within each other.
    Quotes,
    /// Prints what stands within, as it is.
    Plain,
    /// Prints what stands within, which is taken as it stands: an address.
    Address,
    /// An address, and behind it in braces of its own the words for it.
    Link,
    /// Prints nothing of it.
    Hidden,
}

/// The markup of CSL for small capitals.
pub(super) const SMALL_CAPITALS: &str = "<span style=\"font-variant:small-caps;\">";

/// What a command does with the braces that follow it; `None` for a command that is
/// not known here.
pub(super) fn style(name: &str) -> Option<Style> {
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" => Style::Around("<i>", "</i>"),
        "textbf" | "mkbibbold" => Style::Around("<b>", "</b>"),
        "textsc" | "mkbibacro" => Style::Around(SMALL_CAPITALS, "</span>"),
        "textsuperscript" | "mkbibsuperscript" => Style::Around("<sup>", "</sup>"),
        "textsubscript" | "mkbibsubscript" => Style::Around("<sub>", "</sub>"),
        "enquote" | "mkbibquote" => Style::Quotes,
        "mkbibparens" => Style::Around("(", ")"),
        "mkbibbrackets" => Style::Around("[", "]"),
        "text" | "textrm" | "textsf" | "texttt" | "textup" | "textmd" | "textnormal" | "mbox"
        | "hbox" | "mathrm" | "mathit" | "mathsf" | "operatorname" | "ensuremath" => Style::Plain,
        "url" | "nolinkurl" | "path" => Style::Address,
        "href" => Style::Link,
        "noopsort" | "SortNoop" | "foreignlanguage" | "textlang" | "textcolor"
        | "selectlanguage" | "hspace" | "vspace" => Style::Hidden,
        _ => return None,
    })
}

/// What a command turns on until the end of the braces that it stands in, and off
/// there; empty where CSL has no markup for it.
pub(super) fn switch(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "em" | "it" | "itshape" | "sl" | "slshape" => ("<i>", "</i>"),
        "bf" | "bfseries" => ("<b>", "</b>"),
        "sc" | "scshape" => (SMALL_CAPITALS, "</span>"),
        "rm" | "sf" | "tt" | "rmfamily" | "sffamily" | "ttfamily" | "upshape" | "mdseries"
        | "normalfont" | "small" | "large" | "relax" | "protect" | "nobreak" | "allowbreak"
        | "nobreakdash" | "noindent" | "ignorespaces" | "unskip" | "displaystyle" => ("", ""),
        _ => return None,
    })
}
