package dev.stitch.store.flow;

import dev.stitch.model.FlowKind;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;

/**
 * Which flows a list shows; null means all.
 *
 * @param archived whether those that are archived are shown, instead of the others
 */
public record FlowQuery(@Nullable FlowKind kind, @Nullable String tag, boolean archived) {

  /**
   * As conditions on the table {@code flows}.
   *
   * @param text part of the name, or null
   */
  Filter conditions(@Nullable String text) {
    return new Filter()
        .and("(archived_at IS NOT NULL) = ?", archived)
        .and("kind = ?", kind)
        .and("tags @> ARRAY[?::text]", tag)
        .containing(text, "name");
  }
}
