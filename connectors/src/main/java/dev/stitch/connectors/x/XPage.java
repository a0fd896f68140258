package dev.stitch.connectors.x;

import dev.stitch.connectors.price.Paid;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list, which may hold fewer than were asked for, or none, and not be the last.
 *
 * @param authors the people that the items name, as far as X tells of them
 * @param nextToken asks for the next page; null on the last
 * @param errors what X could not tell, item by item
 * @param paid what X bills for it
 * @param nextAt before which X answers no further request of this kind; null when it does at once
 */
public record XPage<T>(
    List<T> items,
    List<XUser> authors,
    @Nullable String nextToken,
    List<ItemError> errors,
    Paid paid,
    @Nullable Instant nextAt) {

  public XPage {
    items = List.copyOf(items);
    authors = List.copyOf(authors);
    errors = List.copyOf(errors);
  }

  /**
   * Something that X could not tell.
   *
   * @param about the id or name that was asked for; null when X does not say
   */
  public record ItemError(@Nullable String about, String reason) {}

  /** With each item as something else; what is nothing is left out. */
  <R> XPage<R> each(Function<T, Optional<R>> reading) {
    return new XPage<>(
        items.stream().flatMap(item -> reading.apply(item).stream()).toList(),
        authors,
        nextToken,
        errors,
        paid,
        nextAt);
  }
}
