//! The invented authority: its schools and their results.

use std::collections::BTreeSet;

/// A small generator, so that the same programme comes out each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// From -1 to 1, near nought more often.
    pub fn about(&mut self) -> f64 {
        (0..4).map(|_| self.below(2001) as f64 / 1000.0 - 1.0).sum::<f64>() / 4.0
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}

/// What a school is to the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Fixture client, by its place.
    Client(usize),
    /// Client without the KS2 figure: infant, boycott, boycott, merged.
    OtherClient(usize),
    /// LLE school of the fixture.
    Lle(usize),
    /// LLE school without KS2 in both years, by its place.
    OtherLle(usize),
    /// Matched school of the fixture.
    Matched(usize),
    /// Closed into the merged school.
    Predecessor(usize),
    /// Any other.
    Other,
}

/// Results of one key stage 2 year: at level 4 in both, eligible.
pub type Counts = Option<(u32, u32)>;

pub struct School {
    pub urn: u32,
    pub estab: u32,
    pub name: String,
    pub town: String,
    pub kind: &'static str,
    pub phase: &'static str,
    pub ages: (u8, u8),
    pub opened: (i16, i8, i8),
    pub closed: Option<(i16, i8, i8)>,
    pub diocese: &'static str,
    pub district: &'static str,
    /// The schools that send their pupils to one high school.
    pub cluster: String,
    pub roll: u32,
    pub fsm: f64,
    pub place: (u32, u32),
    pub priority: bool,
    pub other_support: bool,
    pub replaced_by: Option<u32>,
    pub role: Role,
    /// 2008, 2009, 2010, 2011.
    pub ks2: [Counts; 4],
    pub boycott: bool,
    /// Key stage 1: pupils and average points of 2010 and 2011.
    pub ks1: Option<[(u32, f64); 2]>,
}

const FIRST: [&str; 24] = [
    "Ald", "Bram", "Cold", "Dun", "Elm", "Fen", "Gras", "Holm", "Ing", "Kel", "Lang",
    "Marl", "Nor", "Oak", "Pent", "Quar", "Rus", "Swan", "Thorn", "Ul", "Wick", "Yax",
    "Stan", "Hemp",
];
const LAST: [&str; 16] = [
    "borough", "ham", "ingford", "stead", "thorpe", "wick", "worth", "mere", "combe",
    "ley", "field", "gate", "marsh", "well", "beck", "holt",
];
const DISTRICTS: [&str; 7] = [
    "Breckland",
    "Broadland",
    "Great Yarmouth",
    "King's Lynn and West Norfolk",
    "North Norfolk",
    "Norwich",
    "South Norfolk",
];

fn counts(file: &str) -> Vec<[u32; 5]> {
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/programme")
            .join(file),
    )
    .unwrap();
    text.lines()
        .skip(1)
        .map(|line| {
            let mut numbers = line.split(',').skip(1).map(|x| x.trim().parse().unwrap());
            let mut row = [0; 5];
            for cell in &mut row {
                *cell = numbers.next().unwrap_or(0);
            }
            row
        })
        .collect()
}

/// Days of support before the tests of 2011, for each fixture client.
pub fn days() -> Vec<u32> {
    counts("client_2010_2011.csv").iter().map(|row| row[4]).collect()
}

struct Maker {
    dice: Dice,
    names: BTreeSet<String>,
    schools: Vec<School>,
}

impl Maker {
    fn town(&mut self) -> String {
        loop {
            let mut town = format!("{}{}", self.dice.pick(&FIRST), self.dice.pick(&LAST));
            if self.dice.below(5) == 0 {
                town = format!(
                    "{} {town}",
                    self.dice.pick(&["Great", "Little", "North", "South"])
                );
            }
            if self.names.insert(town.clone()) {
                return town;
            }
        }
    }

