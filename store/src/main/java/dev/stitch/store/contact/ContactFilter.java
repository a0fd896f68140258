package dev.stitch.store.contact;

import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/**
 * Which contacts: those that meet every part that is not null or blank.
 *
 * @param q part of name, address or company, whatever the case
 * @param tag one of the contact's tags
 * @param email the whole address, whatever the case
 */
public record ContactFilter(
    @Nullable String q,
    @Nullable ContactStatus status,
    @Nullable String tag,
    @Nullable String email,
    @Nullable String lifecycleStage) {

  public ContactFilter {
    tag = blankAsNull(tag);
    email = blankAsNull(email);
    lifecycleStage = blankAsNull(lifecycleStage);
  }

  /** As conditions on the table {@code contacts}, by its alias {@code c}. */
  public Filter conditions() {
    return new Filter()
        .containing(q, "c.name", "c.email", "c.company")
        .and("c.status = ?", status)
        .and("c.tags @> ARRAY[?::text]", tag)
        .and("c.email = ?", email == null ? null : email.strip().toLowerCase(Locale.ROOT))
        .and("c.lifecycle_stage = ?", lifecycleStage);
  }

  private static @Nullable String blankAsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
