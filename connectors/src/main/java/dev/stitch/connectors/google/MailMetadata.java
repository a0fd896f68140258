package dev.stitch.connectors.google;

import dev.stitch.connectors.http.Fields;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message of Gmail without its text.
 *
 * @param labels e.g. INBOX and SENT
 * @param receivedAt when Gmail got it; null when it does not say
 * @param headers by their names in lower case, each as it came first
 */
public record MailMetadata(
    String id,
    @Nullable String threadId,
    List<String> labels,
    @Nullable Instant receivedAt,
    Map<String, String> headers) {

  public MailMetadata {
    labels = List.copyOf(labels);
    headers = Map.copyOf(headers);
  }

  /** A header's value, empty when the message has none of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  static Optional<MailMetadata> of(Fields message) {
    return message
        .needed("id")
        .map(
            id ->
                new MailMetadata(
                    id,
                    message.text("threadId"),
                    message.texts("labelIds"),
                    received(message),
                    headers(message.object("payload"))));
  }

  private static @Nullable Instant received(Fields message) {
    Long millis = message.count("internalDate");
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static Map<String, String> headers(Fields payload) {
    return payload.objects("headers").stream()
        .filter(header -> header.text("name") != null && header.text("value") != null)
        .collect(
            Collectors.toMap(
                header -> header.needed("name").orElseThrow().toLowerCase(Locale.ROOT),
                header -> header.needed("value").orElseThrow(),
                (first, further) -> first));
  }
}
