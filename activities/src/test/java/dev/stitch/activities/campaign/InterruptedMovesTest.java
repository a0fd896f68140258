package dev.stitch.activities.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.testing.TestServers;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.graph.Graphs;
import dev.stitch.launch.SequenceLauncher;
import dev.stitch.launch.SequenceMoves;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.Passage;
import dev.stitch.machine.ResumePoint;
import dev.stitch.model.FlowKind;
import dev.stitch.model.TemplateStepType;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.campaign.MoveRepository;
import dev.stitch.store.campaign.MoveRepository.Behind;
import dev.stitch.store.flow.GraphRepository;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of moves between whose steps something else happens. */
@Tag("server")
class InterruptedMovesTest {

  private TestServers servers;
  private Database database;
  private MoveRepository moves;
  private SequenceMoves sequences;
  private Campaigns campaigns;

  @BeforeEach
  void start() {
    servers = TestServers.start(false);
    database = servers.context().getBean(Database.class);
    moves = servers.context().getBean(MoveRepository.class);
    sequences = servers.context().getBean(SequenceMoves.class);
    campaigns = servers.context().getBean(Campaigns.class);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void whoHasGoneOnSinceItWasJudgedDoesNotMove() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID works = enrolled(template);
    UUID waitsElsewhere = enrolled(template);
    UUID stays = enrolled(template);
    steps(template, TemplateStepType.FOLLOW, TemplateStepType.LIKE);
    List<Behind> judged = moves.behind(template, null, null, 10);
    set(works, "waiting_on = '[]'");
    set(waitsElsewhere, "current_step_index = 1");

    assertThat(judged)
        .filteredOn(sequences::begin)
        .extracting(Behind::enrollmentId)
        .containsExactly(stays);
    assertThat(judged).as("it moves already").noneMatch(sequences::begin);
  }

  @Test
  void whoseNewestStepsHaveGoneGoesOnByItsOwn() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID pat = moving(template);
    cancelRun(pat);
    database.update("UPDATE workflow_templates SET plan_hash = NULL WHERE id = ?", template);
    String before = text(pat, "r.plan_hash");

    campaigns.keepUp();

