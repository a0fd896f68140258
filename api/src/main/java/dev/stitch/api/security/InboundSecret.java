package dev.stitch.api.security;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.BasicAuthUtils;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The password by which mail providers prove themselves ({@code STITCH_INBOUND_SECRET}; several,
 * separated by commas, while one is being replaced).
 */
@Singleton
public class InboundSecret {

  private final List<String> secrets;

  InboundSecret(@Value("${stitch.inbound-secret:}") String secrets) {
    this.secrets =
        Arrays.stream(secrets.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Whether a request's basic authentication carries one of them; its user name says nothing. */
  boolean isCarriedBy(HttpRequest<?> request) {
    return BasicAuthUtils.parseCredentials(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
        .map(credentials -> isOne(credentials.getPassword()))
        .orElse(false);
  }

  private boolean isOne(String password) {
    byte[] sent = password.getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .anyMatch(secret -> MessageDigest.isEqual(sent, secret.getBytes(StandardCharsets.UTF_8)));
  }
}
