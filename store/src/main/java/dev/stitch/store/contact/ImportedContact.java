package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What an import says of one person. Null, and empty {@code tags} and {@code attributes}, say
 * nothing: what is stored stays.
 *
 * @param email the key: lower-case, never null
 */
public record ImportedContact(
    String email,
    @Nullable String name,
    @Nullable String phone,
    @Nullable String company,
    @Nullable String title,
    @Nullable String timezone,
    @Nullable ContactStatus status,
    @Nullable String lifecycleStage,
    @Nullable Instant unsubscribedAt,
    List<String> tags,
    ObjectNode attributes) {

  public ImportedContact {
    tags = List.copyOf(tags);
  }

  /** What both rows say together, this one being the later and so the one that counts. */
  public ImportedContact over(ImportedContact earlier) {
    ObjectNode merged = earlier.attributes.deepCopy();
    merged.setAll(attributes);
    return new ImportedContact(
        email,
        later(name, earlier.name),
        later(phone, earlier.phone),
        later(company, earlier.company),
        later(title, earlier.title),
        later(timezone, earlier.timezone),
        later(status, earlier.status),
        later(lifecycleStage, earlier.lifecycleStage),
        later(unsubscribedAt, earlier.unsubscribedAt),
        tags.isEmpty() ? earlier.tags : tags,
        merged);
  }

  private static <T> T later(T later, T earlier) {
    return later == null ? earlier : later;
  }
}
