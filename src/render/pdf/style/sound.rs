//! What a style may not hold: lengths that make no page, colours that are not seen.

use super::{Colours, PageStyle, Size, Written};
use crate::render::colour::{self, Parts};

/// Refuses lengths with which no page could be laid out.
pub(super) fn sensible(written: &Written) -> Result<(), String> {
    let within = |name: &str, value: f32, least: f32, most: f32| {
        if (least..=most).contains(&value) {
            Ok(())
        } else {
            Err(format!("{name} is {value}; it must lie between {least} and {most}."))
        }
    };
    let PageStyle { left, right, top, bottom, baseline, measure, gutter, hang } =
        written.page;
    for (name, value, least, most) in [
        ("page.left", left, 5.0, 50.0),
        ("page.right", right, 5.0, 50.0),
        ("page.top", top, 15.0, 60.0),
        ("page.bottom", bottom, 20.0, 60.0),
        ("page.baseline", baseline, 3.0, 10.0),
        ("page.measure", measure, 60.0, 210.0 - left - right),
        ("page.gutter", gutter, 1.0, 15.0),
        ("page.hang", hang, 6.0, 30.0),
        ("cover.band", written.cover.band, 0.0, 40.0),
        ("cover.title", written.cover.title, 20.0, 150.0),
        ("cover.logo_height", written.cover.logo_height, 3.0, 60.0),
        ("rules.hairline", written.rules.hairline, 0.0, 5.0),
        ("rules.heading", written.rules.heading, 0.0, 5.0),
        ("rules.tile", written.rules.tile, 0.0, 10.0),
    ] {
        within(name, value, least, most)?;
    }
    let text = &written.text;
    for (name, Size(size, leading)) in [
        ("text.title", text.title),
        ("text.part", text.part),
        ("text.section", text.section),
        ("text.group", text.group),
        ("text.lead", text.lead),
        ("text.body", text.body),
        ("text.table", text.table),
        ("text.small", text.small),
        ("text.figure", text.figure),
        ("text.quote", text.quote),
    ] {
        within(name, size, 5.0, 60.0)?;
        within(&format!("{name} (line height)"), leading, size, 90.0)?;
    }
    let spacing = &written.spacing;
    for (name, lines) in [
        ("spacing.paragraph", spacing.paragraph),
        ("spacing.section", spacing.section),
        ("spacing.group", spacing.group),
        ("spacing.table", spacing.table),
        ("spacing.chart", spacing.chart),
        ("spacing.quote", spacing.quote),
        ("spacing.summary", spacing.summary),
        ("spacing.tiles", spacing.tiles),
    ] {
        within(name, f32::from(lines), 0.0, 6.0)?;
    }
    Ok(())
}

/// Refuses colours that some readers could not tell from the page: words need
/// 4.5 to 1 (WCAG 2.2, 1.4.3), marks of charts 3 to 1 (1.4.11).
pub(super) fn legible(written: &Written) -> Result<(), String> {
    const PAGE: (&str, Parts) = ("the page", [255, 255, 255]);
    let Colours { ink, accent, grey, hairline: _, tint, paper } = &written.colours;
    let box_of = ("the summary box (colours.tint)", tint.0);
    let mut pairs = vec![
        ("colours.ink".to_owned(), ink.0, PAGE, 4.5),
        ("colours.accent".to_owned(), accent.0, PAGE, 4.5),
        ("colours.grey".to_owned(), grey.0, PAGE, 4.5),
        ("colours.ink".to_owned(), ink.0, box_of, 4.5),
        ("colours.paper".to_owned(), paper.0, ("the bar (colours.ink)", ink.0), 4.5),
    ];
    for (name, colour) in written.groups.named() {
        pairs.push((format!("groups.{name}"), colour, PAGE, 3.0));
    }
    for (name, one, (where_to, other), least) in pairs {
        let is = colour::contrast(one, other);
        if is < least {
            return Err(format!(
                "{name} is {}: against {where_to} its contrast is {is:.1} to 1, and it needs {least} to 1 for everyone to see it. Choose a stronger colour.",
                colour::written(one)
            ));
        }
    }
    Ok(())
}
