package dev.stitch.store.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Tables {@code sessions}, {@code messages} and {@code session_reads}. */
@Singleton
public class SessionRepository {

  /** Counts are of one page's sessions only: they are looked up by index. */
  private static final String COLUMNS =
      """
      s.id, s.name, s.status, s.next_seq - 1 AS message_count, s.forked_from, s.created_at, s.updated_at,
      (SELECT left(m.text, 500) FROM messages m WHERE m.session_id = s.id AND m.text <> ''
       ORDER BY m.seq DESC LIMIT 1) AS last_message,
      (SELECT count(*) FROM messages m
       WHERE m.session_id = s.id AND m.seq > coalesce(r.seq, 0) AND m.author <> :filter0) AS unread_count,
      (SELECT count(*) FROM workflow_runs w WHERE w.session_id = s.id) AS runs,
      (SELECT coalesce(sum(w.cost_usd), 0) FROM workflow_runs w WHERE w.session_id = s.id) AS cost_usd
      """;

  /** Those that are read to the end need no look at their messages. */
  private static final String UNREAD =
      """
      (s.next_seq - 1 > coalesce(r.seq, 0)
          AND EXISTS (SELECT 1 FROM messages m WHERE m.session_id = s.id AND m.seq > coalesce(r.seq, 0)
                      AND m.author <> :filter0)) = ?\
      """;

  private static final String FROM =
      "sessions s LEFT JOIN session_reads r ON r.session_id = s.id AND r.reader = :filter0";

  private static final String NAMED = "s.name ILIKE :pattern";

  private static final String SAID =
      """
      s.id IN (SELECT m.session_id FROM messages m WHERE m.words @@ websearch_to_tsquery('simple', :words))\
      """;

  /** The first filter is always the reader, whom the columns name as well. */
  private static final String READER = "?::text IS NOT NULL";

  private static final Listing<Session> SESSIONS =
      new Listing<>(
          COLUMNS,
          FROM,
          Map.of(
              "updatedAt", "s.updated_at",
              "createdAt", "s.created_at",
              "name", "s.name",
              "status", "s.status"),
          "-updatedAt",
          "s.id",
          Session::of);

  private static final Listing<Message> MESSAGES =
      new Listing<>(
          Message.COLUMNS, "messages", Map.of("seq", "seq", "at", "at"), "seq", "seq", Message::of);

  private final Database database;

  SessionRepository(Database database) {
    this.database = database;
  }

  /**
   * What is looked for.
   *
   * @param unread whether the reader has something to read in it; null for either
   * @param forkedFrom the session that they continue copies of, or null for any
   */
  public record Query(
      @Nullable SessionStatus status, @Nullable Boolean unread, @Nullable UUID forkedFrom) {}

  /**
   * The sessions as a reader sees them. Of those that are looked for by a text or by what is
   * unread, no more than a thousand are counted.
   */
  public Page<Session> page(Query query, String reader, PageRequest request) {
    Filter filter =
        new Filter()
            .and(READER, reader)
            .and("s.status = ?", query.status())
            .and(UNREAD, query.unread())
            .and("s.forked_from = ?", query.forkedFrom());
    if (request.searches()) {
      return found(filter, reader, request);
    }
    return query.unread() == null
        ? SESSIONS.page(database, filter, request)
        : SESSIONS.found(database, filter, request);
  }

  /**
   * Looks in names and in messages, each in the order that is asked for, so that a word of very
   * many messages is found in the first sessions and a rare one by its index.
   */
  private Page<Session> found(Filter filter, String reader, PageRequest request) {
    String text = request.text().strip();
    String order = SESSIONS.order(request);
    List<UUID> found =
        database.list(
            Sql.of(
                    """
                    SELECT s.id FROM sessions s JOIN (
                        (SELECT s.id FROM %1$s%2$s AND %3$s%5$s LIMIT :most) UNION
                        (SELECT s.id FROM %1$s%2$s AND %4$s%5$s LIMIT :most)) f ON f.id = s.id
                    %5$s LIMIT :most
                    """
                        .formatted(FROM, filter.where(), NAMED, SAID, order))
                .with(filter.parameters())
                .with("pattern", Filter.pattern(text))
                .with("words", text)
                .with("most", Listing.MOST_FOUND),
            row -> row.uuid("id"));
    List<UUID> page = found.stream().skip(request.offset()).limit(request.pageSize()).toList();
    Filter ofPage = new Filter().and(READER, reader).and("s.id = ANY(?)", SqlArray.uuids(page));
    PageRequest sorted = new PageRequest(1, request.pageSize(), request.sort(), null);
    return new Page<>(SESSIONS.page(database, ofPage, sorted).data(), found.size());
  }