    fn add(&mut self, role: Role, phase: &'static str, ks2: [Counts; 4]) -> usize {
        let town = self.town();
        let church =
            phase != "Secondary" && phase != "Not applicable" && self.dice.below(4) == 0;
        let kind = match phase {
            "Secondary" if self.dice.below(3) == 0 => "Academy converter",
            "Not applicable" => "Community special school",
            _ if church && self.dice.below(2) == 0 => "Voluntary aided school",
            _ if church => "Voluntary controlled school",
            _ => "Community school",
        };
        let letters = match kind {
            "Voluntary aided school" => " Church of England Voluntary Aided",
            "Voluntary controlled school" => " Church of England Voluntary Controlled",
            _ => "",
        };
        let (ending, ages) = match phase {
            "Infant" => ("Infant School", (4, 7)),
            "Junior" => ("Junior School", (7, 11)),
            "Secondary" => ("High School", (11, 16)),
            "Not applicable" => ("Special School", (3, 16)),
            _ => ("Primary School", (4, 11)),
        };
        let at = self.schools.len() as u32;
        let estab = match phase {
            "Secondary" => 4000 + at,
            "Not applicable" => 7000 + at,
            _ if church => 3000 + at,
            _ => 2000 + at,
        };
        let cohort = ks2[3].or(ks2[2]).or(ks2[1]).map_or(26, |(_, n)| n);
        let years = u32::from(ages.1 - ages.0);
        let roll = match phase {
            "Secondary" => 620 + self.dice.below(700) as u32,
            "Not applicable" => 70 + self.dice.below(90) as u32,
            _ => cohort * years + self.dice.below(9) as u32,
        };
        let low = matches!(role, Role::Other | Role::Lle(_) | Role::OtherLle(_));
        let fsm = if low {
            2.0 + self.dice.below(90) as f64 / 10.0
        } else {
            26.0 + self.dice.below(50) as f64 / 10.0
        };
        let district = self.dice.pick(&DISTRICTS);
        let place = (
            560_000 + self.dice.below(90_000) as u32,
            282_000 + self.dice.below(60_000) as u32,
        );
        let is_client = matches!(role, Role::Client(_) | Role::OtherClient(_));
        let mut ks1 = None;
        if matches!(phase, "Primary" | "Infant") && !matches!(role, Role::Predecessor(_))
        {
            let pupils = if phase == "Infant" { roll / 3 } else { cohort };
            let before = if is_client { 14.62 } else { 15.2 } + self.dice.about() * 1.6;
            let rise = if is_client { 0.32 } else { 0.11 } + self.dice.about() * 0.5;
            let two = |x: f64| (x * 100.0).floor() / 100.0;
            ks1 =
                Some([(pupils.max(6), two(before)), (pupils.max(6), two(before + rise))]);
        }
        self.schools.push(School {
            urn: 190_001 + at * 3,
            estab,
            name: format!("{town}{letters} {ending}"),
            town,
            kind,
            phase: if phase == "Infant" || phase == "Junior" { "Primary" } else { phase },
            ages,
            opened: (1900 + self.dice.below(80) as i16, 9, 1),
            closed: None,
            diocese: if church { "Diocese of Norwich" } else { "Not applicable" },
            district,
            cluster: String::new(),
            roll,
            fsm,
            place,
            priority: matches!(role, Role::Client(at) if at < 13),
            other_support: false,
            replaced_by: None,
            role,
            ks2,
            boycott: false,
            ks1,
        });
        self.schools.len() - 1
    }
}

/// Moves counts by single pupils until they add to `wanted`, keeping each
/// between a tenth and the whole of its cohort.
fn settle(counts: &mut [(u32, u32)], wanted: u32, dice: &mut Dice) {
    loop {
        let now: u32 = counts.iter().map(|(x, _)| x).sum();
        if now == wanted {
            return;
        }
        let at = dice.below(counts.len() as u64) as usize;
        let (x, n) = &mut counts[at];
        if now < wanted && *x < *n * 9 / 10 {
            *x += 1;
        } else if now > wanted && *x > *n / 3 {
            *x -= 1;
        }
    }
}

fn settle_cohorts(cohorts: &mut [u32], wanted: u32, dice: &mut Dice) {
    loop {
        let now: u32 = cohorts.iter().sum();
        if now == wanted {
            return;
        }
        let at = dice.below(cohorts.len() as u64) as usize;
        if now < wanted && cohorts[at] < 75 {
            cohorts[at] += 1;
        } else if now > wanted && cohorts[at] > 9 {
            cohorts[at] -= 1;
        }
    }
}

fn share(rate: f64, n: u32) -> u32 {
    ((rate * f64::from(n) + 0.5).floor() as u32).min(n)
}

/// Counts of an earlier year for the clients whose mean of percentages is `wanted`.
fn earlier(base: &[(u32, u32)], wanted: f64, dice: &mut Dice) -> Vec<(u32, u32)> {
    let mean = |counts: &[(u32, u32)]| {
        counts.iter().map(|(x, n)| 100.0 * f64::from(*x) / f64::from(*n)).sum::<f64>()
            / counts.len() as f64
    };
    let lift = wanted - mean(base);
    let mut counts: Vec<(u32, u32)> = base
        .iter()
        .map(|(x, n)| {
            let rate = f64::from(*x) / f64::from(*n) + lift / 100.0;
            (share(rate, *n), *n)
        })
        .collect();
    while (mean(&counts) - wanted).abs() > 0.04 {
        let at = dice.below(counts.len() as u64) as usize;
        let before = counts.clone();
        let (x, n) = &mut counts[at];
        match dice.below(4) {
            0 if *x + 2 < *n => *x += 1,
            1 if *x > 2 => *x -= 1,
            2 if f64::from(*n) < f64::from(base[at].1) * 1.2 => *n += 1,
            _ if f64::from(*n) > f64::from(base[at].1) * 0.85 && *n > *x + 1 => *n -= 1,
            _ => {}
        }
        // A step back now and then leads out of a dead end.
        let is_worse = (mean(&counts) - wanted).abs() > (mean(&before) - wanted).abs();
        let is_far = (mean(&counts) - wanted).abs() > 1.5;
        if is_worse && (is_far || dice.below(3) > 0) {
            counts = before;
        }
    }
    counts
}

