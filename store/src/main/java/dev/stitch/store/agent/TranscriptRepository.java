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
    keep(sessionId, transcript, "");
  }

  /** The same, unless a later turn or another run has kept something since. */
  public void keepOwn(UUID sessionId, Transcript transcript) {
    keep(
        sessionId,
        transcript,
        "WHERE agent_transcripts.run_id = excluded.run_id AND agent_transcripts.turn <= excluded.turn");
  }

  private void keep(UUID sessionId, Transcript transcript, String condition) {
    database.update(
        Sql.of(
                """
                INSERT INTO agent_transcripts (session_id, run_id, turn, content)
                VALUES (:session, :run, :turn, :content)
                ON CONFLICT (session_id) DO UPDATE
                SET run_id = excluded.run_id, turn = excluded.turn, content = excluded.content, at = now()
                """
                    + condition)
            .with("session", sessionId)
            .with("run", transcript.runId())
            .with("turn", transcript.turn())
            .with("content", transcript));
  }
}