  public Optional<Session> find(UUID id, String reader) {
    Filter filter = new Filter().and(READER, reader).and("s.id = ?", id);
    return SESSIONS.page(database, filter, PageRequest.FIRST).data().stream().findFirst();
  }

  public boolean exists(UUID id) {
    return database.exists("SELECT 1 FROM sessions WHERE id = ?", id);
  }

  public void insert(UUID id, String name, @Nullable String createdBy) {
    database.update(
        Sql.of("INSERT INTO sessions (id, name, created_by) VALUES (:id, :name, :createdBy)")
            .with("id", id)
            .with("name", name)
            .with("createdBy", createdBy));
  }

  /**
   * Closes or opens a session, which has no run under way.
   *
   * @param status {@code CLOSED} or {@code IDLE}
   */
  public void set(UUID id, SessionStatus status) {
    database.update(
        Sql.of("UPDATE sessions SET status = :status, updated_at = now() WHERE id = :id")
            .with("status", status)
            .with("id", id));
  }

  /** Has others wait that write to the session or begin a run of it, within the transaction. */
  public Optional<SessionStatus> lock(UUID id) {
    return database.first(
        "SELECT status FROM sessions WHERE id = ? FOR UPDATE",
        row -> row.choice("status", SessionStatus.class),
        id);
  }

  /**
   * Messages of a session.
   *
   * @param after only those with a higher number, or null
   * @param runId only those that belong to the run, or null
   */
  public Page<Message> messages(
      UUID sessionId, @Nullable Integer after, @Nullable UUID runId, PageRequest request) {
    Filter filter =
        new Filter()
            .and("session_id = ?", sessionId)
            .and("seq > ?", after)
            .and("run_id = ?", runId);
    String text = request.text();
    if (text != null && !text.isBlank()) {
      filter.and("words @@ websearch_to_tsquery('simple', ?)", text.strip());
    }
    return MESSAGES.page(database, filter, request);
  }

  public Optional<Message> message(UUID sessionId, int seq) {
    return database.first(
        "SELECT " + Message.COLUMNS + " FROM messages WHERE session_id = ? AND seq = ?",
        Message::of,
        sessionId,
        seq);
  }

  /**
   * Writes a message; one of the same role, run and turn that is there already stays.
   *
   * @return its number
   */
  public int write(UUID sessionId, NewMessage message) {
    return database.transaction(
        () -> {
          if (message.turn() != null) {
            Optional<Integer> there = written(message);
            if (there.isPresent()) {
              return there.get();
            }
          }
          Numbers numbers = next(sessionId, message.place() ? 1 : 0);
          insert(sessionId, message, numbers);
          return numbers.seq();
        });
  }

  private Optional<Integer> written(NewMessage message) {
    return database.first(
        "SELECT seq FROM messages WHERE run_id = ? AND turn = ? AND role = ?",
        row -> row.number("seq"),
        message.runId(),
        message.turn(),
        message.role().word());
  }

  private record Numbers(int seq, int place) {}

  private Numbers next(UUID sessionId, int places) {
    return database
        .first(
            Sql.of(
                    """
                    UPDATE sessions SET next_seq = next_seq + 1, next_place = next_place + :places, updated_at = now()
                    WHERE id = :id RETURNING next_seq - 1 AS seq, next_place - 1 AS place
                    """)
                .with("places", places)
                .with("id", sessionId),
            row -> new Numbers(row.number("seq"), row.number("place")))
        .orElseThrow(() -> new IllegalStateException("there is no session " + sessionId));
  }

