//! What people call their browser, from what it calls itself.

/// `Firefox, Windows`, as every site calls it; the text itself, cut short, when it is of no known browser.
pub fn name_of(user_agent: &str) -> String {
    const MOST_CHARACTERS: usize = 60;
    let name = web::browser::name_of(user_agent);
    if name.is_empty() { user_agent.chars().take(MOST_CHARACTERS).collect() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_browser_is_called_what_it_calls_itself() {
        assert_eq!(name_of("Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0"), "Firefox, Linux");
        assert_eq!(name_of("Test browser"), "Test browser");
        assert_eq!(name_of(""), "");
        assert_eq!(name_of(&"x".repeat(500)).len(), 60);
    }
}
