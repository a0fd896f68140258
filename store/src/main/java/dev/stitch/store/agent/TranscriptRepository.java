package dev.stitch.store.agent;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Table {@code agent_transcripts}. */
@Singleton
public class TranscriptRepository {

  private final Database database;

  TranscriptRepository(Database database) {
    this.database = database;
  }

  public Optional<Transcript> find(UUID sessionId) {
    return database.first(
        "SELECT run_id, turn, content FROM agent_transcripts WHERE session_id = ?",
        row -> new Transcript(row.uuid("run_id"), row.number("turn"), row.bytes("content")),
        sessionId);
  }

  /** Takes the place of what was kept of the session. */
  public void keep(UUID sessionId, Transcript transcript) {
    database.update(
        Sql.of(
                """
                INSERT INTO agent_transcripts (session_id, run_id, turn, content)
                VALUES (:session, :run, :turn, :content)
                ON CONFLICT (session_id) DO UPDATE
                SET run_id = excluded.run_id, turn = excluded.turn, content = excluded.content, at = now()
                """)
            .with("session", sessionId)
            .with("run", transcript.runId())
            .with("turn", transcript.turn())
            .with("content", transcript));
  }
}
