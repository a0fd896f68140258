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

  /**
   * The setting after which a connection that says nothing is given up, in seconds. It bounds every
   * statement, since a server that computes and one that is cut off are equally silent; those that
   * may take longer run in {@code Database.patiently}. A text: the driver overlooks numbers.
   */
  public static final String SILENCE = "datasources.default.data-source-properties.socketTimeout";

  /**
   * How soon a connection to a database that is gone is given up: by default the driver waits for
   * ever for one that no longer answers, and the operating system for two hours.
   */
  private static final Map<String, Object> GIVING_UP =
      Map.of(
          SILENCE,
          "15",
          // Seconds.
          "datasources.default.data-source-properties.connectTimeout",
          "3",
          "datasources.default.data-source-properties.tcpKeepAlive",
          "true",
          // Milliseconds; several dead connections may have to be tried within the wait for one.
          "datasources.default.validation-timeout",
          1000,
          // Milliseconds; the smallest that the pool takes.
          "datasources.default.keepalive-time",
          30_000,
          // A session whose client was cut off in a transaction must not hold its locks for hours.
          "datasources.default.connection-init-sql",
          "SET idle_in_transaction_session_timeout = '60s'");

  @Override
  public void configure(ApplicationContextBuilder builder) {
    DatabaseUrl.fromEnvironment(System.getenv())
        .ifPresent(url -> builder.properties(properties(url)));
  }

  /** The data source's settings, as any context may take them. */
  public static Map<String, Object> properties(DatabaseUrl url) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("datasources.default.url", withoutDetails(url.jdbcUrl()));
    properties.put("datasources.default.driver-class-name", "org.postgresql.Driver");
    properties.put("datasources.default.dialect", "POSTGRES");
    properties.put("datasources.default.schema", "stitch");
    properties.putAll(GIVING_UP);
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

  /**
   * Details of errors name the values of keys, such as a contact's address; they would get into our
   * logs with the exceptions' messages.
   */
  private static String withoutDetails(String jdbcUrl) {
    return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "logServerErrorDetail=false";
  }
}
