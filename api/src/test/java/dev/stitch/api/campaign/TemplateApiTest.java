package dev.stitch.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.testing.JourneyApiTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The route table of templates, call by call. */
@Tag("server")
class TemplateApiTest extends JourneyApiTest {

  private static final String ROUTE = "/api/workflows/templates";

  @Test
  void aTemplateIsCreatedReadChangedAndDeletedAsTheRouteTableSays() {
    Answer created =
        post(
            ROUTE,
            """
            {"name": "Spring outreach", "description": "Founders", "platform": "linkedin",
             "templateType": "outreach", "config": "{\\"dailyLimit\\": 25, \\"topic\\": \\"news\\"}",
             "goalMetrics": {"replies": 10}, "startsAt": 1767225600, "endsAt": "2030-01-01T00:00:00Z"}
            """);

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String id = created.at("/id").textValue();
    assertThat(created.header("Location")).isEqualTo(ROUTE + "/" + id);
    assertThat(created.at("/status").textValue()).isEqualTo("draft");
    assertThat(created.at("/config")).isEqualTo(tree("{'dailyLimit':25,'topic':'news'}"));
    assertThat(created.at("/goalMetrics")).isEqualTo(tree("{'replies':10}"));
    assertThat(created.at("/startsAt").textValue()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(created.at("/endsAt").textValue()).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(created.at("/steps")).isEmpty();
    assertThat(created.at("/enrollmentCount").intValue()).isZero();

    Answer read = get(ROUTE + "/" + id);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(created.body());

    Answer changed =
        patch(ROUTE + "/" + id, json("{'name':'Autumn','config':'{}','startsAt':null}"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.at("/name").textValue()).isEqualTo("Autumn");
    assertThat(changed.at("/config")).isEqualTo(tree("{}"));
    assertThat(changed.at("/startsAt").isNull()).isTrue();
    assertThat(changed.at("/platform").textValue()).isEqualTo("linkedin");

    assertThat(ids(get(ROUTE + "?status=draft&templateType=outreach&q=autu"))).contains(id);
    assertThat(ids(get(ROUTE + "?status=active"))).doesNotContain(id);
    assertThat(ids(get(ROUTE + "?templateType=nurture"))).doesNotContain(id);

    Answer deleted = delete(ROUTE + "/" + id);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.text()).isEmpty();
    assertThat(get(ROUTE + "/" + id).status()).isEqualTo(404);
    assertThat(delete(ROUTE + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void deletingATemplateDeletesItsStepsAndEnrollmentsAndKeepsItsRuns() {
    String id = template();
    steps(id, STEP);
    UUID contact = reachable();
    Answer enrolled = enroll(id, contact);
    UUID parent = UUID.fromString(enrolled.at("/runId").textValue());

    assertThat(delete(ROUTE + "/" + id).status()).isEqualTo(204);

    UUID template = UUID.fromString(id);
    assertThat(count("workflow_template_steps", template)).isZero();
    assertThat(count("workflow_enrollments", template)).isZero();
    Answer run = get("/api/workflows/" + parent);
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.at("/templateId").isNull()).isTrue();
    assertThat(run.at("/status").textValue()).isEqualTo("cancelled");
  }

  @Test
  void theWordTemplatesIsNoIdOfARun() {
    assertThat(get(ROUTE).at("/data").isArray()).isTrue();
    assertThat(get("/api/workflows/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void stepsAreReplacedAsAListAndAppendedOneByOne() {
    String id = template();

    Answer replaced =
        put(
            ROUTE + "/" + id + "/steps",
            json(
                "{'steps':[%s,{'stepType':'wait','config':'{\\\"duration\\\":\\\"P1D\\\"}'}]}"
                    .formatted(STEP)));

    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(replaced.at("/steps/0/stepIndex").intValue()).isZero();
    assertThat(replaced.at("/steps/1/config/duration").textValue()).isEqualTo("P1D");
    String first = replaced.at("/steps/0/id").textValue();

    Answer appended =
        post(
            ROUTE + "/" + id + "/steps",
            json(
                "{'stepType':'comment','delayHours':48.5,'config':{'text':'Nice, {{contact.name}}'}}"));

    assertThat(appended.status()).as(appended.text()).isEqualTo(201);
    assertThat(appended.at("/steps/2/stepIndex").intValue()).isEqualTo(2);
    assertThat(appended.at("/steps/2/delayHours").doubleValue()).isEqualTo(48.5);
    assertThat(appended.at("/steps/0/id").textValue()).isEqualTo(first);

    JsonNode graph = get(ROUTE + "/" + id + "/graph").body();
    assertThat(graph.path("nodes").valueStream().map(node -> node.path("type").asText()))
        .containsExactly("human.task", "wait", "wait", "human.task");
    assertThat(graph.at("/nodes/3/data/description").textValue())
        .startsWith("Nice, {{contact.name}}");
  }

  @Test
  void aTemplateIsActivatedPausedAndCompletedAndRefusesWhatItsStatusDoesNotAllow() {
    String id = template();

    assertThat(act(id, "pause").status()).isEqualTo(409);
    assertThat(act(id, "activate").at("/status").textValue()).isEqualTo("active");
    assertThat(act(id, "activate").at("/detail").textValue()).contains("is active");
    assertThat(act(id, "pause").at("/status").textValue()).isEqualTo("paused");
    assertThat(patch(ROUTE + "/" + id, json("{'status':'active'}")).at("/status").textValue())
        .isEqualTo("active");
    assertThat(act(id, "complete").at("/status").textValue()).isEqualTo("completed");
    assertThat(act(id, "activate").status()).isEqualTo(409);
    assertThat(enroll(id, reachable()).status()).isEqualTo(409);
  }

  @Test
  void anEnrollmentSaysWhoIsSkippedAndWhy() {
    String id = template();
    steps(id, STEP);
    UUID fine = reachable();
    UUID archived = reachable();
    UUID unsubscribed = reachable();
    UUID suppressed = reachable();
    UUID unreachable = contact();
    UUID unknown = UUID.randomUUID();
    database.update("UPDATE contacts SET status = 'archived' WHERE id = ?", archived);
    database.update("UPDATE contacts SET unsubscribed_at = now() WHERE id = ?", unsubscribed);
    database.update(
        "INSERT INTO suppressions (address, reason) SELECT email, 'manual' FROM contacts WHERE id = ?",
        suppressed);
    UUID[] all = {fine, fine, archived, unsubscribed, suppressed, unreachable, unknown};

    Answer forecast = post(ROUTE + "/" + id + "/enrollments", request(true, all));
    assertThat(forecast.status()).as(forecast.text()).isEqualTo(200);
    assertThat(forecast.at("/accepted").intValue()).isEqualTo(1);
    assertThat(get(ROUTE + "/" + id + "/enrollments").at("/total").intValue()).isZero();

    Answer enrolled = enroll(id, all);

    assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(202);
    assertThat(enrolled.at("/accepted").intValue()).isEqualTo(1);
    assertThat(enrolled.at("/skippedCount").intValue()).isEqualTo(5);
    assertThat(enrolled.at("/skipped")).isEqualTo(forecast.at("/skipped"));
    assertThat(reasons(enrolled))
        .containsExactlyInAnyOrder(
            archived + " archived",
            unsubscribed + " unsubscribed",
            suppressed + " suppressed",
            unreachable + " no_address",
            unknown + " not_found");
    assertThat(reasons(enroll(id, fine))).containsExactly(fine + " already_enrolled");
    assertThat(get(ROUTE + "/" + id).at("/enrollmentCount").intValue()).isEqualTo(1);
  }

  @Test
  void whoWasEnrolledBeforeIsTooSoonAsTheTemplateSays() {
    String id = template();
    steps(id, STEP);
    UUID contact = reachable();
    String enrollment = enrollment(id, contact);
    assertThat(enrollmentAct(id, enrollment, "remove").at("/status").textValue())
        .isEqualTo("removed");

    config(id, "{'reenrol':'never'}");
    assertThat(reasons(enroll(id, contact))).containsExactly(contact + " too_soon");
    config(id, "{'reenrol':{'after':'P30D'}}");
    assertThat(reasons(enroll(id, contact))).containsExactly(contact + " too_soon");
    database.update(
        "UPDATE workflow_enrollments SET completed_at = now() - interval '31 days' WHERE id = ?",
        UUID.fromString(enrollment));
    assertThat(enroll(id, contact).at("/accepted").intValue()).isEqualTo(1);
  }

  @Test
  void anEnrollmentOfADraftWaitsAndCanBeHeldReleasedAndRemoved() {
    String id = template();
    steps(id, STEP);
    UUID contact = reachable();
    String enrollment = enrollment(id, contact);

    Answer listed = get(ROUTE + "/" + id + "/enrollments?status=pending");
    assertThat(listed.at("/data/0/contactId").textValue()).isEqualTo(contact.toString());
    assertThat(listed.at("/data/0/contactEmail").textValue()).contains("@example.com");
    assertThat(listed.at("/data/0/waitingOn/0/kind").textValue()).isEqualTo("gate");
    assertThat(listed.at("/data/0/waitingOn/0/reason").textValue()).isEqualTo("template_paused");
    assertThat(listed.at("/data/0/workflowRunId").isNull()).isTrue();

    assertThat(enrollmentAct(id, enrollment, "resume").status()).isEqualTo(409);
    assertThat(enrollmentAct(id, enrollment, "pause").at("/status").textValue())
        .isEqualTo("paused");
    assertThat(enrollmentAct(id, enrollment, "pause").status()).isEqualTo(409);
    assertThat(enrollmentAct(id, enrollment, "resume").at("/status").textValue())
        .isEqualTo("pending");
    assertThat(enrollmentAct(id, enrollment, "remove").at("/completedAt").isTextual()).isTrue();
    assertThat(enrollmentAct(id, enrollment, "remove").status()).isEqualTo(409);
    String other = template();
    assertThat(enrollmentAct(other, enrollment, "remove").status()).isEqualTo(404);
  }

  @Test
  void theSameKeyEnrollsOnce() {
    String id = template();
    steps(id, STEP);
    String body = request(false, reachable());
    String route = ROUTE + "/" + id + "/enrollments";
    String key = UUID.randomUUID().toString();

    Answer first = post(route, body, "Idempotency-Key", key);
    Answer second = post(route, body, "Idempotency-Key", key);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.at("/accepted").intValue()).isEqualTo(1);
  }

  /** Steps that send mail are those of workers, which this module does without. */
  private static final String STEP = "{'stepType':'follow','config':{'target':'latest_post'}}";

  private String template() {
    Answer answer = post(ROUTE, json("{'name':'Campaign','templateType':'outreach'}"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }

  private void steps(String id, String steps) {
    Answer answer = put(ROUTE + "/" + id + "/steps", json("{'steps':[%s]}".formatted(steps)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private void config(String id, String config) {
    Answer answer = patch(ROUTE + "/" + id, json("{'config':%s}".formatted(config)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Answer act(String id, String act) {
    return send("POST", ROUTE + "/" + id + "/" + act, null);
  }

  private Answer enrollmentAct(String id, String enrollment, String act) {
    return send("POST", ROUTE + "/" + id + "/enrollments/" + enrollment + "/" + act, null);
  }

  private Answer enroll(String id, UUID... contacts) {
    return post(ROUTE + "/" + id + "/enrollments", request(false, contacts));
  }

  /** The id of a fresh enrollment. */
  private String enrollment(String id, UUID contact) {
    assertThat(enroll(id, contact).at("/accepted").intValue()).isEqualTo(1);
    return get(ROUTE + "/" + id + "/enrollments?contactId=" + contact).at("/data/0/id").textValue();
  }

  private static String request(boolean dryRun, UUID... contacts) {
    return JSON.createObjectNode()
        .put("dryRun", dryRun)
        .<ObjectNode>set("contactIds", JSON.valueToTree(List.of(contacts)))
        .toString();
  }

  private UUID reachable() {
    UUID id = contact();
    database.update("UPDATE contacts SET email = ? WHERE id = ?", id + "@example.com", id);
    return id;
  }

  private long count(String table, UUID template) {
    return database.number("SELECT count(*) FROM " + table + " WHERE template_id = ?", template);
  }

  private static List<String> ids(Answer list) {
    return list.at("/data").findValuesAsText("id");
  }

  private static List<String> reasons(Answer answer) {
    return StreamSupport.stream(answer.at("/skipped").spliterator(), false)
        .map(one -> one.get("contactId").textValue() + " " + one.get("reason").textValue())
        .toList();
  }
}
