package dev.stitch.activities.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.testing.TestServers;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.graph.Graphs;
import dev.stitch.model.FlowKind;
import dev.stitch.model.TemplateStepType;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.flow.GraphRepository;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a change of a contact means for the enrollments that wait. */
@Tag("server")
class ChangedContactsTest {

  private static final String CUSTOMER = "contact.lifecycleStage == \"customer\"";

  private TestServers servers;
  private Database database;
  private ChangedContacts changed;

  @BeforeEach
  void start() {
    servers = TestServers.start(false);
    database = servers.context().getBean(Database.class);
    changed = servers.context().getBean(ChangedContacts.class);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void aWaitingEnrollmentEndsWhenItsContactComesToFulfilExitWhen() {
    UUID template = template(exitWhen(CUSTOMER), null);
    Enrolled pat = enrolled(template);
    Enrolled other = enrolled(template);
    become(pat, "customer");
    become(other, "prospect");

    changed.askNext();

    assertThat(status(pat)).isEqualTo("completed exit");
    assertThat(status(other)).isEqualTo("active null");
    assertThat(runStatus(pat)).as("its run is settled at once").isEqualTo("cancelled");
    assertThat(runStatus(other)).isEqualTo("running");
    assertThat(noted()).isZero();
  }

  @Test
  void whoBeganWalksTheGraphThatItBeganWithAlsoInItsExit() {
    UUID template = template(exitWhen(CUSTOMER), null);
    Enrolled pat = enrolled(template);
    database.update(
        "UPDATE workflow_templates SET config = ? WHERE id = ?",
        exitWhen("contact.lifecycleStage == \"prospect\""),
        template);
    become(pat, "prospect");
    changed.askNext();
    assertThat(status(pat)).isEqualTo("active null");

    become(pat, "customer");
    changed.askNext();
    assertThat(status(pat)).isEqualTo("completed exit");
  }

  @Test
  void anExitThatLooksAtStepsWaitsForTheNextStep() {
    UUID template = template(exitWhen("!has(steps.first)"), null);
    Enrolled pat = enrolled(template);
    become(pat, "customer");

    changed.askNext();

    assertThat(status(pat)).isEqualTo("active null");
  }

  @Test
  void aContactOfWhomNobodyAsksIsNotNoted() {
    Enrolled pat = enrolled(template(Jsonb.object(), null));
    become(pat, "customer");
    Enrolled ended = enrolled(template(exitWhen(CUSTOMER), null));
    database.update(
        "UPDATE workflow_enrollments SET status = 'removed', completed_at = now() WHERE id = ?",
        ended.enrollment());
    become(ended, "customer");

    assertThat(noted()).isZero();
  }

  @Test
  void manyWorkersAskEachOnce() throws Exception {
    UUID template = template(exitWhen(CUSTOMER), CUSTOMER);
    List<Enrolled> all = IntStream.range(0, 450).mapToObj(i -> enrolled(template)).toList();
    database.update("UPDATE contacts SET lifecycle_stage = 'customer'");
    assertThat(noted()).isGreaterThanOrEqualTo(450);
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asking =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  i ->
                      workers.submit(
                          () -> {
                            while (noted() > 0) {
                              changed.askNext();
                            }
                          }))
              .toList();
      for (Future<?> one : asking) {
        one.get();
      }
    }

