package dev.stitch.store.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.crm.RunEngagements.StepEngagement;
import dev.stitch.store.crm.RunEngagements.StepTask;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.projection.ProjectedTask;
import dev.stitch.store.projection.ProjectionRepository;
import dev.stitch.store.projection.TakeoverRepository;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run's flush, its settlement and a reset make of its engagements and their tasks. */
@Tag("server")
class RunEngagementsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static ApplicationContext context;
  private static Database database;
  private static RunEngagements engagements;
  private static CrmListing listing;

  private UUID contact;
  private UUID run;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    engagements = context.getBean(RunEngagements.class);
    listing = context.getBean(CrmListing.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void aRun() {
    contact = Ids.next();
    run = Ids.next();
    database.update("INSERT INTO contacts (id, name) VALUES (?, 'Ada')", contact);
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind)
        VALUES (?, 'sequence', 'running', 'R', 'template')
        """,
        run);
  }

  @Test
  void whatIsFlushedAgainIsWrittenOnce() {
    UUID question = asked("step-0");
    engagements.write(run, contact, List.of(waiting("step-0", 0, question)));
    engagements.write(run, contact, List.of(waiting("step-0", 0, question)));

    assertThat(acts()).hasSize(1);
    assertThat(tasks()).hasSize(1);
    assertThat(tasks().getFirst().engagementId()).isEqualTo(acts().getFirst().id());
    engagements.write(run, contact, List.of(waiting("step-0", 1, null)));
    assertThat(acts()).hasSize(2);
  }

  @Test
  void anAnswerInTheFlushThatAsksLeavesNoTaskOpen() {
    UUID question = asked("step-0");
    settle(question, "answered", "done");

    engagements.write(run, contact, List.of(waiting("step-0", 0, question)));

    CrmTask task = tasks().getFirst();
    assertThat(task.status()).isEqualTo(CrmTaskStatus.DONE);
    assertThat(task.closedBy()).isEqualTo("user:ada");
  }

  @Test
  void whoAnswersTheQuestionHasDoneTheTaskAndTheEngagement() {
    UUID done = asked("step-0");
    UUID notPossible = asked("step-1");
    UUID withdrawn = asked("step-2");
    engagements.write(
        run,
        contact,
        List.of(
            waiting("step-0", 0, done),
            waiting("step-1", 0, notPossible),
            waiting("step-2", 0, withdrawn)));

    settle(done, "answered", "done");
    settle(notPossible, "answered", "not possible");
    settle(withdrawn, "cancelled", null);

    assertThat(tasks())
        .extracting(CrmTask::status)
        .containsExactlyInAnyOrder(
            CrmTaskStatus.DONE, CrmTaskStatus.CANCELLED, CrmTaskStatus.CANCELLED);
    assertThat(acts())
        .extracting(Engagement::nodeId, Engagement::status)
        .containsExactlyInAnyOrder(
            tuple("step-0", EngagementStatus.DONE),
            tuple("step-1", EngagementStatus.SKIPPED),
            tuple("step-2", EngagementStatus.SKIPPED));
    assertThat(acts())
        .filteredOn(act -> act.status() == EngagementStatus.DONE)
        .allMatch(act -> "user:ada".equals(act.performedBy()) && NOW.equals(act.occurredAt()));
  }

  @Test
  void aRunThatIsResetAsksAgain() {
    UUID question = asked("step-0");
    engagements.write(run, contact, List.of(waiting("step-0", 0, question)));
    settle(question, "answered", "done");

    database.transaction(
        () -> {
          database.update("UPDATE workflow_runs SET updated_at = now() WHERE id = ?", run);
          context.getBean(TakeoverRepository.class).tasksOfRun(run, List.of(question));
        });

    assertThat(tasks().getFirst().status()).isEqualTo(CrmTaskStatus.OPEN);
    assertThat(tasks().getFirst().closedBy()).isNull();
    assertThat(acts().getFirst().status()).isEqualTo(EngagementStatus.WAITING);
    assertThat(acts().getFirst().performedBy()).isNull();
  }

  @Test
  void aRunThatIsResetToBeforeItsQuestionAsksWhenItComesToItAgain() {
    UUID question = asked("step-0");
    engagements.write(run, contact, List.of(waiting("step-0", 0, question)));

    context.getBean(TakeoverRepository.class).tasksOfRun(run, List.of());
    assertThat(tasks().getFirst().status()).isEqualTo(CrmTaskStatus.CANCELLED);
    ProjectedTask.Question asked =
        new ProjectedTask.Question(
            "step", "step-0", "T", null, null, JsonNodeFactory.instance.arrayNode(), null, null);
    database.transaction(
        () -> {
          database.update("UPDATE workflow_runs SET updated_at = now() WHERE id = ?", run);
          context
              .getBean(ProjectionRepository.class)
              .writeTask(
                  new ProjectedTask(question, null, run, "open", asked, null, null, null, NOW));
        });

    assertThat(tasks().getFirst().status()).isEqualTo(CrmTaskStatus.OPEN);
    assertThat(acts().getFirst().status()).isEqualTo(EngagementStatus.WAITING);
  }

  @Test
  void aRunThatIsKilledSkipsWhatWasToCome() {
    UUID question = asked("step-0");
    engagements.write(run, contact, List.of(waiting("step-0", 0, question), planned("step-1")));

    context.getBean(RunSettlement.class).settle(run, RunStatus.KILLED, "test", NOW);

    assertThat(acts()).extracting(Engagement::status).containsOnly(EngagementStatus.SKIPPED);
    assertThat(tasks()).extracting(CrmTask::status).containsOnly(CrmTaskStatus.CANCELLED);
  }

  @Test
  void nothingIsWrittenForAContactThatIsGone() {
    UUID question = asked("step-0");
    database.update("DELETE FROM contacts WHERE id = ?", contact);

    engagements.write(run, contact, List.of(waiting("step-0", 0, question)));
    engagements.write(run, null, List.of(waiting("step-0", 0, question)));

    assertThat(acts()).isEmpty();
    assertThat(tasks()).isEmpty();
  }

  private UUID asked(String nodeId) {
    UUID id = Ids.next();
    database.update(
        "INSERT INTO human_tasks (id, run_id, node_id, kind, title) VALUES (?, ?, ?, 'step', 'T')",
        id,
        run,
        nodeId);
    return id;
  }

  private void settle(UUID question, String state, String choice) {
    context
        .getBean(ProjectionRepository.class)
        .writeTask(
            new ProjectedTask(question, null, run, state, null, choice, null, "user:ada", NOW));
  }

  private static StepEngagement done(String nodeId, String platformEngagementId) {
    return new StepEngagement(
        nodeId,
        0,
        "comment",
        "x",
        "https://x.com/i/status/7",
        "Well said",
        EngagementStatus.DONE,
        "Our account",
        platformEngagementId,
        NOW,
        null);
  }

  private static StepEngagement waiting(String nodeId, int execution, UUID question) {
    return new StepEngagement(
        nodeId,
        execution,
        "comment",
        "linkedin",
        "latest_post",
        "Well said",
        EngagementStatus.WAITING,
        null,
        null,
        null,
        question == null ? null : new StepTask(question, "x".repeat(600), "D", null, null, null));
  }

  private static StepEngagement planned(String nodeId) {
    return new StepEngagement(
        nodeId, 0, "follow", "x", null, null, EngagementStatus.PLANNED, null, null, null, null);
  }

  @Test
  void anActThatThePlatformDidKeepsWhatItIsCalledThereAndWhatItWasAbout() {
    engagements.write(run, contact, List.of(planned("step-0")));
    engagements.write(run, contact, List.of(done("step-0", "9001")));
    engagements.write(run, contact, List.of(done("step-0", "9001")));

    assertThat(acts())
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.status()).isEqualTo(EngagementStatus.DONE);
              assertThat(act.platformEngagementId()).isEqualTo("9001");
              assertThat(act.target()).isEqualTo("https://x.com/i/status/7");
              assertThat(act.performedBy()).isEqualTo("Our account");
            });
  }

  @Test
  void anActThatASyncHasReadAlreadyKeepsNoFlushFromBeingWritten() {
    database.update(
        """
        INSERT INTO engagements (id, contact_id, type, platform, platform_engagement_id)
        VALUES (?, ?, 'comment', 'x', '9002')
        """,
        Ids.next(),
        contact);

    engagements.write(run, contact, List.of(done("step-0", "9002")));

    assertThat(acts()).singleElement().matches(act -> act.platformEngagementId() == null);
  }

  private List<Engagement> acts() {
    return listing
        .engagements(new EngagementQuery(null, null, run, null, null, null), PageRequest.FIRST)
        .data();
  }

  private List<CrmTask> tasks() {
    return listing
        .tasks(new CrmTaskQuery(null, null, null, run, null, null, null), PageRequest.FIRST)
        .data();
  }
}
