//! The help page of every site (mission A6).

use askama::Template;

use crate::{Page, RequestContext, View};

#[derive(Template)]
#[template(path = "help.html")]
pub(crate) struct HelpPage {
    page: Page,
    faq: Vec<Question>,
}

struct Question {
    question: String,
    answer: String,
}

pub(crate) async fn show(visitor: RequestContext) -> View<HelpPage> {
    let page = visitor.personalized_page().await;
    let keys = visitor.site().faq();
    let faq = keys.iter().map(|key| Question {
        question: page.text(key).to_string(),
        answer: page.text(&format!("{key}.answer")).to_string(),
    });
    View(HelpPage { faq: faq.collect(), page: page.clone() })
}

#[cfg(test)]
mod tests {
    use values::Language;

    use super::*;
    use crate::testing;

    #[test]
    fn help_in_every_language() {
        let texts = i18n::Locales {
            cs: "site-name = Ukázka\nlost = Ztráta\n    .answer = Zavolejte",
            sk: "site-name = Ukážka\nlost = Strata\n    .answer = Zavolajte",
            en: "site-name = Sample\nlost = Loss\n    .answer = Call us",
        };
        let site = testing::site("sample", texts);
        for language in Language::ALL {
            let page = testing::visitor(&site, language).page();
            let answer = page.text("lost.answer").to_string();
            let faq = vec![Question { question: page.text("lost").to_string(), answer: answer.clone() }];
            let html = HelpPage { page, faq }.render().unwrap();
            assert!(html.contains(&answer) && html.contains(&format!("<html lang=\"{language}\"")));
        }
    }
}
