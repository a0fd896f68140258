package dev.stitch.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The current row of a result, read by column name. Methods that may return null say so; the others
 * are for columns that are NOT NULL.
 */
public final class Row {

  private final ResultSet results;

  private final JdbcOperations entities;

  Row(ResultSet results, JdbcOperations entities) {
    this.results = results;
    this.entities = entities;
  }

  /** The row as a record that a {@link RowRepository} reads too. */
  public <E> E as(Class<E> entity) {
    return entities.readEntity("", results, entity);
  }

  public UUID uuid(String column) throws SQLException {
    return results.getObject(column, UUID.class);
  }

  public @Nullable UUID uuidOrNull(String column) throws SQLException {
    return results.getObject(column, UUID.class);
  }

  public String text(String column) throws SQLException {
    return results.getString(column);
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return results.getString(column);
  }

  public List<String> texts(String column) throws SQLException {
    Array array = results.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /** A bigint[] column; empty when it is SQL NULL. */
  public List<Long> longs(String column) throws SQLException {
    Array array = results.getArray(column);
    return array == null ? List.of() : List.of((Long[]) array.getArray());
  }

  /** A bytea column; null when it is SQL NULL. */
  public byte @Nullable [] bytes(String column) throws SQLException {
    return results.getBytes(column);
  }

  public boolean flag(String column) throws SQLException {
    return results.getBoolean(column);
  }

  public int number(String column) throws SQLException {
    return results.getInt(column);
  }

  public @Nullable Integer numberOrNull(String column) throws SQLException {
    return results.getObject(column, Integer.class);
  }

  public long longNumber(String column) throws SQLException {
    return results.getLong(column);
  }

  public BigDecimal amount(String column) throws SQLException {
    return results.getBigDecimal(column);
  }

  public @Nullable BigDecimal amountOrNull(String column) throws SQLException {
    return results.getBigDecimal(column);
  }

  public @Nullable Long longNumberOrNull(String column) throws SQLException {
    return results.getObject(column, Long.class);
  }

  long longNumber(int position) throws SQLException {
    return results.getLong(position);
  }

  public @Nullable Instant instant(String column) throws SQLException {
    OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A jsonb column; null when it is SQL NULL. */
  public @Nullable JsonNode json(String column) throws SQLException {
    String text = results.getString(column);
    return text == null ? null : Jsonb.parse(text);
  }

  /** A jsonb column as a record. */
  public <T> @Nullable T json(String column, Class<T> type) throws SQLException {
    JsonNode json = json(column);
    return json == null ? null : Jsonb.MAPPER.convertValue(json, type);
  }

  /** A column of a closed set, whose values are the enum's names in lower case. */
  public <E extends Enum<E>> E choice(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, results.getString(column).toUpperCase(Locale.ROOT));
  }

  /** Makes a record of a row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(Row row) throws SQLException;
  }
}
