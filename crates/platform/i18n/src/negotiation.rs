//! Which language to answer in.

use values::Language;

/// `?lang=` wins over the cookie, the cookie over the browser's preferences; Czech is the language of last resort.
pub fn negotiate(
    asked: Option<Language>,
    remembered: Option<&str>,
    accept_language: Option<&str>,
) -> Language {
    asked
        .or_else(|| remembered.and_then(|code| Language::parse(code).ok()))
        .or_else(|| accept_language.and_then(preferred))
        .unwrap_or_default()
}

/// The best language of `Accept-Language` that is spoken here (RFC 9110 §12.5.4).
fn preferred(header: &str) -> Option<Language> {
    const MAX_CHOICES: usize = 16;
    let mut best: Option<(Language, f32)> = None;
    for choice in header.split(',').take(MAX_CHOICES) {
        let mut parts = choice.split(';');
        let Some(language) = parts.next().and_then(|tag| Language::parse(tag).ok()) else { continue };
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q="))
            .map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
        if weight > best.map_or(0.0, |(_, best)| best) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_wishes() {
        let browser = Some("de-DE, en;q=0.7, sk;q=0.9");
        assert_eq!(negotiate(Some(Language::En), Some("cs"), browser), Language::En);
        assert_eq!(negotiate(None, Some("cs"), browser), Language::Cs);
        assert_eq!(negotiate(None, Some("nonsense"), browser), Language::Sk);
        assert_eq!(negotiate(None, None, Some("de, fr;q=0.5")), Language::Cs);
        assert_eq!(negotiate(None, None, Some("en;q=0")), Language::Cs);
        assert_eq!(negotiate(None, None, None), Language::Cs);
    }
}
