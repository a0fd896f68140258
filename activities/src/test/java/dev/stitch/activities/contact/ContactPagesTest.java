package dev.stitch.activities.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.contact.PageOutcome.SkipReason;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactRevision;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ContactPagesTest {

  /** More would no longer be a handful. */
  private static final int HANDFUL = 12;

  private static final RevisionOrigin ORIGIN = RevisionOrigin.sync(Ids.next(), "x");

  private static ApplicationContext context;
  private static Database database;
  private static ContactRepository contacts;
  private static ContactPages pages;
  private static ContactRevisions revisions;
  private static StatementCounter statements;

  @BeforeAll
  static void start() {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put(StatementCounter.PROPERTY, true);
    context = ApplicationContext.run(properties);
    database = context.getBean(Database.class);
    contacts = context.getBean(ContactRepository.class);
    pages = context.getBean(ContactPages.class);
    revisions = context.getBean(ContactRevisions.class);
    statements = context.getBean(StatementCounter.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void nobody() {
    database.update("DELETE FROM contacts");
  }

  @Test
  void aPageOfAThousandTakesAHandfulOfStatementsNewKnownOrChanged() {
    int before = statements.count();
    PageResult first = pages.write(thousand("Engineer"), ORIGIN);
    int added = statements.count();
    PageResult second = pages.write(thousand("Engineer"), ORIGIN);
    int unchanged = statements.count();
    PageResult third = pages.write(thousand("Architect"), ORIGIN);
    int updated = statements.count();

    System.out.printf(
        "statements a page of 1,000: %d to add, %d when unchanged, %d to update%n",
        added - before, unchanged - added, updated - unchanged);
    assertThat(first.added()).isEqualTo(1_000);
    assertThat(second.skipped()).isEqualTo(1_000);
    assertThat(third.updated()).isEqualTo(1_000);
    assertThat(List.of(added - before, unchanged - added, updated - unchanged))
        .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(HANDFUL));
    assertThat(database.number("SELECT count(*) FROM contacts")).isEqualTo(1_000);
  }

  @Test
  void whoHasTheIdIsThePersonAndElseWhoHasTheAddress() {
    UUID byId = known(null, "1");
    UUID byAddress = known("grace@example.org", null);

    PageResult result =
        pages.write(
            List.of(
                person("1", "Ada", "ada@example.org"),
                person("2", "Grace", " Grace@Example.ORG"),
                person("3", "Linus", null)),
            ORIGIN);

    assertThat(result.outcomes())
        .startsWith(new PageOutcome.Updated(byId), new PageOutcome.Updated(byAddress))
        .last()
        .isInstanceOf(PageOutcome.Added.class);
    assertThat(find(byId).email()).isEqualTo("ada@example.org");
    assertThat(find(byAddress).identities()).containsExactly(new ContactIdentity("x", "2"));
    assertThat(find(result.outcomes().getLast().contactId()).name()).isEqualTo("Linus");
  }

  @Test
  void aPersonWhomThePageTellsOfTwiceIsOneContact() {
    PageResult result =
        pages.write(
            List.of(
                person("1", "Ada", "ada@example.org"),
                person("1", "Ada", null),
                person("2", "Ada L.", "ada@example.org")),
            ORIGIN);

    UUID ada = result.outcomes().getFirst().contactId();
    assertThat(result.outcomes())
        .containsExactly(
            new PageOutcome.Added(ada),
            new PageOutcome.Skipped(ada, SkipReason.REPEATED),
            new PageOutcome.Skipped(ada, SkipReason.REPEATED));
    assertThat(find(ada).identities())
        .containsExactlyInAnyOrder(new ContactIdentity("x", "1"), new ContactIdentity("x", "2"));
    assertThat(pages.write(List.of(person("2", "Ada L.", null)), ORIGIN).skipped()).isOne();
    assertThat(pages.write(List.of(person("1", "Ada", null)), ORIGIN).skipped()).isOne();
  }

  @Test
  void whatPeopleWroteStaysAndWhatThePlatformFilledFollowsIt() {
    UUID ada = known("ada@example.org", "1");
    database.update("UPDATE contacts SET name = 'Countess Lovelace' WHERE id = ?", ada);

    pages.write(List.of(titled("1", "Ada", "Engineer")), ORIGIN);
    assertThat(find(ada).name()).isEqualTo("Countess Lovelace");
    assertThat(find(ada).title()).isEqualTo("Engineer");

    pages.write(List.of(titled("1", "Ada", "Architect")), ORIGIN);
    assertThat(find(ada).title()).isEqualTo("Architect");

    database.update("UPDATE contacts SET title = 'Analyst' WHERE id = ?", ada);
    pages.write(List.of(titled("1", "Ada", "Director")), ORIGIN);
    pages.write(List.of(titled("1", "Ada", null)), ORIGIN);

    assertThat(find(ada).title()).isEqualTo("Analyst");
    assertThat(find(ada).platform().at("/x/name").asText()).isEqualTo("Ada");
  }

  @Test
  void aValueThatPeopleAndThePlatformAgreedOnIsThePeoples() {
    UUID ada = known("ada@example.org", "1");
    database.update("UPDATE contacts SET name = 'Ada' WHERE id = ?", ada);
    pages.write(List.of(person("1", "Ada", null)), ORIGIN);

    pages.write(List.of(person("1", "Ada in Berlin", null)), ORIGIN);

    assertThat(find(ada).name()).isEqualTo("Ada");
  }

  @Test
  void twoContactsThatAreOnePersonAreMergedAndLoseNothing() {
    UUID imported = known("ada@example.org", null);
    UUID followed = known(null, "1");
    database.update(
        "UPDATE contacts SET name = 'Ada', attributes = '{\"a\":1}', tags = '{vip}' WHERE id = ?",
        imported);
    database.update(
        """
        UPDATE contacts SET phone = '+44', attributes = '{"a":2,"b":3}', tags = '{x}', unsubscribed_at = now()
        WHERE id = ?
        """,
        followed);

    PageResult result = pages.write(List.of(person("1", "@ada", "ada@example.org")), ORIGIN);

    assertThat(result.merges()).containsExactly(new PageResult.Merged(imported, followed));
    assertThat(result.outcomes()).containsExactly(new PageOutcome.Updated(imported));
    Contact ada = find(imported);
    assertThat(ada.name()).isEqualTo("Ada");
    assertThat(ada.phone()).isEqualTo("+44");
    assertThat(ada.tags()).containsExactlyInAnyOrder("vip", "x");
    assertThat(ada.attributes()).isEqualTo(Jsonb.object().put("a", 1).put("b", 3));
    assertThat(ada.unsubscribedAt()).isNotNull();
    assertThat(ada.identities()).containsExactly(new ContactIdentity("x", "1"));
    assertThat(find(followed).status()).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(history(followed))
        .singleElement()
        .satisfies(
            revision -> {
              assertThat(revision.kind()).isEqualTo(RevisionKind.MERGED_AWAY);
              assertThat(revision.otherContactId()).isEqualTo(imported);
              assertThat(revision.fields().at("/identities/before").size()).isOne();
              assertThat(revision.fields().at("/status/after").asText()).isEqualTo("archived");
            });
    JsonNode merged = history(imported).getFirst().fields();
    assertThat(merged.at("/phone/before").isNull()).isTrue();
    assertThat(merged.at("/phone/after").asText()).isEqualTo("+44");
    assertThat(merged.at("/attributes/before").has("b")).isFalse();
    assertThat(merged.at("/attributes/after/b").asInt()).isEqualTo(3);
    assertThat(merged.at("/attributes/after").has("a")).isFalse();
    assertThat(pages.write(List.of(person("1", "@ada", "ada@example.org")), ORIGIN).skipped())
        .isOne();
  }

  @Test
  void twoContactsWithAddressesOfTheirOwnAreToldAndNotMerged() {
    UUID ada = known("ada@example.org", "1");
    UUID office = known("office@example.org", null);

    PageResult result = pages.write(List.of(person("1", "Ada", "office@example.org")), ORIGIN);

    assertThat(result.conflicts()).containsExactly(new PageResult.Conflict(0, ada, office));
    assertThat(result.merges()).isEmpty();
    assertThat(find(ada).email()).isEqualTo("ada@example.org");
    assertThat(find(ada).name()).isEqualTo("Ada");
    assertThat(find(office).name()).isNull();
  }

  @Test
  void anArchivedContactIsNeverBroughtBackNorAddedAgain() {
    UUID ada = known("ada@example.org", "1");
    UUID grace = known("grace@example.org", null);
    database.update("UPDATE contacts SET status = 'archived'");

    PageResult result =
        pages.write(
            List.of(person("1", "Ada", null), person("2", "Grace", "grace@example.org")), ORIGIN);

    assertThat(result.outcomes())
        .containsExactly(
            new PageOutcome.Skipped(ada, SkipReason.ARCHIVED),
            new PageOutcome.Skipped(grace, SkipReason.ARCHIVED));
    assertThat(find(ada).name()).isNull();
    assertThat(database.number("SELECT count(*) FROM contacts")).isEqualTo(2);
  }

  @Test
  void anActivePersonWhoseAddressIsAnArchivedContactsDoesWithoutIt() {
    UUID ada = known(null, "1");
    UUID gone = known("ada@example.org", null);
    database.update("UPDATE contacts SET status = 'archived' WHERE id = ?", gone);

    PageResult result = pages.write(List.of(person("1", "Ada", "ada@example.org")), ORIGIN);

    assertThat(result.conflicts()).containsExactly(new PageResult.Conflict(0, ada, gone));
    assertThat(find(ada).email()).isNull();
    assertThat(find(gone).status()).isEqualTo(ContactStatus.ARCHIVED);
  }

  @Test
  void whoHasUnsubscribedStaysSo() {
    UUID ada = known("ada@example.org", "1");
    context
        .getBean(ConsentRepository.class)
        .change(ada, null, ConsentState.WITHDRAWN, ConsentOrigin.of(ConsentSource.PAGE));
    var since = find(ada).unsubscribedAt();

    pages.write(List.of(person("1", "Ada", "ada@example.org")), ORIGIN);

    assertThat(find(ada).name()).isEqualTo("Ada");
    assertThat(find(ada).unsubscribedAt()).isEqualTo(since);
  }

  @Test
  void aMergedContactStandsForTheOneThatItWentTo() throws Exception {
    UUID from = known("old@example.org", "1");
    UUID into = known("new@example.org", null);
    context.getBean(ContactRegister.class).merge(from, into, ORIGIN);

    PageResult result =
        pages.write(
            List.of(person("1", "Ada", null), person("2", "Ada", "old@example.org")), ORIGIN);

    assertThat(result.outcomes())
        .containsExactly(
            new PageOutcome.Updated(into), new PageOutcome.Skipped(into, SkipReason.REPEATED));
    assertThat(find(into).name()).isEqualTo("Ada");
    assertThat(find(into).email()).isEqualTo("new@example.org");
    assertThat(find(into).identities()).hasSize(2);
  }

  @Test
  void contactsThatWereMergedInACircleAreLeftAlone() {
    UUID one = known("one@example.org", null);
    UUID two = known("two@example.org", null);
    mergedInto(one, two);
    mergedInto(two, one);

    PageResult result = pages.write(List.of(person("1", "One", "one@example.org")), ORIGIN);

    assertThat(result.skipped()).isOne();
    assertThat(find(one).name()).isNull();
  }

  @Test
  void valuesThatNoContactCanHoldCostNobodyThePage() {
    String huge = "é".repeat(100_000);
    PageResult result =
        pages.write(
            List.of(
                person("1", "A\0da\uD800\nLovelace", "no address"),
                person("2", huge, huge + "@example.org"),
                person(huge, "Nobody", "not@valid@"),
                person("\0", " ", null),
                new IncomingContact(
                    "x",
                    List.of("3"),
                    List.of(),
                    IncomingContact.Fields.named("Big"),
                    Jsonb.object().put("description", huge).put("nul", "\0"))),
            ORIGIN);

    assertThat(result.added()).isEqualTo(3);
    assertThat(result.errors()).isEqualTo(2);
    assertThat(find(result.outcomes().get(0).contactId()).name()).isEqualTo("A da Lovelace");
    assertThat(find(result.outcomes().get(1).contactId()).name()).hasSize(500);
    assertThat(find(result.outcomes().get(4).contactId()).platform().toString())
        .isEqualTo("{\"x\":{\"id\":\"3\",\"name\":\"Big\",\"filled\":[\"name\"]}}");
  }

  @Test
  void tenThousandTimesTheSamePersonIsOneContact() {
    PageResult result =
        pages.write(Collections.nCopies(10_000, person("1", "Ada", "ada@example.org")), ORIGIN);

    assertThat(result.added()).isOne();
    assertThat(result.skipped()).isEqualTo(9_999);
    assertThat(database.number("SELECT count(*) FROM contacts")).isOne();
  }

  @Test
  void whatSomebodyWroteIntoThePlatformsCopyDoesNoHarm() {
    UUID ada = known(null, "1");
    database.update(
        "UPDATE contacts SET platform = '{\"x\":{\"filled\":[7,{}],\"id\":[]},\"y\":1}'");

    pages.write(List.of(person("1", "Ada", null)), ORIGIN);
    database.update("UPDATE contacts SET platform = '{\"x\":\"text\"}'");
    pages.write(List.of(person("1", "Ada", null)), ORIGIN);

    assertThat(find(ada).name()).isEqualTo("Ada");
    assertThat(find(ada).platform().at("/x/id").asText()).isEqualTo("1");
  }

  @Test
  void aRevisionSaysWhatChangedAndThatNothingDidIsNone() {
    UUID ada = known("ada@example.org", "1");

    pages.write(List.of(titled("1", "Ada", "Engineer")), ORIGIN);
    pages.write(List.of(titled("1", "Ada", "Engineer")), ORIGIN);

    ContactRevision revision = history(ada).getFirst();
    assertThat(history(ada)).hasSize(1);
    assertThat(revision.kind()).isEqualTo(RevisionKind.UPDATED);
    assertThat(revision.platform()).isEqualTo("x");
    assertThat(revision.fields().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("name", "title");
  }

  @Test
  void aPersonWhomThePlatformHasForgottenLosesTheIdentityOnly() {
    UUID ada = known("ada@example.org", "1");
    UUID onlyThere = known(null, "2");

    int lost =
        pages.forget(
            List.of(
                new ContactIdentity("x", "1"),
                new ContactIdentity("x", "2"),
                new ContactIdentity("x", "3")),
            ORIGIN);

    assertThat(lost).isOne();
    assertThat(find(ada).identities()).isEmpty();
    assertThat(find(ada).status()).isEqualTo(ContactStatus.ACTIVE);
    assertThat(find(onlyThere).identities()).hasSize(1);
    assertThat(history(ada).getFirst().fields().has("identities")).isTrue();
  }

  private static List<IncomingContact> thousand(String title) {
    return IntStream.range(0, 1_000)
        .mapToObj(
            i ->
                new IncomingContact(
                    "x",
                    List.of("id" + i),
                    List.of("p" + i + "@example.org"),
                    new IncomingContact.Fields("Person " + i, null, null, title),
                    Jsonb.object().put("followers", (long) i)))
        .toList();
  }

  private static IncomingContact person(String id, String name, String email) {
    return new IncomingContact(
        "x",
        List.of(id),
        email == null ? List.of() : List.of(email),
        IncomingContact.Fields.named(name),
        Jsonb.object());
  }

  private static IncomingContact titled(String id, String name, String title) {
    return new IncomingContact(
        "x",
        List.of(id),
        List.of(),
        new IncomingContact.Fields(name, null, null, title),
        Jsonb.object());
  }

  private static UUID known(String email, String id) {
    UUID contact = Ids.next();
    database.update("INSERT INTO contacts (id, email) VALUES (?, ?)", contact, email);
    if (id != null) {
      database.update(
          """
          INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)
          VALUES (?, ?, 'x', ?)
          """,
          Ids.next(),
          contact,
          id);
    }
    return contact;
  }

  private static void mergedInto(UUID from, UUID into) {
    database.update(
        """
        UPDATE contacts SET status = 'archived', attributes = jsonb_build_object('mergedInto', ?::text) WHERE id = ?
        """,
        into.toString(),
        from);
  }

  private static Contact find(UUID id) {
    return contacts.find(id).orElseThrow();
  }

  private static List<ContactRevision> history(UUID contact) {
    return revisions.page(contact, null, PageRequest.FIRST).data();
  }
}
