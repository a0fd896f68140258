package dev.stitch.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import io.micronaut.core.annotation.Nullable;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class PipelineApiTest extends JourneyApiTest {

  private static final String TEMPLATES = "/api/workflows/templates";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enrich | {} | /contactIds",
        "enrich | {'contactIds':[],'contactFilter':{}} | /contactIds",
        "enrich | {'contactIds':[]} | /contactIds",
        "enrich | {'contactIds':[null]} | /contactIds/0",
        "enrich | {'contactFilter':{},'fields':[]} | /fields",
        "enrich | {'contactFilter':{},'fields':['name','titel']} | /fields/1",
        "enrich | {'contactFilter':{},'fields':['attributes.a.b']} | /fields/0",
        "enrich | {'contactFilter':{},'fields':['status']} | /fields/0",
        "enrich | {'contactFilter':{},'sources':['website','telephone']} | /sources/1",
        "enrich | {'contactFilter':{},'model':'gpt'} | /model",
        "enrich | {'contactFilter':{},'script':'x'} | /script",
        "enrich | {'contactFilter':{},'model':'scripted','script':'{{#each'} | /script",
        "search | {} | /query",
        "search | {'query':'  '} | /query",
        "search | {'query':'x','maxResults':0} | /maxResults",
        "search | {'query':'x','maxResults':101} | /maxResults",
        "search | {'query':'x','tags':['']} | /tags/0",
        "search | {'query':'x','model':'claude haiku'} | /model",
        "prune | {} | /criteria",
        "prune | {'criteria':'contact.'} | /criteria",
        "prune | {'criteria':'input.x == 1'} | /criteria",
        "prune | {'criteria':'1 + 1','dryRun':true} | /criteria",
        "prune | {'criteria':'true','contactFilter':{'status':'archived'}} | /contactFilter/status",
        "prune | {'criteria':'true','contactIds':[]} | /contactIds",
        "prune | {'criteria':'true','contactIds':[null],'dryRun':true} | /contactIds/0",
        "prune | {'criteria':'true','contactIds':['019a0000-0000-7000-8000-000000000001'],'contactFilter':{}} | /contactIds",
      })
  void whatCannotBeMeantIsRefusedWithItsField(String route, String body, String pointer) {
    Answer answer = post("/api/workflows/" + route, body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource({"enrich,", "prune, '\"criteria\":\"true\",'"})
  void moreThanTenThousandIdsAreRefused(String route, @Nullable String more) {
    String ids = String.join(",", Collections.nCopies(10_001, "\"" + UUID.randomUUID() + "\""));

    Answer answer =
        post(
            "/api/workflows/" + route,
            "{%s\"contactIds\":[%s]}".formatted(more == null ? "" : more, ids));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/errors/0/message").textValue()).contains("10,000");
  }

  @Test
  void whatIsUnreadableIsRefusedAsEverywhere() {
    Answer noId = post("/api/workflows/enrich", "{\"contactIds\":[\"x\"]}");
    assertThat(noId.status()).isEqualTo(422);
    assertThat(noId.at("/errors/0/pointer").textValue()).isEqualTo("/contactIds/0");
    Answer unknown = post("/api/workflows/search", "{\"quary\":\"x\"}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.at("/errors/0/pointer").textValue()).isEqualTo("/quary");
    assertThat(post("/api/workflows/prune", "{\"criteria\":{}}").status()).isEqualTo(400);
    assertThat(post("/api/workflows/prune", "{").status()).isEqualTo(400);
  }

  @Test
  void anAcceptedRunIsThereWithWhatItWasAskedFor() {
    UUID contact = contact();

    Answer accepted =
        post(
            "/api/workflows/enrich",
            """
            {"contactIds": ["%s", "%s"], "fields": ["title"], "sources": ["website"], "model": "scripted"}
            """
                .formatted(contact, contact));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.at("/workflowId").textValue()).isNotEmpty();
    assertThat(accepted.at("/temporalUrl").textValue()).isNotEmpty();
    Answer run = get("/api/workflows/" + accepted.at("/runId").textValue());
    assertThat(run.at("/workflowType").textValue()).isEqualTo("enrich");
    assertThat(run.at("/triggerKind").textValue()).isEqualTo("user");
    assertThat(run.at("/config").toString())
        .isEqualTo(
            "{\"model\":\"scripted\",\"fields\":[\"title\"],\"sources\":[\"website\"],\"contactIds\":[\"%s\"]}"
                .formatted(contact));
  }

  @Test
  void aRehearsedPruningAnswersWhomItWouldArchive() {
    UUID contact = contact();

    Answer answer =
        post(
            "/api/workflows/prune",
            "{\"criteria\": \"true\", \"contactIds\": [\"%s\"], \"dryRun\": true}"
                .formatted(contact));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/matched").intValue()).isEqualTo(1);
    assertThat(answer.at("/sample/0/id").textValue()).isEqualTo(contact.toString());
  }

  @Test
  void undoIsRefusedWhileTheRunIsUnderWayAndForNoRun() {
    String run = post("/api/workflows/prune", "{\"criteria\": \"false\"}").at("/runId").textValue();

    assertThat(post("/api/workflows/" + run + "/undo", "").status()).isEqualTo(409);
    assertThat(post("/api/workflows/" + UUID.randomUUID() + "/undo", "").status()).isEqualTo(404);
  }

  @Test
  void undoOfARunThatChangedNothingFindsNothing() {
    String run = post("/api/workflows/prune", "{\"criteria\": \"false\"}").at("/runId").textValue();
    database.update(
        "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?",
        UUID.fromString(run));

    Answer undone = post("/api/workflows/" + run + "/undo", "");

    assertThat(undone.status()).as(undone.text()).isEqualTo(200);
    assertThat(undone.at("/restored").intValue()).isZero();
    assertThat(undone.at("/left").intValue()).isZero();
  }

  @Test
  void undoTellsWhatItTookBackAndWhatItLeftAndWhy() {
    String run = post("/api/workflows/prune", "{\"criteria\": \"false\"}").at("/runId").textValue();
    UUID kept = contact();
    UUID duplicate = contact();
    UUID active = contact();
    database.update(
        """
        UPDATE contacts SET status = 'archived', attributes = jsonb_build_object('mergedInto', ?::text) WHERE id = ?
        """,
        kept.toString(),
        duplicate);
    revision(run, kept, "merged", duplicate, "{}");
    revision(
        run,
        duplicate,
        "merged_away",
        kept,
        """
        {"status": {"before": "active", "after": "archived"},
         "attributes": {"before": {}, "after": {"mergedInto": "%s"}}}
        """
            .formatted(kept));
    revision(run, active, "archived", null, "{}");
    database.update(
        "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?",
        UUID.fromString(run));

    Answer undone = post("/api/workflows/" + run + "/undo", "");

    assertThat(undone.status()).as(undone.text()).isEqualTo(200);
    assertThat(undone.at("/restored").intValue()).isEqualTo(1);
    assertThat(undone.at("/restoredDetails").toString())
        .isEqualTo(
            "[{\"contactId\":\"%s\",\"what\":\"parted from contact %s\"}]"
                .formatted(duplicate, kept));
    assertThat(undone.at("/details").toString())
        .isEqualTo(
            "[{\"contactId\":\"%s\",\"reason\":\"it is active already\"}]".formatted(active));
    Answer parted = get("/api/contacts/" + duplicate);
    assertThat(parted.at("/status").textValue()).isEqualTo("active");
    assertThat(parted.at("/attributes").size()).isZero();
  }

  private void revision(
      String run, UUID contact, String kind, @Nullable UUID other, String fields) {
    database.update(
        """
        INSERT INTO contact_revisions (contact_id, kind, source, workflow_run_id, other_contact_id, fields)
        VALUES (?, ?, 'flow', ?::uuid, ?::uuid, ?::jsonb)
        """,
        contact,
        kind,
        run,
        other,
        fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prospecting | {'query':'engines','maxResults':3,'model':'scripted'} | search",
        "enrichment | {'contactFilter':{'tag':'nobody'},'model':'scripted'} | enrich",
        "pruning | {'criteria':'false'} | prune",
      })
  void aTemplateThatBecomesActiveStartsItsRunOnce(String type, String config, String runType) {
    String template = template(type, config.replace('\'', '"'), "");

    assertThat(post(TEMPLATES + "/" + template + "/activate", "").status()).isEqualTo(200);
    post(TEMPLATES + "/" + template + "/pause", "");
    assertThat(post(TEMPLATES + "/" + template + "/activate", "").status()).isEqualTo(200);

    Answer runs = get("/api/workflows?templateId=" + template);
    assertThat(runs.at("/total").intValue()).isEqualTo(1);
    assertThat(runs.at("/data/0/workflowType").textValue()).isEqualTo(runType);
    assertThat(runs.at("/data/0/triggerKind").textValue()).isEqualTo("template");
  }

  @Test
  void aTemplateWhoseRunCannotBeMeantIsNotActivated() {
    String template = template("pruning", "{\"criteria\": \"contact.\"}", "");

    Answer refused = post(TEMPLATES + "/" + template + "/activate", "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors/0/pointer").textValue()).isEqualTo("/config/criteria");
    assertThat(get(TEMPLATES + "/" + template).at("/status").textValue()).isEqualTo("draft");
  }

  @Test
  void aTemplateThatStartsLaterStartsNoRunYet() {
    String template =
        template(
            "pruning", "{\"criteria\": \"false\"}", ", \"startsAt\": \"2099-01-01T00:00:00Z\"");

    post(TEMPLATES + "/" + template + "/activate", "");

    assertThat(get("/api/workflows?templateId=" + template).at("/total").intValue()).isZero();
  }

  private String template(String type, String config, String more) {
    Answer created =
        post(
            TEMPLATES,
            "{\"name\": \"T\", \"templateType\": \"%s\", \"config\": %s%s}"
                .formatted(type, config, more));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return created.at("/id").textValue();
  }
}
