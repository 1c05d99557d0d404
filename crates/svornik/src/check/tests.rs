use super::report;
use crate::app::App;
use crate::config::Config;
use crate::demo::{certificates::Certificates, private_file};
use crate::messages::report as queues;
use clock::Clock;
use secrets::MasterKey;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Which secret stands at each "change me" of the example: both ends of a pair have the same.
const PAIRS: [u8; 9] = [0, 1, 2, 3, 4, 3, 5, 5, 4];

/// The example of docs/operating.md as an operator would fill it in: secrets, keys, certificates. Databases and spools
/// are not touched by a check.
fn operators_example(folder: &Path) -> String {
    crate::install_crypto();
    let document = include_str!("../../../../docs/operating.md");
    let example = document.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let certificates = Certificates::open(folder, Clock::system().now()).expect("certificates");
    private_file(&folder.join("master.key"), MasterKey::generate().to_hex().as_bytes()).expect("a key");
    let [tls, here] = [certificates.folder(), folder].map(|path| path.display().to_string());
    let mut text = example.expect("an example").to_owned();
    for (file, own) in [
        ("master.key", format!("{here}/master.key")),
        ("register.pem", format!("{tls}/server.pem")),
        ("register.key", format!("{tls}/server.key")),
        ("clients-ca.pem", format!("{tls}/ca.pem")),
        ("register-ca.pem", format!("{tls}/ca.pem")),
        ("hub.pem", format!("{tls}/hub.pem")),
        ("hub.key", format!("{tls}/hub.key")),
    ] {
        text = text.replace(&format!("/etc/svornik/{file}"), &own);
    }
    let mut filled = String::new();
    for (number, part) in text.split("change me").enumerate() {
        if number > 0 {
            let _ = write!(filled, "a-random-secret-{:016}", PAIRS[number]);
        }
        filled.push_str(part);
    }
    filled
}

async fn complaint(text: &str) -> String {
    match Config::parse(text) {
        Ok(config) => {
            Box::pin(App::check(&config)).await.err().map_or(String::new(), |error| format!("{error:#}"))
        }
        Err(error) => format!("{error:#}"),
    }
}

/// Findings S-A14 and Cl-C3: the documentation's own example can be used once its secrets are filled in.
#[tokio::test(flavor = "multi_thread")]
async fn the_example_in_the_documentation_can_be_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    assert_eq!(complaint(&text).await, "");
    let report = report(&Config::parse(&text).expect("it can be read"));
    let about_limits = |advice: &String| advice.contains("may open only");
    assert!(report.advice.iter().all(about_limits), "{:?}", report.advice);
}

/// Findings S-A14 and Cl-C3: what `serve` refuses, `check-config` refuses, and says why.
#[tokio::test(flavor = "multi_thread")]
async fn what_serve_refuses_is_refused_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    let secret = text.split("secret = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a secret");
    let public = "authentication = { method = \"client_secret\", secret = \"";
    for (right, wrong, says) in [
        (secret, "too short", "shorter than 16"),
        ("scope = \"openid profile address\"", "scope = \"profile\"", "openid"),
        ("client = \"mobile-key\"", "client = \"mobile-kex\"", "enrols as a service that does not exist"),
        (
            "[[hub.settings.services]]",
            "[[hub.settings.openid.clients]]\nid = \"old\"\nname = \"Old\"\n[[hub.settings.services]]",
            "hub.settings.openid.clients is now hub.settings.services",
        ),
        (
            "[[hub.settings.services]]",
            "[hub.settings.release.lipova]\n[[hub.settings.services]]",
            "hub.settings.release is now hub.settings.services.release",
        ),
        ("origin = \"https://mojeid.example\"", "origin = \"http://mojeid.example\"", "by https"),
        ("colour = \"#0f6b63\"", "colour = \"teal\"", "six hexadecimal digits"),
        ("trusted_proxies = [\"127.0.0.1\"]", "trusted_proxies = [\"0.0.0.0/0\"]", "everybody is no proxy"),
        ("trusted_proxies = [\"127.0.0.1\"]", "trusted_proxies = 1", "invalid type"),
        (
            "sms = { via = \"gateway\", url = \"https://sms.example/messages\", key",
            "sms = { via = \"gateway\", url = \"http://sms.example/messages\", key",
            "unencrypted",
        ),
        ("https://lipova.example/keys", "http://lipova.example/keys", "client lipova: jwks_uri is http:"),
        (
            "issuer = \"https://mojeid.example\"",
            "issuer = \"http://mojeid.example\"",
            "mojeid: openid.issuer is http:",
        ),
        ("https://www.mojeid.example/terms", "javascript:alert(1)", "site.legal.terms is javascript:"),
        ("origin = \"https://hub.example\"", "origin = \"https://hub.example/hub\"", "an origin is a scheme"),
        (
            "listen = \"127.0.0.1:8002\"",
            "listen = \"0.0.0.0:8001\"",
            "[hub] listen is 0.0.0.0:8001, where [mojeid] listen is",
        ),
        ("?sslmode=require", "", "without sslmode=require"),
        ("sslmode=require", "sslmode=prefer", "sslmode=prefer: only"),
        (", address = \"Milešovská 5, 130 00 Praha 3\" }", " }", "sender.address is missing"),
        ("host = \"smtp.example\"", "host = \"\"", "mail.host: it is empty"),
        (
            "sms.example/messages\", key = \"",
            "sms.example/messages\", key = \"\" } # ",
            "sms.key: it is empty",
        ),
        ("common_name = \"hub\"", "common_name = \"\"", "common_name of client hub is empty"),
        ("helpdesk = { email = \"support@", "helpdesk = { email = \"support", "site.helpdesk.email is"),
        (
            "helpdesk = { phone = \"+420 200 000 777\"",
            "helpdesk = { phone = \"abc\"",
            "site.helpdesk.phone is",
        ),
        ("https://lipova.example/callback", "https://*.lipova.example/callback", "has a *"),
        (
            "letters = { via = \"spool\", directory = \"/var/spool/svornik/letters\" }",
            "letters = { via = \"outbox\", url = \"https://outbox.example\" }",
            "the outbox is the demo's",
        ),
    ] {
        assert!(text.contains(right), "{right}");
        let error = complaint(&text.replacen(right, wrong, 1)).await;
        assert!(error.contains(says), "{wrong}: {error}");
        assert!(!error.contains("a-random-secret"), "{error}");
    }
    for (id, says) in [("hub", "two clients have the id hub"), ("a shop", "printable ASCII")] {
        let client = format!("[[mojeid.settings.openid.clients]]\nid = \"{id}\"\nname = \"A\"\n");
        let error = complaint(&format!("{text}\n{client}redirect_uris = [\"https://a.example/\"]\n")).await;
        assert!(error.contains(says), "{id}: {error}");
    }
    // a public client with a scope of its own (RFC 6749 §4.4)
    let at = text.find("client_credentials_scope = \"devices\"").expect("a scope of its own");
    let before = text[..at].rfind(public).expect("its secret");
    let line_end = before + text[before..].find('\n').expect("a line");
    let mut wrong = text.clone();
    wrong.replace_range(before..line_end, "authentication = { method = \"none\" }");
    let error = complaint(&wrong).await;
    assert!(error.contains("scope of its own"), "{error}");
}

