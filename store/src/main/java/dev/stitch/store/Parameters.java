package dev.stitch.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Binds Java values to a statement by their type. */
final class Parameters {

  private Parameters() {}

  static void bind(PreparedStatement statement, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case Enum<?> constant -> statement.setString(index, constant.name().toLowerCase(Locale.ROOT));
      case Bytes bytes -> statement.setBytes(index, bytes.bytes());
      case String text -> statement.setString(index, StorableText.of(text));
      case JsonNode json -> statement.setObject(index, Jsonb.parameter(json));
      case SqlArray array ->
          statement.setArray(
              index,
              statement
                  .getConnection()
                  .createArrayOf(array.elementType(), array.elements().toArray()));
      default -> statement.setObject(index, value);
    }
  }
}
