//! What people read.

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_text_is_in_three_languages_and_used() {
    assert_eq!(i18n::check(&[openid::TEXTS]), Vec::<String>::new());
    let mut sources = String::new();
    read_into(&mut sources, &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let unused: BTreeSet<String> = i18n::keys(openid::TEXTS.cs)
        .into_iter()
        .filter(|key| !key.contains('.') && !sources.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(unused, BTreeSet::new());
    for used in sources.split("\"openid-").skip(1).filter_map(|rest| rest.split('"').next()) {
        let key = format!("openid-{used}");
        assert!(openid::TEXTS.cs.contains(&format!("\n{key} = ")), "{key}");
    }
}

fn read_into(sources: &mut String, directory: &Path) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(sources, &path);
        } else {
            sources.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