  private void insert(UUID sessionId, NewMessage message, Numbers numbers) {
    database.update(
        Sql.of(
                """
                INSERT INTO messages (id, session_id, seq, role, author, content, raw, text, place, run_id, turn)
                VALUES (:id, :session, :seq, :role, :author, :content, :raw, :words, :place, :run, :turn)
                """)
            .with("id", Ids.next())
            .with("session", sessionId)
            .with("seq", numbers.seq())
            .with("role", message.role())
            .with("author", message.author())
            .with("content", message.content())
            .with("raw", message.raw())
            .with("words", message.text())
            .with("place", message.place() ? numbers.place() : null)
            .with("run", message.runId())
            .with("turn", message.turn()));
  }

  /** Gives the model what people have written and it was not given yet, in the order of writing. */
  public void placePeople(UUID sessionId, UUID runId) {
    placePeople(sessionId, runId, ungiven(sessionId).stream().map(Ungiven::id).toList());
  }

  /** The same for these messages only. */
  public void placePeople(UUID sessionId, UUID runId, Collection<UUID> messages) {
    database.update(
        Sql.of(
                """
                WITH fresh AS (
                    SELECT id, row_number() OVER (ORDER BY seq) AS nth FROM messages
                    WHERE session_id = :session AND role = 'user' AND place IS NULL AND id = ANY(:messages)),
                placed AS (
                    UPDATE messages m SET place = s.next_place + f.nth - 1, run_id = coalesce(m.run_id, :run)
                    FROM fresh f, sessions s WHERE m.id = f.id AND s.id = :session RETURNING 1)
                UPDATE sessions SET next_place = next_place + (SELECT count(*) FROM placed)
                WHERE id = :session
                """)
            .with("session", sessionId)
            .with("messages", SqlArray.uuids(messages))
            .with("run", runId));
  }

  /** An answer of a model, which turn of which run it was, and its place in the conversation. */
  public record Answer(UUID runId, int turn, int place, JsonNode content) {}

  /**
   * A message of a person that the model was not given yet.
   *
   * @param text its words
   */
  public record Ungiven(UUID id, String text) {}

  /** What people have written and the model was not given yet, in the order of writing. */
  public List<Ungiven> ungiven(UUID sessionId) {
    return database.list(
        "SELECT id, text FROM messages WHERE session_id = ? AND role = 'user' AND place IS NULL"
            + " ORDER BY seq",
        row -> new Ungiven(row.uuid("id"), row.text("text")),
        sessionId);
  }

  /** The run was told of a message; it is given it with its next turn. */
  public void told(UUID sessionId, int seq) {
    database.update(
        "UPDATE messages SET told_at = now() WHERE session_id = ? AND seq = ?", sessionId, seq);
  }

  /**
   * The newest message of a session that no run was given.
   *
   * @param seq its number
   */
  public record Unheard(UUID sessionId, int seq) {}

  /**
   * Sessions whose people nobody answers: the run under way was not told, or it ended without what
   * they wrote. A run that failed or was cancelled after they wrote is not begun again by itself.
   *
   * @param age how long ago the message was written at least, so that telling has had its time
   */
  public List<Unheard> unheard(Duration age, int limit) {
    return database.list(
        Sql.of(
                """
                SELECT m.session_id, max(m.seq) AS seq FROM messages m
                JOIN sessions s ON s.id = m.session_id AND s.status <> 'closed'
                CROSS JOIN LATERAL (
                    SELECT status, completed_at FROM workflow_runs WHERE session_id = m.session_id
                    ORDER BY created_at DESC, id DESC LIMIT 1) r
                WHERE m.role = 'user' AND m.place IS NULL AND m.at <= now() - make_interval(secs => :age)
                  AND CASE WHEN r.status IN ('pending', 'running', 'paused') THEN m.told_at IS NULL
                           ELSE r.status = 'completed' OR m.at > r.completed_at END
                GROUP BY m.session_id LIMIT :limit
                """)
            .with("age", age.toSeconds())
            .with("limit", limit),
        row -> new Unheard(row.uuid("session_id"), row.number("seq")));
  }

  /** The number of the newest message of a person that the model was given, 0 for none. */
  public int lastGiven(UUID sessionId) {
    return (int)
        database.number(
            "SELECT coalesce(max(seq), 0) FROM messages WHERE session_id = ? AND role = 'user' AND"
                + " place IS NOT NULL",
            sessionId);
  }

  /** The number of the newest message of a person, 0 for none. */
  public int newestOfPeople(UUID sessionId) {
    return (int)
        database.number(
            "SELECT coalesce(max(seq), 0) FROM messages WHERE session_id = ? AND role = 'user'",
            sessionId);
  }

