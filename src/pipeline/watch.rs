//! How far a run has come, and, where asked for, how long each stage took.

use std::time::Instant;

use crate::Progress;
use crate::pack::manifest::StageLine;

/// Stages that a progress bar counts.
const STAGES: u64 = 9;

/// Tells of each stage as it begins.
pub(super) struct Watch<'a> {
    progress: &'a dyn Fn(Progress),
    done: u64,
    is_timed: bool,
    started: Option<Instant>,
    stages: Vec<StageLine>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(progress: &'a dyn Fn(Progress), is_timed: bool) -> Self {
        Self { progress, done: 0, is_timed, started: None, stages: Vec::new() }
    }

    /// A stage begins.
    pub(super) fn now(&mut self, stage: &'static str) {
        self.lap();
        self.stages.push(StageLine { name: stage.to_owned(), seconds: 0.0 });
        (self.progress)(Progress { done: self.done, of: STAGES, stage });
        self.done += 1;
    }

    /// The stages with their seconds; none where nobody asked for them.
    pub(super) fn stages(mut self) -> Vec<StageLine> {
        self.lap();
        if self.is_timed { self.stages } else { Vec::new() }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "seconds of a stage are asked for with --timings alone"
    )]
    fn lap(&mut self) {
        if !self.is_timed {
            return;
        }
        if let (Some(started), Some(last)) = (self.started, self.stages.last_mut()) {
            last.seconds = started.elapsed().as_secs_f64();
        }
        self.started = Some(Instant::now());
    }
}
