package dev.stitch.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.contact.ContactRegister;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.launch.pipeline.RunUndo;
import dev.stitch.launch.pipeline.Undone;
import dev.stitch.store.Database;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactDifference;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is taken back of a run, and what stays since it is newer. */
@Tag("server")
class RunUndoTest {

  private static final ContactIdentity ADA_AT_X = new ContactIdentity("x", "1");
  private static final String ADDRESS = "ada@example.org";
  private static final ConsentOrigin RECIPIENT = ConsentOrigin.of(ConsentSource.PAGE);

  private static PipelineStand stand;
  private static Database database;

  private UUID run;

  /** Who is merged into {@link #kept}. */
  private UUID ada;

  /** Has neither an address nor a telephone of its own. */
  private UUID kept;

  @BeforeAll
  static void start() throws IOException {
    stand = new PipelineStand(Map.of());
    database = stand.bean(Database.class);
  }

  @AfterAll
  static void stop() {
    stand.close();
  }

  @BeforeEach
  void twoContactsAndARun() throws IOException {
    database.update("TRUNCATE contacts, workflow_runs CASCADE");
    run = run();
    ada = stand.contact(ADDRESS, "Ada", "{'score': 1}").id();
    kept = stand.contact(null, "Ada L.", "{}").id();
    database.update(
        """
        UPDATE contacts SET phone = '1', tags = ARRAY['found'], platform = '{"x": {"id": "1", "website": "ada.example"}}'
        WHERE id = ?
        """,
        ada);
    stand.change(ada, contact -> contact.withIdentities(List.of(ADA_AT_X)));
  }

  @Test
  void aMergeIsTakenBackWholeAndOnce() throws Exception {
    Contact adaBefore = stand.find(ada);
    Contact keptBefore = stand.find(kept);
    merge(ada, kept, run);

    Undone undone = undo(run);
    Undone again = undo(run);

    assertAsBefore(adaBefore);
    assertAsBefore(keptBefore);
    assertThat(undone.restored()).isEqualTo(1);
    assertThat(undone.restoredDetails())
        .containsExactly(new Undone.Restored(ada, "parted from contact " + kept));
    assertThat(undone.left()).isZero();
    assertThat(again.restored()).isZero();
    assertThat(again.alreadyUndone()).isEqualTo(1);
    assertThat(again.left()).isZero();
  }

  @Test
  void whatSomebodyChangedSinceTheMergeStaysAndTheOtherHasItsOwnAgain() throws Exception {
    merge(ada, kept, run);
    database.update(
        "UPDATE contacts SET phone = '2', email = 'new@example.org', company = 'Engines' WHERE id = ?",
        kept);

    Undone undone = undo(run);

    Contact stays = stand.find(kept);
    assertThat(stays.phone()).isEqualTo("2");
    assertThat(stays.email()).isEqualTo("new@example.org");
    assertThat(stays.company()).isEqualTo("Engines");
    assertThat(stays.attributes().has("score")).isFalse();
    Contact parted = stand.find(ada);
    assertThat(parted.phone()).isEqualTo("1");
    assertThat(parted.email()).isEqualTo(ADDRESS);
    assertThat(parted.identities()).containsExactly(ADA_AT_X);
    assertThat(undone.restored()).isEqualTo(1);
    assertThat(reasons(undone))
        .containsExactly("email, phone changed since, or cannot be given back");
  }

  @Test
  void anAddressAndAnIdentityThatSomebodyElseHasByNowStayTheirs() throws Exception {
    merge(ada, kept, run);
    database.update("UPDATE contacts SET email = NULL WHERE id = ?", kept);
    stand.change(kept, contact -> contact.withIdentities(List.of()));
    Contact other = stand.contact(ADDRESS, "Another Ada", "{}");
    stand.change(other.id(), contact -> contact.withIdentities(List.of(ADA_AT_X)));

    Undone undone = undo(run);

    assertThat(stand.find(other.id()).email()).isEqualTo(ADDRESS);
    assertThat(stand.find(other.id()).identities()).containsExactly(ADA_AT_X);
    assertThat(stand.find(ada).status()).isEqualTo(ContactStatus.ACTIVE);
    assertThat(stand.find(ada).email()).isNull();
    assertThat(reasons(undone))
        .containsExactly("email, identities changed since, or cannot be given back");
  }

