package dev.stitch.store.secret;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Seals every secret again with the newest key, so that older ones can be taken out of the
 * environment. May run beside a working system: what changed meanwhile is left as it is.
 */
@Singleton
public class KeyRotation {

  private final Database database;
  private final Secrets secrets;

  KeyRotation(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /**
   * Goes through all columns of secrets.
   *
   * @return how many secrets were sealed again
   */
  public int run() {
    int rotated = 0;
    for (Column column : columns()) {
      for (Sealed row : rows(column)) {
        rotated += secrets.isCurrent(row.value()) ? 0 : rotate(column, row);
      }
    }
    return rotated;
  }

  private record Column(String table, String name) {}

  private record Sealed(UUID id, SealedSecret value) {}

  private List<Column> columns() {
    return database.list(
        """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type = 'bytea'
            AND starts_with(column_name, ?)
        ORDER BY table_name, column_name
        """,
        row -> new Column(row.text("table_name"), row.text("column_name")),
        SecretPlace.PREFIX);
  }

  private List<Sealed> rows(Column column) {
    return database.list(
        "SELECT id, %2$s AS sealed FROM %1$s WHERE %2$s IS NOT NULL"
            .formatted(column.table(), column.name()),
        row -> new Sealed(row.uuid("id"), SealedSecret.of(row, "sealed")));
  }

  private int rotate(Column column, Sealed row) {
    SecretPlace place = new SecretPlace(column.table(), column.name(), row.id());
    return database.update(
        Sql.of(
                "UPDATE %1$s SET %2$s = :resealed WHERE id = :id AND %2$s = :read"
                    .formatted(column.table(), column.name()))
            .with("resealed", secrets.seal(place, secrets.open(place, row.value())))
            .with("id", row.id())
            .with("read", row.value()));
  }
}
