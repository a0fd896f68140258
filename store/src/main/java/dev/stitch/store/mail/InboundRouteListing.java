package dev.stitch.store.mail;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;

/** Routes of mail in pages. */
@Singleton
public class InboundRouteListing {

  private static final Listing<InboundRoute> LISTING =
      new Listing<>(
          "*",
          "inbound_routes",
          Map.of("address", "address", "createdAt", "created_at"),
          "address",
          "id",
          row -> row.as(InboundRoute.class));

  private final Database database;

  InboundRouteListing(Database database) {
    this.database = database;
  }

  public Page<InboundRoute> page(PageRequest request) {
    return LISTING.page(database, new Filter().containing(request.text(), "address"), request);
  }
}
