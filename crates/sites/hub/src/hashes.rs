//! Keyed hashes by which the hub recognises things that it does not keep.

use secrets::{KeyedHash, MasterKey, Token, hexadecimal};
use sessions::Session;

use crate::rules::identification::MatchingAttributes;
use crate::rules::method::MethodId;

/// Makes the hashes. They cannot be made or guessed without the installation's key.
pub(crate) struct Hashes(KeyedHash);

impl Hashes {
    pub(crate) fn new(master_key: &MasterKey) -> Self {
        Self(KeyedHash::new(master_key, "hub marks"))
    }

    /// Of the attributes by which an account is matched with a person: the same ones give the same hash, and a hash tells
    /// none of them.
    pub(crate) fn matching_attributes(&self, attributes: &MatchingAttributes) -> [u8; 32] {
        let MatchingAttributes { name, birth_date, address } = attributes;
        self.0.hash_parts(&[
            b"description",
            name.given().as_bytes(),
            name.family().as_bytes(),
            birth_date.to_string().as_bytes(),
            address.street().as_bytes(),
            address.city().as_bytes(),
            address.postal_code().as_bytes(),
            address.country().as_str().as_bytes(),
        ])
    }

    /// What people and support call an account: it opens nothing and is no name at the method.
    pub(crate) fn account_number(&self, method: &MethodId, sub: &str) -> String {
        const SHOWN_BYTES: usize = 6;
        let hash = self.0.hash_parts(&[b"account", method.as_str().as_bytes(), sub.as_bytes()]);
        hexadecimal(&hash[..SHOWN_BYTES])
    }

    /// What a form bears whose page was opened by somebody who had just authenticated: it may be sent some minutes later.
    /// It counts for this session and this authentication only.
    pub(crate) fn form_mark(&self, session: &Session) -> String {
        hexadecimal(&self.0.hash_parts(&[
            b"form",
            session.id.as_bytes(),
            &session.authenticated_at.unix_ms().to_be_bytes(),
        ]))
    }

    /// Whether a form bears the mark of this session.
    pub(crate) fn is_form_mark(&self, session: &Session, mark: &str) -> bool {
        // Compared in constant time: what is hashed once more tells nothing of the mark.
        let expected = self.0.hash(self.form_mark(session).as_bytes());
        self.0.matches(mark.as_bytes(), &expected)
    }

    /// A new logout on its way: what its addresses carry, and what is stored.
    pub(crate) fn new_logout(&self) -> (String, [u8; 32]) {
        let token = Token::new();
        let text = token.as_str().to_owned();
        let id = self.logout_id(&text);
        (text, id)
    }

    /// The stored id of a logout.
    pub(crate) fn logout_id(&self, text: &str) -> [u8; 32] {
        self.0.hash_parts(&[b"logout", text.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use values::{PersonName, PostalAddress};

    use super::*;

    fn jana(street: &str) -> MatchingAttributes {
        MatchingAttributes {
            name: PersonName::parse("Jana", "Nováková").unwrap(),
            birth_date: "1988-04-12".parse().unwrap(),
            address: PostalAddress::parse(street, "Olomouc", "77900", "CZ").unwrap(),
        }
    }

    #[test]
    fn attributes_have_one_hash_and_another_key_another() {
        let hashes = Hashes::new(&MasterKey::generate());
        assert_eq!(
            hashes.matching_attributes(&jana("Lipová 12")),
            hashes.matching_attributes(&jana("Lipová 12"))
        );
        assert_ne!(
            hashes.matching_attributes(&jana("Lipová 12")),
            hashes.matching_attributes(&jana("Lipová 1"))
        );
        let others = Hashes::new(&MasterKey::generate());
        assert_ne!(
            hashes.matching_attributes(&jana("Lipová 12")),
            others.matching_attributes(&jana("Lipová 12"))
        );
    }

    #[test]
    fn an_account_is_called_by_twelve_digits_that_do_not_hold_its_name() {
        let hashes = Hashes::new(&MasterKey::generate());
        let method = MethodId::parse("mojeid").unwrap();
        let account = hashes.account_number(&method, "jana");
        assert_eq!(account.len(), 12);
        assert_ne!(account, hashes.account_number(&method, "petr"));
        assert_ne!(account, hashes.account_number(&MethodId::parse("bank").unwrap(), "jana"));
    }
}
