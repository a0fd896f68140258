package dev.stitch.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;

/** How meters are kept, the same in every process. */
public final class MeterRules {

  /** The SDK asks for some seventy buckets for each of its timers; these tell enough. */
  private static final double[] BUCKETS =
      Arrays.stream(new long[] {5, 25, 100, 500, 1_000, 5_000, 30_000})
          .mapToDouble(milliseconds -> Duration.ofMillis(milliseconds).toNanos())
          .toArray();

  private MeterRules() {}

  /** Sets the rules; before the first meter is registered. */
  public static void apply(MeterRegistry registry) {
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public DistributionStatisticConfig configure(
                  Meter.Id id, DistributionStatisticConfig config) {
                boolean timer =
                    id.getType() == Meter.Type.TIMER
                        && (id.getName().startsWith("temporal_")
                            || id.getName().startsWith("stitch."));
                return timer
                    ? DistributionStatisticConfig.builder()
                        .percentilesHistogram(false)
                        .serviceLevelObjectives(BUCKETS)
                        .build()
                        .merge(config)
                    : config;
              }
            });
  }
}
