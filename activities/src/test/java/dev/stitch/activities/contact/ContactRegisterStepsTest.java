package dev.stitch.activities.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.graph.expression.VariableFields;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactSnapshots;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.secret.RandomToken;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code contact.query}, {@code contact.create}, {@code contact.archive}, {@code contact.merge}.
 */
@Tag("server")
class ContactRegisterStepsTest {

  private static ApplicationContext context;
  private static StepServices services;
  private static Database database;
  private static ContactRepository contacts;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    services = context.getBean(StepServices.class);
    database = context.getBean(Database.class);
    contacts = context.getBean(ContactRepository.class);
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
  void contactsHaveTheFieldsThatFlowsAreCheckedBy() {
    UUID ada = contact("Ada", "{}");
    assertThat(context.getBean(ContactSnapshots.class).find(ada).orElseThrow().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(VariableFields.CONTACT);
  }

  @Test
  void aQueryFindsTheOldestContactsOfItsFilterUpToItsLimit() throws Exception {
    UUID ada = contact("Ada", "{vip}");
    UUID grace = contact("Grace", "{vip}");
    contact("Linus", "{}");
    contact("Old", "{vip}");
    database.update("UPDATE contacts SET status = 'archived' WHERE name = 'Old'");

    JsonNode both = step("contact.query", "{'filter':{'tag':'{{input.tag}}'}}").run();
    JsonNode one = step("contact.query", "{'filter':{'tag':'vip'},'limit':1}").run();
    JsonNode any = step("contact.query", "{'filter':{'status':'any'}}").run();

    assertThat(both.path("count").asInt()).isEqualTo(2);
    assertThat(both.at("/contacts/0/id").asText()).isEqualTo(ada.toString());
    assertThat(both.at("/contacts/1/id").asText()).isEqualTo(grace.toString());
    assertThat(both.at("/contacts/1/name").asText()).isEqualTo("Grace");
    assertThat(one.path("contacts").size()).isOne();
    assertThat(any.path("count").asInt()).isEqualTo(4);
  }

  @Test
  void aFilterThatComesOutEmptyFindsNobodyButFails() {
    assertThat(failure("contact.query", "{'filter':{'tag':'{{input.missing}}'}}"))
        .isEqualTo(FailureCode.INVALID_CONFIG);
  }

  @Test
  void aContactIsCreatedOnce() throws Exception {
    String config =
        "{'email':' {{input.email}} ','values':{'name':'input.name','attributes.score':'2 + 1'}}";
    JsonNode first = step("contact.create", config).run();
    JsonNode second = step("contact.create", config.replace("input.name", "input.tag")).run();

    Contact contact = find(UUID.fromString(first.path("contactId").asText()));
    assertThat(first.path("created").asBoolean()).isTrue();
    assertThat(second.path("created").asBoolean()).isFalse();
    assertThat(second.path("contactId")).isEqualTo(first.path("contactId"));
    assertThat(contact.email()).isEqualTo("new@example.org");
    assertThat(contact.name()).isEqualTo("New");
    assertThat(contact.attributes().path("score").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(failure("contact.create", "{'email':'{{input.name}}'}"))
        .isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(failure("contact.create", "{'email':'a@b.c','values':{'timezone':'input.name'}}"))
        .isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(contacts.idOfEmail("a@b.c")).isEmpty();
  }

  @Test
  void archivingIsDoneOnce() throws Exception {
    UUID ada = contact("Ada", "{}");

    step("contact.archive", "{}").about(null, ada).run();
    long version = find(ada).version();
    step("contact.archive", "{'contact':'" + ada + "'}").run();

    assertThat(find(ada).status()).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(find(ada).version()).isEqualTo(version);
    assertThat(failure("contact.archive", "{}")).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failure("contact.archive", "{'contact':'" + Ids.next() + "'}"))
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failure("contact.archive", "{'contact':'ada'}"))
        .isEqualTo(FailureCode.INVALID_CONFIG);
  }

