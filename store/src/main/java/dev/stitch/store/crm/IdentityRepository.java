package dev.stitch.store.crm;

import dev.stitch.store.RowRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Table {@code contact_identities}, row by row. */
@RowRepository
public interface IdentityRepository extends GenericRepository<Identity, UUID> {

  @Query("SELECT * FROM contact_identities WHERE id = :id")
  Optional<Identity> find(UUID id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  @Query("SELECT * FROM contact_identities WHERE id = :id FOR UPDATE")
  Optional<Identity> findForUpdate(UUID id);

  /** The identity of a platform's own id. */
  @Query(
      """
      SELECT * FROM contact_identities
      WHERE platform = :platform AND platform_user_id = :platformUserId
      """)
  Optional<Identity> find(String platform, String platformUserId);

  /** Who a contact is on a platform, the one that was known first where there are several. */
  @Query(
      """
      SELECT * FROM contact_identities WHERE contact_id = :contactId AND platform = :platform
      ORDER BY created_at, id LIMIT 1
      """)
  Optional<Identity> ofContact(UUID contactId, String platform);

  /** Adds a row, or gives the one with its id what a client may set; its times are our own. */
  default Identity put(Identity row) {
    return put(row.id(), row.contactId(), row.platform(), row.platformUserId());
  }

  /** As the other. */
  @Query(
      """
      INSERT INTO contact_identities
          (id, contact_id, platform, platform_user_id)
      VALUES (:id, :contactId, :platform, :platformUserId)
      ON CONFLICT (id) DO UPDATE
      SET platform = excluded.platform, platform_user_id = excluded.platform_user_id,
          updated_at = now()
      RETURNING *
      """)
  Identity put(UUID id, UUID contactId, String platform, String platformUserId);

  /** Removes a row; false when there is none. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM contact_identities WHERE id = :id")
  int delete(UUID id);
}