  @Test
  void aContactThatWasMergedOnIsPartedAfterThatMergeIsTakenBack() throws Exception {
    Contact adaBefore = stand.find(ada);
    UUID last = stand.contact("last@example.org", "Last", "{}").id();
    UUID later = run();
    merge(ada, kept, run);
    merge(kept, last, later);

    Undone tooEarly = undo(run);

    assertThat(tooEarly.restored()).isZero();
    assertThat(reasons(tooEarly)).singleElement().asString().endsWith("undo that first");
    assertThat(stand.find(last).identities()).containsExactly(ADA_AT_X);

    assertThat(undo(later).left()).isZero();
    assertThat(undo(run).left()).isZero();
    assertAsBefore(adaBefore);
    assertThat(stand.find(kept).identities()).isEmpty();
    assertThat(stand.find(last).identities()).isEmpty();
  }

  @Test
  void aChainOfMergesOfOneRunIsTakenBackAtOnce() throws Exception {
    Contact adaBefore = stand.find(ada);
    UUID last = stand.contact("last@example.org", "Last", "{}").id();
    merge(ada, kept, run);
    merge(kept, last, run);

    Undone undone = undo(run);

    assertThat(undone.restored()).isEqualTo(2);
    assertThat(undone.left()).isZero();
    assertAsBefore(adaBefore);
    assertThat(stand.find(kept).status()).isEqualTo(ContactStatus.ACTIVE);
    assertThat(stand.find(last).identities()).isEmpty();
  }

  @Test
  void aMergeThatWasMadeAgainSinceStays() throws Exception {
    merge(ada, kept, run);
    database.update("UPDATE contacts SET status = 'active' WHERE id = ?", ada);
    merge(ada, kept, run());

    Undone undone = undo(run);

    assertThat(stand.find(ada).status()).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(undone.restored()).isZero();
    assertThat(reasons(undone)).containsExactly("it was archived or merged again since");
  }

  @Test
  void nobodyComesBackFromAContactThatWasDeletedSince() throws Exception {
    merge(ada, kept, run);
    stand.bean(ContactRepository.class).delete(kept);

    Undone undone = undo(run);

    assertThat(stand.find(ada).status()).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(stand.find(ada).identities()).isEmpty();
    assertThat(reasons(undone))
        .containsExactly("the contact that it was merged into was deleted since");
  }

  @Test
  void whatADeletedDuplicateGaveStaysWithWhomItWasMergedInto() throws Exception {
    merge(ada, kept, run);
    stand.bean(ContactRepository.class).delete(ada);

    Undone undone = undo(run);

    assertThat(stand.find(kept).email()).isEqualTo(ADDRESS);
    assertThat(reasons(undone))
        .containsExactly("the contact that was merged into it was deleted since");
  }

  @Test
  void whoHasUnsubscribedWhileTheyWereOneIsWrittenToByNeither() throws Exception {
    ConsentRepository consents = stand.bean(ConsentRepository.class);
    consents.change(kept, "old", ConsentState.WITHDRAWN, RECIPIENT);
    database.update(
        "INSERT INTO unsubscribe_links (token_hash, contact_id, address, message_id) VALUES (?, ?, ?, '<m>')",
        "0".repeat(64),
        ada,
        ADDRESS);
    merge(ada, kept, run);
    consents.change(kept, "news", ConsentState.WITHDRAWN, RECIPIENT);
    consents.change(kept, null, ConsentState.WITHDRAWN, RECIPIENT);

    undo(run);

    assertThat(stand.find(ada).unsubscribedAt()).isNotNull();
    assertThat(stand.find(kept).unsubscribedAt()).isNotNull();
    assertThat(consents.withdrawn(ada, "news")).isTrue();
    assertThat(consents.withdrawn(ada, "old")).as("what it left before is its own").isFalse();
    assertThat(
            database.first(
                "SELECT contact_id FROM unsubscribe_links", row -> row.uuid("contact_id")))
        .contains(ada);
  }

