//! Signing keys over time: published before they sign, and until nothing they signed is valid any more. Then the private
//! half is erased; the public one stays for as long as an ID token of ours is taken as a hint.

use std::sync::{Arc, PoisonError, RwLock};

use jose::{Algorithm, JwkSet, PublicJwk, SigningKey, VerifyingKey};
use secrets::{MasterKey, Sealer};
use store::{Store, StoreError};
use values::Timestamp;

use crate::KeyRotation;
use crate::table::key::{self, KeyRow};

/// The keys of one provider or relying party. Every use works on a snapshot that no rotation changes.
pub(crate) struct Keyring {
    owner: String,
    store: Store,
    sealer: Sealer,
    rotation: KeyRotation,
    /// How long something signed stays valid.
    validity_ms: i64,
    algorithms: Vec<Algorithm>,
    keys: RwLock<Arc<Keys>>,
}

/// A snapshot.
#[derive(Default)]
pub(crate) struct Keys {
    dated: Vec<DatedKey>,
    /// Those that are published and those that are retired.
    verifying: Vec<VerifyingKey>,
    published: String,
}

struct DatedKey {
    key: Arc<SigningKey>,
    signs_from: Timestamp,
}

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyringError {
    #[error("a signing key cannot be made or opened; was the master key changed?")]
    Key,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Keyring {
    /// Reads the keys and makes those that are missing.
    pub(crate) async fn open(
        owner: String,
        store: Store,
        master_key: &MasterKey,
        rotation: KeyRotation,
        validity_ms: i64,
        algorithms: &[Algorithm],
        now: Timestamp,
    ) -> Result<Self, KeyringError> {
        let ring = Self {
            owner,
            store,
            sealer: Sealer::new(master_key, "openid signing keys"),
            rotation,
            validity_ms,
            algorithms: algorithms.to_vec(),
            keys: RwLock::default(),
        };
        ring.rotate(now).await?;
        Ok(ring)
    }

    /// The keys as they are now.
    pub(crate) fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds keys whose time is coming, takes away those that nobody needs, and reads what other processes did.
    pub(crate) async fn rotate(&self, now: Timestamp) -> Result<(), KeyringError> {
        let rows = self.store.read(|tx| key::list(tx, &self.owner)).await?;
        let mut fresh = Vec::new();
        for &algorithm in &self.algorithms {
            if let Some(signs_from) = self.next_key_signs_from(&rows, algorithm, now) {
                fresh.push(self.new_key(algorithm, signs_from).await?);
            }
        }
        let retired = self.retired(&rows, now)?;
        let stale = replaced_for(&rows, self.needed_ms() + self.rotation.hint_ms, now);
        if !fresh.is_empty() || !retired.is_empty() || !stale.is_empty() {
            let write = self.store.write(|tx| -> Result<(), StoreError> {
                fresh.iter().try_for_each(|row| key::insert(tx, &self.owner, row))?;
                retired.iter().try_for_each(|(kid, jwk)| key::retire(tx, kid, jwk))?;
                stale.iter().try_for_each(|row| key::delete(tx, &row.kid))
            });
            write.await?;
        }
        let rows = self.store.read(|tx| key::list(tx, &self.owner)).await?;
        let (retired, dated): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.public_jwk.is_some());
        let dated = dated.into_iter().map(|row| self.unseal(row)).collect::<Result<Vec<_>, _>>()?;
        let retired = retired.into_iter().map(public).collect::<Result<Vec<_>, _>>()?;
        let keys = Keys::new(dated, retired)?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
        Ok(())
    }

    /// When the next key should sign, if it is time to make it: at once if there is none, otherwise after it has been
    /// published for long enough.
    fn next_key_signs_from(
        &self,
        rows: &[KeyRow],
        algorithm: Algorithm,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let newest =
            rows.iter().filter(|row| row.algorithm == algorithm.as_str()).map(|row| row.signs_from).max();
        let Some(newest) = newest else { return Some(now) };
        let published_from = newest.plus_ms(self.rotation.sign_for_ms - self.rotation.publish_before_ms);
        (published_from <= now).then(|| now.plus_ms(self.rotation.publish_before_ms))
    }

    /// How long a key is needed after its last signature.
    fn needed_ms(&self) -> i64 {
        self.validity_ms + self.rotation.cache_ms
    }

    /// Keys whose private halves nobody needs any more, with their public ones.
    fn retired(&self, rows: &[KeyRow], now: Timestamp) -> Result<Vec<(String, String)>, KeyringError> {
        let replaced = replaced_for(rows, self.needed_ms(), now);
        let active = replaced.into_iter().filter(|row| row.public_jwk.is_none());
        let public = active.map(|row| {
            let jwk =
                serde_json::to_string(self.unseal(row)?.key.public_jwk()).map_err(|_| KeyringError::Key)?;
            Ok((row.kid.clone(), jwk))
        });
        public.collect()
    }

    async fn new_key(&self, algorithm: Algorithm, signs_from: Timestamp) -> Result<KeyRow, KeyringError> {
        // An RSA key takes a good part of a second.
        let made = tokio::task::spawn_blocking(move || SigningKey::generate_pkcs8(algorithm)).await;
        let pkcs8 = made.map_err(|_| KeyringError::Key)?.map_err(|_| KeyringError::Key)?;
        let key = SigningKey::from_pkcs8(algorithm, &pkcs8).map_err(|_| KeyringError::Key)?;
        let sealed = self.sealer.seal(&pkcs8, key.kid().as_bytes());
        let (kid, algorithm) = (key.kid().to_owned(), algorithm.as_str().to_owned());
        Ok(KeyRow { kid, algorithm, sealed, signs_from, public_jwk: None })
    }

    fn unseal(&self, row: &KeyRow) -> Result<DatedKey, KeyringError> {
        let algorithm = Algorithm::parse(&row.algorithm).ok_or(KeyringError::Key)?;
        let pkcs8 = self.sealer.open(&row.sealed, row.kid.as_bytes()).map_err(|_| KeyringError::Key)?;
        let key = SigningKey::from_pkcs8(algorithm, &pkcs8).map_err(|_| KeyringError::Key)?;
        Ok(DatedKey { key: Arc::new(key), signs_from: row.signs_from })
    }
}

