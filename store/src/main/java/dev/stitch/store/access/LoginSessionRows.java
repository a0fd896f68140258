package dev.stitch.store.access;

import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import dev.stitch.store.secret.SealedColumn;
import dev.stitch.store.secret.SealedSecret;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code login_sessions}, row by row, as it stands there: hashed and sealed. */
@RowRepository
interface LoginSessionRows extends GenericRepository<LoginSessionRows.Ended, String> {

  /**
   * A session that is over.
   *
   * @param actor null for a key's session
   * @param sealedIdToken the identity provider's word; null where it could not be kept
   */
  @MappedEntity("login_sessions")
  record Ended(
      @Id String tokenHash,
      UUID id,
      @Nullable String actor,
      @Nullable @SealedColumn SealedSecret sealedIdToken) {}

  @Query(
      """
      INSERT INTO login_sessions (token_hash, api_key_id, expires_at)
      VALUES (:tokenHash, :apiKeyId, now() + :seconds * interval '1 second')
      """)
  void insert(String tokenHash, UUID apiKeyId, long seconds);

  @Query(
      """
      INSERT INTO login_sessions (token_hash, id, actor, role, sealed_id_token, expires_at)
      VALUES (:tokenHash, :id, :actor, :role, :idToken, now() + :seconds * interval '1 second')
      """)
  void insert(
      String tokenHash,
      UUID id,
      String actor,
      @WordColumn Role role,
      @Nullable @SealedColumn SealedSecret idToken,
      long seconds);

  @Query(
      "SELECT coalesce("
          + ApiKey.ACTOR
          + ", s.actor) AS actor, coalesce(k.role, s.role) AS role"
          + " FROM login_sessions s LEFT JOIN api_keys k ON k.id = s.api_key_id"
          + " WHERE s.token_hash = :tokenHash AND s.expires_at > now() AND k.revoked_at IS NULL")
  Optional<SignedIn> recognise(String tokenHash);

  @Query(
      """
      DELETE FROM login_sessions WHERE token_hash = :tokenHash
      RETURNING token_hash, id, actor, sealed_id_token
      """)
  List<Ended> end(String tokenHash);

  @Query("DELETE FROM login_sessions WHERE expires_at < now()")
  void forgetOld();
}
