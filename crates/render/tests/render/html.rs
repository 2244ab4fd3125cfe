//! A page runs nothing and fetches nothing.

use hikiwake_render::{PAGE_MARK, POLICY, evidence, fragment, page};
use scraper::{ElementRef, Html, Selector};

use crate::sample;

fn elements(page: &Html) -> Vec<ElementRef<'_>> {
    page.root_element().descendent_elements().collect()
}

/// Elements with their attributes, in order.
fn shape(page: &Html) -> Vec<String> {
    let told = |element: &ElementRef| {
        let names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        format!("{} {}", element.value().name(), names.join(" "))
    };
    elements(page).iter().map(told).collect()
}

#[test]
fn no_text_becomes_markup() {
    // One that is linked, and one that is not.
    for begins in ["", "https://"] {
        let said = |text: &str| match begins {
            "" => format!("x{text}"),
            begins => format!("{begins}{text}"),
        };
        let plain = shape(&Html::parse_document(&page(&sample::document(&|_| {
            said("")
        }))));
        assert!(plain.len() > 100);
        for hostile in sample::HOSTILE {
            let document = sample::document(&|_| said(hostile));
            let text = page(&document);
            let parsed = Html::parse_document(&text);
            assert_eq!(shape(&parsed), plain, "{hostile}");
            for element in elements(&parsed) {
                assert_ne!(element.value().name(), "script");
                for (name, value) in element.value().attrs() {
                    assert!(!name.starts_with("on") && name != "src", "{name}={value}");
                    let safe = |start: &&str| value.starts_with(*start);
                    let links = ["#", "https://", "http://"];
                    assert!(name != "href" || links.iter().any(safe), "{value}");
                }
            }
            let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert_eq!(text.chars().find(|c| hidden(*c)), None);
        }
    }
}

#[test]
fn the_page_has_its_policy_and_its_mark() {
    let text = page(&sample::document(&str::to_owned));
    assert!(text.contains(PAGE_MARK));
    let page = Html::parse_document(&text);
    let policy = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
    let policy = page.select(&policy).next().unwrap();
    assert_eq!(policy.attr("content"), Some(POLICY));
    assert!(POLICY.contains("default-src 'none'") && POLICY.contains("script-src 'none'"));
}

#[test]
fn a_claim_leads_to_what_it_says_and_headings_go_down_without_a_gap() {
    let document = sample::document(&str::to_owned);
    let cited = document.cited();
    for (text, levels) in [
        (page(&document), "h1 h2 h3"),
        (
            fragment(&document, "part", &cited) + &evidence("Evidence", "evidence", &cited),
            "h2 h3 h4 h2",
        ),
    ] {
        let page = Html::parse_document(&text);
        let headings: Vec<&str> = (elements(&page).iter())
            .map(|element| element.value().name())
            .filter(|name| name.len() == 2 && name.as_bytes()[1].is_ascii_digit())
            .collect();
        assert_eq!(headings.join(" "), levels);
        let claim = Selector::parse("a.cite").unwrap();
        let claim = page.select(&claim).next().unwrap();
        let note = Selector::parse(claim.attr("href").unwrap()).unwrap();
        let note: String = page.select(&note).next().unwrap().text().collect();
        assert_eq!(
            note,
            "[C1] The river rose. Miller 2020, p. 3; asserted by the mayor"
        );
    }
}
