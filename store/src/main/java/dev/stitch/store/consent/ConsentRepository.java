package dev.stitch.store.consent;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Table {@code consent_changes}, and {@code contacts.unsubscribed_at}, which says how the consent
 * to everything stands. Whoever changes a contact's consent holds its row, so the changes of one
 * contact have an order and the last one counts.
 */
@Singleton
public class ConsentRepository {

  private static final Listing<ConsentChange> LISTING =
      new Listing<>(
          "c.*",
          "consent_changes c",
          Map.of("at", "c.at"),
          "-at",
          "c.id",
          row -> row.as(ConsentChange.class));

  private static final String INSERT =
      """
      INSERT INTO consent_changes (contact_id, topic, state, source, actor, detail, message_id)
      """;

  private final Database database;

  ConsentRepository(Database database) {
    this.database = database;
  }

  /** The topics that a contact has decided on, in alphabetical order. */
  public List<ConsentChange> topics(UUID contactId) {
    return database.list(
        """
        SELECT DISTINCT ON (topic) * FROM consent_changes
        WHERE contact_id = ? AND topic IS NOT NULL
        ORDER BY topic, id DESC
        """,
        row -> row.as(ConsentChange.class),
        contactId);
  }

  /**
   * Whether a contact has left a topic.
   *
   * @param topic null for everything
   */
  public boolean withdrawn(UUID contactId, @Nullable String topic) {
    return topic == null
        ? database.exists(
            "SELECT 1 FROM contacts WHERE id = ? AND unsubscribed_at IS NOT NULL", contactId)
        : last(contactId, topic)
            .filter(change -> change.state() == ConsentState.WITHDRAWN)
            .isPresent();
  }

  /** The last change of a topic, or of everything when it is null. */
  public Optional<ConsentChange> last(UUID contactId, @Nullable String topic) {
    return database.first(
        Sql.of(
                """
                SELECT * FROM consent_changes
                WHERE contact_id = :contactId AND topic IS NOT DISTINCT FROM :topic
                ORDER BY id DESC LIMIT 1
                """)
            .with("contactId", contactId)
            .with("topic", topic),
        row -> row.as(ConsentChange.class));
  }

  /** All changes of a contact, newest first. */
  public Page<ConsentChange> history(UUID contactId, PageRequest request) {
    Filter filter =
        new Filter()
            .and("c.contact_id = ?", contactId)
            .containing(request.text(), "c.topic", "c.detail");
    return LISTING.page(database, filter, request);
  }

  /**
   * Changes what a contact wants, unless it stands so already.
   *
   * @param topic null for everything
   * @return whether anything changed; false also when there is no such contact
   */
  public boolean change(
      UUID contactId, @Nullable String topic, ConsentState state, ConsentOrigin origin) {
    return database.transaction(
        () ->
            hold(contactId)
                && (topic == null
                    ? changeEverything(contactId, state, origin)
                    : changeTopic(contactId, topic, state, origin)));
  }

  private boolean hold(UUID contactId) {
    return database
        .first(
            "SELECT id FROM contacts WHERE id = ? FOR NO KEY UPDATE",
            row -> row.uuid("id"),
            contactId)
        .isPresent();
  }

  private boolean changeEverything(UUID contactId, ConsentState state, ConsentOrigin origin) {
    boolean withdrawn = state == ConsentState.WITHDRAWN;
    if (!recordEverything(contactId, withdrawn, origin)) {
      return false;
    }
    database.update(
        Sql.of(
                """
                UPDATE contacts
                SET unsubscribed_at = CASE WHEN :withdrawn THEN now() END,
                    version = version + 1, updated_at = now()
                WHERE id = :contactId
                """)
            .with("withdrawn", withdrawn)
            .with("contactId", contactId));
    return true;
  }

  private boolean changeTopic(
      UUID contactId, String topic, ConsentState state, ConsentOrigin origin) {
    Optional<ConsentState> before = last(contactId, topic).map(ConsentChange::state);
    if (before.equals(Optional.of(state))) {
      return false;
    }
    insert(contactId, topic, state, origin);
    return true;
  }

  /**
   * Records that the consent to everything is about to change, unless it stands so already. To be
   * called by whoever holds the contact's row and writes {@code unsubscribed_at} next.
   *
   * @return whether it changes
   */
  public boolean recordEverything(UUID contactId, boolean withdrawn, ConsentOrigin origin) {
    return 1
        == database.update(
            Sql.of(
                    INSERT
                        + """
                        SELECT id, NULL, :state, :source, :actor, :detail, :messageId
                        FROM contacts
                        WHERE id = :contactId AND (unsubscribed_at IS NOT NULL) <> :withdrawn
                        """)
                .with("state", withdrawn ? ConsentState.WITHDRAWN : ConsentState.GRANTED)
                .with("source", origin.source())
                .with("actor", origin.actor())
                .with("detail", origin.detail())
                .with("messageId", origin.messageId())
                .with("contactId", contactId)
                .with("withdrawn", withdrawn));
  }

  /** Records a change that has been made. */
  public void insert(
      UUID contactId, @Nullable String topic, ConsentState state, ConsentOrigin origin) {
    database.update(
        Sql.of(
                INSERT
                    + """
                    VALUES (:contactId, :topic, :state, :source, :actor, :detail, :messageId)
                    """)
            .with("contactId", contactId)
            .with("topic", topic)
            .with("state", state)
            .with("source", origin.source())
            .with("actor", origin.actor())
            .with("detail", origin.detail())
            .with("messageId", origin.messageId()));
  }

  /**
   * Has a contact that stays after a merge want none of the topics that the other one has left, and
   * answer for the links in the other one's mails. Both rows are held.
   */
  public void carryOver(UUID from, UUID into) {
    ConsentOrigin origin =
        new ConsentOrigin(ConsentSource.MERGE, null, "Merged from contact " + from + ".", null);
    topics(from).stream()
        .filter(change -> change.state() == ConsentState.WITHDRAWN)
        .map(change -> Objects.requireNonNull(change.topic()))
        .forEach(topic -> changeTopic(into, topic, ConsentState.WITHDRAWN, origin));
    database.update("UPDATE unsubscribe_links SET contact_id = ? WHERE contact_id = ?", into, from);
  }

  /**
   * Has a contact that is parted from the one that it was merged into want nothing that the other
   * one has left since, and answer for the links in mails to its address. Both rows are held.
   *
   * @param from the one that stayed
   * @param since when they were merged
   */
  public void carryBack(UUID from, UUID into, Instant since) {
    ConsentOrigin origin =
        new ConsentOrigin(
            ConsentSource.MERGE, null, "Left while it was merged with contact " + from + ".", null);
    for (ConsentChange left : leftSince(from, since)) {
      change(into, left.topic(), ConsentState.WITHDRAWN, origin);
    }
    database.update(
        Sql.of(
                """
                UPDATE unsubscribe_links l SET contact_id = c.id FROM contacts c
                WHERE c.id = :into AND l.contact_id = :from AND l.address = c.email
                """)
            .with("into", into)
            .with("from", from));
  }

  /** What a contact has left since a moment and not come back to, everything among it. */
  private List<ConsentChange> leftSince(UUID contactId, Instant since) {
    return database.list(
        Sql.of(
                """
                SELECT * FROM (
                    SELECT DISTINCT ON (topic) * FROM consent_changes WHERE contact_id = :contactId
                    ORDER BY topic, id DESC) last
                WHERE state = 'withdrawn' AND at > :since
                """)
            .with("contactId", contactId)
            .with("since", since),
        row -> row.as(ConsentChange.class));
  }
}
