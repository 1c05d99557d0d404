//! The navigation of a site: in the margin of a wide page, behind one button on a phone.

/// A group of links of the navigation; [`crate::Page::with_menu`] takes a list of them.
#[derive(Clone, Copy, Debug)]
pub struct MenuPart {
    /// The key of its heading; empty for the first group, which needs none.
    pub key: &'static str,
    /// Its links: path, key of the text, name of the icon (see `templates/icons.html`).
    pub links: &'static [(&'static str, &'static str, &'static str)],
}

/// A group of the navigation as a page shows it.
#[derive(Clone, Debug)]
pub struct MenuGroup {
    /// The key of its heading.
    pub key: Option<&'static str>,
    /// Its links.
    pub links: Vec<NavigationLink>,
}

/// One entry of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavigationLink {
    /// The path.
    pub href: &'static str,
    /// The key of its text.
    pub key: &'static str,
    /// The name of its icon; may be empty.
    pub icon: &'static str,
    /// How much is new there.
    pub count: usize,
    /// Whether the page lies there.
    pub current: bool,
}

/// The navigation of a page, as the site set it.
#[derive(Clone, Debug)]
pub(crate) enum Menu {
    Plain(&'static [(&'static str, &'static str)]),
    Grouped(&'static [MenuPart], Vec<(&'static str, usize)>),
}

impl Default for Menu {
    fn default() -> Self {
        Self::Plain(&[])
    }
}

impl Menu {
    /// The navigation of a page at this path: the longest link that the path lies under is the current one.
    pub(crate) fn at(&self, path: &str) -> Vec<MenuGroup> {
        let mut groups = self.groups();
        let links = groups.iter().flat_map(|group| &group.links);
        let longest =
            links.map(|link| link.href).filter(|href| lies_under(path, href)).max_by_key(|href| href.len());
        for link in groups.iter_mut().flat_map(|group| &mut group.links) {
            link.current = Some(link.href) == longest;
        }
        groups
    }

    fn groups(&self) -> Vec<MenuGroup> {
        let link = |href, key, icon, count| NavigationLink { href, key, icon, count, current: false };
        match self {
            Self::Plain([]) => Vec::new(),
            Self::Plain(links) => {
                let links = links.iter().map(|&(href, key)| link(href, key, "", 0)).collect();
                vec![MenuGroup { key: None, links }]
            }
            Self::Grouped(parts, counts) => {
                let count = |href| counts.iter().find(|(of, _)| *of == href).map_or(0, |(_, count)| *count);
                let links = |part: &MenuPart| {
                    part.links.iter().map(|&(href, key, icon)| link(href, key, icon, count(href))).collect()
                };
                let group = |part: &MenuPart| MenuGroup {
                    key: Some(part.key).filter(|key| !key.is_empty()),
                    links: links(part),
                };
                parts.iter().map(group).collect()
            }
        }
    }
}

fn lies_under(path: &str, href: &str) -> bool {
    path == href || path.strip_prefix(href).is_some_and(|rest| href.ends_with('/') || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: &[MenuPart] = &[
        MenuPart { key: "", links: &[("/portal", "overview", "home")] },
        MenuPart { key: "data", links: &[("/portal/released", "released", "share")] },
    ];

    #[test]
    fn the_longest_link_is_the_current_one() {
        let menu = Menu::Grouped(PARTS, vec![("/portal/released", 2)]);
        let at = |path: &str| -> Vec<(bool, usize)> {
            menu.at(path)
                .iter()
                .flat_map(|group| &group.links)
                .map(|link| (link.current, link.count))
                .collect()
        };
        assert_eq!(at("/portal"), [(true, 0), (false, 2)]);
        assert_eq!(at("/portal/released/7"), [(false, 0), (true, 2)]);
        assert_eq!(at("/portals"), [(false, 0), (false, 2)]);
        assert_eq!(menu.at("/").iter().map(|group| group.key).collect::<Vec<_>>(), [None, Some("data")]);
    }
}
