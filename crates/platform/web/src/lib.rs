//! Listeners and TLS, sessions, CSRF, languages, the page shell, error pages, rate limits.
