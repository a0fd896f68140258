package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.contact.ContactsContendedException;
import dev.stitch.connectors.google.PeopleClient;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.launch.sync.SyncRequest.Bounds;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.port.BatchActivities.Hold;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.SyncSubType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class GmailSyncTest {

  private static final String CONNECTIONS = "/v1/people/me/connections";
  private static final String HISTORY = "/gmail/v1/users/me/history";
  private static final String LIST = "/gmail/v1/users/me/messages";

  private final GoogleStand stand = new GoogleStand();
  private final FakeGoogle google = stand.google;

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void anAddressBookIsReadInFullAndThenByItsChanges() {
    for (int i = 0; i < 1_200; i++) {
      google.person("people/c" + i, "Person " + i, "p" + i + "@example.org");
    }
    BatchSlice first = stand.sync(SyncSubType.GMAIL_CONTACTS);
    google.person("people/c7", "Person VII", "p7@example.org");
    google.person("people/c9999", "New", "new@example.org");

    BatchSlice second = stand.sync(SyncSubType.GMAIL_CONTACTS);
    BatchSlice third = stand.sync(SyncSubType.GMAIL_CONTACTS);

    assertThat(GoogleStand.told(first)).isEqualTo("1200 added, 0 updated, 0 skipped, 0 errors");
    assertThat(GoogleStand.told(second)).isEqualTo("1 added, 1 updated, 0 skipped, 0 errors");
    assertThat(GoogleStand.told(third)).isEqualTo("0 added, 0 updated, 0 skipped, 0 errors");
    assertThat(google.requests(CONNECTIONS)).hasSize(4);
    assertThat(google.requests(CONNECTIONS).getLast().parameter("syncToken")).isNotNull();
    assertThat(name("people/c7")).isEqualTo("Person VII");
  }

  @Test
  void whoIsDeletedThereLosesTheIdentityOnly() {
    google.person("people/c1", "Ada", "ada@example.org");
    stand.sync(SyncSubType.GMAIL_CONTACTS);
    ObjectNode deleted = google.person("people/c1", "", "ada@example.org");
    deleted.removeAll().put("resourceName", "people/c1").putObject("metadata").put("deleted", true);

    BatchSlice end = stand.sync(SyncSubType.GMAIL_CONTACTS);

    assertThat(end.result().path("updated").asInt()).isOne();
    assertThat(stand.count("contact_identities")).isZero();
    assertThat(stand.count("contacts WHERE status = 'active' AND email = 'ada@example.org'"))
        .isOne();
  }

  @Test
  void whoWasJoinedThereIsTheContactOfTheEarlierName() {
    google.person("people/c1", "Ada", "ada@example.org");
    stand.sync(SyncSubType.GMAIL_CONTACTS);
    google
        .person("people/c2", "Ada Lovelace", "other@example.org")
        .putObject("metadata")
        .putArray("previousResourceNames")
        .add("people/c1");

    stand.sync(SyncSubType.GMAIL_CONTACTS);

    assertThat(stand.count("contacts")).isOne();
    assertThat(name("people/c2")).isEqualTo("Ada Lovelace");
  }

  @Test
  void aTokenThatGoogleHasForgottenHasEverybodyReadAgain() {
    google.person("people/c1", "Ada", "ada@example.org");
    stand.sync(SyncSubType.GMAIL_CONTACTS);
    for (Response refusal :
        List.of(
            Response.of(
                400,
                "{'error':{'code':400,'message':'expired','details':[{'reason':'EXPIRED_SYNC_TOKEN'}]}}"),
            Response.of(410, "{'error':{'code':410}}"))) {
      google.failNext(CONNECTIONS, refusal);

      BatchSlice end = stand.sync(SyncSubType.GMAIL_CONTACTS);

      assertThat(GoogleStand.told(end)).isEqualTo("0 added, 0 updated, 1 skipped, 0 errors");
      assertThat(google.requests(CONNECTIONS).getLast().parameter("syncToken")).isNull();
    }
  }

  @Test
  void everybodyIsReadAgainAfterSixDaysAndWhenWhatIsAskedForHasChanged() {
    google.person("people/c1", "Ada", "ada@example.org");
    stand.sync(SyncSubType.GMAIL_CONTACTS);
    JsonNode cursor = json(stand.cursor(SyncSubType.GMAIL_CONTACTS));
    assertThat(cursor.path("parameters").asText()).isEqualTo(PeopleClient.PARAMETERS);

    cursor("readInFull", Instant.now().minus(6, ChronoUnit.DAYS).toString());
    stand.sync(SyncSubType.GMAIL_CONTACTS);
    assertThat(google.requests(CONNECTIONS).getLast().parameter("syncToken")).isNull();

    cursor("parameters", "personFields=names");
    stand.sync(SyncSubType.GMAIL_CONTACTS);
    assertThat(google.requests(CONNECTIONS).getLast().parameter("syncToken")).isNull();

    stand.sync(SyncSubType.GMAIL_CONTACTS);
    assertThat(google.requests(CONNECTIONS).getLast().parameter("syncToken")).isNotNull();
  }

  @Test
  void aBoundedSyncIsGoneOnWithByTheNextOne() {
    for (int i = 0; i < 30; i++) {
      google.person("people/c" + i, "Person " + i, "p" + i + "@example.org");
    }
    for (int round = 1; round <= 3; round++) {
      stand.sync(SyncSubType.GMAIL_CONTACTS, new Bounds(null, 10, null));
      assertThat(stand.count("contacts")).isEqualTo(round * 10L);
    }
    google.person("people/c99", "New", "new@example.org");

    assertThat(stand.sync(SyncSubType.GMAIL_CONTACTS).result().path("added").asInt()).isOne();
    assertThat(google.requests(CONNECTIONS).getLast().parameter("syncToken")).isNotNull();
  }

  @Test
  void aLimitAndAnOutageHoldTheRunWhichThenGoesOn() {
    google.person("people/c1", "Ada", "ada@example.org");
    google.failNext(CONNECTIONS, FakeGoogle.refusal(429, "rateLimitExceeded"));
    google.failNext(CONNECTIONS, FakeGoogle.refusal(503, "backendError"));
    UUID run = stand.accept(SyncSubType.GMAIL_CONTACTS);

    assertThat(stand.work(run).hold().reason()).isEqualTo(Hold.Reason.RATE_LIMIT);
    assertThat(stand.work(run).hold().reason()).isEqualTo(Hold.Reason.OUTAGE);
    assertThat(stand.work(run).finished()).isTrue();
    assertThat(stand.count("contacts")).isOne();
  }

  @Test
  void mailOfKnownContactsIsAnEngagementEachWayAndItsTextIsNeverAskedFor() {
    UUID grace = contact("grace@example.org");
    UUID linus = contact("linus@example.org");
    google.mail("Grace <Grace@Example.org>", "me@example.org", "Hello", Instant.now(), "INBOX");
    google.mail(
        "me@example.org",
        "\"Torvalds, L\" <linus@example.org>, grace@example.org, x@example.org",
        "Re: Hello",
        Instant.now(),
        "SENT");
    google.mail("stranger@example.org", "me@example.org", "Buy", Instant.now(), "INBOX");
    google.mail("grace@example.org", "me@example.org", "Spam", Instant.now(), "SPAM");
    google.mail("me@example.org", "grace@example.org", "Draft", Instant.now(), "DRAFT");

    BatchSlice end = stand.sync(SyncSubType.GMAIL_METADATA);

    assertThat(GoogleStand.told(end)).isEqualTo("2 added, 0 updated, 3 skipped, 0 errors");
    assertThat(
            stand.database.list(
                "SELECT contact_id, direction, text FROM engagements ORDER BY text, contact_id",
                row ->
                    row.uuid("contact_id") + " " + row.text("direction") + " " + row.text("text")))
        .containsExactlyInAnyOrder(
            grace + " inbound Hello", grace + " outbound Re: Hello", linus + " outbound Re: Hello");
    assertThat(google.requests())
        .filteredOn(request -> request.path().startsWith(LIST + "/"))
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.parameter("format")).isEqualTo("metadata"));
  }

  @Test
  void laterSyncsReadTheHistoryAndOneThatIsForgottenIsListedAgain() {
    contact("grace@example.org");
    google.mail("grace@example.org", "me@example.org", "One", Instant.now(), "INBOX");
    stand.sync(SyncSubType.GMAIL_METADATA);
    google.mail("grace@example.org", "me@example.org", "Two", Instant.now(), "INBOX");

    assertThat(GoogleStand.told(stand.sync(SyncSubType.GMAIL_METADATA)))
        .isEqualTo("1 added, 0 updated, 0 skipped, 0 errors");
    assertThat(google.requests(LIST)).hasSize(1);
    google.mail("grace@example.org", "me@example.org", "Three", Instant.now(), "INBOX");
    stand.database.update("UPDATE sync_cursors SET cursor = '5'");

    assertThat(GoogleStand.told(stand.sync(SyncSubType.GMAIL_METADATA)))
        .isEqualTo("1 added, 0 updated, 2 skipped, 0 errors");
    assertThat(google.requests(LIST)).hasSize(2);
    int asked = google.requests(HISTORY).size();
    stand.sync(SyncSubType.GMAIL_METADATA);
    assertThat(google.requests(HISTORY)).hasSize(asked + 1);
    assertThat(stand.count("engagements")).isEqualTo(3);
  }

  @Test
  void mailThatIsOlderThanAMonthIsNotListed() {
    contact("grace@example.org");
    Instant old = Instant.now().minus(40, ChronoUnit.DAYS);
    for (int i = 0; i < 250; i++) {
      google.mail("grace@example.org", "me@example.org", "Old " + i, old, "INBOX");
    }
    google.mail("grace@example.org", "me@example.org", "New", Instant.now(), "INBOX");

    stand.sync(SyncSubType.GMAIL_METADATA);

    assertThat(stand.count("engagements")).isOne();
    assertThat(google.requests(LIST)).hasSize(2);
  }

  @Test
  void anotherMailboxThatIsConnectedInMidRunIsReadFromItsOwnBeginning() {
    contact("grace@example.org");
    google.mail("grace@example.org", "me@example.org", "Hers", Instant.now(), "INBOX");
    UUID run = stand.accept(SyncSubType.GMAIL_METADATA);
    google.failNext(LIST, FakeGoogle.refusal(503, "backendError"));
    assertThat(stand.work(run).hold().reason()).isEqualTo(Hold.Reason.OUTAGE);

    google.becomes("other@example.org");
    stand.reconnect();
    google.mail("grace@example.org", "other@example.org", "Others", Instant.now(), "INBOX");
    BatchSlice end = stand.closed(run);

    assertThat(GoogleStand.told(end)).isEqualTo("1 added, 0 updated, 0 skipped, 0 errors");
    assertThat(stand.count("engagements WHERE text = 'Others'")).isOne();
    assertThat(stand.count("sync_cursors WHERE account_id = 'other@example.org'")).isOne();
  }

  @Test
  void anotherAddressBookThatIsConnectedInMidRunIsReadFromItsOwnBeginning() {
    for (int i = 0; i < 1_100; i++) {
      google.person("people/c" + i, "Person " + i, "p" + i + "@example.org");
    }
    stand.sync(SyncSubType.GMAIL_CONTACTS, new Bounds(null, 500, null));
    UUID run = stand.accept(SyncSubType.GMAIL_CONTACTS);
    google.failNext(CONNECTIONS, FakeGoogle.refusal(503, "backendError"));
    assertThat(stand.work(run).hold().reason()).isEqualTo(Hold.Reason.OUTAGE);

    google.becomes("other@example.org");
    stand.reconnect();
    google.person("people/o1", "Grace", "grace@example.org");
    BatchSlice end = stand.closed(run);

    assertThat(end.finished()).isTrue();
    assertThat(name("people/o1")).isEqualTo("Grace");
    assertThat(stand.count("sync_cursors WHERE account_id = 'other@example.org'")).isOne();
  }

  @Test
  void mailOfAMergedContactIsOfTheOneThatStandsForIt() {
    UUID stays = contact("grace@example.org");
    UUID duplicate = contact("hopper@example.org");
    stand.database.update(
        "UPDATE contacts SET status = 'archived',"
            + " attributes = jsonb_build_object('mergedInto', ?::text) WHERE id = ?",
        stays.toString(),
        duplicate);
    google.mail("hopper@example.org", "me@example.org", "Hello", Instant.now(), "INBOX");

    stand.sync(SyncSubType.GMAIL_METADATA);

    assertThat(
            stand.database.list(
                "SELECT contact_id FROM engagements", row -> row.uuid("contact_id")))
        .containsExactly(stays);
  }

  @Test
  void aPageWhoseContactsOthersKeepChangingIsDoneAgainAndNobodyIsPassed() {
    google.person("people/c1", "Ada", "ada@example.org");
    stand.database.update(
        "CREATE FUNCTION taken() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
    stand.database.update(
        "CREATE TRIGGER taken BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION taken()");
    UUID run = stand.accept(SyncSubType.GMAIL_CONTACTS);

    assertThatThrownBy(() -> stand.work(run)).isInstanceOf(ContactsContendedException.class);

    assertThat(stand.count("sync_cursors")).isZero();
    assertThat(stand.run(run).items().error()).isZero();
    stand.database.update("DROP TRIGGER taken ON contacts");
    assertThat(GoogleStand.told(stand.work(run)))
        .isEqualTo("1 added, 0 updated, 0 skipped, 0 errors");
  }

  @Test
  void aSyncThatIsKilledAtAnyPointEndsAsOneThatIsNot() {
    for (int i = 0; i < 1_100; i++) {
      google.person("people/c" + i, "Person " + i, "p" + i + "@example.org");
    }
    for (int i = 0; i < 5; i++) {
      google.mail("p" + i + "@example.org", "me@example.org", "Mail", Instant.now(), "INBOX");
    }
    for (SyncSubType kind : List.of(SyncSubType.GMAIL_CONTACTS, SyncSubType.GMAIL_METADATA)) {
      sweep(kind);
    }
  }

  private void sweep(SyncSubType kind) {
    int points = 0;
    for (boolean killed = true; killed; ) {
      int point = points + 1;
      stand.clear();
      if (kind == SyncSubType.GMAIL_METADATA) {
        for (int i = 0; i < 5; i++) {
          contact("p" + i + "@example.org");
        }
      }
      UUID run = stand.accept(kind);
      killed = stand.killedAt(point, run);
      points += killed ? 1 : 0;

      BatchSlice end = stand.workAgain(run);

      assertThat(end.finished()).as("%s, point %d", kind, point).isTrue();
      long items = kind == SyncSubType.GMAIL_CONTACTS ? 1_100 : 5;
      assertThat(GoogleStand.told(end))
          .as("%s, point %d", kind, point)
          .isEqualTo(items + " added, 0 updated, 0 skipped, 0 errors");
      assertThat(stand.count("contacts")).isEqualTo(items);
      assertThat(stand.count("contact_revisions"))
          .isEqualTo(kind == SyncSubType.GMAIL_CONTACTS ? items : 0);
      assertThat(stand.count("engagements"))
          .isEqualTo(kind == SyncSubType.GMAIL_METADATA ? items : 0);
      assertThat(stand.steps(run, "sync_page")).hasSize(2);
    }
    assertThat(points).as("points at which %s was killed", kind).isGreaterThan(20);
  }

  private UUID contact(String email) {
    UUID id = Ids.next();
    stand.database.update("INSERT INTO contacts (id, email) VALUES (?, ?)", id, email);
    return id;
  }

  private String name(String resourceName) {
    return stand
        .database
        .first(
            """
            SELECT c.name FROM contacts c JOIN contact_identities i ON i.contact_id = c.id
            WHERE i.platform = 'gmail' AND i.platform_user_id = ?
            """,
            row -> row.text("name"),
            resourceName)
        .orElseThrow();
  }

  private void cursor(String field, String value) {
    ObjectNode cursor = (ObjectNode) json(stand.cursor(SyncSubType.GMAIL_CONTACTS));
    stand.database.update(
        "UPDATE sync_cursors SET cursor = ?", cursor.put(field, value).toString());
  }

  private static JsonNode json(String text) {
    try {
      return Jsonb.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
