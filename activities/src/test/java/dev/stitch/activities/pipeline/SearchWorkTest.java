package dev.stitch.activities.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.launch.pipeline.RunUndo;
import dev.stitch.launch.pipeline.SearchRequest;
import dev.stitch.model.FailureCode;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class SearchWorkTest {

  private static final String TWO =
      """
      {"contacts": [
        {"name": "Ada", "email": "Ada@Example.org", "phone": null, "company": "Engines", "title": "CTO"},
        {"name": "Bob of {{input.title}}", "email": null, "phone": null, "company": null, "title": null}]}
      """;

  private PipelineStand stand;

  @BeforeEach
  void start() throws IOException {
    stand = new PipelineStand(Map.of());
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  @Test
  void whomPagesTellOfBecomesAContactOnceAndTheKnownStay() throws Exception {
    stand.search.finds(
        stand.page("/one", "<title>One</title>Ada and Bob"),
        stand.page("/two", "<title>Two</title>Ada and Bob"));

    UUID run = stand.search(engines(TWO, true));
    BatchSlice end = stand.work(run);

    assertThat(end.result().toString())
        .isEqualTo("{\"results\":2,\"found\":4,\"created\":3,\"known\":1,\"unidentified\":0}");
    Contact ada = byEmail("ada@example.org");
    assertThat(ada.name()).isEqualTo("Ada");
    assertThat(ada.title()).isEqualTo("CTO");
    assertThat(ada.tags()).containsExactly("prospect");
    assertThat(ada.attributes().path("foundAt").asText()).isEqualTo(stand.url("/one"));
    assertThat(stand.stepTypes(run))
        .containsExactly(
            "web_search completed",
            "url_fetch completed",
            "llm_extract completed",
            "contact_create completed",
            "contact_create completed",
            "url_fetch completed",
            "llm_extract completed",
            "contact_create skipped",
            "contact_create completed");
    assertThat(stand.step(run, "contact_create").contactId()).isEqualTo(ada.id());
    assertThat(stand.run(run).items())
        .extracting("total", "success", "skipped", "error")
        .containsExactly(2, 2, 0, 0);

    UUID repeated = stand.search(engines(TWO, true));
    stand.work(repeated);

    assertThat(stand.run(repeated).items().skipped()).isEqualTo(2);
    assertThat(stand.bean(RunUndo.class).undo(run, "tester").restored()).isZero();
    assertThat(byEmail("ada@example.org")).isNotNull();
  }

  @Test
  void peopleWithoutANameAreToldApartByTheirAddressesElseSkippedAndCounted() throws Exception {
    stand.search.finds(stand.page("/one", "a@example.org b@example.org CTO and CEO of Engines"));
    String nameless =
        """
        {"contacts": [
          {"name": null, "email": "a@example.org", "phone": null, "company": null, "title": null},
          {"name": null, "email": "b@example.org", "phone": null, "company": null, "title": null},
          {"name": null, "email": null, "phone": null, "company": "Engines", "title": "CTO"},
          {"name": null, "email": null, "phone": null, "company": "Engines", "title": "CEO"}]}
        """;

    BatchSlice end = stand.work(stand.search(engines(nameless, true)));

    assertThat(end.result().toString())
        .isEqualTo("{\"results\":1,\"found\":2,\"created\":2,\"known\":0,\"unidentified\":2}");
    assertThat(byEmail("b@example.org").id()).isNotEqualTo(byEmail("a@example.org").id());
  }

  @Test
  void whoWasMergedAndIsFoundAgainIsTheContactThatStandsForThem() throws Exception {
    stand.search.finds(stand.page("/one", "Ada"));
    stand.work(stand.search(engines(TWO, true)));
    Contact duplicate = byEmail("ada@example.org");
    UUID stays = Ids.next();
    Database database = stand.bean(Database.class);
    database.update("INSERT INTO contacts (id, email) VALUES (?, 'l@example.org')", stays);
    database.update(
        "UPDATE contacts SET status = 'archived',"
            + " attributes = jsonb_build_object('mergedInto', ?::text) WHERE id = ?",
        stays.toString(),
        duplicate.id());

    UUID repeated = stand.search(engines(TWO, true));
    stand.work(repeated);

    assertThat(stand.step(repeated, "contact_create").contactId()).isEqualTo(stays);
  }

  @Test
  void withoutCreateItOnlyTells() throws Exception {
    stand.search.finds(stand.page("/one", "Ada"));

    UUID run = stand.search(engines(TWO, false));
    stand.work(run);

    assertThat(stand.stepTypes(run)).contains("contact_create skipped");
    assertThat(stand.bean(ContactRepository.class).idOfEmail("ada@example.org")).isEmpty();
    assertThat(stand.run(run).items().success()).isEqualTo(1);
  }

  @Test
  void aPageThatCannotBeReadIsAnErrorAndTheOthersAreRead() throws Exception {
    stand.search.finds(stand.url("/nothing-here"), stand.page("/one", "Ada"));

    UUID run = stand.search(engines(TWO, true));
    stand.work(run);

    assertThat(stand.run(run).items().error()).isEqualTo(1);
    assertThat(stand.step(run, "error").url()).isEqualTo(stand.url("/nothing-here"));
    assertThat(byEmail("ada@example.org")).isNotNull();
  }

  @Test
  void aModelThatAnswersBesideThePointFailsItsPageOnly() throws Exception {
    stand.search.finds(stand.page("/one", "Ada"));

    UUID run = stand.search(engines("no JSON", true));
    BatchSlice end = stand.work(run);

    assertThat(end.finished()).isTrue();
    assertThat(stand.step(run, "llm_extract").error().path("code").asText())
        .isEqualTo(FailureCode.UNUSABLE_ANSWER.name());
    assertThat(stand.run(run).items().error()).isEqualTo(1);
  }

  @Test
  void aSearchThatFindsNothingEndsWell() throws Exception {
    BatchSlice end = stand.work(stand.search(engines(TWO, true)));

    assertThat(end.finished()).isTrue();
    assertThat(end.result().path("results").asInt()).isZero();
  }

  @Test
  void withoutASearchEngineTheRunFailsAndSaysWhatToSet() throws Exception {
    try (PipelineStand none = new PipelineStand(Map.of("stitch.search.url", ""))) {
      BatchSlice end = none.work(none.search(engines(TWO, true)));

      assertThat(end.failure().message()).contains("STITCH_SEARCH_URL");
    }
  }

  private Contact byEmail(String email) {
    UUID id = stand.bean(ContactRepository.class).idOfEmail(email).orElseThrow();
    return stand.find(id);
  }

  private static SearchRequest engines(String script, boolean create) {
    return new SearchRequest("engines", 5, create, List.of("prospect"), "scripted", script);
  }
}
