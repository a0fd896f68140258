package dev.stitch.store.page;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total rows of the whole list under its filters
 */
public record Page<T>(List<T> data, long total) {

  public Page {
    data = List.copyOf(data);
  }

  /** A list that is short enough to be answered whole. */
  public static <T> Page<T> whole(List<T> data) {
    return new Page<>(data, data.size());
  }

  /** The same page with its rows changed. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(data.stream().<R>map(change).toList(), total);
  }
}
