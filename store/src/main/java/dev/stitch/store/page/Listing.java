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
 * @param sorts SQL expression of each field that may be sorted by
 * @param defaultSort one of the fields, with a leading {@code -} for descending
 * @param key a unique expression that makes the order total, so that no row is on two pages
 */
public record Listing<T>(
    String columns,
    String from,
    Map<String, String> sorts,
    String defaultSort,
    String key,
    Row.Mapper<T> mapper) {

  public Listing {
    sorts = Map.copyOf(sorts);
  }

  /**
   * Reads one page.
   *
   * @throws UnknownSortException when the request sorts by a field that is not offered
   */
  public Page<T> page(Database database, Filter filter, PageRequest request) {
    String order = order(request.sort() == null ? defaultSort : request.sort());
    String rows = " FROM " + from + filter.where();
    long total = database.number(Sql.of("SELECT count(*)" + rows).with(filter.parameters()));
    if (request.offset() >= total) {
      return new Page<>(List.of(), total);
    }
    Sql page =
        Sql.of("SELECT " + columns + rows + order + " LIMIT :limit OFFSET :offset")
            .with(filter.parameters())
            .with("limit", request.pageSize())
            .with("offset", request.offset());
    return new Page<>(database.list(page, mapper), total);
  }

  private String order(String sort) {
    boolean descending = sort.startsWith("-");
    String expression = sorts.get(descending ? sort.substring(1) : sort);
    if (expression == null) {
      throw new UnknownSortException(sort, sorts.keySet());
    }
    String direction = descending ? " DESC NULLS LAST" : " ASC NULLS FIRST";
    return " ORDER BY " + expression + direction + ", " + key + (descending ? " DESC" : "");
  }
}
