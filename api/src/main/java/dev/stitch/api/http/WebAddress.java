package dev.stitch.api.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Reads an address of the web that a setting names. */
public final class WebAddress {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HIGHEST_PORT = 65_535;

  private WebAddress() {}

  /**
   * Reads {@code http[s]://host[:port][/path][?query]}.
   *
   * @param variable where it comes from, for the message
   * @throws IllegalArgumentException when it is not that; the message names the variable
   */
  public static URI parse(String variable, String text) {
    try {
      URI address = new URI(text.strip());
      if (SCHEMES.contains(String.valueOf(address.getScheme()))
          && address.getHost() != null
          && address.getPort() <= HIGHEST_PORT
          && address.getRawUserInfo() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (URISyntaxException unreadable) {
      // Answered below, as any other value that will not do.
    }
    throw wrong(variable, "https://stitch.example/path", text);
  }

  /**
   * Reads the origin of a page, {@code http[s]://host[:port]}, as browsers send it: without a slash
   * at the end.
   *
   * @param variable where it comes from, for the message
   * @throws IllegalArgumentException when it is not that; the message names the variable
   */
  public static String origin(String variable, String text) {
    String origin = text.strip();
    URI address = parse(variable, origin);
    if (!address.getRawPath().isEmpty() || address.getRawQuery() != null) {
      throw wrong(variable, "https://temporal.example", text);
    }
    return origin;
  }

  private static IllegalArgumentException wrong(String variable, String example, String text) {
    return new IllegalArgumentException(
        "%s must be an address like %s, not '%s'.".formatted(variable, example, text));
  }
}