  @Test
  void aMergeFillsGapsUnitesAndArchivesTheDuplicateOnce() throws Exception {
    UUID kept = contact("Ada", "{a,b}");
    UUID duplicate = contact("A. Lovelace", "{b,c}");
    database.update(
        "UPDATE contacts SET email = NULL, attributes = '{\"x\":1}' WHERE id = ?", kept);
    database.update(
        """
        UPDATE contacts SET company = 'Engines', unsubscribed_at = now(), attributes = '{"x":2,"y":3}'
        WHERE id = ?
        """,
        duplicate);
    database.update(
        """
        INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)
        VALUES (?, ?, 'x', 'ada')
        """,
        Ids.next(),
        duplicate);
    String email = find(duplicate).email();

    step("contact.merge", "{'from':'" + duplicate + "'}").about(null, kept).run();
    long version = find(kept).version();
    step("contact.merge", "{'from':'" + duplicate + "','into':'" + kept + "'}").run();

    Contact contact = find(kept);
    assertThat(contact.name()).isEqualTo("Ada");
    assertThat(contact.email()).isEqualTo(email);
    assertThat(contact.company()).isEqualTo("Engines");
    assertThat(contact.unsubscribedAt()).isNotNull();
    assertThat(contact.tags()).containsExactly("a", "b", "c");
    assertThat(contact.identities()).containsExactly(new ContactIdentity("x", "ada"));
    assertThat(contact.attributes().path("x").asInt()).isOne();
    assertThat(contact.attributes().path("y").asInt()).isEqualTo(3);
    assertThat(contact.version()).isEqualTo(version);
    assertThat(find(duplicate).status()).isEqualTo(ContactStatus.ARCHIVED);
    assertThat(find(duplicate).email()).isNull();
    assertThat(find(duplicate).attributes().path("mergedInto").asText()).isEqualTo(kept.toString());
  }

  @Test
  void whoStaysAfterAMergeHasLeftWhatTheDuplicateHadLeft() throws Exception {
    UUID kept = contact("Ada", "{}");
    UUID duplicate = contact("A. Lovelace", "{}");
    ConsentRepository consents = context.getBean(ConsentRepository.class);
    UnsubscribeLinkRepository links = context.getBean(UnsubscribeLinkRepository.class);
    ConsentOrigin origin = ConsentOrigin.of(ConsentSource.PAGE);
    consents.change(kept, "Offers", ConsentState.WITHDRAWN, origin);
    consents.change(duplicate, "Offers", ConsentState.GRANTED, origin);
    consents.change(duplicate, "News", ConsentState.WITHDRAWN, origin);
    consents.change(duplicate, null, ConsentState.WITHDRAWN, origin);
    String hash = RandomToken.hash("a token");
    links.insert(new UnsubscribeLink(hash, duplicate, "a@example.org", "News", "<1@example.org>"));

    step("contact.merge", "{'from':'" + duplicate + "','into':'" + kept + "'}").run();

    assertThat(consents.withdrawn(kept, "News")).isTrue();
    assertThat(consents.withdrawn(kept, "Offers")).isTrue();
    assertThat(consents.withdrawn(kept, null)).isTrue();
    assertThat(consents.last(kept, null).orElseThrow().source()).isEqualTo(ConsentSource.MERGE);
    assertThat(consents.last(kept, "News").orElseThrow().source()).isEqualTo(ConsentSource.MERGE);
    assertThat(links.find(hash).orElseThrow().contactId()).isEqualTo(kept);
  }

  @Test
  void aContactIsNotMergedIntoItselfNorIntoNobody() {
    UUID ada = contact("Ada", "{}");

    assertThat(failure("contact.merge", "{'from':'" + ada + "','into':'" + ada + "'}"))
        .isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(failure("contact.merge", "{'from':'" + ada + "','into':'" + Ids.next() + "'}"))
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(find(ada).status()).isEqualTo(ContactStatus.ACTIVE);
  }

  private static UUID contact(String name, String tags) {
    UUID id = Ids.next();
    database.update(
        "INSERT INTO contacts (id, name, email, tags) VALUES (?, ?, ?, ?::text[])",
        id,
        name,
        id + "@example.org",
        tags);
    return id;
  }

  private static Contact find(UUID id) {
    return contacts.find(id).orElseThrow();
  }

  private static TestStep step(String type, String config) {
    return TestStep.of(services, type, config.replace('\'', '"'))
        .with("input", "{\"tag\":\"vip\",\"name\":\"New\",\"email\":\"New@Example.org\"}");
  }

  private static FailureCode failure(String type, String config) {
    return catchThrowableOfType(StepException.class, () -> step(type, config).run()).code();
  }
}
