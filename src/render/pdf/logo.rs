//! A picture for the cover: a PNG file as samples that a PDF can hold.

use std::fs;
use std::io::Cursor;
use std::path::Path;

/// More samples than this are no logo.
const MOST_PIXELS: u64 = 16_000_000;

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Logo {
    /// Pixels across.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
    /// Red, green, blue of each pixel.
    pub(super) colours: Vec<u8>,
    /// How much of each pixel covers what is below it.
    pub(super) cover: Vec<u8>,
}

impl Logo {
    /// Reads a file; the reason in words where it is no PNG.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|why| {
            format!("the logo {} cannot be read: {why}.", path.display())
        })?;
        Self::decode(&bytes).map_err(|why| {
            format!(
                "the logo {} is no PNG that can be used: {why}. Save it as PNG.",
                path.display()
            )
        })
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
        Ok(Self { width, height, colours, cover })
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
        let logo = Logo::decode(&bytes).unwrap();
        assert_eq!((logo.width, logo.height), (2, 1));
        assert_eq!(logo.colours, [1, 2, 3, 4, 5, 6]);
        assert_eq!(logo.cover, [255, 0]);
    }

    #[test]
    fn a_file_that_is_no_png_is_refused_in_words() {
        assert!(Logo::decode(b"<svg/>").is_err());
    }
}
