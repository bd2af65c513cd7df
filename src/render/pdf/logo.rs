//! The logo of the cover: a PNG file as samples that a PDF can hold, or a drawing.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use super::drawing::Drawing;

/// More samples than this are no logo.
const MOST_PIXELS: u64 = 16_000_000;

/// A logo, of either kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Logo {
    Picture(Picture),
    Drawing(Drawing),
}

impl Logo {
    /// Reads a file; the reason in words where it is of neither kind, or holds
    /// what no page can show.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|why| {
            format!("the logo {} cannot be read: {why}.", path.display())
        })?;
        let refused = |why| format!("the logo {} cannot be used: {why}.", path.display());
        let start = bytes.trim_ascii_start();
        if start.starts_with(b"<") || start.starts_with(b"\xEF\xBB\xBF<") {
            return Drawing::decode(&bytes).map(Self::Drawing).map_err(refused);
        }
        if bytes.starts_with(&[0x1F, 0x8B]) {
            return Err(refused(
                "it is packed (svgz): unpack it, or save it as plain SVG".to_owned(),
            ));
        }
        Picture::decode(&bytes)
            .map(Self::Picture)
            .map_err(|why| refused(format!("{why}. Save it as PNG or as plain SVG")))
    }

    /// Width and height, in its own measure.
    pub(super) fn size(&self) -> (f32, f32) {
        match self {
            Self::Picture(picture) => {
                (picture.width as f32, picture.height.max(1) as f32)
            }
            Self::Drawing(drawing) => (drawing.width, drawing.height.max(0.01)),
        }
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Pixels across.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
    /// Red, green, blue of each pixel.
    pub(super) colours: Vec<u8>,
    /// How much of each pixel covers what is below it.
    pub(super) cover: Vec<u8>,
    /// The file itself.
    pub(super) file: Vec<u8>,
}

impl Picture {
    /// The file as it was given.
    pub(crate) fn file(&self) -> &[u8] {
        &self.file
    }

    fn decode(bytes: &[u8]) -> Result<Self, String> {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(
            png::Transformations::normalize_to_color8() | png::Transformations::ALPHA,
        );
        let mut reader = decoder.read_info().map_err(|why| why.to_string())?;
        let (width, height) = reader.info().size();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(format!("it has {width} × {height} pixels"));
        }
        let size = reader.output_buffer_size().ok_or("it is too large")?;
        let mut samples = vec![0; size];
        let frame = reader.next_frame(&mut samples).map_err(|why| why.to_string())?;
        samples.truncate(frame.buffer_size());
        let mut colours = Vec::new();
        let mut cover = Vec::new();
        for pixel in samples.chunks_exact(frame.color_type.samples()) {
            match pixel {
                [grey, alpha] => {
                    colours.extend([*grey, *grey, *grey]);
                    cover.push(*alpha);
                }
                [red, green, blue, alpha] => {
                    colours.extend([*red, *green, *blue]);
                    cover.push(*alpha);
                }
                [grey] => {
                    colours.extend([*grey, *grey, *grey]);
                    cover.push(255);
                }
                [red, green, blue] => {
                    colours.extend([*red, *green, *blue]);
                    cover.push(255);
                }
                _ => return Err("its colours are of an unknown kind".to_owned()),
            }
        }
        Ok(Self { width, height, colours, cover, file: bytes.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_read_with_its_transparency() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[1, 2, 3, 255, 4, 5, 6, 0]).unwrap();
        writer.finish().unwrap();
        let logo = Picture::decode(&bytes).unwrap();
        assert_eq!((logo.width, logo.height), (2, 1));
        assert_eq!(logo.colours, [1, 2, 3, 4, 5, 6]);
        assert_eq!(logo.cover, [255, 0]);
    }

    #[test]
    fn a_file_that_is_neither_is_refused_in_words() {
        let home = tempfile::tempdir().unwrap();
        let says = |name: &str, bytes: &[u8]| {
            let path = home.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            Logo::load(&path).unwrap_err()
        };
        assert!(says("a.png", b"GIF89a").contains("Save it as PNG or as plain SVG"));
        assert!(says("a.svgz", &[0x1F, 0x8B, 8]).contains("unpack it"));
        assert!(says("a.svg", b" <svg").contains("no SVG that can be read"));
    }

    #[test]
    fn an_svg_file_is_known_by_what_stands_in_it() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("logo.png");
        let svg = "\u{feff}<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><circle cx=\"9\" cy=\"9\" r=\"5\"/></svg>";
        std::fs::write(&path, svg).unwrap();
        assert_eq!(Logo::load(&path).unwrap().size(), (40.0, 20.0));
    }
}
