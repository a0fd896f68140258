package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every process dies while fifty journeys run, one after the other and then all at once. */
class CrashTest {

  private static final int WAVES = 5;
  private static final int WAVE = 10;

  private RunningStack stack;
  private ReadModel database;

  @BeforeEach
  void start() {
    stack = RunningStack.start();
    database = new ReadModel(stack);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  @Timeout(900)
  void whateverIsKilledEverythingAcceptedFinishesOnce() {
    CrashCampaign campaign = CrashCampaign.publish(stack.api());
    List<String> entities = new ArrayList<>();
    for (String part : List.of("worker", "temporal", "postgres")) {
      entities.addAll(seed(campaign, entities.size()));
      awaitMailOf(entities.getLast());
      stack.killAndAwaitRestart(part);
      hint(campaign, entities);
    }
    entities.addAll(seedWhileTheApiDies(campaign, entities.size()));
    entities.addAll(seed(campaign, entities.size()));
    assertThat(entities).hasSize(WAVES * WAVE).doesNotHaveDuplicates();

    awaitAllAwaitADecision();
    decide(campaign, entities, 0);
    stack.killEverything();
    System.out.printf(
        "everything was killed; up again in %.1f s%n", stack.up().toMillis() / 1000.0);
    decide(campaign, entities, 1);

    Eventually.within(Duration.ofMinutes(1))
        .until(() -> live() == 0, () -> "all journeys end; these live: " + unfinished());
    everyJourneyCompleted();
    everyMailWentOnce(entities);
    everyEventCountedOnce(entities);
    theProjectionIsWhatTheWorkflowsSay(entities);
    noWorkflowTaskFails();
  }

  private static List<String> seed(CrashCampaign campaign, int first) {
    return campaign.seed("wave-" + first, campaign.contacts(first, WAVE));
  }

  /** The seeding is repeated under its key until it is answered. */
  private List<String> seedWhileTheApiDies(CrashCampaign campaign, int first) {
    List<String> contacts = campaign.contacts(first, WAVE);
    CompletableFuture<List<String>> seeding =
        CompletableFuture.supplyAsync(() -> campaign.seed("wave-" + first, contacts));
    stack.killAndAwaitRestart("api");
    return seeding.join();
  }

  /** So that the kill comes while the wave's first steps are under way. */
  private void awaitMailOf(String entity) {
    Eventually.within(Duration.ofSeconds(30))
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM email_messages WHERE entity_id = ?",
                        UUID.fromString(entity))
                    > 0,
            () -> "the first mail of " + entity);
  }

  private void awaitAllAwaitADecision() {
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () ->
                database.number(
                        """
                        SELECT count(*) FROM entities
                        WHERE current_node_id = 'decided' AND waiting_on @> '[{"nodeId":"ask"}]'
                        """)
                    == WAVES * WAVE,
            () -> "all journeys await a decision: " + unfinished());
  }

  /** Every third contact gives the hint that the others' paths wait for in vain. */
  private static void hint(CrashCampaign campaign, List<String> entities) {
    for (int i = 0; i < entities.size(); i += 3) {
      campaign.tell(entities.get(i), CrashCampaign.HINT);
    }
  }

  private static void decide(CrashCampaign campaign, List<String> entities, int remainder) {
    for (int i = remainder; i < entities.size(); i += 2) {
      campaign.tell(entities.get(i), CrashCampaign.DECISION);
    }
  }

  private long live() {
    return database.number(
        "SELECT count(*) FROM entities WHERE status NOT IN ('completed', 'exited', 'cancelled')");
  }

  private List<JsonNode> unfinished() {
    return database.rows(
        """
        SELECT id, status, current_node_id, waiting_on FROM entities
        WHERE status NOT IN ('completed', 'exited', 'cancelled')
        """);
  }

  private void everyJourneyCompleted() {
    assertThat(database.texts("SELECT DISTINCT status || ' at ' || current_node_id FROM entities"))
        .containsExactly("completed at closed");
    assertThat(database.texts("SELECT DISTINCT metadata->'crash'->>'decision' FROM entities"))
        .containsExactly("go");
    assertThat(database.texts("SELECT status FROM bulk_operations"))
        .hasSize(WAVES)
        .containsOnly("completed");
  }

  private void everyMailWentOnce(List<String> entities) {
    Map<String, List<String>> sent =
        database
            .rows("SELECT entity_id, node_id FROM email_messages WHERE direction = 'outbound'")
            .stream()
            .collect(
                Collectors.groupingBy(
                    mail -> mail.get("entity_id").asText(),
                    Collectors.mapping(mail -> mail.get("node_id").asText(), Collectors.toList())));
    for (String entity : entities) {
      List<String> nodes = sent.get(entity);
      assertThat(nodes).as("mails of " + entity).hasSize(CrashCampaign.MAILS.size());
      for (Set<String> group : CrashCampaign.MAILS) {
        assertThat(nodes.stream().filter(group::contains))
            .as("mails of %s among %s", entity, group)
            .hasSize(1);
      }
    }
    assertThat(database.texts("SELECT DISTINCT state FROM effects")).containsExactly("sent");
  }

  private void everyEventCountedOnce(List<String> entities) {
    for (String entity : entities) {
      List<String> ids =
          database.texts(
              """
              SELECT detail->>'id' FROM journey_events
              WHERE entity_id = ? AND type = 'event_received'
              """,
              UUID.fromString(entity));
      assertThat(ids)
          .doesNotHaveDuplicates()
          .contains(CrashCampaign.eventId(entity, CrashCampaign.DECISION));
    }
  }

  private void theProjectionIsWhatTheWorkflowsSay(List<String> entities) {
    try (Workflows workflows = new Workflows(stack)) {
      ProjectionCheck check = new ProjectionCheck(database, workflows);
      entities.forEach(check::entity);
      List<JsonNode> runs = database.rows("SELECT * FROM workflow_runs");
      assertThat(runs).hasSize(entities.size() * 5);
      runs.forEach(check::endedRun);
    }
  }

  private void noWorkflowTaskFails() {
    try (Workflows workflows = new Workflows(stack)) {
      Set<String> ids =
          new TreeSet<>(
              database.texts(
                  """
                  SELECT workflow_id FROM entities
                  UNION SELECT temporal_workflow_id FROM workflow_runs
                  """));
      List<WorkflowTaskFailedCause> causes =
          ids.stream().flatMap(id -> workflows.taskFailures(id).stream()).toList();
      System.out.printf("%d workflows, failed workflow tasks: %s%n", ids.size(), causes);
      assertThat(causes)
          .doesNotContain(
              WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR);
      assertThat(ids).allSatisfy(id -> assertThat(workflows.pendingAttempts(id)).isZero());
    }
  }
}
