package dev.stitch.store.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Table {@code messages} as models are given it: in the order of places, what is old only as its
 * summary.
 */
@Singleton
public class ConversationRepository {

  private static final String SUMMARIES =
      """
      SELECT id, place, content, text FROM messages
      WHERE %s AND role = 'system' AND place IS NOT NULL AND content @> '[{"type": "compaction"}]'
      """;

  private final Database database;
  private final SessionRepository sessions;

  ConversationRepository(Database database, SessionRepository sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /**
   * A message as the model is given it.
   *
   * @param raw its content letter by letter, where that counts
   * @param isSummary whether it stands for what was said before
   */
  public record Given(
      int place, MessageRole role, JsonNode content, @Nullable String raw, boolean isSummary) {}

  /**
   * A summary as it is kept.
   *
   * @param words that the model is given
   */
  public record Summary(UUID id, int place, Compaction compaction, String words) {}

  private static Summary summary(Row row) throws SQLException {
    return new Summary(
        row.uuid("id"),
        row.number("place"),
        Compaction.of(row.json("content").path(0)),
        row.text("text"));
  }

  /** The conversation as the model is given it: the task, the summary, then all that was kept. */
  public List<Given> given(UUID sessionId) {
    Summary summary = newestSummary(sessionId).orElse(null);
    return summary == null ? all(sessionId) : since(sessionId, summary);
  }

  private List<Given> all(UUID sessionId) {
    return database.list(
        "SELECT place, role, content, raw FROM messages WHERE session_id = ? AND place IS NOT NULL"
            + " ORDER BY place",
        ConversationRepository::given,
        sessionId);
  }

  private List<Given> since(UUID sessionId, Summary summary) {
    int keptFrom = summary.compaction().keptFrom();
    List<Given> rest =
        database.list(
            Sql.of(
                    """
                    SELECT place, role, content, raw FROM messages
                    WHERE session_id = :session AND (place >= :keptFrom OR place = :task)
                      -- an earlier summary may stand among the turns that the newest one keeps
                      AND NOT (role = 'system' AND content @> '[{"type": "compaction"}]')
                    ORDER BY place
                    """)
                .with("session", sessionId)
                .with("keptFrom", keptFrom)
                .with("task", summary.compaction().task()),
            ConversationRepository::given);
    List<Given> given = new ArrayList<>(rest);
    int before = given.isEmpty() || given.getFirst().place() >= keptFrom ? 0 : 1;
    JsonNode words = NewMessage.text(summary.words());
    given.add(before, new Given(summary.place(), MessageRole.SYSTEM, words, null, true));
    return given;
  }

  private static Given given(Row row) throws SQLException {
    return new Given(
        row.number("place"),
        row.choice("role", MessageRole.class),
        row.json("content"),
        row.textOrNull("raw"),
        false);
  }

  /** The summary that a conversation begins with; empty when it is whole. */
  public Optional<Summary> newestSummary(UUID sessionId) {
    return database.first(
        SUMMARIES.formatted("session_id = ?") + " ORDER BY place DESC LIMIT 1",
        ConversationRepository::summary,
        sessionId);
  }

  /** The summary that was made before a turn of a run, if one was. */
  public Optional<Summary> summaryBefore(UUID runId, int turn) {
    return database
        .list(SUMMARIES.formatted("run_id = ?"), ConversationRepository::summary, runId)
        .stream()
        .filter(summary -> summary.compaction().turn() == turn)
        .findFirst();
  }

  /**
   * Writes a summary, in whose place the model is given the conversation from now on.
   *
   * @param words that the model is given
   */
  public void keep(UUID sessionId, UUID runId, String author, Compaction compaction, String words) {
    ArrayNode content = Jsonb.array().add(compaction.block(words));
    sessions.write(
        sessionId,
        new NewMessage(MessageRole.SYSTEM, author, content, null, words, true, runId, null));
  }

  /** The place of a run's task, the first message of a person that its model was given; or 0. */
  public int task(UUID sessionId, UUID runId) {
    return (int)
        database.number(
            """
            SELECT coalesce(min(place), 0) FROM messages WHERE session_id = ? AND run_id = ? AND role = 'user'
            """,
            sessionId,
            runId);
  }

  /** The last turn of which a conversation has an answer. */
  public record LastTurn(UUID runId, int turn, int place) {}

  /** The newest answer that a model has added to a conversation; empty for a copy's. */
  public Optional<LastTurn> lastTurn(UUID sessionId) {
    return database.first(
        """
        SELECT run_id, turn, place FROM messages
        WHERE session_id = ? AND role = 'assistant' AND place IS NOT NULL AND run_id IS NOT NULL
        ORDER BY place DESC LIMIT 1
        """,
        row -> new LastTurn(row.uuid("run_id"), row.number("turn"), row.number("place")),
        sessionId);
  }
}
