package dev.stitch.store.mail;

import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Locale;
import java.util.Optional;

/** Table {@code suppressions}, row by row. Addresses are taken in any case. */
@RowRepository
public interface SuppressionRepository extends GenericRepository<Suppression, String> {

  default Optional<Suppression> find(String address) {
    return findLowerCase(address.toLowerCase(Locale.ROOT));
  }

  /** Suppresses an address; the first reason stays. */
  default void add(String address, SuppressionReason reason, @Nullable String detail) {
    insert(address.toLowerCase(Locale.ROOT), reason, detail);
  }

  /** Lets mail go to an address again; false when it could. */
  default boolean remove(String address) {
    return delete(address.toLowerCase(Locale.ROOT)) > 0;
  }

  /** As {@link #find}, of an address in lower case. */
  @Query("SELECT * FROM suppressions WHERE address = :address")
  Optional<Suppression> findLowerCase(String address);

  /** As {@link #add}, of an address in lower case. */
  @Query(
      // Waits for a mail that is about to leave for the address: see RecipientHold.
      """
      WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(:address, 0)))
      INSERT INTO suppressions (address, reason, detail)
      SELECT :address, :reason, :detail FROM held
      ON CONFLICT (address) DO NOTHING
      """)
  void insert(String address, @WordColumn SuppressionReason reason, @Nullable String detail);

  /** As {@link #remove}, of an address in lower case. */
  @Query("DELETE FROM suppressions WHERE address = :address")
  int delete(String address);
}
