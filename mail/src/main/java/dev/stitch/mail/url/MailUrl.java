package dev.stitch.mail.url;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the URLs of mail servers have in common: {@code
 * scheme[s]://[user:password@]host[:port][/path][?options]}, with special characters in user,
 * password, path and options percent-encoded.
 *
 * @param implicitTls whether the connection begins with TLS, as the scheme with an {@code s} says
 * @param port 1 to 65535; -1 when the URL names none
 * @param user null when the URL names none; so is the password
 * @param path without its leading slash, empty when there is none
 */
public record MailUrl(
    boolean implicitTls,
    String host,
    int port,
    @Nullable String user,
    @Nullable String password,
    String path,
    Map<String, String> options) {

  private static final int HIGHEST_PORT = 65_535;

  public MailUrl {
    options = Map.copyOf(options);
  }

  /**
   * Reads one.
   *
   * @param scheme {@code smtp} or {@code imap}
   * @param wrong makes the failure of what is wrong, in words that go behind the setting's name;
   *     they never hold the password
   */
  public static MailUrl parse(
      String text, String scheme, Function<String, IllegalArgumentException> wrong) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      // Not the cause: its message repeats the URL, and that holds the password.
      throw wrong.apply("is no URL");
    }
    boolean implicitTls = (scheme + "s").equals(uri.getScheme());
    if (!implicitTls && !scheme.equals(uri.getScheme())) {
      throw wrong.apply("must begin with %1$s:// or %1$ss://".formatted(scheme));
    }
    if (uri.getHost() == null) {
      throw wrong.apply("names no host");
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw wrong.apply("has a port that is none: ports are 1 to " + HIGHEST_PORT);
    }
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    if (login.length == 1) {
      throw wrong.apply("has a user but no password");
    }
    return new MailUrl(
        implicitTls,
        uri.getHost(),
        uri.getPort(),
        login.length == 0 ? null : decode(login[0]),
        login.length == 0 ? null : decode(login[1]),
        uri.getRawPath().length() > 1 ? decode(uri.getRawPath().substring(1)) : "",
        options(uri.getRawQuery()));
  }

  /** The port, or the usual one when the URL names none. */
  public int portOr(int usual) {
    return port < 0 ? usual : port;
  }

  private static Map<String, String> options(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    return Arrays.stream(query.split("&"))
        .map(option -> option.split("=", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0],
                parts -> parts.length == 2 ? decode(parts[1]) : "",
                (first, second) -> first));
  }

  private static String decode(String part) {
    // URLDecoder is for forms, where a plus is a space; here it is a plus.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
