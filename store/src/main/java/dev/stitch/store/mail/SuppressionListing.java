package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;

/** Suppressed addresses in pages. */
@Singleton
public class SuppressionListing {

  private static final Listing<Suppression> LISTING =
      new Listing<>(
          "*",
          "suppressions",
          Map.of("address", "address", "createdAt", "created_at"),
          "-createdAt",
          "address",
          row -> row.as(Suppression.class));

  private final Database database;

  SuppressionListing(Database database) {
    this.database = database;
  }

  public Page<Suppression> page(@Nullable SuppressionReason reason, PageRequest request) {
    Filter filter = new Filter().and("reason = ?", reason).containing(request.text(), "address");
    return LISTING.page(database, filter, request);
  }
}
