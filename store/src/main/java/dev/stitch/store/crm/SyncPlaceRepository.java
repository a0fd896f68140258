package dev.stitch.store.crm;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** How far syncs have come, for the syncs themselves. Table {@code sync_cursors}. */
@Singleton
public class SyncPlaceRepository {

  private final Database database;

  SyncPlaceRepository(Database database) {
    this.database = database;
  }

  /**
   * Whose list of what is read.
   *
   * @param connectionId the connection
   * @param accountId who the connection is at its platform; null where nobody has to say so
   */
  public record SyncedList(UUID connectionId, @Nullable String accountId, SyncSubType kind) {}

  /** Where the syncs of a list stand; what was read as another account does not count. */
  public SyncPlace find(SyncedList list) {
    return database
        .first(
            Sql.of(
                    """
                    SELECT cursor, walk FROM sync_cursors
                    WHERE platform_account_id = :connection AND sync_sub_type = :kind
                      AND account_id IS NOT DISTINCT FROM :account
                    """)
                .with("connection", list.connectionId())
                .with("kind", list.kind())
                .with("account", list.accountId()),
            row -> new SyncPlace(row.textOrNull("cursor"), row.json("walk")))
        .orElse(SyncPlace.NONE);
  }

  /**
   * Keeps where the syncs of a list stand.
   *
   * @param runId the run that has come there
   */
  public void put(SyncedList list, SyncPlace place, UUID runId) {
    database.update(
        Sql.of(
                """
                INSERT INTO sync_cursors AS c
                    (id, platform_account_id, sync_sub_type, cursor, walk, account_id, workflow_run_id)
                SELECT gen_random_uuid(), a.id, :kind, :cursor, :walk, :account,
                    (SELECT id FROM workflow_runs WHERE id = :run)
                -- of a connection that was deleted meanwhile nothing is kept
                FROM platform_accounts a WHERE a.id = :connection
                ON CONFLICT (platform_account_id, sync_sub_type) DO UPDATE
                SET cursor = excluded.cursor, walk = excluded.walk, account_id = excluded.account_id,
                    workflow_run_id = excluded.workflow_run_id, updated_at = now()
                """)
            .with("kind", list.kind())
            .with("cursor", place.cursor())
            .with("walk", place.walk())
            .with("account", list.accountId())
            .with("run", runId)
            .with("connection", list.connectionId()));
  }
}
