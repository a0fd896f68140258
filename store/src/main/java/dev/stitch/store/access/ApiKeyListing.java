package dev.stitch.store.access;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;

/** Keys of the API in pages. */
@Singleton
public class ApiKeyListing {

  private static final Listing<ApiKey> LISTING =
      new Listing<>(
          "*",
          "api_keys",
          Map.of(
              "name", "name",
              "role", "role",
              "createdAt", "created_at",
              "lastUsedAt", "last_used_at"),
          "-createdAt",
          "id",
          row -> row.as(ApiKey.class));

  private final Database database;

  ApiKeyListing(Database database) {
    this.database = database;
  }

  public Page<ApiKey> page(PageRequest page) {
    return LISTING.page(database, new Filter().containing(page.text(), "name"), page);
  }
}
