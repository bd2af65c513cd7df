//! Dates as serials of the 1900 system.

/// Days from the first day of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: f64 = 1462.0;

/// Of a date or time that calamine gives. Durations and times of day count from
/// no day, so the system does not move them.
pub(super) fn of(date: &calamine::ExcelDateTime, is_1904: bool) -> f64 {
    let stored = date.as_f64();
    if is_1904 && date.is_datetime() && stored >= 1.0 {
        stored + DAYS_TO_1904
    } else {
        stored
    }
}

/// Of `2011-05-09`, `2011-05-09T10:30:00`, `10:30:00` or `PT10H30M00S`.
pub(super) fn of_iso(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    if let Some(duration) = text.strip_prefix("PT") {
        return of_duration(duration);
    }
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, time),
        None if text.contains(':') => ("", text),
        None => (text, ""),
    };
    let days = if date.is_empty() { 0.0 } else { of_date(date)? };
    let part = if time.is_empty() { 0.0 } else { of_time(time)? };
    Some(days + part)
}

fn of_date(text: &str) -> Option<f64> {
    let date: jiff::civil::Date = text.parse().ok()?;
    let epoch = jiff::civil::date(1899, 12, 30);
    let days = epoch.until(date).ok()?.get_days();
    // The 1900 system has a 29 February 1900 that never was.
    Some(f64::from(if days < 61 { days - 1 } else { days }))
}

fn of_time(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let hour: f64 = parts.next()?.parse().ok()?;
    let minute: f64 = parts.next()?.parse().ok()?;
    let second: f64 = parts.next().map_or(Ok(0.0), str::parse).ok()?;
    Some((hour * 3600.0 + minute * 60.0 + second) / 86_400.0)
}

fn of_duration(text: &str) -> Option<f64> {
    let (hours, rest) = text.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.trim_end_matches('S').replace(',', ".");
    let seconds: f64 = if seconds.is_empty() { 0.0 } else { seconds.parse().ok()? };
    Some(
        (hours.parse::<f64>().ok()? * 3600.0
            + minutes.parse::<f64>().ok()? * 60.0
            + seconds)
            / 86_400.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_become_the_serials_that_excel_shows() {
        assert_eq!(of_iso("2011-09-01"), Some(40787.0));
        assert_eq!(of_iso("2011-09-01T12:00:00"), Some(40787.5));
        assert_eq!(of_iso("1900-03-01"), Some(61.0));
        assert_eq!(of_iso("1900-01-01"), Some(1.0));
        assert_eq!(of_iso("06:00:00"), Some(0.25));
        assert_eq!(of_iso("PT18H00M00S"), Some(0.75));
        assert_eq!(of_iso("autumn"), None);
    }
}
