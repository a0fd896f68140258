package dev.stitch.store.access;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keys of the API: made, recognised and revoked. */
@Singleton
public class ApiKeyRepository {

  /** What every key begins with. */
  public static final String PREFIX = "sk_";

  /** Characters of a key that are kept in the clear: 30 bits of its 256 besides the prefix. */
  private static final int SHOWN = PREFIX.length() + 5;

  private static final Listing<ApiKey> LISTING =
      new Listing<>(
          ApiKey.COLUMNS,
          "api_keys k",
          Map.of(
              "name", "k.name",
              "role", "k.role",
              "createdAt", "k.created_at",
              "lastUsedAt", "k.last_used_at"),
          "-createdAt",
          "k.id",
          ApiKey::of);

  private final Database database;

  ApiKeyRepository(Database database) {
    this.database = database;
  }

  /** Makes a key of 256 random bits. */
  public IssuedKey issue(String name, Role role, String createdBy) {
    String secret = PREFIX + RandomToken.fresh();
    ApiKey key =
        database
            .first(
                "INSERT INTO api_keys AS k (id, name, role, key_hash, prefix, created_by)"
                    + " VALUES (?, ?, ?, ?, ?, ?) RETURNING "
                    + ApiKey.COLUMNS,
                ApiKey::of,
                Ids.next(),
                name,
                role,
                RandomToken.hash(secret),
                secret.substring(0, SHOWN),
                createdBy)
            .orElseThrow();
    return new IssuedKey(key, secret);
  }

  /** The live key that somebody sent; notes that it was used. */
  public Optional<ApiKey> recognise(String secret) {
    Optional<ApiKey> key =
        database.first(
            "SELECT "
                + ApiKey.COLUMNS
                + " FROM api_keys k WHERE k.key_hash = ? AND k.revoked_at IS NULL",
            ApiKey::of,
            RandomToken.hash(secret));
    key.ifPresent(this::noteUse);
    return key;
  }

  public Page<ApiKey> page(PageRequest page) {
    return LISTING.page(database, new Filter().containing(page.text(), "k.name"), page);
  }

  public Optional<ApiKey> find(UUID id) {
    return database.first(
        "SELECT " + ApiKey.COLUMNS + " FROM api_keys k WHERE k.id = ?", ApiKey::of, id);
  }

  /**
   * Makes a key useless at once, and its sessions with it. The row stays, for the audit log's sake.
   *
   * @return false when there is no such key
   */
  public boolean revoke(UUID id) {
    return database.update(
            "UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = ?", id)
        > 0;
  }

  /** Whether anybody could sign in. */
  public boolean anyLive() {
    return database.exists("SELECT 1 FROM api_keys WHERE revoked_at IS NULL LIMIT 1");
  }

  /** At most once a minute, so that reading by a key does not become writing. */
  private void noteUse(ApiKey key) {
    database.update(
        """
        UPDATE api_keys SET last_used_at = now()
        WHERE id = ? AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
        """,
        key.id());
  }
}
