package dev.stitch.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What a line of a log is about, as fields beside its text. Ids only: logs are kept longer and read
 * by more people than the database.
 */
public final class LogFields {

  /** Id of the entity. */
  public static final String ENTITY = "entity";

  /** Id of the run. */
  public static final String RUN = "run";

  /** Id of the node, of a step or of the UX spine. */
  public static final String NODE = "node";

  private record Previous(String field, String value) {}

  private final List<Previous> previous = new ArrayList<>(3);

  private LogFields() {}

  /** Fields to be set; null values leave a field as it is. */
  public static LogFields of() {
    return new LogFields();
  }

  /** Sets a field until {@link #end}. */
  public LogFields with(String field, Object value) {
    if (value != null) {
      previous.add(new Previous(field, MDC.get(field)));
      MDC.put(field, value.toString());
    }
    return this;
  }

  /** Puts back what was there. */
  public void end() {
    for (Previous each : previous.reversed()) {
      if (each.value() == null) {
        MDC.remove(each.field());
      } else {
        MDC.put(each.field(), each.value());
      }
    }
    previous.clear();
  }

  /** Does something under these fields. */
  public <T> T during(Supplier<T> work) {
    Objects.requireNonNull(work, "work");
    try {
      return work.get();
    } finally {
      end();
    }
  }
}
