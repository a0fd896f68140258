package dev.stitch.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which enrollments may go on by the newest steps. */
@Tag("server")
class MigrationApiTest extends JourneyApiTest {

  private static final String ROUTE = "/api/workflows/templates";
  private static final String FOLLOW = "{'stepType':'follow'}";
  private static final String LIKE = "{'stepType':'connect'}";
  private static final String WAIT = "[{\"kind\":\"timer\",\"nodeId\":\"delay-1\"}]";

  @Test
  void aDryRunSaysHowManyWouldMoveAndWhoCannotAndWhy() {
    String template = template(FOLLOW + "," + FOLLOW);
    UUID moves = enrolled(template, "active", 1, WAIT);
    UUID paused = enrolled(template, "paused", 1, WAIT);
    UUID busy = enrolled(template, "active", 1, "[]");
    enrolled(template, "completed", 1, "[]");
    assertThat(migrate(template, "{'dryRun':true}").at("/accepted").intValue())
        .as("all follow the newest")
        .isZero();
    steps(template, FOLLOW + "," + FOLLOW + "," + FOLLOW);

    Answer asked = migrate(template, "{'dryRun':true}");

    assertThat(asked.status()).as(asked.text()).isEqualTo(200);
    assertThat(asked.at("/accepted").intValue()).isEqualTo(1);
    assertThat(asked.at("/bulkOperationId").isNull()).isTrue();
    assertThat(asked.at("/skippedByReason")).isEqualTo(tree("{'busy':1,'paused':1}"));
    assertThat(asked.at("/skipped").findValuesAsText("enrollmentId"))
        .containsExactlyInAnyOrder(paused.toString(), busy.toString());
    Answer some =
        migrate(
            template,
            "{'dryRun':true,'enrollmentIds':['%s','%s']}".formatted(moves, UUID.randomUUID()));
    assertThat(some.at("/accepted").intValue()).isEqualTo(1);
    assertThat(some.at("/skipped/0/reason").textValue()).isEqualTo("not_behind");
  }

  @Test
  void whoHasDoneAStepThatIsOfAnotherTypeNowStays() {
    String template = template(FOLLOW + "," + FOLLOW);
    enrolled(template, "active", 1, WAIT);
    enrolled(template, "active", 0, WAIT);
    steps(template, LIKE + "," + FOLLOW);
    Answer same = migrate(template, "{'dryRun':true}");
    assertThat(same.at("/accepted").intValue()).as("both are tasks").isEqualTo(2);
    steps(template, "{'stepType':'wait','config':{'duration':'P1D'}}," + FOLLOW);

    Answer asked = migrate(template, "{'dryRun':true}");

    assertThat(asked.at("/accepted").intValue()).isEqualTo(1);
    assertThat(asked.at("/skipped/0/reason").textValue()).isEqualTo("changed_step");
  }

  @Test
  void theOperationThatMovesThemIsAcceptedOncePerKey() {
    String template = template(FOLLOW + "," + FOLLOW);
    enrolled(template, "active", 1, WAIT);
    steps(template, FOLLOW);
    String key = UUID.randomUUID().toString();
    String route = ROUTE + "/" + template + "/migrate";

    Answer first = post(route, "{}", "Idempotency-Key", key);
    Answer second = post(route, "{}", "Idempotency-Key", key);

    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    String operation = first.at("/bulkOperationId").textValue();
    assertThat(first.header("Location")).isEqualTo("/api/bulk-operations/" + operation);
    assertThat(get("/api/bulk-operations/" + operation).at("/kind").textValue())
        .isEqualTo("migrate");
  }

  @Test
  void onlyAnActiveTemplateMovesAnybody() {
    String template = template(FOLLOW);
    assertThat(send("POST", ROUTE + "/" + template + "/pause", null).status()).isEqualTo(200);

    assertThat(migrate(template, "{}").status()).isEqualTo(409);
    assertThat(migrate(template, "{'dryRun':true}").status()).isEqualTo(409);
    assertThat(migrate(UUID.randomUUID().toString(), "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'enrollmentIds':[null]}   | /enrollmentIds/0",
        "{'enrollmentIds':['x']}    | /enrollmentIds/0",
        "{'enrollmentIds':7}        | /enrollmentIds",
        "{'dryRun':'yes'}           | /dryRun",
        "{'more':1}                 | /more",
      })
  void whatCannotBeMeantIsRefused(String body, String pointer) {
    Answer answer = migrate(template(FOLLOW), body);

    assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
  }

  private Answer migrate(String template, String body) {
    return post(ROUTE + "/" + template + "/migrate", json(body));
  }

  private String template(String steps) {
    Answer answer = post(ROUTE, json("{'name':'Campaign','templateType':'outreach'}"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String id = answer.at("/id").textValue();
    steps(id, steps);
    assertThat(send("POST", ROUTE + "/" + id + "/activate", null).status()).isEqualTo(200);
    return id;
  }

  private void steps(String id, String steps) {
    Answer answer = put(ROUTE + "/" + id + "/steps", json("{'steps':[%s]}".formatted(steps)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** Somebody whose run walks the template's graph of now. */
  private UUID enrolled(String template, String status, int step, String waitingOn) {
    UUID run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, template_id, plan_hash,
                                   temporal_workflow_id)
        SELECT ?, 'sequence', 'running', 'Campaign', 'template', id, plan_hash, ?
        FROM workflow_templates WHERE id = ?
        """,
        run,
        "sequence/" + run,
        UUID.fromString(template));
    UUID enrollment = Ids.next();
    database.update(
        """
        INSERT INTO workflow_enrollments (id, template_id, contact_id, workflow_run_id, status,
                                          began_at, current_step_index, waiting_on)
        VALUES (?, ?, ?, ?, ?, now(), ?, ?::jsonb)
        """,
        enrollment,
        UUID.fromString(template),
        contact(),
        run,
        status,
        step,
        waitingOn);
    return enrollment;
  }
}
