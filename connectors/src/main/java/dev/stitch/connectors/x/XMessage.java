package dev.stitch.connectors.x;

import dev.stitch.connectors.http.Fields;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/** A direct message. All but the id may be missing. */
public record XMessage(
    String id, @Nullable String text, @Nullable String senderId, @Nullable Instant createdAt) {

  /** Empty for what has no id. */
  static Optional<XMessage> of(Fields fields) {
    return fields
        .needed("id")
        .filter(XIds::valid)
        .map(
            id ->
                new XMessage(
                    id, fields.text("text"), fields.text("sender_id"), fields.time("created_at")));
  }
}
