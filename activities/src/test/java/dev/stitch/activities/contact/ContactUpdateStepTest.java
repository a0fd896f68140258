package dev.stitch.activities.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.consent.ConsentChange;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class ContactUpdateStepTest {

  private static ApplicationContext context;
  private static StepServices services;
  private static Database database;
  private static ContactRepository contacts;

  private UUID id;

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
  void newContact() {
    id = Ids.next();
    database.update(
        """
        INSERT INTO contacts (id, name, email, company, tags, attributes)
        VALUES (?, 'Ada', ?, 'Engines', '{lead}', '{"visits": 3, "address": {"city": "Paris"}}')
        """,
        id,
        id + "@example.org");
  }

  @Test
  void valuesAreComputedWrittenAndAnswered() throws Exception {
    JsonNode output =
        step("""
                {"values": {
                  "name": "input.first + ' Lovelace'",
                  "timezone": "'Europe/London'",
                  "lifecycleStage": "'customer'",
                  "company": "null",
                  "tags": "['customer', ' vip ', 'vip']",
                  "attributes.score": "input.visits * 2",
                  "attributes.address.country": "'FR'"}}
                """)
            .with("input", "{\"first\": \"Ada\", \"visits\": 3}")
            .run();

    Contact contact = contact();
    assertThat(contact.name()).isEqualTo("Ada Lovelace");
    assertThat(contact.timezone()).isEqualTo("Europe/London");
    assertThat(contact.lifecycleStage()).isEqualTo("customer");
    assertThat(contact.company()).isNull();
    assertThat(contact.tags()).containsExactly("customer", "vip");
    assertThat(contact.attributes().toString())
        .isEqualTo(
            "{\"score\":6,\"visits\":3,\"address\":{\"city\":\"Paris\",\"country\":\"FR\"}}");
    assertThat(contact.email()).isEqualTo(id + "@example.org");
    assertThat(output.path("attributes.score").asInt()).isEqualTo(6);
    assertThat(output.path("company").isNull()).isTrue();
    assertThat(output.size()).isEqualTo(7);
  }

  @Test
  void unsubscribingKeepsTheFirstMomentAndCanBeTakenBack() throws Exception {
    step("{\"values\": {\"unsubscribed\": \"true\"}}").run();
    Contact first = contact();
    step("{\"values\": {\"unsubscribed\": \"true\"}}").run();
    assertThat(first.unsubscribedAt()).isNotNull();
    assertThat(contact().unsubscribedAt()).isEqualTo(first.unsubscribedAt());

    step("{\"values\": {\"unsubscribed\": \"false\"}}").run();
    assertThat(contact().unsubscribedAt()).isNull();
    assertThat(
            context
                .getBean(ConsentRepository.class)
                .history(contact().id(), PageRequest.FIRST)
                .data())
        .extracting(ConsentChange::state, ConsentChange::source)
        .containsExactly(
            tuple(ConsentState.GRANTED, ConsentSource.FLOW),
            tuple(ConsentState.WITHDRAWN, ConsentSource.FLOW));
  }

  @Test
  void aRepetitionChangesNothing() throws Exception {
    TestStep step = step("{\"values\": {\"name\": \"'Grace'\", \"attributes.n\": \"1\"}}");
    step.run();
    long version = contact().version();

    step.run();

    assertThat(contact().version()).isEqualTo(version);
  }

  @Test
  void nullRemovesAnAttribute() throws Exception {
    step("{\"values\": {\"attributes.address.city\": \"null\"}}").run();

    assertThat(contact().attributes().toString()).isEqualTo("{\"visits\":3,\"address\":{}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"[1]\"}",
        "{\"name\": \"'Grace'\", \"timezone\": \"'Mars/Olympus'\"}",
        "{\"tags\": \"'vip'\"}",
        "{\"tags\": \"[['vip']]\"}",
        "{\"unsubscribed\": \"'yes'\"}",
        "{\"unsubscribed\": \"null\"}",
        "{\"email\": \"'a@example.org'\"}",
        "{\"status\": \"'archived'\"}",
        "{\"attributes\": \"{}\"}",
        "{\"attributes.visits.today\": \"1\"}"
      })
  void whatAContactCannotHoldIsRefusedAndNothingIsWritten(String values) {
    Contact before = contact();

    assertFails(FailureCode.INVALID_CONFIG, step("{\"values\": " + values + "}"));

    assertThat(contact()).isEqualTo(before);
  }

  @Test
  void withoutAContactThereIsNothingToWriteTo() {
    TestStep step =
        TestStep.of(services, "contact.update", "{\"values\": {\"name\": \"'Grace'\"}}");

    assertFails(FailureCode.NOT_FOUND, step);
    assertFails(FailureCode.NOT_FOUND, step.about(null, Ids.next()));
  }

  private TestStep step(String config) {
    return TestStep.of(services, "contact.update", config).about(null, id);
  }

  private Contact contact() {
    return contacts.find(id).orElseThrow();
  }

  private static void assertFails(FailureCode code, TestStep step) {
    StepException failure = catchThrowableOfType(StepException.class, step::run);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
  }
}
