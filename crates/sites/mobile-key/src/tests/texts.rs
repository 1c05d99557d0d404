//! The texts of the pages.

use mobile_key_api::phone::ErrorCode;

#[test]
fn the_texts_agree_in_three_languages() {
    assert_eq!(i18n::check(&[i18n::locales!()]), Vec::<String>::new());
}

/// The labels of the seed, letter for letter.
// mission: A1, A4, A6
#[test]
fn a4_the_labels_are_those_of_the_real_system() {
    let czech = i18n::locales!().cs;
    for label in [
        "Spustit mobilní klíč",
        "Mám účet v Národním bodu",
        "Mobilní klíč eGovernmentu",
        "Založit",
        "Připojení Mobilního klíče",
    ] {
        assert!(czech.contains(label), "{label}");
    }
}

/// Every code that the API can answer has a text.
#[test]
fn every_refusal_has_a_text() {
    let texts = i18n::Translations::load(&[web::SHARED, i18n::locales!()]).unwrap();
    for code in ErrorCode::ALL {
        let key = format!("refusal-{code}");
        assert!(texts.has(values::Language::Cs, &key), "{key}");
    }
    assert_eq!(ErrorCode::ALL.len(), i18n::locales!().cs.matches("\nrefusal-").count());
}