/// Keys whose successor has signed for so long.
fn replaced_for(rows: &[KeyRow], ms: i64, now: Timestamp) -> Vec<&KeyRow> {
    let is_replaced = |row: &&KeyRow| {
        let successors = rows.iter().filter(|other| other.algorithm == row.algorithm);
        let mut times = successors.map(|other| other.signs_from).filter(|from| *from > row.signs_from);
        times.any(|from| from.plus_ms(ms) <= now)
    };
    rows.iter().filter(is_replaced).collect()
}

fn public(row: &KeyRow) -> Result<VerifyingKey, KeyringError> {
    let jwk: PublicJwk =
        serde_json::from_str(row.public_jwk.as_deref().unwrap_or_default()).map_err(|_| KeyringError::Key)?;
    VerifyingKey::from_jwk(&jwk).map_err(|_| KeyringError::Key)
}

impl Keys {
    fn new(dated: Vec<DatedKey>, retired: Vec<VerifyingKey>) -> Result<Self, KeyringError> {
        let set = JwkSet { keys: dated.iter().map(|dated| dated.key.public_jwk().clone()).collect() };
        let published = serde_json::to_string(&set).map_err(|_| KeyringError::Key)?;
        let verifying = dated.iter().map(|dated| dated.key.verifying_key().map_err(|_| KeyringError::Key));
        let mut verifying = verifying.collect::<Result<Vec<_>, _>>()?;
        verifying.extend(retired);
        Ok(Self { dated, verifying, published })
    }

    /// The key that signs now: the newest whose time has come. Where the clock was set back behind all of them, the
    /// oldest: it has been published longest.
    pub(crate) fn signing(&self, algorithm: Algorithm, now: Timestamp) -> Option<&Arc<SigningKey>> {
        let of_algorithm = || self.dated.iter().filter(|dated| dated.key.algorithm() == algorithm);
        let begun = of_algorithm().filter(|dated| dated.signs_from <= now);
        let newest = begun.max_by_key(|dated| dated.signs_from);
        newest.or_else(|| of_algorithm().min_by_key(|dated| dated.signs_from)).map(|dated| &dated.key)
    }

    /// Every key that signed something which may come back to us, published or not.
    pub(crate) fn verifying(&self) -> &[VerifyingKey] {
        &self.verifying
    }

    /// The set as JSON (RFC 7517 §5).
    pub(crate) fn published(&self) -> &str {
        &self.published
    }
}