/// Every file that cannot be used is told at once, by the setting that names it.
#[test]
fn files_are_told_by_their_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    let (empty, missing) = (folder.path().join("empty.pem"), folder.path().join("missing.pem"));
    fs::write(&empty, "").expect("a file");
    let with = |text: String, setting: &str, file: &Path| {
        let at = text.find(setting).expect("a setting") + setting.len();
        let end = at + text[at..].find('"').expect("its end");
        format!("{}{}{}", &text[..at], file.display(), &text[end..])
    };
    let text = with(text, ", authority = \"", &empty);
    let text = with(text, "tls = { certificate = \"", &missing);
    let report = report(&Config::parse(&text).expect("it can be read"));
    let error = report.log_or_refuse().expect_err("two mistakes").to_string();
    assert!(error.contains("[population.settings] api: cannot read"), "{error}");
    assert!(
        error.contains("[hub.settings] register_client: ") && error.contains("holds no certificate"),
        "{error}"
    );
}

#[test]
fn a_master_key_that_others_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::parse(&operators_example(folder.path())).expect("it can be read");
    let told = || report(&config).advice.iter().any(|advice| advice.contains("chmod 600"));
    assert!(!told());
    let key = folder.path().join("master.key");
    fs::set_permissions(key, fs::Permissions::from_mode(0o644)).expect("the key is ours");
    assert!(told());
}

/// Finding S-A14: nobody is locked out with a guesser because the proxy was forgotten. Those of a site that listens on this
/// machine call from this machine.
#[test]
fn a_proxy_that_is_not_listed_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    for list in ["[]", "[\"10.0.0.7\"]"] {
        let text = text.replace("trusted_proxies = [\"127.0.0.1\"]", &format!("trusted_proxies = {list}"));
        let report = report(&Config::parse(&text).expect("it can be read"));
        let says = "[mojeid.settings] site.trusted_proxies lacks";
        assert!(report.advice.iter().any(|advice| advice.contains(says)), "{list}: {:?}", report.advice);
        assert!(report.mistakes.is_empty());
    }
}

