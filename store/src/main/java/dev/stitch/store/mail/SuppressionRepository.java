package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Table {@code suppressions}. Addresses are taken in any case. */
@Singleton
public class SuppressionRepository {

  private static final Listing<Suppression> LISTING =
      new Listing<>(
          "*",
          "suppressions",
          Map.of("address", "address", "createdAt", "created_at"),
          "-createdAt",
          "address",
          SuppressionRepository::suppression);

  private final Database database;

  public SuppressionRepository(Database database) {
    this.database = database;
  }

  public Page<Suppression> page(@Nullable SuppressionReason reason, PageRequest request) {
    Filter filter = new Filter().and("reason = ?", reason).containing(request.text(), "address");
    return LISTING.page(database, filter, request);
  }

  public Optional<Suppression> find(String address) {
    return database.first(
        "SELECT * FROM suppressions WHERE address = ?",
        SuppressionRepository::suppression,
        address.toLowerCase(Locale.ROOT));
  }

  /** Suppresses an address; the first reason stays. */
  public void add(String address, SuppressionReason reason, @Nullable String detail) {
    database.update(
        """
        INSERT INTO suppressions (address, reason, detail) VALUES (?, ?, ?)
        ON CONFLICT (address) DO NOTHING
        """,
        address.toLowerCase(Locale.ROOT),
        reason,
        detail);
  }

  /** Lets mail go to an address again. */
  public boolean remove(String address) {
    return database.update(
            "DELETE FROM suppressions WHERE address = ?", address.toLowerCase(Locale.ROOT))
        == 1;
  }

  private static Suppression suppression(Row row) throws SQLException {
    return new Suppression(
        row.text("address"),
        row.choice("reason", SuppressionReason.class),
        row.textOrNull("detail"),
        row.instant("created_at"));
  }
}