/// All schools, in order of URN.
pub fn schools() -> Vec<School> {
    let mut maker =
        Maker { dice: Dice(20_110_901), names: BTreeSet::new(), schools: Vec::new() };
    let clients = counts("client_2010_2011.csv");
    let base: Vec<(u32, u32)> = clients.iter().map(|r| (r[0], r[1])).collect();
    let y2009 = earlier(&base, 58.5, &mut maker.dice);
    let y2008 = earlier(&base, 62.0, &mut maker.dice);
    for (at, row) in clients.iter().enumerate() {
        let phase = if at % 5 == 4 { "Junior" } else { "Primary" };
        let ks2 = [
            Some(y2008[at]),
            Some(y2009[at]),
            Some((row[0], row[1])),
            Some((row[2], row[3])),
        ];
        maker.add(Role::Client(at), phase, ks2);
    }
    let near = |dice: &mut Dice, x: u32, n: u32, drift: f64| {
        let rate =
            (f64::from(x) / f64::from(n) + drift + dice.about() * 0.06).clamp(0.3, 0.95);
        Some((share(rate, n), n))
    };
    for (file, is_lle) in [("lle_2010_2011.csv", true), ("matched_2010_2011.csv", false)]
    {
        for (at, row) in counts(file).iter().enumerate() {
            let first = near(&mut maker.dice, row[0], row[1], -0.01);
            let second = near(&mut maker.dice, row[0], row[1], 0.0);
            let ks2 = [first, second, Some((row[0], row[1])), Some((row[2], row[3]))];
            let role = if is_lle { Role::Lle(at) } else { Role::Matched(at) };
            // A junior school among the clients needs a junior school beside it.
            let is_junior = !is_lle && at % 5 == 4;
            maker.add(role, if is_junior { "Junior" } else { "Primary" }, ks2);
        }
    }
    // The 198 others with results in both years: their counts are what the
    // authority's leave over.
    let mut cohorts: Vec<u32> =
        (0..198).map(|_| 12 + maker.dice.below(36) as u32).collect();
    settle_cohorts(&mut cohorts, 5797, &mut maker.dice);
    let rates: Vec<f64> =
        (0..198).map(|_| (0.675 + maker.dice.about() * 0.22).clamp(0.4, 0.92)).collect();
    let mut y2010: Vec<(u32, u32)> =
        cohorts.iter().zip(&rates).map(|(n, rate)| (share(*rate, *n), *n)).collect();
    settle(&mut y2010, 3910, &mut maker.dice);
    let mut next: Vec<u32> = cohorts
        .iter()
        .map(|n| (*n + maker.dice.below(3) as u32).saturating_sub(1).max(9))
        .collect();
    settle_cohorts(&mut next, 5774, &mut maker.dice);
    let mut y2011: Vec<(u32, u32)> = next
        .iter()
        .zip(&y2010)
        .map(|(n, (x, m))| {
            let rate = f64::from(*x) / f64::from(*m) + 0.007 + maker.dice.about() * 0.07;
            (share(rate.clamp(0.35, 0.9), *n), *n)
        })
        .collect();
    settle(&mut y2011, 3931, &mut maker.dice);
    for at in 0..198 {
        let (x, n) = y2010[at];
        let first = near(&mut maker.dice, x, n, -0.015);
        let second = near(&mut maker.dice, x, n, -0.005);
        let made = maker.add(
            Role::Other,
            "Primary",
            [first, second, Some((x, n)), Some(y2011[at])],
        );
        if at % 9 == 0 {
            maker.schools[made].other_support = true;
        }
    }
    // 55 that sat no tests in 2010: two clients, three LLE schools, the two
    // that were merged, and 48 others.
    let mut cohorts: Vec<u32> =
        (0..55).map(|_| 14 + maker.dice.below(32) as u32).collect();
    settle_cohorts(&mut cohorts, 1580, &mut maker.dice);
    let mut late: Vec<(u32, u32)> = cohorts
        .iter()
        .map(|n| (share((0.65 + maker.dice.about() * 0.15).clamp(0.4, 0.9), *n), *n))
        .collect();
    settle(&mut late, 1030, &mut maker.dice);
    let mut late = late.into_iter();
    let mut sat_later = |maker: &mut Maker, role: Role, phase: &'static str| {
        let (x, n) = late.next().unwrap();
        let first = near(&mut maker.dice, x, n, -0.02);
        let second = near(&mut maker.dice, x, n, -0.01);
        let made = maker.add(role, phase, [first, second, None, Some((x, n))]);
        maker.schools[made].boycott = true;
        made
    };
    sat_later(&mut maker, Role::OtherClient(1), "Primary");
    sat_later(&mut maker, Role::OtherClient(2), "Primary");
    for at in 0..3 {
        sat_later(&mut maker, Role::OtherLle(at), "Primary");
    }
    for _ in 0..48 {
        sat_later(&mut maker, Role::Other, "Primary");
    }
    let merged = sat_later(&mut maker, Role::OtherClient(3), "Primary");
    maker.schools[merged].boycott = false;
    maker.schools[merged].opened = (2010, 9, 1);
    let into = maker.schools[merged].urn;
    let earlier_years = [maker.schools[merged].ks2[0], maker.schools[merged].ks2[1]];
    maker.schools[merged].ks2[0] = None;
    maker.schools[merged].ks2[1] = None;
    maker.schools[merged].ks1 = None;
    for at in 0..2 {
        let half = |c: Counts| c.map(|(x, n)| ((x / 2).max(1), (n / 2).max(3)));
        let ks2 = [half(earlier_years[0]), half(earlier_years[1]), None, None];
        let made = maker.add(Role::Predecessor(at), "Primary", ks2);
        let school = &mut maker.schools[made];
        school.boycott = true;
        school.closed = Some((2010, 8, 31));
        school.replaced_by = Some(into);
    }
    // Opened since: it has 2011 results and could have none before. With it
    // the authority has 293 schools with key stage 2 in either year.
    let (x, n) = late.next().unwrap();
    let new = maker.add(Role::Other, "Primary", [None, None, None, Some((x, n))]);
    maker.schools[new].opened = (2010, 9, 1);
    maker.schools[new].ks1 = None;
    // Without key stage 2: the infant client, LLE schools, and some others.
    maker.add(Role::OtherClient(0), "Infant", [None; 4]);
    let phases = [
        "Not applicable",
        "Not applicable",
        "Infant",
        "Infant", // first cohort
        "Infant",
        "Infant",
        "Not applicable",
        "Secondary", // second cohort
    ];
    for (at, phase) in phases.into_iter().enumerate() {
        maker.add(Role::OtherLle(3 + at), phase, [None; 4]);
    }
    for _ in 0..22 {
        maker.add(Role::Other, "Infant", [None; 4]);
    }
    for _ in 0..30 {
        maker.add(Role::Other, "Secondary", [None; 4]);
    }
    balance_ks1(&mut maker.schools);
    join_clusters(&mut maker.schools);
    for at in crate::running::lowest(&maker.schools).into_iter().take(23) {
        maker.schools[at].priority = true;
    }
    maker.schools
}