    assertThat(text(pat, "e.status")).isEqualTo("active");
    assertThat(text(pat, "r.status")).isEqualTo("pending");
    assertThat(text(pat, "r.plan_hash")).isEqualTo(before);
    assertThat(text(pat, "e.moving")).isNull();
  }

  @Test
  void whomTheNewestStepsFitNoMoreGoesOnByItsOwn() {
    UUID template = template(TemplateStepType.FOLLOW, TemplateStepType.LIKE);
    UUID pat = moving(template);
    // Its row stays where it was when the move began.
    cancelRun(pat, "delay-0", "step-0", "delay-1");
    steps(template, TemplateStepType.CONDITION, TemplateStepType.LIKE);
    String before = text(pat, "r.plan_hash");

    campaigns.keepUp();

    assertThat(text(pat, "e.status")).isEqualTo("active");
    assertThat(text(pat, "r.plan_hash")).isEqualTo(before);
  }

  @Test
  void whoseRunCameToItsOwnEndFollowsThatAndWaitsForNothing() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID pat = moving(template);
    UUID left = moving(template);
    for (UUID each : List.of(pat, left)) {
      database.update(
          "UPDATE workflow_runs SET status = 'completed', completed_at = now() WHERE id = ?",
          run(each));
    }
    step(left, "exit-0", "completed", "{\"result\": true}");

    campaigns.keepUp();

    assertThat(text(pat, "e.status")).isEqualTo("completed");
    assertThat(text(pat, "e.ended_why")).isNull();
    assertThat(text(left, "e.ended_why")).isEqualTo("exit");
    assertThat(text(pat, "e.waiting_on::text")).isEqualTo("[]");
    assertThat(text(pat, "e.moving")).isNull();
  }

  @Test
  void whoGoesOnByAnotherRunMovesNoMore() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID pat = moving(template);
    UUID retry = run(enrolled(template));

    assertThat(servers.context().getBean(EnrollmentRepository.class).goOnBy(pat, retry)).isTrue();

    assertThat(text(pat, "e.moving")).isNull();
  }

  @Test
  void theRunThatNobodyCancelledForItsMoveIsCancelledLater() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID lost = moving(template);
    set(lost, "moving = moving || '{\"since\": \"2026-01-01T00:00:00Z\"}'");
    UUID underWay = moving(template);
    UUID works = moving(template);
    UUID paused = moving(template);
    List.of(works, paused).forEach(each -> set(each, "moving = moving - 'since'"));
    step(works, "step-0", "running", "{}");
    database.update("UPDATE workflow_runs SET status = 'paused' WHERE id = ?", run(paused));
    List.of(lost, underWay, works, paused).forEach(this::startWorkflow);

    campaigns.keepUp();

    assertThat(cancelRequested(lost)).isTrue();
    assertThat(cancelRequested(underWay)).as("its operation is at it").isFalse();
    assertThat(cancelRequested(works)).as("a step is under way").isFalse();
    assertThat(cancelRequested(paused)).as("it is to stay where it is").isFalse();
  }

  @Test
  void oneThatCannotGoOnKeepsNobodyElseFromIt() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID broken = moving(template);
    cancelRun(broken);
    database.update(
        "UPDATE workflow_runs SET resume_state = '{\"nodes\": 7}' WHERE id = ?", run(broken));
    UUID pat = moving(template);
    cancelRun(pat);

    campaigns.keepUp();

    assertThat(text(broken, "r.status")).isEqualTo("cancelled");
    assertThat(text(pat, "r.status")).isEqualTo("pending");
    assertThat(text(pat, "e.moving")).isNull();
  }

  @Test
  void movesOfAPausedTemplateAreNotAmongThoseThatCanBeFinished() {
    UUID template = template(TemplateStepType.FOLLOW);
    UUID pat = moving(template);
    cancelRun(pat);
    database.update("UPDATE workflow_templates SET status = 'paused' WHERE id = ?", template);
    assertThat(moves.unfinished(null, 1)).isEmpty();

    database.update("UPDATE workflow_templates SET status = 'active' WHERE id = ?", template);

    assertThat(moves.unfinished(null, 1)).extracting(Behind::enrollmentId).containsExactly(pat);
  }

  // ---- what is there ----

  private UUID template(TemplateStepType... steps) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workflow_templates (id, name, template_type, status)
        VALUES (?, 'Spring', 'outreach', 'active')
        """,
        id);
    steps(id, steps);
    return id;
  }

  private void steps(UUID template, TemplateStepType... types) {
    ObjectNode graph =
        TemplateCompiler.compile(
            new TemplateDefinition(
                null,
                Jsonb.object(),
                Arrays.stream(types)
                    .map(
                        type ->
                            new TemplateStep(type, Jsonb.object().put("expression", "true"), 24))
                    .toList()));
    String hash = Graphs.hash(graph);
    servers.context().getBean(GraphRepository.class).keep(hash, FlowKind.SYSTEM, graph);
    database.update("UPDATE workflow_templates SET plan_hash = ? WHERE id = ?", hash, template);
  }

  /** Somebody who waits before the first step. */
  private UUID enrolled(UUID template) {
    UUID contact = Ids.next();
    UUID enrollment = Ids.next();
    database.update("INSERT INTO contacts (id, name) VALUES (?, 'Pat')", contact);
    database.update(
        """
        INSERT INTO workflow_enrollments (id, template_id, contact_id, status)
        VALUES (?, ?, ?, 'pending')
        """,
        enrollment,
        template,
        contact);
    assertThat(
            servers.context().getBean(SequenceLauncher.class).begin(template, List.of(enrollment)))
        .hasSize(1);
    database.update("UPDATE workflow_runs SET status = 'running' WHERE id = ?", run(enrollment));
    set(enrollment, "waiting_on = '[{\"kind\": \"timer\", \"nodeId\": \"delay-0\"}]'");
    return enrollment;
  }

  /** Somebody whose move to the newest steps has begun. */
  private UUID moving(UUID template) {
    UUID enrollment = enrolled(template);
    steps(template, TemplateStepType.FOLLOW, TemplateStepType.LIKE, TemplateStepType.LIKE);
    assertThat(moves.behind(template, List.of(enrollment), null, 1)).allMatch(sequences::begin);
    assertThat(text(enrollment, "e.moving")).isNotNull();
    steps(template, TemplateStepType.FOLLOW, TemplateStepType.LIKE);
    return enrollment;
  }

  private void step(UUID enrollment, String node, String status, String output) {
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status, output)
        VALUES (?, ?, 0, ?, 'condition', ?, ?::jsonb)
        """,
        Ids.next(),
        run(enrollment),
        node,
        status,
        output);
  }

  private void cancelRun(UUID enrollment, String... begun) {
    Map<String, NodeState> nodes =
        Arrays.stream(begun).collect(Collectors.toMap(id -> id, id -> completed()));
    ResumePoint left = new ResumePoint(text(enrollment, "r.plan_hash"), nodes, null, List.of());
    database.update(
        """
        UPDATE workflow_runs SET status = 'cancelled', completed_at = now(), resume_state = ?
        WHERE id = ?
        """,
        Jsonb.tree(left),
        run(enrollment));
  }

  private static NodeState completed() {
    return new NodeState(
        NodeStatus.COMPLETED,
        1,
        1,
        0,
        new Passage(true, null),
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private void startWorkflow(UUID enrollment) {
    servers
        .temporal()
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "Nobody",
            WorkflowOptions.newBuilder()
                .setTaskQueue("nobody")
                .setWorkflowId(text(enrollment, "r.temporal_workflow_id"))
                .build())
        .start();
  }

  private void set(UUID enrollment, String columns) {
    database.update("UPDATE workflow_enrollments SET " + columns + " WHERE id = ?", enrollment);
  }

  // ---- what became of it ----

  private boolean cancelRequested(UUID enrollment) {
    return servers
        .temporal()
        .getWorkflowClient()
        .fetchHistory(text(enrollment, "r.temporal_workflow_id"))
        .getEvents()
        .stream()
        .anyMatch(
            event ->
                event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
  }

  private UUID run(UUID enrollment) {
    return UUID.fromString(text(enrollment, "r.id::text"));
  }

  /** A column of an enrollment or its newest run. */
  private String text(UUID enrollment, String column) {
    return database
        .list(
            "SELECT %s AS value FROM workflow_enrollments e JOIN workflow_runs r ON r.id = e.workflow_run_id WHERE e.id = ?"
                .formatted(column),
            row -> row.textOrNull("value"),
            enrollment)
        .getFirst();
  }
}
