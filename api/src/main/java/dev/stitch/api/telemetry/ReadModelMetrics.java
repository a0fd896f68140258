package dev.stitch.api.telemetry;

import dev.stitch.store.statistics.Counted;
import dev.stitch.store.statistics.ReadModelStatistics;
import dev.stitch.store.statistics.ReadModelStatistics.Snapshot;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read model in numbers, counted when somebody scrapes. An answer is kept for five seconds, and
 * for twenty times as long as it took to count: however large the tables, counting takes at most a
 * twentieth of one connection's time. When it fails, these metrics are absent rather than old.
 */
@Singleton
public class ReadModelMetrics implements MultiCollector {

  private static final Logger LOG = LoggerFactory.getLogger(ReadModelMetrics.class);

  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int SHARE = 20;

  /** For one statement; tables that take longer to count are counted less often, or never. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReadModelStatistics statistics;

  private Optional<Snapshot> last = Optional.empty();
  private long renewal = System.nanoTime();

  ReadModelMetrics(ReadModelStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public MetricSnapshots collect() {
    return current().map(ReadModelMetrics::metrics).orElseGet(MetricSnapshots::new);
  }

  private synchronized Optional<Snapshot> current() {
    long begun = System.nanoTime();
    if (begun - renewal >= 0) {
      last = taken();
      long took = System.nanoTime() - begun;
      renewal = begun + Math.max(KEPT.toNanos(), SHARE * took);
    }
    return last;
  }

  private Optional<Snapshot> taken() {
    try {
      return Optional.of(statistics.take(PATIENCE));
    } catch (RuntimeException e) {
      LOG.warn("The read model cannot be counted now: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static MetricSnapshots metrics(Snapshot counts) {
    return MetricSnapshots.of(
        gauge("stitch_journeys", "Entities by status.", counts.journeys(), "status"),
        gauge(
            "stitch_runs",
            "Runs by type and status; paths are those of type flow.",
            counts.runs(),
            "type",
            "status"),
        gauge("stitch_waits", "What live entities wait for.", counts.waits(), "kind"),
        gauge("stitch_tasks_open", "Human tasks without an answer.", counts.tasks(), "kind"),
        gauge("stitch_effects", "Outward acts by state.", counts.effects(), "state"),
        gauge(
            "stitch_timers_overdue_seconds",
            "How long the timer that fell due first and has not fired is overdue.",
            counts.overdueSeconds()),
        gauge(
            "stitch_journeys_unstarted",
            "Entities that were accepted and have not begun.",
            counts.unstarted()),
        gauge(
            "stitch_journeys_unstarted_seconds",
            "How long the first of them has been waiting.",
            counts.unstartedSeconds()),
        gauge("stitch_workflows_stuck", "Workflows whose task keeps failing.", counts.stuck()),
        gauge(
            "stitch_settlement_held",
            "Live workflows that Temporal does not know, and that are not settled.",
            counts.unsettled()),
        gauge(
            "stitch_stream_held_seconds",
            "How long events are held back by a transaction that is open.",
            counts.streamHeldSeconds()));
  }

  private static MetricSnapshot gauge(
      String name, String help, List<Counted> values, String... labels) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (Counted counted : values) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of(labels, counted.words().toArray(String[]::new)))
              .value(counted.value())
              .build());
    }
    return gauge.build();
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