/// Each school belongs to the cluster of the high school nearest to it.
fn join_clusters(schools: &mut [School]) {
    let high: Vec<(String, (u32, u32))> = schools
        .iter()
        .filter(|s| s.phase == "Secondary")
        .map(|s| (s.town.clone(), s.place))
        .collect();
    for school in schools {
        let far = |place: (u32, u32)| {
            let (x, y) =
                (school.place.0.abs_diff(place.0), school.place.1.abs_diff(place.1));
            u64::from(x) * u64::from(x) + u64::from(y) * u64::from(y)
        };
        let nearest = high.iter().min_by_key(|(_, place)| far(*place)).unwrap();
        school.cluster = nearest.0.clone();
    }
}

/// Sets the clients' key stage 1 means to 14.62 and 14.94, by hundredths.
fn balance_ks1(schools: &mut [School]) {
    for (year, wanted) in [(0, 14.62), (1, 14.94)] {
        let mut of: Vec<&mut f64> = schools
            .iter_mut()
            .filter(|s| matches!(s.role, Role::Client(_) | Role::OtherClient(_)))
            .filter_map(|s| s.ks1.as_mut())
            .map(|ks1| &mut ks1[year].1)
            .collect();
        let total = (wanted * of.len() as f64 * 100.0 + 0.5).floor() as i64;
        let now: i64 = of.iter().map(|x| (**x * 100.0 + 0.5).floor() as i64).sum();
        let count = of.len() as i64;
        let (each, mut rest) =
            ((total - now).div_euclid(count), (total - now).rem_euclid(count));
        for value in &mut of {
            let hundredths =
                (**value * 100.0 + 0.5).floor() as i64 + each + i64::from(rest > 0);
            rest -= i64::from(rest > 0);
            **value = hundredths as f64 / 100.0;
        }
    }
}
