//! Hashing and verifying passwords.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
const OUTPUT_BYTES: usize = 32;
/// How many callers may wait for each one that runs: about a second and a half at 25 ms each.
const WAITING_PER_RUNNING: usize = 64;
/// A hash with today's parameters for which no password is known. It is verified for user names that do not exist.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies passwords (Argon2id, RFC 9106), off the threads that serve requests, and no more at a time
/// than there are cores and memory for.
#[derive(Clone, Debug)]
pub struct Passwords {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    /// What Argon2 fills, kept from one password to the next: never more of them than may run. Memory of their own
    /// would stay with every thread that ever hashed a password.
    memories: Arc<Mutex<Vec<Memory>>>,
}

type Memory = Vec<Block>;

/// The form of a password that is hashed: what is the same to the person who types it on two machines is the same
/// here (RFC 8265 §4.2.2, OpaqueString): accents are composed (Unicode NFC), and every blank is a space.
pub fn normalized(password: &str) -> Zeroizing<String> {
    let blank = |character: char| match character {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        other => other,
    };
    Zeroizing::new(password.chars().map(blank).nfc().collect())
}

/// Why a password was neither hashed nor verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too many callers are waiting. The caller may try again in a few seconds.
    #[error("too many passwords are being checked at this moment")]
    Busy,
    /// The stored text is not a PHC string of Argon2.
    #[error("the stored password hash cannot be read")]
    Unreadable,
}

/// A place in the queue and at the work; kept by the work, even if nobody waits for it any more.
struct Turn {
    _running: OwnedSemaphorePermit,
    _admitted: OwnedSemaphorePermit,
}

impl Passwords {
    /// At most so many passwords are hashed at the same time, with 19 MiB of memory each. The number of cores is a good
    /// choice.
    pub fn new(max_concurrent: usize) -> Self {
        let max_concurrent = max_concurrent.max(1);
        Self {
            running: Arc::new(Semaphore::new(max_concurrent)),
            admitted: Arc::new(Semaphore::new(max_concurrent * (1 + WAITING_PER_RUNNING))),
            memories: Arc::default(),
        }
    }

    /// Hashes as many passwords at the same time as this machine has cores.
    pub fn for_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// The PHC string to be stored, of the [`normalized`] password.
    pub async fn hash(&self, password: &str) -> Result<String, PasswordError> {
        let password = normalized(password);
        self.run(move |memory| Ok(hash_now(password.as_bytes(), memory))).await
    }

    /// Whether the password is the one that was hashed; in its [`normalized`] form, or letter by letter as it was
    /// typed, which is how passwords were hashed once.
    pub async fn verify(&self, password: &str, phc: &str) -> Result<bool, PasswordError> {
        let stored = PasswordHash::new(phc).map_err(|_| PasswordError::Unreadable)?;
        let typed = Zeroizing::new(password.to_owned());
        let verify = move |memory: &mut Memory| {
            let normalized = normalized(&typed);
            let is_right = verify_now(normalized.as_bytes(), &stored, memory)?;
            if is_right || *normalized == *typed {
                return Some(is_right);
            }
            verify_now(typed.as_bytes(), &stored, memory)
        };
        self.run(move |memory| verify(memory).ok_or(PasswordError::Unreadable)).await
    }

    /// Takes as long as [`Passwords::verify`], for user names that nobody has.
    pub async fn verify_nobody(&self, password: &str) -> Result<(), PasswordError> {
        self.verify(password, NOBODY).await.map(drop)
    }

    /// Whether a stored hash was made with other parameters than today's: hash the password again at its next use.
    pub fn is_outdated(phc: &str) -> bool {
        let today = today();
        PasswordHash::new(phc).is_ok_and(|stored| {
            stored.algorithm != Algorithm::Argon2id.ident()
                || stored.version != Some(Version::V0x13.into())
                || !Params::try_from(&stored).is_ok_and(|params| params == today)
        })
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = self.turn().await?;
        let memories = Arc::clone(&self.memories);
        let working = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let kept = memories.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut memory = kept.unwrap_or_else(|| vec![Block::new(); today().block_count()]);
            let result = work(&mut memory);
            // An old hash may have asked for more.
            memory.truncate(today().block_count());
            memory.shrink_to_fit();
            memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            result
        });
        // Cancelled only when the runtime goes down.
        working.await.unwrap_or(Err(PasswordError::Busy))
    }

    async fn turn(&self) -> Result<Turn, PasswordError> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| PasswordError::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| PasswordError::Busy)?;
        Ok(Turn { _running: running, _admitted: admitted })
    }
}

#[expect(
    clippy::expect_used,
    reason = "fails only for other lengths and parameters than the constants above"
)]
fn hash_now(password: &[u8], memory: &mut Memory) -> String {
    let salt = Salt::new(&random::random_bytes::<SALT_BYTES>()).expect("a salt of the right length");
    let hash = derive(password, &salt, Algorithm::Argon2id, Version::V0x13, today(), memory);
    let phc = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&today()).expect("three numbers"),
        salt: Some(salt),
        hash: Some(hash.expect("parameters within Argon2's limits")),
    };
    phc.to_string()
}

