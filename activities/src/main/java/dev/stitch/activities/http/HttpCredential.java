package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.connection.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Credentials;

/**
 * What a connection adds to a call: one header, for the hosts that it is meant for only, so that
 * whoever edits a flow cannot have it sent elsewhere.
 *
 * @param hosts names, or {@code *.} and a domain for all names below it
 * @param secrets what must not be seen in anything that comes back
 */
public record HttpCredential(
    String header, String value, List<String> hosts, List<String> secrets) {

  public static HttpCredential of(Connection connection, String secret) {
    JsonNode config = connection.config();
    String header =
        config.path("scheme").asText().equals("header")
            ? config.path("header").asText()
            : "Authorization";
    String value =
        switch (config.path("scheme").asText()) {
          case "basic" -> Credentials.basic(config.path("username").asText(), secret);
          case "header" -> secret;
          default -> "Bearer " + secret;
        };
    List<String> hosts = new ArrayList<>();
    config.path("hosts").forEach(host -> hosts.add(host.asText().toLowerCase(Locale.ROOT)));
    return new HttpCredential(
        header, value, List.copyOf(hosts), List.of(value.replaceFirst("^Basic ", ""), secret));
  }

  /**
   * The call with the header.
   *
   * @throws StepException {@code FORBIDDEN_ADDRESS} when it goes to another host
   */
  HttpCall on(HttpCall call) throws StepException {
    requireHost(call.url().host());
    return new HttpCall(
        call.method(),
        call.url(),
        call.headers().newBuilder().set(header, value).build(),
        call.body(),
        call.limit());
  }

  /**
   * @throws StepException {@code FORBIDDEN_ADDRESS} when it is not meant for that host
   */
  public void requireHost(String name) throws StepException {
    String host = name.toLowerCase(Locale.ROOT);
    if (hosts.stream().noneMatch(pattern -> matches(pattern, host))) {
      throw new StepException(
          FailureCode.FORBIDDEN_ADDRESS,
          "The connection is for %s, and is not sent to %s."
              .formatted(String.join(", ", hosts), host));
    }
  }

  /** A text that comes back, without what is secret. */
  public String hidden(String text) {
    return new SecretRedaction(secrets).in(text);
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
        : host.equals(pattern);
  }
}
