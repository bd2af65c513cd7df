//! The logo above the title: decoration, for the authority's name stands below.

use std::fmt::Write;

use crate::render::colour;
use crate::render::pdf::{Logo, Style};

const DIGITS: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The logo, or nothing. A drawing is written from its outlines: nothing else of
/// its file reaches the page.
pub(super) fn written(style: &Style) -> String {
    let high = style.logo_height();
    match style.logo() {
        None => String::new(),
        Some(Logo::Picture(picture)) => format!(
            "<p class=\"logo\"><img alt=\"\" style=\"height:{high:.1}pt\" src=\"data:image/png;base64,{}\"/></p>",
            base64(picture.file())
        ),
        Some(Logo::Drawing(drawing)) => {
            let (wide, tall) = drawing.size();
            let mut html = format!(
                "<p class=\"logo\"><svg aria-hidden=\"true\" viewBox=\"0 0 {wide:.2} {tall:.2}\" style=\"height:{high:.1}pt\">"
            );
            for (at, shape) in drawing.paths().into_iter().enumerate() {
                let mut clip = String::new();
                for (depth, (d, rule)) in shape.within.iter().enumerate() {
                    let within =
                        std::mem::replace(&mut clip, format!("clip-{at}-{depth}"));
                    let within = if within.is_empty() {
                        within
                    } else {
                        format!(" clip-path=\"url(#{within})\"")
                    };
                    let _ = write!(
                        html,
                        "<clipPath id=\"{clip}\"{within}><path clip-rule=\"{rule}\" d=\"{d}\"/></clipPath>"
                    );
                }
                let clip = if clip.is_empty() {
                    clip
                } else {
                    format!(" clip-path=\"url(#{clip})\"")
                };
                let (d, rule) = &shape.path;
                let fill = colour::written(shape.colour);
                let _ = write!(
                    html,
                    "<path fill=\"{fill}\" fill-rule=\"{rule}\"{clip} d=\"{d}\"/>"
                );
            }
            html.push_str("</svg></p>");
            html
        }
    }
}

/// Bytes in the letters of RFC 4648.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for three in bytes.chunks(3) {
        let whole = three.iter().fold(0u32, |whole, byte| whole << 8 | u32::from(*byte));
        let whole = whole << (8 * (3 - three.len()));
        for at in 0..4usize {
            let sign = (whole >> (18 - 6 * at)) & 63;
            let digit = usize::try_from(sign).ok().and_then(|sign| DIGITS.get(sign));
            match digit {
                Some(digit) if at <= three.len() => text.push(char::from(*digit)),
                _ => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_the_standard_has_them() {
        // The test vectors of RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
