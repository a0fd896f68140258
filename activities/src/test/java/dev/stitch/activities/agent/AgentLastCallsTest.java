package dev.stitch.activities.agent;

import static dev.stitch.activities.llm.FakeTurn.call;
import static dev.stitch.activities.llm.FakeTurn.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.llm.FakeTurn;
import dev.stitch.agent.AgentLimits;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.machine.RunAct;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.SessionRepository;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent has done is done once, and whoever goes on with its session knows of it. */
@Tag("server")
class AgentLastCallsTest {

  private static final String OPUS = "{'model':'claude-opus-5-5'}";

  private static final AgentLimits ONE_TURN =
      new AgentLimits(1, 100_000, AgentApproval.OUTWARD, false);

  private static final String MAIL = "{'to':'ada@example.org','subject':'Hello','text':'It is me'}";

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

  @BeforeEach
  void noAnswerIsLeft() {
    world.anthropic.forgetAnswers();
  }

  private FakeTurn turn(String reason, ObjectNode... blocks) {
    return FakeTurn.of(bill, reason, blocks);
  }

  private static long mails(UUID runId) {
    return world.database.number("SELECT count(*) FROM email_messages WHERE run_id = ?", runId);
  }

  private static void approve(AgentLauncher.Begun run) {
    UUID task = world.task(run.runId());
    world.act(run, new RunAct.Answer("yes", "user:ada", task, "approve", null));
  }

  private static JsonNode heard() {
    return world.anthropic.received().getLast().body().path("messages");
  }

  private static String resultOf(String toolUseId) {
    return heard()
        .valueStream()
        .flatMap(message -> message.path("content").valueStream())
        .filter(block -> block.path("tool_use_id").asText().equals(toolUseId))
        .findFirst()
        .orElseThrow()
        .path("content")
        .toString();
  }

  @Test
  void anApprovedMailLeavesOnceThoughTheWorkerIsKilledBetweenActAndResult() {
    world.anthropic.answers(
        turn("tool_use", call("toolu_1", "mail_send", MAIL)), turn("end_turn", text("Sent.")));
    AgentLauncher.Begun run = world.start(OPUS);
    world.loses(run.runId(), "turn-1.0");
    approve(run);

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(mails(run.runId())).isEqualTo(1);
    assertThat(resultOf("toolu_1")).contains("messageId").doesNotContain("not known");
  }

  @Test
  void theNextRunOfASessionAndAForkHearWhatTheLastTurnsCallsCameTo() {
    world.anthropic.answers(turn("tool_use", call("toolu_9", "mail_send", MAIL)));
    AgentLauncher.Begun first = world.start(OPUS, ONE_TURN);
    approve(first);
    assertThat(world.ended(first.runId()).outcome().result().path("stopReason").asText())
        .isEqualTo("max_turns");
    UUID fork = Ids.next();
    world
        .context
        .getBean(SessionRepository.class)
        .fork(first.sessionId(), 2, fork, "Fork", "user:ada");

    for (UUID session : new UUID[] {first.sessionId(), fork}) {
      world.anthropic.answers(turn("end_turn", text("It is sent already.")));
      UUID next = world.write(session, "Has Ada got her mail?").runId();
      assertThat(world.ended(next).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(resultOf("toolu_9")).contains("messageId").doesNotContain("unknown");
      assertThat(heard().findValuesAsText("role")).containsExactly("user", "assistant", "user");
    }
    assertThat(mails(first.runId())).isEqualTo(1);
  }
}
