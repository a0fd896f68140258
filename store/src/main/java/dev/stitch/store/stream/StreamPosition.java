package dev.stitch.store.stream;

import java.util.Comparator;

/**
 * A place in the stream. Ids rise within one owner, but over all owners an id may become visible
 * after a higher one was read, because transactions commit out of order; transaction ids below the
 * oldest running one do not, so they come first.
 *
 * @param transaction id of the transaction that wrote the row
 * @param id the row's id
 */
public record StreamPosition(long transaction, long id) implements Comparable<StreamPosition> {

  /** Before every row. */
  public static final StreamPosition BEGINNING = new StreamPosition(0, 0);

  private static final Comparator<StreamPosition> ORDER =
      Comparator.comparingLong(StreamPosition::transaction).thenComparingLong(StreamPosition::id);

  @Override
  public int compareTo(StreamPosition other) {
    return ORDER.compare(this, other);
  }
}
