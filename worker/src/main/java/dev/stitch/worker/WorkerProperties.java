package dev.stitch.worker;

import dev.stitch.store.connect.DatabaseConfigurer;
import java.util.HashMap;
import java.util.Map;

/** What every worker process is configured with; in code, since a class path may hold the API's. */
final class WorkerProperties {

  private WorkerProperties() {}

  static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(WorkerApplication.PROPERTY, true);
    properties.put("datasources.default.maximum-pool-size", "${STITCH_DATABASE_POOL:16}");
    properties.put("datasources.default.minimum-idle", 2);
    // Milliseconds. With the longest silence it stays below the eight seconds of a flush, so that
    // the
    // flush itself tells that the database is away, and is soon taken again.
    properties.put("datasources.default.connection-timeout", 2000);
    properties.put(DatabaseConfigurer.SILENCE, "5");
    // The worker starts before its database, and its activities are tried again until it is there.
    properties.put("datasources.default.initialization-fail-timeout", -1);
    // A worker keeps meters of its own; those of the API are for what serves requests.
    properties.put("micronaut.metrics.enabled", false);
    properties.putAll(more);
    return properties;
  }
}