/// Both ends of a pair in one file that do not fit, and a level that nobody reaches: the first person would have found out.
#[test]
fn what_would_let_nobody_in_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    let secret = |number: u8| format!("a-random-secret-{number:016}");
    for (right, wrong, says) in [
        (secret(3), secret(9), "[[hub.settings.methods]] mojeid: openid and its other end do not fit"),
        (secret(4), secret(9), "[[mobile_key.settings.openid.clients]] hub has another secret"),
        (secret(5), secret(9), "[mobile_key.settings] hub and its other end do not fit"),
        ("hub.example/login/callback/mojeid".into(), "hub.example/back".into(), "lacks its callback"),
        ("client_id = \"mobile-key\"".into(), "client_id = \"key\"".into(), "has no client key"),
        (
            "domain = \"lipova".into(),
            "minimum_level = \"high\"\ndomain = \"lipova".into(),
            "lipova: minimum_level",
        ),
    ] {
        let report = report(&Config::parse(&text.replacen(&right, &wrong, 1)).expect("it can be read"));
        assert!(report.advice.iter().any(|advice| advice.contains(says)), "{wrong}: {:?}", report.advice);
        assert!(report.mistakes.is_empty(), "{:?}", report.mistakes);
    }
}

#[test]
fn a_certificate_that_nobody_will_take_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    let old = tempfile::tempdir().expect("a folder");
    let then = Clock::system().now().plus_ms(-3 * 365 * values::DAY_MS);
    let expired = Certificates::open(old.path(), then).expect("certificates").folder().display().to_string();
    let fresh = folder.path().join("tls").display().to_string();
    let own = format!(
        "tls = {{ certificate = \"{fresh}/server.pem\", key = \"{fresh}/server.key\" }}\n[mojeid.delivery]"
    );
    let hub = (format!("{fresh}/hub.pem"), format!("{expired}/hub.pem"));
    let hub_key = (format!("{fresh}/hub.key"), format!("{expired}/hub.key"));
    for (changes, says) in [
        (vec![("[mojeid.delivery]".to_owned(), own.clone())], "[mojeid] tls: the certificate in"),
        (vec![("[mojeid.delivery]".to_owned(), own)], "does not bear the name mojeid.example"),
        (vec![hub, hub_key], "hub.pem has expired"),
    ] {
        let mut text = text.clone();
        for (right, wrong) in changes {
            assert!(text.contains(&right), "{right}");
            text = text.replacen(&right, &wrong, 1);
        }
        let report = report(&Config::parse(&text).expect("it can be read"));
        assert!(report.advice.iter().any(|advice| advice.contains(says)), "{says}: {:?}", report.advice);
    }
}

/// Finding N-33.
#[test]
fn documents_that_people_are_owed_are_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    let text = text.replacen("terms = \"https://www.mojeid.example/terms\", ", "", 1);
    let report = report(&Config::parse(&text).expect("it can be read"));
    assert!(report.advice.iter().any(|advice| advice.contains("[mojeid.settings] site.legal lacks terms:")));
}

#[test]
fn several_mistakes_are_told_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path())
        .replacen("origin = \"https://mojeid.example\"", "origin = \"http://mojeid.example\"", 1)
        .replacen("origin = \"https://hub.example\"", "origin = \"http://hub.example\"", 1);
    let report = report(&Config::parse(&text).expect("it can be read"));
    let error = report.log_or_refuse().expect_err("two mistakes").to_string();
    assert!(error.contains("[mojeid.settings]") && error.contains("[hub.settings]"), "{error}");
}

/// Finding F6: `migrate`, `messages` and `record-people` make no keys and touch no database that they do not need.
#[tokio::test(flavor = "multi_thread")]
async fn commands_touch_only_what_they_need() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = operators_example(folder.path());
    let start = text.find("postgres = ").expect("a store");
    let end = start + text[start..].find('\n').expect("a line");
    let with_store = |name: &str| {
        let data = folder.path().join(name);
        fs::create_dir(&data).expect("a folder");
        let mut text = text.clone();
        text.replace_range(start..end, &format!("sqlite = \"{}\"", data.display()));
        (Config::parse(&text).expect("it can be read"), data)
    };
    let files = |data: &Path| {
        let names = fs::read_dir(data).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.retain(|name| name.ends_with(".sqlite3"));
        names.sort();
        names
    };
    let (config, data) = with_store("queues");
    let said = queues(&config, false).await.expect("queues");
    assert!(said.contains("mojeid: ") && said.contains("hub: ") && !said.contains("mobile_key"), "{said}");
    assert_eq!(files(&data), ["hub.sqlite3", "mojeid.sqlite3"]);
    let (config, data) = with_store("population");
    drop(App::dependencies(&config, &Clock::system(), "population").await.expect("the register"));
    assert_eq!(files(&data), ["population.sqlite3"]);
    let (config, data) = with_store("migrated");
    App::migrate(&config).await.expect("they can be made");
    assert_eq!(files(&data), ["hub.sqlite3", "mobile_key.sqlite3", "mojeid.sqlite3", "population.sqlite3"]);
    assert_eq!(queues(&config, false).await.expect("the queues of sites that have run"), said);
    let store = App::dependencies(&config, &Clock::system(), "mojeid").await.expect("it opens").store;
    let keys = store.read(|tx| tx.query("SELECT 1 FROM openid_key", &[], |row| row.get::<i64>(0))).await;
    let none: Result<Vec<i64>, store::StoreError> = keys;
    assert!(none.expect("the table is there").is_empty(), "no key was made");
}
