//! Schools of the example, as another program read them.

fn rows(file: &str) -> Vec<[f64; 5]> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/programme")
        .join(file);
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| {
            let n: Vec<f64> =
                line.split(',').skip(1).map(|x| x.parse().unwrap()).collect();
            [n[0], n[1], n[2], n[3], n.get(4).copied().unwrap_or(0.0)]
        })
        .collect()
}

/// The change of each school, and its row.
pub(super) fn schools(file: &str) -> Vec<(f64, [f64; 5])> {
    rows(file)
        .into_iter()
        .map(|n| (100.0 * n[2] / n[3] - 100.0 * n[0] / n[1], n))
        .collect()
}
