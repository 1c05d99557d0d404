//! Plain text on a page: paragraphs, lines, and addresses that can be followed.

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

/// Lines of pieces.
pub(crate) type Paragraph<'a> = Vec<Vec<Piece<'a>>>;

pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(last) if !line.trim().is_empty() => last.push(pieces(line)),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph: &Paragraph<'_>| !paragraph.is_empty());
    paragraphs
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(start) = address_start(rest) {
        let (before, from_address) = rest.split_at(start);
        let (address, after) = from_address.split_at(address_len(from_address));
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(Piece::Link(address));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    pieces
}

fn address_start(text: &str) -> Option<usize> {
    [text.find("https://"), text.find("http://")].into_iter().flatten().min()
}

/// Up to the next blank, without the full stop of the sentence.
fn address_len(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']).len().max("http://".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_the_full_stop_stays_outside() {
        let text = "Dobrý den,\n\nna http://localhost:8001/a?b=c. Nebo (https://x.cz)\ndruhý řádek\n\n";
        let expected = vec![
            vec![vec![Piece::Text("Dobrý den,")]],
            vec![
                vec![
                    Piece::Text("na "),
                    Piece::Link("http://localhost:8001/a?b=c"),
                    Piece::Text(". Nebo ("),
                    Piece::Link("https://x.cz"),
                    Piece::Text(")"),
                ],
                vec![Piece::Text("druhý řádek")],
            ],
        ];
        assert_eq!(paragraphs(text), expected);
        assert!(paragraphs("").is_empty());
        assert_eq!(paragraphs("http://."), vec![vec![vec![Piece::Link("http://"), Piece::Text(".")]]]);
    }
}
