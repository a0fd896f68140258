package dev.stitch.activities.agent;

import static dev.stitch.activities.llm.FakeTurn.call;
import static dev.stitch.activities.llm.FakeTurn.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.llm.FakeTurn;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.machine.RunAct;
import dev.stitch.model.AgentTool;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Ids;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What agents do on platforms waits for a person and goes by the gates of the steps. */
@Tag("server")
class EngagementToolTest {

  private static AgentWorld world;

  private final FakeTurn.Bill bill = new FakeTurn.Bill();

  @BeforeAll
  static void start() throws Exception {
    world = new AgentWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static String config(EngagementAct act) {
    return "{'model':'claude-opus-5-5','tools':['%s']}".formatted(act.stepType());
  }

  private AgentLauncher.Begun calling(EngagementAct act, String input) {
    world.anthropic.forgetAnswers();
    world.anthropic.answers(
        FakeTurn.of(bill, "tool_use", call("toolu_1", AgentTool.of(act).functionName(), input)),
        FakeTurn.of(bill, "end_turn", text("I see.")));
    return world.start(config(act));
  }

  private static String heard() {
    return world.anthropic.received().getLast().body().path("messages").toString();
  }

  private static UUID ada() {
    UUID ada = Ids.next();
    world.database.update("INSERT INTO contacts (id, name) VALUES (?, 'Ada Byron')", ada);
    return ada;
  }

  @ParameterizedTest
  @EnumSource(EngagementAct.class)
  void aPersonSeesWhatIsDoneToWhomAndWhereNoAccountMayTheModelIsTold(EngagementAct act) {
    String words =
        switch (act) {
          case COMMENT, MESSAGE, POST -> ",'text':'Well {{contact.email}}'";
          case CONNECT -> ",'note':'Well {{contact.email}}'";
          case FOLLOW, LIKE -> "";
        };
    String whom = act.isTowardsContact() ? ",'contactId':'" + ada() + "'" : "";
    AgentLauncher.Begun run = calling(act, "{'platform':'linkedin'" + whom + words + "}");
    UUID task = world.task(run.runId());
    String described =
        world
            .database
            .first(
                "SELECT description FROM human_tasks WHERE id = ?",
                row -> row.text("description"),
                task)
            .orElseThrow();
    world.act(run, new RunAct.Answer("yes", "user:ada", task, "approve", null));

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(described).contains("linkedin", act.word());
    assertThat(described.contains("Ada Byron")).isEqualTo(act.isTowardsContact());
    assertThat(described.contains("Well {{contact.email}}")).isEqualTo(!words.isEmpty());
    assertThat(heard()).contains("a person has to");
  }

  @Test
  void whatDoesNotFitTheToolIsNeverAskedFor() {
    AgentLauncher.Begun run = calling(EngagementAct.MESSAGE, "{'platform':'x','text':'Hello'}");

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(heard()).contains("contactId");
  }
}
