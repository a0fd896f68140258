package dev.stitch.api.telemetry;

import dev.stitch.telemetry.LogFields;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import java.util.Map;

/** Carries the fields of a request's log lines to whichever thread works on it. */
record LogContext(Map<String, String> values) implements ThreadPropagatedContextElement<LogFields> {

  LogContext {
    values = Map.copyOf(values);
  }

  @Override
  public LogFields updateThreadContext() {
    LogFields fields = LogFields.of();
    values.forEach(fields::with);
    return fields;
  }

  @Override
  public void restoreThreadContext(LogFields fields) {
    fields.end();
  }
}