  @Test
  void whoTheRunArchivedAndThenMergedIsActiveAgain() throws Exception {
    stand.bean(ContactRegister.class).archive(ada, origin(run));
    merge(ada, kept, run);

    Undone undone = undo(run);

    assertThat(stand.find(ada).status()).isEqualTo(ContactStatus.ACTIVE);
    assertThat(undone.restored()).isEqualTo(2);
    assertThat(undone.left()).isZero();
  }

  @Test
  void whoWasArchivedAgainOrMergedSinceStaysArchived() throws Exception {
    UUID third = stand.contact("third@example.org", "Third", "{}").id();
    ContactRegister register = stand.bean(ContactRegister.class);
    for (UUID contact : List.of(ada, kept, third)) {
      register.archive(contact, origin(run));
    }
    database.update("UPDATE contacts SET status = 'active' WHERE id IN (?, ?)", ada, third);
    database.update("UPDATE contacts SET status = 'archived' WHERE id = ?", ada);
    merge(kept, third, run());

    Undone undone = undo(run);

    assertThat(undone.restored()).isZero();
    assertThat(undone.details())
        .containsExactlyInAnyOrder(
            new Undone.Left(ada, "it was archived again since"),
            new Undone.Left(kept, "it was merged into another contact since"),
            new Undone.Left(third, "it is active already"));
    assertThat(stand.find(ada).status()).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(stand.find(kept).status()).isEqualTo(ContactStatus.ARCHIVED);
  }

  @Test
  void ofTwoUndosAtOnceEachChangeIsTakenBackByOne() throws Exception {
    database.update(
        """
        INSERT INTO contacts (id, email, attributes)
        SELECT gen_random_uuid(), 'c' || i || '@example.org', '{"cold": true}' FROM generate_series(1, 700) AS i
        """);
    UUID pruning = stand.prune(new PruneRequest("has(contact.attributes.cold)", null, null, null));
    stand.work(pruning);
    merge(ada, kept, pruning);
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Undone> undoing =
        () -> {
          together.await();
          return undo(pruning);
        };

    int restored = 0;
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Undone> each : threads.invokeAll(Collections.nCopies(2, undoing))) {
        restored += each.get().restored();
        assertThat(each.get().left()).isZero();
      }
    }

    assertThat(restored).isEqualTo(701);
    assertThat(database.number("SELECT count(*) FROM contacts WHERE status = 'archived'")).isZero();
    assertThat(stand.find(ada).identities()).containsExactly(ADA_AT_X);
  }

  private static UUID run() {
    return stand.prune(new PruneRequest("false", null, null, null));
  }

  private static void merge(UUID from, UUID into, UUID run) throws Exception {
    stand.bean(ContactRegister.class).merge(from, into, origin(run));
  }

  private static RevisionOrigin origin(UUID run) {
    return RevisionOrigin.of(RevisionSource.FLOW, run);
  }

  private static Undone undo(UUID run) {
    return stand.bean(RunUndo.class).undo(run, "tester");
  }

  private static void assertAsBefore(Contact before) {
    Contact after = stand.find(before.id());
    assertThat(ContactDifference.between(before, after)).isEmpty();
    assertThat(after.platform()).isEqualTo(before.platform());
  }

  private static List<String> reasons(Undone undone) {
    return undone.details().stream().map(Undone.Left::reason).toList();
  }
}
