//! The pages of getting back in, for the snapshots.

use askama::Template;
use values::{Language, Timestamp};
use web::{FormErrors, Page};

use super::pages::{NOW, render};
use crate::web::{form_errors, message_language, recovery, undo};

/// Getting back in, and the language of messages.
pub(super) fn pages(page: &Page) -> Vec<(&'static str, String)> {
    use crate::web::recovery::What::{Name, Password};
    let ask = |what, errors| {
        let page = page.clone();
        recovery::RecoveryPage { page, errors, what, value: "jana".to_owned(), interaction: None }.render()
    };
    let link = |waits, errors| {
        let (link, user_name, to) = ("link".to_owned(), "jana".to_owned(), "+420 *** *** 001".to_owned());
        recovery::LinkPage { page: page.clone(), errors, link, user_name, to, waits }.render()
    };
    let undone = |what, status| undo::UndoPage { page: page.clone(), what, status }.render();
    let open = |old_counts| undo::UndoView::Open {
        user_name: "jana".to_owned(),
        at: page.format_datetime(NOW),
        old_counts,
        action: "/undo/link".to_owned(),
    };
    let done = |until: Option<Timestamp>, old_counts| undo::UndoView::Done {
        closed_until: until.map(|at| page.format_datetime(at)),
        old_counts,
    };
    let mut too_many = FormErrors::new();
    too_many.add("name", "recovery-too-many").at_second("when", NOW);
    let mut wrong = FormErrors::new();
    form_errors::add_code(&mut wrong, "code", codes::CodeRejection::Wrong { tries_left: 2 });
    let language = message_language::LanguagePage {
        page: page.clone(),
        errors: FormErrors::new(),
        present: Language::Sk,
    };
    vec![
        render("recovery", ask(Password, too_many)),
        render("recovery-name", ask(Name, FormErrors::new())),
        render(
            "recovery-sent",
            recovery::SentPage { page: page.clone(), what: Password, interaction: None }.render(),
        ),
        render(
            "recovery-sent: names",
            recovery::SentPage { page: page.clone(), what: Name, interaction: None }.render(),
        ),
        render("recovery-link", link(false, FormErrors::new())),
        render("recovery-link: code", link(true, wrong)),
        render("undo: recovery", undone(undo::What::Recovery, open(true))),
        render("undo: changed recovery", undone(undo::What::Recovery, open(false))),
        render("undo: recovery undone", undone(undo::What::Recovery, done(Some(NOW), true))),
        render("undo: changed recovery undone", undone(undo::What::Recovery, done(Some(NOW), false))),
        render("not-me", undone(undo::What::Login, open(false))),
        render("not-me: done", undone(undo::What::Login, done(None, false))),
        render("message language", language.render()),
    ]
}
