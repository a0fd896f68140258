package dev.stitch.store.connect;

import io.micronaut.core.annotation.Nullable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of the database with its credentials, in the form that JDBC takes.
 *
 * @param jdbcUrl starts with {@code jdbc:postgresql:} and names no user
 * @param user null when the driver's own defaults shall decide
 * @param password null when none is needed, or when {@code .pgpass} has it
 */
public record DatabaseUrl(String jdbcUrl, @Nullable String user, @Nullable String password) {

  /**
   * Names the variable with the address: {@code jdbc:postgresql://…} or {@code
   * postgres://user:password@host/db}.
   */
  public static final String VARIABLE = "STITCH_DATABASE_URL";

  private static final String CONNECT_SECONDS = "5";
  private static final int HIGHEST_PORT = 65_535;

  private static final String JDBC_PREFIX = "jdbc:postgresql:";
  private static final Pattern JDBC_HOSTS = Pattern.compile(JDBC_PREFIX + "//(?<hosts>[^/?]*)");
  private static final Pattern URI_FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<hosts>[^/?@]*)"
              + "(?:/(?<database>[^?]*))?(?<query>\\?.*)?");

  /**
   * Reads {@code STITCH_DATABASE_URL}; {@code STITCH_DATABASE_USER} and {@code _PASSWORD} go before
   * what it names.
   */
  public static Optional<DatabaseUrl> fromEnvironment(Map<String, String> environment) {
    String url = environment.getOrDefault(VARIABLE, "").strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    DatabaseUrl parsed = parse(url);
    return Optional.of(
        new DatabaseUrl(
            parsed.jdbcUrl,
            environment.getOrDefault("STITCH_DATABASE_USER", parsed.user),
            environment.getOrDefault("STITCH_DATABASE_PASSWORD", parsed.password)));
  }

  /**
   * Reads either form of address.
   *
   * @throws IllegalArgumentException when it is neither; the message does not repeat it, since it
   *     may hold a password
   */
  public static DatabaseUrl parse(String url) {
    if (url.startsWith(JDBC_PREFIX)) {
      Matcher hosts = JDBC_HOSTS.matcher(url);
      if (hosts.lookingAt()) {
        requirePorts(hosts.group("hosts"));
      }
      return new DatabaseUrl(url, null, null);
    }
    Matcher matcher = URI_FORM.matcher(url);
    if (!matcher.matches()) {
      throw malformed("");
    }
    String hosts = matcher.group("hosts");
    requirePorts(hosts);
    String database = matcher.group("database");
    String query = matcher.group("query");
    return new DatabaseUrl(
        JDBC_PREFIX
            + "//"
            + (hosts.isEmpty() ? "localhost" : hosts)
            + "/"
            + (database == null ? "" : database)
            + (query == null ? "" : query),
        decoded(matcher.group("user")),
        decoded(matcher.group("password")));
  }

  /**
   * The same address as other tools take it, credentials included: {@code
   * postgres://user:password@host:port/db}.
   */
  public String toUri() {
    String address = jdbcUrl.substring(JDBC_PREFIX.length());
    // The driver's short form names the database only and means this machine.
    String rest = address.startsWith("//") ? address.substring(2) : "/" + address;
    if (user == null) {
      return "postgres://" + rest;
    }
    String credentials = password == null ? encoded(user) : encoded(user) + ":" + encoded(password);
    return "postgres://" + credentials + "@" + rest;
  }

  /**
   * Opens one connection, which the caller closes; gives up after some seconds. For those who want
   * to know whether the database lets us in.
   */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.put("connectTimeout", CONNECT_SECONDS);
    if (user != null) {
      properties.put("user", user);
    }
    if (password != null) {
      properties.put("password", password);
    }
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** For messages: without credentials and parameters, which may hold a password too. */
  @Override
  public String toString() {
    int query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }

  private static @Nullable String decoded(@Nullable String part) {
    // A plus sign stands for itself in a URI's credentials, other than in form data.
    try {
      return part == null || part.isEmpty()
          ? null
          : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrongEscape) {
      // Not the cause: its message repeats a part of the password.
      throw malformed("; a % in user or password is written %25");
    }
  }

  private static void requirePorts(String hosts) {
    for (String host : hosts.split(",")) {
      int colon = host.lastIndexOf(':');
      // Colons within brackets are those of an address.
      if (colon > host.lastIndexOf(']') && !isPort(host.substring(colon + 1))) {
        throw malformed(", with ports from 1 to " + HIGHEST_PORT);
      }
    }
  }

  private static boolean isPort(String text) {
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= HIGHEST_PORT;
  }

  private static IllegalArgumentException malformed(String more) {
    return new IllegalArgumentException(
        VARIABLE
            + " must look like postgres://user:password@host:5432/database or"
            + " jdbc:postgresql://host/database"
            + more);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
