//! The finished document as bytes: streams as they stand, all else in packed
//! streams of many objects, and the table of where each is.
//!
//! lopdf 0.44 packs objects too (`save_modern`), but holds every object twice while
//! it does; a structure of two thousand pages is some hundred thousand objects. Here
//! each object is let go as it is packed, and those of the structure are made only
//! then. The bytes are the same as lopdf's.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, ObjectStream, Stream};

/// Objects that one stream holds at most.
const PACKED: usize = 100;

/// A line of the table: what kind of place it is, and where.
type Entry = [u8; 7];

/// A file as it is written.
struct Saved {
    bytes: Vec<u8>,
    places: BTreeMap<u32, Entry>,
}

/// Writes a document with the objects that are made as they are asked for, in the
/// order of their numbers.
pub(super) fn save(
    file: Document,
    made: impl Iterator<Item = (ObjectId, Object)>,
) -> Result<Vec<u8>, String> {
    let failed = |why: lopdf::Error| format!("The PDF could not be written: {why}.");
    let Document { version, binary_mark, mut trailer, objects, mut max_id, .. } = file;
    let mut saved = Saved { bytes: Vec::new(), places: BTreeMap::new() };
    saved.bytes.extend(format!("%PDF-{version}\n%").bytes());
    saved.bytes.extend(&binary_mark);
    saved.bytes.push(b'\n');
    let mut others = BTreeMap::new();
    for (id, object) in objects {
        match object {
            Object::Stream(stream) => saved.stream(id.0, &stream).map_err(failed)?,
            object => {
                others.insert(id, object);
            }
        }
    }
    let mut made = made.peekable();
    let mut others = others.into_iter().peekable();
    let mut rest = std::iter::from_fn(|| match (made.peek(), others.peek()) {
        (Some((one, _)), Some((other, _))) if one < other => made.next(),
        (Some(_), None) => made.next(),
        _ => others.next(),
    });
    loop {
        let mut pack = ObjectStream::builder().max_objects(PACKED).build();
        let mut numbers = Vec::new();
        for (id, object) in rest.by_ref().take(PACKED) {
            pack.add_object(id, object).map_err(failed)?;
            numbers.push(id.0);
        }
        if numbers.is_empty() {
            break;
        }
        max_id += 1;
        for (at, number) in numbers.into_iter().enumerate() {
            let [a, b, c, d] = max_id.to_be_bytes();
            let [high, low] = (at as u16).to_be_bytes();
            saved.places.insert(number, [2, a, b, c, d, high, low]);
        }
        saved
            .stream(max_id, &pack.to_stream_object().map_err(failed)?)
            .map_err(failed)?;
    }
    saved.close(&mut trailer, max_id + 1).map_err(failed)?;
    Ok(saved.bytes)
}

impl Saved {
    fn stream(&mut self, number: u32, stream: &Stream) -> lopdf::Result<()> {
        let [a, b, c, d] = (self.bytes.len() as u32).to_be_bytes();
        self.places.insert(number, [1, a, b, c, d, 0, 0]);
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        self.bytes.extend(written(&stream.dict)?);
        self.bytes.extend(b"stream\n");
        self.bytes.extend(&stream.content);
        self.bytes.extend(b"\nendstream \nendobj\n");
        Ok(())
    }

    /// The table of places, and where it begins.
    fn close(&mut self, trailer: &mut Dictionary, own: u32) -> lopdf::Result<()> {
        let start = self.bytes.len();
        let [a, b, c, d] = (start as u32).to_be_bytes();
        self.places.insert(own, [1, a, b, c, d, 0, 0]);
        let mut index: Vec<(u32, i64)> = Vec::new();
        for number in self.places.keys() {
            match index.last_mut() {
                Some((first, count))
                    if i64::from(*number) == i64::from(*first) + *count =>
                {
                    *count += 1;
                }
                _ => index.push((*number, 1)),
            }
        }
        let index = index
            .into_iter()
            .flat_map(|(first, count)| [i64::from(first), count].map(Object::Integer));
        let content: Vec<u8> = self.places.values().flatten().copied().collect();
        trailer.set("Type", Object::Name(b"XRef".to_vec()));
        trailer.set("Size", i64::from(own) + 1);
        trailer.set("W", Object::Array([1, 4, 2].map(Object::Integer).to_vec()));
        trailer.set("Index", Object::Array(index.collect()));
        trailer.set("Length", content.len() as i64);
        let table = Stream {
            dict: trailer.clone(),
            content,
            allows_compression: true,
            start_position: None,
        };
        self.stream(own, &table)?;
        self.bytes.extend(format!("\nstartxref\n{start}\n%%EOF").bytes());
        Ok(())
    }
}

/// A dictionary as it stands in a file: lopdf writes one for us in a pack of its own.
fn written(dictionary: &Dictionary) -> lopdf::Result<Vec<u8>> {
    let mut pack = ObjectStream::builder().build();
    pack.add_object((1, 0), Object::Dictionary(dictionary.clone()))?;
    let content = pack.build_stream_content()?;
    let own = content.strip_prefix(b"1 0 ").unwrap_or(&content);
    Ok(own.strip_suffix(b" ").unwrap_or(own).to_vec())
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::save;

    fn document(numbers: impl Iterator<Item = u32>) -> Document {
        let mut file = Document::with_version("1.7");
        for number in numbers {
            let made = dictionary! { "N" => i64::from(number), "S" => "x" };
            file.objects.insert((number, 0), Object::Dictionary(made));
        }
        let stream = Stream::new(dictionary! { "Type" => "Metadata" }, b"abc".to_vec());
        file.objects.insert((900, 0), Object::Stream(stream));
        file.trailer.set("Root", Object::Reference((1, 0)));
        file.max_id = 900;
        file
    }

    #[test]
    fn the_bytes_are_those_that_the_library_would_write() {
        let mut expected = Vec::new();
        document((1..250).chain(300..340)).save_modern(&mut expected).unwrap();
        // Half of them are made only as they are asked for.
        let (made, kept): (Vec<_>, Vec<_>) = document((1..250).chain(300..340))
            .objects
            .into_iter()
            .partition(|((number, _), _)| (50..200).contains(number));
        let kept = kept.into_iter().filter_map(|((number, _), object)| {
            matches!(object, Object::Dictionary(_)).then_some(number)
        });
        assert!(save(document(kept), made.into_iter()).unwrap() == expected);
    }
}
