//! Labels along a side, moved no further than they must to stand clear of each other.

/// Middles of labels, in order, each of its height, as near to the wanted places
/// as they can stand between `low` and `high` without touching.
///
/// Labels that would touch are merged into a run placed at the mean of what its
/// labels want; runs that meet merge again. Where the room is too small for all,
/// they stand evenly from `low` on: callers make the room beforehand.
pub(super) fn apart(wanted: &[(f32, f32)], low: f32, high: f32) -> Vec<f32> {
    let total: f32 = wanted.iter().map(|(_, height)| height).sum();
    let high = high.max(low + total);
    let inside = |top: f32, height: f32| top.min(high - height).max(low);
    let mut order: Vec<(usize, f32, f32)> = wanted
        .iter()
        .enumerate()
        .map(|(k, (middle, height))| (k, *middle, *height))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut piles: Vec<Pile> = Vec::new();
    for (k, middle, height) in order {
        let top = inside(middle - height / 2.0, height);
        let mut pile = Pile { top, height, wish: top, labels: vec![(k, height)] };
        while let Some(above) = piles.pop_if(|above| above.top + above.height > pile.top)
        {
            let after = pile.labels.len() as f32 * above.height;
            let wish = above.wish + pile.wish - after;
            let height = above.height + pile.height;
            let labels = [above.labels, pile.labels].concat();
            pile = Pile {
                top: inside(wish / labels.len() as f32, height),
                height,
                wish,
                labels,
            };
        }
        piles.push(pile);
    }
    let mut middles = vec![low; wanted.len()];
    for pile in piles {
        let mut top = pile.top;
        for (k, height) in pile.labels {
            if let Some(middle) = middles.get_mut(k) {
                *middle = top + height / 2.0;
            }
            top += height;
        }
    }
    middles
}

/// A run of labels that touch.
struct Pile {
    top: f32,
    height: f32,
    /// Sum of the tops that each of its labels would give it.
    wish: f32,
    labels: Vec<(usize, f32)>,
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn labels_that_do_not_touch_stay() {
        assert_eq!(apart(&[(10.0, 10.0), (40.0, 10.0)], 0.0, 100.0), [10.0, 40.0]);
    }

    #[test]
    fn labels_that_touch_move_the_same_way_apart() {
        assert_eq!(apart(&[(50.0, 10.0), (50.0, 10.0)], 0.0, 100.0), [45.0, 55.0]);
    }

    #[test]
    fn labels_at_the_edge_move_inwards_and_keep_their_order() {
        assert_eq!(
            apart(&[(99.0, 10.0), (0.0, 10.0), (98.0, 10.0)], 0.0, 100.0),
            [95.0, 5.0, 85.0]
        );
    }
}
