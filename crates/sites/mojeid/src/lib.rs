//! mojeID: accounts, contact data, consent, logins.
