package dev.stitch.store.page;

import io.micronaut.core.annotation.Nullable;

/**
 * Which page of a list.
 *
 * @param page from 1; pages past the end are empty
 * @param pageSize rows a page, 1 to {@value #MAX_PAGE_SIZE}
 * @param sort a field's name, with a leading {@code -} for descending; null for the list's default
 * @param text what to search for, null for everything
 */
public record PageRequest(long page, int pageSize, @Nullable String sort, @Nullable String text) {

  public static final int DEFAULT_PAGE_SIZE = 25;
  public static final int MAX_PAGE_SIZE = 200;

  /** The last page whose offset PostgreSQL's bigint still holds. */
  public static final long MAX_PAGE = Long.MAX_VALUE / MAX_PAGE_SIZE;

  /** The first page as it comes when nothing is asked for. */
  public static final PageRequest FIRST = new PageRequest(1, DEFAULT_PAGE_SIZE, null, null);

  public PageRequest {
    if (page < 1 || page > MAX_PAGE) {
      throw new IllegalArgumentException("page out of range");
    }
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("page size out of range");
    }
  }

  /** Whether a text is looked for. */
  public boolean searches() {
    return text != null && !text.isBlank();
  }

  /** How many rows come before the page. */
  public long offset() {
    return (page - 1) * pageSize;
  }
}
