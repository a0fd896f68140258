package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Jsonb;
import io.micronaut.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A post as it came over the wire.
 *
 * @param webhookId the sender's id of it
 */
record SignedPost(String webhookId, String body, Map<String, List<String>> headers) {

  /** Largest body, in bytes. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_HEADERS = 50;
  private static final int MAX_HEADER = 2_000;

  /** The standard forbids full stops: the signature is over id, time and body joined by them. */
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7E&&[^.]]{1,200}");

  /** Headers that say nothing that expressions may know, or are of this connection alone. */
  private static final Set<String> HIDDEN =
      Set.of(
          "authorization",
          "cookie",
          "proxy-authorization",
          "webhook-signature",
          "svix-signature",
          "host",
          "connection",
          "content-length",
          "accept-encoding",
          "transfer-encoding");

  /**
   * @throws ApiProblem 400 without a usable id, 413 when it is too large
   */
  static SignedPost of(byte[] body, HttpHeaders headers) {
    if (body.length > MAX_BYTES) {
      throw ApiProblem.tooLarge("A webhook may have at most 1 MiB.");
    }
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String id = all.getOrDefault("webhook-id", List.of("")).getFirst();
    if (!ID.matcher(id).matches()) {
      throw ApiProblem.unreadable(
          "/webhook-id", "must be 1 to 200 visible ASCII characters without full stops");
    }
    return new SignedPost(id, new String(body, StandardCharsets.UTF_8), all);
  }

  /**
   * Insists on a signature of the last five minutes by one of these secrets.
   *
   * @throws ApiProblem 401; it does not say which of the checks failed for which secret
   */
  void requireSignature(List<String> secrets) {
    if (secrets.stream().noneMatch(this::signedWith)) {
      throw ApiProblem.unauthorized(
          "The post is not signed with a secret of this endpoint, or not within five minutes from now.");
    }
  }

  private boolean signedWith(String secret) {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (WebhookVerificationException | EmptyWebhookSecretException unsigned) {
      return false;
    } catch (RuntimeException malformed) {
      // The library takes signature headers apart without looking whether they have the parts.
      return false;
    }
  }

  /** The headers as expressions see them and the log keeps them. */
  ObjectNode visibleHeaders() {
    ObjectNode visible = Jsonb.object();
    headers.entrySet().stream()
        .filter(header -> !HIDDEN.contains(header.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .limit(MAX_HEADERS)
        .forEach(header -> visible.put(header.getKey(), text(header.getValue())));
    return visible;
  }

  private static String text(List<String> values) {
    String joined = String.join(", ", values).replace("\0", "");
    return joined.length() > MAX_HEADER ? joined.substring(0, MAX_HEADER) : joined;
  }
}
