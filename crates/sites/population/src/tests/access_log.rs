//! `GET /api/v1/people/{person}/reads`.

use serde_json::Value;

use super::world::{ask, certificate, worlds};
use crate::acts::Purpose;
use crate::acts::identify::identify;
use crate::rules::matching::{Match, MatchingAttributes};

#[tokio::test(flavor = "multi_thread")]
async fn a_long_log_comes_in_pages() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let register = world.population.context();
        let purpose = Purpose { on_behalf_of: "Portál".into(), reason: "x".into() };
        let description = MatchingAttributes {
            name: values::PersonName::parse("Jana", "Nováková").unwrap(),
            birth_date: "1988-04-12".parse().unwrap(),
            address: None,
            document: None,
        };
        let mut name = None;
        for _ in 0..60 {
            world.clock.shift(1);
            if let Match::One(found) = identify(register, "hub", &description, &purpose).await.unwrap() {
                name = Some(found);
            }
        }
        let api = world.population.api_router();
        let path = format!("/api/v1/people/{}/reads", name.unwrap().as_str());
        let (_, first) = ask(api.clone(), Some(&hub), &path, None).await;
        assert_eq!(first["reads"].as_array().unwrap().len(), 50);
        let next = first["next_before"].as_str().unwrap();
        let (_, second) = ask(api, Some(&hub), &format!("{path}?before={next}"), None).await;
        assert_eq!(second["reads"].as_array().unwrap().len(), 10);
        assert_eq!(second["next_before"], Value::Null);
    }
}