#[cfg(test)]
mod tests {
    use jose::{JwkSet, UnverifiedJws};
    use store::testing::TestStore;
    use values::{DAY_MS, HOUR_MS};

    use super::*;

    const START: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    async fn ring(
        store: &TestStore,
        master_key: &MasterKey,
        now: Timestamp,
    ) -> Result<Keyring, KeyringError> {
        let rotation = KeyRotation::default();
        let algorithms = [Algorithm::Es256, Algorithm::EdDsa];
        Keyring::open("test".to_owned(), (**store).clone(), master_key, rotation, HOUR_MS, &algorithms, now)
            .await
    }

    fn kid(ring: &Keyring, now: Timestamp) -> String {
        ring.keys().signing(Algorithm::Es256, now).unwrap().kid().to_owned()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_key_is_published_before_it_signs_and_until_its_tokens_have_expired() {
        let master_key = MasterKey::generate();
        for store in store::testing::both_engines("keyring", &[crate::MIGRATIONS]).await {
            let ring = ring(&store, &master_key, START).await.unwrap();
            let first = kid(&ring, START);
            let old_set = JwkSet::parse(ring.keys().published().as_bytes()).unwrap();
            assert_eq!(old_set.keys.len(), 2);

            // Two days before its time is up, the successor appears beside it and does not sign yet.
            let announced = START.plus_ms(88 * DAY_MS);
            ring.rotate(announced).await.unwrap();
            ring.rotate(announced.plus_ms(HOUR_MS)).await.unwrap();
            let set = JwkSet::parse(ring.keys().published().as_bytes()).unwrap();
            assert_eq!(set.keys.len(), 4);
            assert_eq!(kid(&ring, announced), first);

            // A client that still has the old set can verify what is signed until then.
            let keys = ring.keys();
            let token = keys.signing(Algorithm::Es256, announced).unwrap().sign("JWT", &1).unwrap();
            let old_keys: Vec<_> =
                old_set.keys.iter().map(|jwk| VerifyingKey::from_jwk(jwk).unwrap()).collect();
            assert!(UnverifiedJws::parse(&token).unwrap().verify(&old_keys).is_ok());

            let changed = START.plus_ms(90 * DAY_MS);
            assert_ne!(kid(&ring, changed), first);
            ring.rotate(changed).await.unwrap();
            assert!(ring.keys().published().contains(&first));
            let retired = changed.plus_ms(2 * HOUR_MS);
            ring.rotate(retired).await.unwrap();
            assert!(!ring.keys().published().contains(&first));

            // Finding O12: what it signed is recognised for long, by a public half alone.
            let recognised = |ring: &Keyring| {
                UnverifiedJws::parse(&token).unwrap().verify(ring.keys().verifying()).is_ok()
            };
            assert!(recognised(&ring));
            let rows = store.read(|tx| key::list(tx, "test")).await.unwrap();
            let row = rows.iter().find(|row| row.kid == first).unwrap();
            assert!(row.sealed.is_empty() && row.public_jwk.is_some());
            let end = changed.plus_ms(KeyRotation::default().hint_ms);
            ring.rotate(end).await.unwrap();
            assert!(recognised(&ring));
            ring.rotate(end.plus_ms(2 * HOUR_MS)).await.unwrap();
            assert!(!recognised(&ring));
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_clock_that_is_set_back_stops_no_login() {
        let store = store::testing::sqlite("keyring", &[crate::MIGRATIONS]).await;
        let master_key = MasterKey::generate();
        let first = kid(&ring(&store, &master_key, START).await.unwrap(), START);
        let before = START.plus_ms(-DAY_MS);
        let again = ring(&store, &master_key, before).await.unwrap();
        assert_eq!(kid(&again, before), first);
        again.rotate(before).await.unwrap();
        assert_eq!(kid(&again, before), first);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn keys_survive_a_restart_and_need_their_master_key() {
        let store = store::testing::sqlite("keyring", &[crate::MIGRATIONS]).await;
        let master_key = MasterKey::generate();
        let first = kid(&ring(&store, &master_key, START).await.unwrap(), START);
        assert_eq!(kid(&ring(&store, &master_key, START).await.unwrap(), START), first);
        let other = ring(&store, &MasterKey::generate(), START).await;
        assert!(matches!(other.err(), Some(KeyringError::Key)));
    }
}
