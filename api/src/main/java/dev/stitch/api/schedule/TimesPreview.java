package dev.stitch.api.schedule;

import java.time.Instant;
import java.util.List;

/** When a schedule would be due: the next five times, without jitter. */
record TimesPreview(List<Instant> nextRuns) {}
