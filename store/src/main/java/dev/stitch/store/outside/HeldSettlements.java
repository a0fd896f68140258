package dev.stitch.store.outside;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;

/** Keeps which settlements are held now, for people to see; {@link HeldSettlement} reads them. */
@Singleton
public class HeldSettlements {

  private final Database database;

  HeldSettlements(Database database) {
    this.database = database;
  }

  /**
   * Keeps that workflows of a kind are not settled.
   *
   * @param namespace where they were looked for
   * @param looked how many were looked at together
   * @param gone how many of those Temporal does not know
   */
  public void hold(LiveKind kind, String namespace, int looked, int gone) {
    database.update(
        Sql.of(
                """
                INSERT INTO held_settlements (workflow_type, namespace, looked, gone)
                VALUES (:workflowType, :namespace, :looked, :gone)
                ON CONFLICT (workflow_type) DO UPDATE
                SET namespace = EXCLUDED.namespace, looked = EXCLUDED.looked, gone = EXCLUDED.gone,
                    seen_at = now()
                """)
            .with("workflowType", kind.workflowType())
            .with("namespace", namespace)
            .with("looked", looked)
            .with("gone", gone));
  }

  /**
   * Forgets it, since workflows of this kind are settled again.
   *
   * @return whether they were held
   */
  public boolean release(LiveKind kind) {
    return database.update(
            Sql.of("DELETE FROM held_settlements WHERE workflow_type = :workflowType")
                .with("workflowType", kind.workflowType()))
        > 0;
  }
}
