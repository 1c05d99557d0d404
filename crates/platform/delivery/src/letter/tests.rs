use super::*;

fn sheet() -> Letter {
    Letter {
        language: Language::Cs,
        written_at: Timestamp::from_unix_seconds(1_795_000_000),
        sender: vec!["mojeID".into(), "Registr s. r. o., Milešovská 5, 130 00 Praha 3".into()],
        to: vec!["Jana Nováková".into(), "Dlouhá třída 1234/56".into(), "397 01 Písek".into()],
        date: "V Praze dne 21. 11. 2026".into(),
        subject: "Váš PIN3 k účtu mojeID".into(),
        paragraphs: vec![
            "Dobrý den, zasíláme Vám kód PIN3. Po jeho zadání bude Váš účet identifikovaný: budete moci měnit všechny \
             své údaje a skrýt adresu ve veřejném registru. Příliš žluťoučký kůň úpěl ďábelské ódy."
                .into(),
        ],
        boxed: Some(CodeBox { label: "PIN3".into(), code: "7KQ2-XM4A".into() }),
        steps: vec![
            "Otevřete v prohlížeči adresu https://mojeid.example a přihlaste se.".into(),
            "V nabídce zvolte Nastavení, do pole PIN3 opište kód z rámečku a stiskněte Aktivovat.".into(),
        ],
        closing: vec!["Kód platí 60 dní. Pokud jste o něj nežádali, napište nám, prosím.".into()],
        footer: vec!["Podpora: podpora@mojeid.example, +420 222 745 111, po–pá 8–18".into()],
    }
}

// mission: B8
#[test]
fn a_letter_is_a_small_pdf_of_one_page_with_text_in_it() {
    let pdf = sheet().pdf().unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf.len() < 60_000, "{} bytes", pdf.len());
}

#[test]
fn the_plain_text_says_the_same() {
    let text = sheet().plain_text();
    for part in ["Váš PIN3 k účtu mojeID", "PIN3: 7KQ2-XM4A", "1. Otevřete", "2. V nabídce", "Podpora:"]
    {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(sheet().pdf().unwrap(), sheet().pdf().unwrap());
}

#[test]
fn what_does_not_fit_is_refused_and_odd_characters_are_not() {
    let long = Letter { paragraphs: vec!["slovo ".repeat(2000)], ..sheet() };
    assert_eq!(long.pdf(), Err(LetterError::TooLong));
    let odd = Letter { to: vec!["你好 \u{1f600}".into()], ..sheet() };
    assert!(odd.pdf().is_ok());
    let crowded = Letter { to: vec!["x".repeat(500)], ..sheet() };
    assert_eq!(crowded.pdf(), Err(LetterError::Recipient));
    assert!(!fits_window(&crowded.to) && fits_window(&sheet().to));
    let empty =
        Letter { sender: vec![], to: vec![], paragraphs: vec![], steps: vec![], boxed: None, ..sheet() };
    assert!(empty.pdf().is_ok());
}

// finding L3
#[test]
fn every_latin_letter_that_a_form_takes_is_printed() {
    let faces = Typefaces::load().unwrap();
    let latin = ('\0'..='\u{1eff}').filter(|c| c.is_alphabetic() && values::is_latin(&c.to_string()));
    let lacking: String = latin.filter(|c| !faces.regular.has(*c) || !faces.bold.has(*c)).collect();
    assert_eq!(lacking, "", "no such letter is printed as a question mark");
}

// finding N-61
#[test]
fn a_letter_says_where_it_comes_back_to_and_what_its_parts_are() {
    let pdf = sheet().pdf_from("Milešovská 5, 130 00 Praha 3").unwrap();
    let text = String::from_utf8_lossy(&pdf);
    for part in ["/MarkInfo", "/StructTreeRoot", "/H1", "/Lang"] {
        assert!(text.contains(part), "{part}: the PDF is tagged");
    }
    assert!(pdf.len() > sheet().pdf().unwrap().len(), "the return address is there");
    if let Ok(path) = std::env::var("SVORNIK_KEEP_LETTER") {
        std::fs::write(path, &pdf).unwrap();
    }
}
