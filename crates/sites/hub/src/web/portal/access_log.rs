//! Who has read the person's data in the population register.

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use values::MINUTE_MS;

use super::View;
use super::current_person::CurrentPerson;
use crate::acts::own_data::{self, OwnDataError};
use crate::context::HUB_NAME;
use crate::web::{AppState, formatting};
use population_api::{AccessLogEntry, Reason};

#[derive(Template)]
#[template(path = "portal/access_log.html")]
pub(super) struct AccessLogPage {
    page: Page,
    reads: Vec<AccessLogRow>,
    older: Option<String>,
}

struct AccessLogRow {
    at: String,
    on_behalf_of: String,
    reason: String,
    items: String,
}

pub(super) async fn show(
    State(app): State<AppState>,
    Query(view): Query<View>,
    person: CurrentPerson,
) -> Result<::web::View<AccessLogPage>, Problem> {
    let page = person.page();
    let found = own_data::access_log(&app.context, &person.id, view.before()?).await?;
    let reads = fold(found.reads).into_iter().map(|(read, times)| AccessLogRow {
        at: page.format_datetime(read.at()),
        on_behalf_of: formatting::on_behalf_of(&app.context, &page, &read.on_behalf_of),
        reason: match times {
            1 => formatting::reason(&page, &read.reason),
            _ => page.text("register-own-looks").count("times", times).to_string(),
        },
        items: formatting::items(&page, &read.items),
    });
    Ok(::web::View(AccessLogPage { reads: reads.collect(), older: found.next_before, page }))
}

/// How long after the first of several looks a further one belongs to it.
const ONE_LOOK_MS: i64 = 10 * MINUTE_MS;

/// What the person looked at themselves, one look after another within minutes, is one entry: who else read the data
/// matters. Its time is that of the last one.
fn fold(reads: Vec<AccessLogEntry>) -> Vec<(AccessLogEntry, usize)> {
    let mut folded: Vec<(AccessLogEntry, usize)> = Vec::new();
    for read in reads {
        match folded.last_mut() {
            Some((last, times))
                if is_own_look(last) && is_own_look(&read) && last.at().since(read.at()) <= ONE_LOOK_MS =>
            {
                last.items = last.items.with(&read.items);
                *times += 1;
            }
            _ => folded.push((read, 1)),
        }
    }
    folded
}

fn is_own_look(read: &AccessLogEntry) -> bool {
    read.on_behalf_of == HUB_NAME && read.reason == Reason::Portal.as_str()
}

impl From<OwnDataError> for Problem {
    fn from(error: OwnDataError) -> Self {
        match error {
            OwnDataError::Store(error) => error.into(),
            OwnDataError::Unknown | OwnDataError::Population(_) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the register failed");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "register-unavailable")
                    .action("/portal", "portal-back")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // findings N-43, C-49
    #[test]
    fn own_looks_in_a_row_within_minutes_are_one_entry() {
        let at_ms = std::cell::Cell::new(0);
        let read = |on_behalf_of: &str, reason: &str, items: &str| AccessLogEntry {
            at_ms: at_ms.get(),
            on_behalf_of: on_behalf_of.to_owned(),
            reason: reason.to_owned(),
            items: items.parse().unwrap(),
            id: String::new(),
            client: String::new(),
        };
        let folded = fold(vec![
            read(HUB_NAME, "portal", "given_name"),
            read(HUB_NAME, "portal", "address"),
            read("Město Lipová", "login", "given_name"),
            read(HUB_NAME, "portal", "given_name"),
            read(HUB_NAME, "identification", ""),
        ]);
        let lines: Vec<_> = folded.iter().map(|(read, times)| (read.items.iter().count(), *times)).collect();
        assert_eq!(lines, [(2, 2), (1, 1), (1, 1), (0, 1)]);
        let looks = [10 * MINUTE_MS + 1, 10 * MINUTE_MS, 0].map(|at| {
            at_ms.set(at);
            read(HUB_NAME, "portal", "given_name")
        });
        let lines: Vec<_> = fold(looks.to_vec()).iter().map(|(read, times)| (read.at_ms, *times)).collect();
        assert_eq!(lines, [(10 * MINUTE_MS + 1, 2), (0, 1)], "a look of another day stands by itself");
    }
}
