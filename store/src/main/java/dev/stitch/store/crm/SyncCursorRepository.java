package dev.stitch.store.crm;

import dev.stitch.store.RowRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Table {@code sync_cursors}, row by row. */
@RowRepository
public interface SyncCursorRepository extends GenericRepository<SyncCursor, UUID> {

  @Query("SELECT * FROM sync_cursors WHERE id = :id")
  Optional<SyncCursor> find(UUID id);

  /** Forgets how far a sync has read, so that the next one begins anew; false when nobody knew. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM sync_cursors WHERE id = :id")
  int delete(UUID id);
}