/// `None` if the stored text is not a hash of Argon2.
fn verify_now(password: &[u8], stored: &PasswordHash, memory: &mut Memory) -> Option<bool> {
    let algorithm = Algorithm::try_from(stored.algorithm.as_str()).ok()?;
    let version = stored.version.map(Version::try_from).transpose().ok()?.unwrap_or_default();
    let params = Params::try_from(stored).ok()?;
    let (salt, expected) = (stored.salt.as_ref()?, stored.hash.as_ref()?);
    // `Output` compares in constant time.
    Some(derive(password, salt, algorithm, version, params, memory)? == *expected)
}

fn derive(
    password: &[u8],
    salt: &[u8],
    algorithm: Algorithm,
    version: Version,
    params: Params,
    memory: &mut Memory,
) -> Option<Output> {
    memory.resize(memory.len().max(params.block_count()), Block::new());
    let mut out = Zeroizing::new([0; Output::MAX_LENGTH]);
    let out = out.get_mut(..params.output_len()?)?;
    let argon2 = Argon2::new(algorithm, version, params);
    argon2.hash_password_into_with_memory(password, salt, out, memory).ok()?;
    Output::new(out).ok()
}

fn today() -> Params {
    #[expect(clippy::expect_used, reason = "the parameters are constants")]
    Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT_BYTES)).expect("parameters within Argon2's limits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let passwords = Passwords::new(1);
        let phc = passwords.hash("Žluťoučký kůň").await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert_eq!(passwords.verify("Žluťoučký kůň", &phc).await, Ok(true));
        assert_eq!(passwords.verify("Žluťoučký kun", &phc).await, Ok(false));
        assert_ne!(passwords.hash("Žluťoučký kůň").await.unwrap(), phc);
        assert_eq!(passwords.verify_nobody("nobody").await, Ok(()));
        assert!(!Passwords::is_outdated(NOBODY), "it must cost the same");
    }

    // finding P1
    #[tokio::test]
    async fn a_password_is_the_same_from_every_machine() {
        let (composed, decomposed) =
            ("\u{17e}lu\u{165} k\u{16f}\u{148}", "z\u{30c}lu t\u{30c}".replace(' ', ""));
        let decomposed = format!("{decomposed} ku\u{30a}n\u{30c}");
        assert_eq!(*normalized(&decomposed), *composed);
        let passwords = Passwords::new(1);
        for hashed in [composed, &decomposed] {
            let phc = passwords.hash(hashed).await.unwrap();
            for typed in
                [composed, &decomposed, &composed.replace(' ', "\u{a0}"), &composed.replace(' ', "\u{3000}")]
            {
                assert_eq!(passwords.verify(typed, &phc).await, Ok(true), "{hashed:?} {typed:?}");
            }
            assert_eq!(passwords.verify("zlut kun", &phc).await, Ok(false));
        }
        // Hashed before passwords were normalized, as a Mac typed it: it still opens as it was typed.
        let old = hash_now(decomposed.as_bytes(), &mut vec![Block::new(); today().block_count()]);
        assert_eq!(passwords.verify(&decomposed, &old).await, Ok(true));
        assert_eq!(passwords.verify("zlut kun", &old).await, Ok(false));
    }

    #[tokio::test]
    async fn an_unreadable_hash_is_loud() {
        let passwords = Passwords::new(1);
        for phc in ["", "secret", "$argon2id$", "$scrypt$ln=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo"] {
            assert_eq!(passwords.verify("a", phc).await, Err(PasswordError::Unreadable), "{phc}");
        }
    }

    /// The hash is the argon2 reference implementation's, of "password" with "somesalt" and m=64 MiB, t=2, p=1.
    #[tokio::test]
    async fn hashes_with_other_parameters_verify_and_are_outdated() {
        let old = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        let passwords = Passwords::new(1);
        assert_eq!(passwords.verify("password", old).await, Ok(true));
        assert!(Passwords::is_outdated(old));
        assert!(!Passwords::is_outdated(&passwords.hash("password").await.unwrap()));
        assert!(Passwords::is_outdated(&old.replace("argon2id", "argon2i")));
        let kept: Vec<_> = passwords.memories.lock().unwrap().iter().map(Vec::capacity).collect();
        assert_eq!(kept, [today().block_count()], "what the old hash needed is given back");
    }

    #[tokio::test]
    async fn too_many_at_once_are_refused_at_once_and_the_rest_is_served() {
        let passwords = Passwords::new(1);
        let held = passwords.turn().await.unwrap();
        let mut waiting: Vec<_> = (0..WAITING_PER_RUNNING)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.turn().await.map(drop) })
            })
            .collect();
        while passwords.admitted.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(passwords.verify_nobody("a").await, Err(PasswordError::Busy));
        // Somebody gives up: there is a place again.
        let given_up = waiting.pop().unwrap();
        given_up.abort();
        assert!(given_up.await.is_err_and(|error| error.is_cancelled()));
        drop(held);
        assert_eq!(passwords.verify_nobody("a").await, Ok(()));
        for task in waiting {
            assert_eq!(task.await.unwrap(), Ok(()));
        }
    }
}
