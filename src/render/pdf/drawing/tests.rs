use super::*;

fn drawn(inner: &str) -> Result<Drawing, String> {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"200\" height=\"100\">{inner}</svg>"
    );
    Drawing::decode(svg.as_bytes())
}

fn refused(inner: &str) -> String {
    drawn(inner).unwrap_err()
}

#[test]
fn shapes_and_lines_become_areas_in_their_places_and_colours() {
    let drawing = drawn(
        "<g transform=\"translate(10 20)\"><rect width=\"30\" height=\"40\" fill=\"#12436D\"/><path d=\"M0 0H50\" fill=\"none\" stroke=\"red\" stroke-width=\"4\"/></g>",
    )
    .unwrap();
    assert!((drawing.width - 200.0).abs() < 0.01);
    assert_eq!(drawing.shapes.len(), 2);
    assert_eq!(drawing.shapes[0].colour, Colour([0x12, 0x43, 0x6D]));
    let corners: Vec<Spot> =
        drawing.shapes[0].area.rings[0].iter().map(|(spot, _)| *spot).collect();
    assert!(corners.contains(&(10.0, 20.0)) && corners.contains(&(40.0, 60.0)));
    // The line is as thick as its pen: from 18 to 22.
    let line = &drawing.shapes[1];
    assert_eq!(line.colour, Colour([255, 0, 0]));
    let heights = line.area.rings.iter().flatten().map(|((_, y), _)| *y);
    let (low, high) =
        heights.fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    assert!((low - 18.0).abs() < 0.1 && (high - 22.0).abs() < 0.1, "{low} {high}");
}

#[test]
fn what_is_half_seen_through_is_mixed_with_the_page() {
    let half = drawn("<g opacity=\"0.5\"><rect width=\"9\" height=\"9\"/></g>").unwrap();
    assert_eq!(half.shapes[0].colour, Colour([128, 128, 128]));
}

#[test]
fn a_clipping_path_stands_where_its_group_stands() {
    let drawing = drawn(
        "<clipPath id=\"c\"><rect width=\"5\" height=\"5\"/></clipPath><g transform=\"translate(50 0)\"><g clip-path=\"url(#c)\"><circle r=\"9\"/></g></g>",
    )
    .unwrap();
    let clip = drawing.shapes[0].within.last().unwrap();
    assert!(
        clip.rings.iter().flatten().any(|(spot, _)| *spot == (55.0, 5.0)),
        "{clip:?}"
    );
}

#[test]
fn what_cannot_be_drawn_as_meant_is_refused_with_what_to_do() {
    for (inner, says) in [
        ("<text x=\"1\" y=\"9\">LA</text>", "turn the text into outlines"),
        ("<image href=\"/etc/passwd\" width=\"9\" height=\"9\"/>", "as PNG"),
        (
            "<linearGradient id=\"g\"><stop offset=\"0\"/><stop offset=\"1\" stop-color=\"red\"/></linearGradient><rect width=\"9\" height=\"9\" fill=\"url(#g)\"/>",
            "flat colours",
        ),
        (
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter><g filter=\"url(#f)\"><rect width=\"9\" height=\"9\"/></g>",
            "filters",
        ),
        ("", "draws nothing"),
    ] {
        let why = refused(inner);
        assert!(why.contains(says), "{why}");
    }
}

#[test]
fn a_hostile_drawing_is_refused_and_not_followed() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"&b;\"/></svg>";
    assert!(Drawing::decode(bomb.as_bytes()).unwrap_err().contains("entities"));
    let deep = "<g>".repeat(5_000) + &"</g>".repeat(5_000);
    assert!(refused(&deep).contains("simpler"));
    let many = "<rect width=\"1\" height=\"1\"/>".repeat(2_500);
    assert!(refused(&many).contains("more than 2000 shapes"));
    let copies: String = (0..20)
        .map(|at| {
            format!("<g id=\"a{}\"><use xlink:href=\"#a{at}\"/><use xlink:href=\"#a{at}\"/></g>", at + 1)
        })
        .collect();
    let doubling = format!("<rect id=\"a0\" width=\"1\" height=\"1\"/>{copies}");
    assert!(refused(&doubling).contains("unlink"));
    let large = vec![b' '; MOST_BYTES + 1];
    assert!(Drawing::decode(&large).unwrap_err().contains("bytes"));
    assert!(Drawing::decode(&[0xFF, 0xFE, 0x3C]).unwrap_err().contains("UTF-8"));
    assert!(Drawing::decode(b"<html>").is_err());
}

#[test]
fn an_area_is_written_as_a_path_with_its_curves() {
    let curve = drawn("<path d=\"M1 1L5 1C6 2 6 3 5 4Z\"/>").unwrap();
    assert_eq!(
        curve.shapes[0].area.written(),
        "M1.00 1.00L5.00 1.00C6.00 2.00 6.00 3.00 5.00 4.00Z"
    );
}
