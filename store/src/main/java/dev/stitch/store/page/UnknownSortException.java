package dev.stitch.store.page;

import java.util.Set;
import java.util.TreeSet;

/** A list was to be sorted by a field that it does not offer. */
public final class UnknownSortException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownSortException(String sort, Set<String> offered) {
    super(
        "cannot sort by '%s'; use one of %s, with a leading - for descending"
            .formatted(sort, String.join(", ", new TreeSet<>(offered))));
  }
}
