//! The help page of every site (mission A6).

use askama::Template;

use crate::{Page, View, Visitor};

#[derive(Template)]
#[template(path = "help.html")]
pub(crate) struct HelpPage {
    page: Page,
    questions: Vec<Question>,
}

struct Question {
    question: String,
    answer: String,
}

pub(crate) async fn show(visitor: Visitor) -> View<HelpPage> {
    let page = visitor.page();
    let keys = visitor.site().questions();
    let questions = keys.iter().map(|key| Question {
        question: page.text(key).to_string(),
        answer: page.text(&format!("{key}.answer")).to_string(),
    });
    View(HelpPage { questions: questions.collect(), page: page.clone() })
}
