package dev.stitch.store.access;

import dev.stitch.store.Ids;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Keys of the API: made, recognised and revoked. Table {@code api_keys}, row by row. */
@RowRepository
public interface ApiKeyRepository extends GenericRepository<ApiKey, UUID> {

  /** What every key begins with. */
  String PREFIX = "sk_";

  /** Characters of a key that are kept in the clear: 30 bits of its 256 besides the prefix. */
  int SHOWN = PREFIX.length() + 5;

  /** Makes a key of 256 random bits. */
  default IssuedKey issue(String name, Role role, String createdBy) {
    String secret = PREFIX + RandomToken.fresh();
    String shown = secret.substring(0, SHOWN);
    return new IssuedKey(
        insert(Ids.next(), name, role, RandomToken.hash(secret), shown, createdBy), secret);
  }

  /** The live key that somebody sent; notes that it was used. */
  default Optional<ApiKey> recognise(String secret) {
    Optional<ApiKey> key = findLive(RandomToken.hash(secret));
    key.ifPresent(used -> noteUse(used.id()));
    return key;
  }

  @Query("SELECT * FROM api_keys WHERE id = :id")
  Optional<ApiKey> find(UUID id);

  /** The key with this hash, unless it is revoked. */
  @Query("SELECT * FROM api_keys WHERE key_hash = :keyHash AND revoked_at IS NULL")
  Optional<ApiKey> findLive(String keyHash);

  /** Whether anybody could sign in. */
  @Query("SELECT EXISTS (SELECT 1 FROM api_keys WHERE revoked_at IS NULL)")
  boolean anyLive();

  /** Adds a key of which only the hash and the beginning are kept. */
  @Query(
      """
      INSERT INTO api_keys (id, name, role, key_hash, prefix, created_by)
      VALUES (:id, :name, :role, :keyHash, :prefix, :createdBy)
      RETURNING *
      """)
  ApiKey insert(
      UUID id, String name, @WordColumn Role role, String keyHash, String prefix, String createdBy);

  /**
   * Makes a key useless at once, and its sessions with it. The row stays, for the audit log's sake.
   *
   * @return false when there is no such key
   */
  @Query("UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = :id")
  boolean revoke(UUID id);

  /** At most once a minute, so that reading by a key does not become writing. */
  @Query(
      """
      UPDATE api_keys SET last_used_at = now()
      WHERE id = :id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
      """)
  void noteUse(UUID id);
}
