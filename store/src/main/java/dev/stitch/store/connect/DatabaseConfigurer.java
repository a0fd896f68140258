package dev.stitch.store.connect;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives every application context the data source that the environment names, so that api and
 * worker need no configuration of their own. Without the variable it leaves the context as it is,
 * which tests rely on.
 */
@ContextConfigurer
public final class DatabaseConfigurer implements ApplicationContextConfigurer {

  @Override
  public void configure(ApplicationContextBuilder builder) {
    DatabaseUrl.fromEnvironment(System.getenv())
        .ifPresent(url -> builder.properties(properties(url)));
  }

  /** The data source's settings, as any context may take them. */
  public static Map<String, Object> properties(DatabaseUrl url) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("datasources.default.url", url.jdbcUrl());
    properties.put("datasources.default.driver-class-name", "org.postgresql.Driver");
    properties.put("datasources.default.dialect", "POSTGRES");
    properties.put("datasources.default.schema", "stitch");
    // Migrations run in `stitch migrate` and `stitch up` only: servers must not race for them.
    properties.put("flyway.enabled", false);
    if (url.user() != null) {
      properties.put("datasources.default.username", url.user());
    }
    if (url.password() != null) {
      properties.put("datasources.default.password", url.password());
    }
    return properties;
  }
}