  /** How many answers of models a session has. */
  public int answers(UUID sessionId) {
    return (int)
        database.number(
            "SELECT count(*) FROM messages WHERE session_id = ? AND role = 'assistant'", sessionId);
  }

  /** The message of a role that a run's turn has, if it has one. */
  public Optional<Message> ofTurn(UUID runId, int turn, MessageRole role) {
    return database.first(
        "SELECT " + Message.COLUMNS + " FROM messages WHERE run_id = ? AND turn = ? AND role = ?",
        Message::of,
        runId,
        turn,
        role.word());
  }

  /** The last answers of a session's models, the newest first. */
  public List<Answer> lastAnswers(UUID sessionId, int most) {
    return database.list(
        """
        SELECT run_id, turn, place, content FROM messages
        WHERE session_id = ? AND role = 'assistant' AND place IS NOT NULL
          AND run_id IS NOT NULL AND turn IS NOT NULL
        ORDER BY place DESC LIMIT ?
        """,
        SessionRepository::answer,
        sessionId,
        most);
  }

  /**
   * The last answer of a session, while nothing is written of what its calls came to: the run has
   * ended after them. Of a fork, which has no runs of its own yet, the answer that was copied.
   */
  public Optional<Answer> unheard(UUID sessionId) {
    return database
        .first(
            """
            SELECT m.role, coalesce(m.run_id, o.run_id) AS run_id, coalesce(m.turn, o.turn) AS turn, m.place, m.content
            FROM messages m JOIN sessions s ON s.id = m.session_id
            LEFT JOIN messages o ON m.run_id IS NULL AND o.session_id = s.forked_from AND o.place = m.place
            WHERE m.session_id = ? AND m.place IS NOT NULL AND m.role IN ('assistant', 'tool')
            ORDER BY m.place DESC LIMIT 1
            """,
            row ->
                row.choice("role", MessageRole.class) == MessageRole.ASSISTANT
                        && row.uuidOrNull("run_id") != null
                    ? Optional.of(answer(row))
                    : Optional.<Answer>empty(),
            sessionId)
        .flatMap(Function.identity());
  }

  private static Answer answer(Row row) throws SQLException {
    return new Answer(
        row.uuid("run_id"), row.number("turn"), row.number("place"), row.json("content"));
  }

  /** The words that a run's model has written last, empty when it has written none. */
  public String lastWords(UUID runId) {
    return database
        .first(
            "SELECT text FROM messages WHERE run_id = ? AND role = 'assistant' AND text <> '' ORDER"
                + " BY turn DESC LIMIT 1",
            row -> row.text("text"),
            runId)
        .orElse("");
  }

  /** Remembers that a reader has read up to a message; reading less changes nothing. */
  public void read(UUID sessionId, String reader, int seq) {
    database.update(
        Sql.of(
                """
                INSERT INTO session_reads (session_id, reader, seq)
                SELECT id, :reader, least(:seq, next_seq - 1) FROM sessions WHERE id = :session
                ON CONFLICT (session_id, reader) DO UPDATE SET seq = greatest(session_reads.seq, excluded.seq)
                """)
            .with("session", sessionId)
            .with("reader", reader)
            .with("seq", seq));
  }

  /** Copies a session up to a message into a new one. */
  public void fork(UUID from, int seq, UUID to, String name, String createdBy) {
    database.transaction(
        () -> {
          database.update(
              Sql.of(
                      """
                      INSERT INTO sessions (id, name, next_seq, next_place, forked_from, created_by)
                      SELECT :to, :sessionName, :seq + 1, next_place, id, :createdBy FROM sessions WHERE id = :from
                      """)
                  .with("to", to)
                  .with("sessionName", name)
                  .with("seq", seq)
                  .with("createdBy", createdBy)
                  .with("from", from));
          database.update(
              Sql.of(
                      """
                      INSERT INTO messages (id, session_id, seq, role, author, content, raw, text, place, at)
                      SELECT gen_random_uuid(), :to, seq, role, author, content, raw, text, place, at
                      FROM messages WHERE session_id = :from AND seq <= :seq
                      """)
                  .with("to", to)
                  .with("from", from)
                  .with("seq", seq));
        });
  }
}
