//! Pseudonyms (OIDC Core §8.1): computed, so that nothing need be stored and no two sectors can compare them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrets::{KeyedHash, MasterKey};

use crate::{Client, SubjectType};

pub(crate) struct PairwiseSubjects {
    hash: KeyedHash,
}

impl PairwiseSubjects {
    pub(crate) fn new(master_key: &MasterKey) -> Self {
        Self { hash: KeyedHash::new(master_key, "openid pairwise subjects") }
    }

    /// A person as a client sees them.
    pub(crate) fn sub(&self, client: &Client, subject: &str) -> String {
        match client.subject_type {
            SubjectType::Public => subject.to_owned(),
            SubjectType::Pairwise => URL_SAFE_NO_PAD
                .encode(self.hash.hash_parts(&[client.sector_identifier().as_bytes(), subject.as_bytes()])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sector_sees_a_person_under_another_name() {
        // mission: A1
        let subjects = PairwiseSubjects::new(&MasterKey::generate());
        let (lipova, mut knihovna) = (Client::new("lipova", "Lipová"), Client::new("knihovna", "Knihovna"));
        let name = subjects.sub(&lipova, "jana");
        assert_eq!(subjects.sub(&lipova, "jana"), name);
        assert_ne!(subjects.sub(&lipova, "petr"), name);
        assert_ne!(subjects.sub(&knihovna, "jana"), name);
        assert!(!name.contains("jana") && name.len() == 43);
        knihovna.sector_identifier = Some("lipova".to_owned());
        assert_eq!(subjects.sub(&knihovna, "jana"), name);
        knihovna.subject_type = SubjectType::Public;
        assert_eq!(subjects.sub(&knihovna, "jana"), "jana");
    }
}
