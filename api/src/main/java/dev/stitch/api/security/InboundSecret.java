package dev.stitch.api.security;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The password by which mail providers prove themselves ({@code STITCH_INBOUND_SECRET}; several,
 * separated by commas, while one is being replaced).
 */
@Singleton
public class InboundSecret {

  private static final String BASIC = "Basic ";

  private final List<String> secrets;

  InboundSecret(@Value("${stitch.inbound-secret:}") String secrets) {
    this.secrets =
        Arrays.stream(secrets.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Whether a request's basic authentication carries one of them; its user name says nothing. */
  boolean isCarriedBy(HttpRequest<?> request) {
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return false;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String credentials = new String(bytes, StandardCharsets.UTF_8);
      return isOne(credentials.substring(credentials.indexOf(':') + 1));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private boolean isOne(String password) {
    byte[] sent = password.getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .anyMatch(secret -> MessageDigest.isEqual(sent, secret.getBytes(StandardCharsets.UTF_8)));
  }
}
