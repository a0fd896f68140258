package dev.stitch.store.page;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import java.util.List;
import java.util.Map;

/**
 * A list that clients page through. All SQL in it is constant; what a client may sort by is the key
 * set of {@code sorts}.
 *
 * @param columns what is selected
 * @param from tables and joins, without the word FROM
 * @param sorts SQL expression of each field that may be sorted by; after a comma, columns that put
 *     equals in order
 * @param defaultSort one of the fields, with a leading {@code -} for descending
 * @param key a unique column that makes the order total, so that no row is on two pages; or
 *     several, by commas
 */
public record Listing<T>(
    String columns,
    String from,
    Map<String, String> sorts,
    String defaultSort,
    String key,
    Row.Mapper<T> mapper) {

  /** The most rows that are counted of what is looked for. */
  public static final int MOST_FOUND = 1_000;

  /** More rows than this are not read over where there are fewer from the other end. */
  private static final long FAR = 1_000;

  public Listing {
    sorts = Map.copyOf(sorts);
  }

  /**
   * Reads one page.
   *
   * @throws UnknownSortException when the request sorts by a field that is not offered
   */
  public Page<T> page(Database database, Filter filter, PageRequest request) {
    return page(database, filter, request, "");
  }

  /**
   * Reads one page of what is looked for. Rows are counted up to a thousand, and those behind are
   * on no page: to count all of a million takes longer than to look for less.
   *
   * @throws UnknownSortException when the request sorts by a field that is not offered
   */
  public Page<T> found(Database database, Filter filter, PageRequest request) {
    return found(database, filter, request, "");
  }

  /**
   * The same where rows are found one by one: they are counted in the order of the page, since any
   * other may have those that fit at its end.
   */
  public Page<T> foundInOrder(Database database, Filter filter, PageRequest request) {
    return found(database, filter, request, order(request));
  }

  private Page<T> found(Database database, Filter filter, PageRequest request, String order) {
    return database.transaction(
        () -> {
          // A text that most rows have and one that none has are not looked for in the same way.
          database.update("SET LOCAL plan_cache_mode = force_custom_plan");
          // Else what a common text is found by does not fit, and is looked for twice.
          database.update("SET LOCAL work_mem = '32MB'");
          return page(database, filter, request, order + " LIMIT " + MOST_FOUND);
        });
  }

  private Page<T> page(Database database, Filter filter, PageRequest request, String counted) {
    String order = order(request);
    long total =
        database.number(
            Sql.of(
                    "SELECT count(*) FROM (SELECT 1 FROM %s%s%s) counted"
                        .formatted(from, filter.where(), counted))
                .with(filter.parameters()));
    if (request.offset() >= total) {
      return new Page<>(List.of(), total);
    }
    boolean far = counted.isEmpty() && request.offset() > FAR;
    return new Page<>(
        far ? farRows(database, filter, request, total) : rows(database, filter, request, order),
        total);
  }

  private List<T> rows(Database database, Filter filter, PageRequest request, String order) {
    return database.list(
        Sql.of(
                "SELECT %s FROM %s%s%s LIMIT :limit OFFSET :offset"
                    .formatted(columns, from, filter.where(), order))
            .with(filter.parameters())
            .with("limit", request.pageSize())
            .with("offset", request.offset()),
        mapper);
  }

  /** Goes over the rows before the page by their keys only, and from the end that is nearer. */
  private List<T> farRows(Database database, Filter filter, PageRequest request, long total) {
    long behind = Math.max(0, total - request.offset() - request.pageSize());
    boolean fromTheEnd = behind < request.offset();
    String order = order(request, fromTheEnd);
    List<T> data =
        database.list(
            Sql.of(
                    "SELECT %1$s FROM %2$s%3$s AND (%4$s) IN (SELECT %4$s FROM %2$s%3$s%5$s LIMIT :limit OFFSET :offset)%5$s"
                        .formatted(
                            columns,
                            from,
                            filter.where().isEmpty() ? " WHERE TRUE" : filter.where(),
                            key,
                            order))
                .with(filter.parameters())
                .with("limit", Math.min(request.pageSize(), total - request.offset()))
                .with("offset", fromTheEnd ? behind : request.offset()),
            mapper);
    return fromTheEnd ? data.reversed() : data;
  }

  /**
   * The ORDER BY clause of a request.
   *
   * @throws UnknownSortException when it sorts by a field that is not offered
   */
  public String order(PageRequest request) {
    return order(request, false);
  }

  private String order(PageRequest request, boolean reversed) {
    String sort = request.sort() == null ? defaultSort : request.sort();
    boolean isDescending = sort.startsWith("-");
    String expression = sorts.get(isDescending ? sort.substring(1) : sort);
    if (expression == null) {
      throw new UnknownSortException(sort, sorts.keySet());
    }
    boolean descending = isDescending != reversed;
    String direction = descending ? " DESC NULLS LAST" : " ASC NULLS FIRST";
    String sorted = expression.replace(", ", direction + ", ") + direction;
    String total = descending ? key.replace(", ", " DESC, ") + " DESC" : key;
    return " ORDER BY " + sorted + ", " + total;
  }
}