    assertThat(all).allSatisfy(one -> assertThat(status(one)).isEqualTo("completed exit"));
    assertThat(database.number("SELECT count(*) FROM enrollment_goals")).isEqualTo(450);
  }

  @Test
  void aGoalIsReachedByTheContactAndCreditsTheLastMail() {
    UUID template = template(Jsonb.object(), CUSTOMER);
    Enrolled pat = enrolled(template);
    mail(pat, "step-0");
    become(pat, "prospect");
    changed.askNext();
    assertThat(goal(pat)).isNull();

    become(pat, "customer");
    changed.askNext();

    assertThat(goal(pat)).isEqualTo("step-0");
    become(pat, "prospect");
    assertThat(noted()).as("once is enough").isZero();
  }

  @Test
  void whoIsAtTheGoalFromTheBeginningCreditsNoMail() {
    UUID template = template(Jsonb.object(), CUSTOMER);
    Enrolled pat = enrolled(template);
    become(pat, "customer");
    database.update("DELETE FROM contact_changes");
    database.update(
        "UPDATE workflow_enrollments SET began_at = NULL WHERE id = ?", pat.enrollment());
    database.update(
        "UPDATE workflow_enrollments SET began_at = now() WHERE id = ?", pat.enrollment());
    mail(pat, "step-0");

    changed.askNext();

    assertThat(goal(pat)).isEqualTo("null");
  }

  @Test
  void anExpressionThatFailsOnAContactHoldsForNobodyAndStopsNobody() {
    UUID template = template(Jsonb.object(), "contact.attributes.plan.name == \"gold\"");
    Enrolled poor = enrolled(template);
    Enrolled rich = enrolled(template);
    become(poor, "customer");
    database.update(
        "UPDATE contacts SET attributes = '{\"plan\": {\"name\": \"gold\"}}' WHERE id = ?",
        rich.contact());

    changed.askNext();

    assertThat(goal(poor)).isNull();
    assertThat(goal(rich)).isEqualTo("null");
  }

  @Test
  void theWalkOverOpenGoalsFindsWhatNoChangeTold() {
    UUID template = template(Jsonb.object(), CUSTOMER);
    Enrolled pat = enrolled(template);
    become(pat, "customer");
    database.update("DELETE FROM contact_changes");
    OpenGoals walk = servers.context().getBean(OpenGoals.class);

    walk.askNext();
    walk.askNext();

    assertThat(goal(pat)).isEqualTo("null");
  }

  // ---- what is there ----

  private record Enrolled(UUID contact, UUID enrollment, UUID run) {}

  private static ObjectNode exitWhen(String cel) {
    return Jsonb.object().put("exitWhen", cel);
  }

  private UUID template(ObjectNode config, String goal) {
    UUID id = Ids.next();
    ObjectNode graph =
        TemplateCompiler.compile(
            new TemplateDefinition(
                null,
                config,
                List.of(new TemplateStep(TemplateStepType.FOLLOW, Jsonb.object(), 24))));
    String hash = Graphs.hash(graph);
    servers.context().getBean(GraphRepository.class).keep(hash, FlowKind.SYSTEM, graph);
    database.update(
        """
        INSERT INTO workflow_templates (id, name, template_type, status, config, plan_hash, goal_when,
                                        goal_seconds)
        VALUES (?, 'Spring', 'outreach', 'active', ?, ?, ?, CASE WHEN ? THEN 1209600 END)
        """,
        id,
        config,
        hash,
        goal,
        goal != null);
    return id;
  }

  private Enrolled enrolled(UUID template) {
    Enrolled enrolled = new Enrolled(Ids.next(), Ids.next(), Ids.next());
    database.update("INSERT INTO contacts (id, name) VALUES (?, 'Pat')", enrolled.contact());
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, template_id, plan_hash,
                                   temporal_workflow_id)
        SELECT ?, 'sequence', 'running', 'Spring', 'template', id, plan_hash, ?
        FROM workflow_templates WHERE id = ?
        """,
        enrolled.run(),
        "sequence/" + enrolled.run(),
        template);
    database.update(
        """
        INSERT INTO workflow_enrollments (id, template_id, contact_id, workflow_run_id, status, began_at)
        VALUES (?, ?, ?, ?, 'active', now() - interval '3 days')
        """,
        enrolled.enrollment(),
        template,
        enrolled.contact(),
        enrolled.run());
    return enrolled;
  }

  private void mail(Enrolled to, String node) {
    String key = to.run() + "/" + node;
    database.update(
        "INSERT INTO effects (key, kind, state, payload_hash) VALUES (?, 'email.send', 'sent', ?)",
        key,
        "0".repeat(64));
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, run_id,
                                    node_id, contact_id, effect_key)
        VALUES (?, ?, 'outbound', 'smtp', 'outreach@stitch.example', 'pat@goals.example', ?, ?, ?, ?)
        """,
        Ids.next(),
        "<" + Ids.next() + "@test>",
        to.run(),
        node,
        to.contact(),
        key);
  }

  private void become(Enrolled who, String stage) {
    database.update("UPDATE contacts SET lifecycle_stage = ? WHERE id = ?", stage, who.contact());
  }

  // ---- what became of it ----

  private long noted() {
    return database.number("SELECT count(*) FROM contact_changes");
  }

  private String status(Enrolled who) {
    return database
        .first(
            "SELECT status, ended_why FROM workflow_enrollments WHERE id = ?",
            row -> row.text("status") + " " + row.textOrNull("ended_why"),
            who.enrollment())
        .orElseThrow();
  }

  private String runStatus(Enrolled who) {
    return database
        .first(
            "SELECT status FROM workflow_runs WHERE id = ?", row -> row.text("status"), who.run())
        .orElseThrow();
  }

  /** The node that is given the credit, "null" for none; null when the goal is not reached. */
  private String goal(Enrolled who) {
    return database
        .first(
            "SELECT node_id FROM enrollment_goals WHERE enrollment_id = ?",
            row -> String.valueOf(row.textOrNull("node_id")),
            who.enrollment())
        .orElse(null);
  }
}
