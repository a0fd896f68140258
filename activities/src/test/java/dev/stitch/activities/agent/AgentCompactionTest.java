package dev.stitch.activities.agent;

import static dev.stitch.activities.agent.AgentWorld.json;
import static dev.stitch.activities.llm.FakeAnthropic.refusingItsLength;
import static dev.stitch.activities.llm.FakeTurn.call;
import static dev.stitch.activities.llm.FakeTurn.text;
import static dev.stitch.activities.llm.FakeTurn.thinking;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.llm.FakeAnthropic;
import dev.stitch.activities.llm.FakeTurn;
import dev.stitch.agent.AgentLimits;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.BudgetScope;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.budget.Budget;
import dev.stitch.store.budget.BudgetRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conversations that become too long for their model, of which 2,000 tokens are asked at most. */
@Tag("server")
class AgentCompactionTest {

  private static final String OPUS = "{'model':'claude-opus-5-5','systemPrompt':'Be brief'}";

  private static AgentWorld world;

  private final FakeTurn.Bill bill = new FakeTurn.Bill();

  @BeforeAll
  static void start() throws Exception {
    world = new AgentWorld(Map.of("stitch.agent.window", "2000"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private FakeTurn turn(String reason, ObjectNode... blocks) {
    return FakeTurn.of(bill, reason, blocks);
  }

  /** A turn that thinks and calls a tool. */
  private FakeTurn working(int number) {
    return turn(
        "tool_use",
        thinking("Thought " + number, "c2ln+/" + number),
        call("toolu_" + number, "decide", "{'decision':'step " + number + "'}"));
  }

  private static JsonNode asked(int fromLast) {
    return world.anthropic.received().get(world.anthropic.received().size() - 1 - fromLast).body();
  }

  private static List<String> types(UUID runId) {
    return world.steps(runId).stream().map(StepRow::stepType).toList();
  }

  @Test
  void theModelGoesOnWithTheTaskASummaryAndTheLastTurnsAndAllOfItIsPaidOnce() {
    FakeTurn second = working(2);
    FakeTurn last = working(4).reading(1_700);
    world.anthropic.answers(
        working(1),
        second,
        working(3),
        last,
        turn("end_turn", text("Step 1 was taken.")),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run =
        world.start(
            "{'model':'claude-opus-5-5','systemPrompt':'Be brief','budgetUsd':5}",
            new AgentLimits(20, 100_000, AgentApproval.OUTWARD, true));
    world.loses(run.runId(), "compaction-5");
    RunRow row = world.ended(run.runId());

    assertThat(row.outcome().result()).isEqualTo(json("{'stopReason':'end_turn','text':'Done.'}"));
    JsonNode summing = asked(1);
    assertThat(summing.has("tools")).isFalse();
    assertThat(summing.path("messages")).hasSize(1);
    assertThat(summing.toString()).contains("Do it", "step 1", "decide").doesNotContain("step 2");
    JsonNode messages = asked(0).path("messages");
    assertThat(messages.valueStream().map(it -> it.path("role").asText()))
        .containsExactly("user", "assistant", "user", "assistant", "user", "assistant", "user");
    assertThat(messages.at("/0/content/0/text").asText()).isEqualTo("Do it");
    assertThat(messages.at("/0/content/1/text").asText()).endsWith("\n\nStep 1 was taken.");
    assertThat(messages.at("/1/content")).as("signatures and all").isEqualTo(second.content());
    assertThat(messages.at("/2/content/0/tool_use_id").asText()).isEqualTo("toolu_2");
    assertThat(messages.at("/5/content")).isEqualTo(last.content());
    assertThat(asked(0).path("tools")).isNotEmpty();

    assertThat(world.tokens(run.runId())).isEqualTo(bill.sums());
    Budget budget =
        world
            .context
            .getBean(BudgetRepository.class)
            .find(BudgetScope.RUN, run.runId().toString())
            .orElseThrow();
    assertThat(budget.spentUsd()).isEqualByComparingTo(AgentWorld.opus(bill.sums()));
    assertThat(budget.reservedUsd()).isZero();

    assertThat(types(run.runId())).filteredOn("compaction"::equals).hasSize(1);
    assertThat(types(run.runId())).endsWith("compaction", "thinking");
    StepRow step =
        world.steps(run.runId()).stream()
            .filter(it -> it.stepType().equals("compaction"))
            .findFirst()
            .orElseThrow();
    assertThat(step.output().path("summary").asText()).endsWith("Step 1 was taken.");
    assertThat(step.output().path("tokensBefore").asInt()).isBetween(1_807, 1_900);
    assertThat(step.output().path("tokensAfter").asInt())
        .isBetween(1, step.output().path("tokensBefore").asInt() - 1);
    assertThat(
            world.database.list(
                "SELECT role FROM messages WHERE session_id = ? ORDER BY seq",
                message -> message.text("role"),
                run.sessionId()))
        .as("nothing is deleted")
        .containsExactly(
            "user",
            "assistant",
            "tool",
            "assistant",
            "tool",
            "assistant",
            "tool",
            "assistant",
            "tool",
            "system",
            "assistant");

    goesOnAfterwards(run.sessionId());
  }

  /** The session is resumed, and copied, from where its summary begins. */
  private void goesOnAfterwards(UUID session) {
    world.anthropic.answers(turn("end_turn", text("Yes.")));
    AgentLauncher.Written next = world.write(session, "Sure?");
    assertThat(world.ended(next.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).toString())
        .contains("Do it", "Step 1 was taken.", "toolu_2", "Sure?")
        .doesNotContain("toolu_1");

    UUID copy = Ids.next();
    SessionRepository sessions = world.context.getBean(SessionRepository.class);
    sessions.fork(session, 11, copy, "Copy", "user:ada");
    world.anthropic.answers(turn("end_turn", text("Otherwise.")));
    next = world.write(copy, "And if not?");
    assertThat(world.ended(next.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).toString())
        .contains("Do it", "Step 1 was taken.", "toolu_4", "Done.", "And if not?")
        .doesNotContain("toolu_1", "Sure?");

    UUID earlier = Ids.next();
    sessions.fork(session, 3, earlier, "Earlier copy", "user:ada");
    world.anthropic.answers(turn("end_turn", text("Anew.")));
    next = world.write(earlier, "From there");
    assertThat(world.ended(next.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).toString()).contains("toolu_1").doesNotContain("Step 1 was taken.");
  }

  @Test
  void whatTheProviderFindsTooLongIsMadeShorterOnce() {
    world.anthropic.answers(
        working(1),
        working(2),
        refusingItsLength(),
        turn("end_turn", text("Step 1 was taken.")),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run = world.start(OPUS);

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).toString()).contains("Step 1 was taken.").doesNotContain("toolu_1");
    assertThat(world.tokens(run.runId())).isEqualTo(bill.sums());

    world.anthropic.answers(
        working(1),
        working(2),
        refusingItsLength(),
        turn("end_turn", text("Step 1 was taken.")),
        refusingItsLength());
    RunRow row = world.ended(world.start(OPUS).runId());
    assertThat(row.status()).isEqualTo(RunStatus.FAILED);
    assertThat(row.outcome().errors().toString()).contains("REJECTED", "prompt is too long");
    assertThat(types(row.id())).filteredOn("compaction"::equals).hasSize(1);
  }

  /** The turns that the second one keeps began before the first one was written. */
  @Test
  void aSecondSummarySoonAfterTheFirstTakesItsPlace() {
    world.anthropic.answers(
        working(1),
        working(2),
        working(3),
        working(4),
        refusingItsLength(),
        turn("end_turn", text("The first notes.")),
        working(5),
        refusingItsLength(),
        turn("max_tokens", text("The second notes.")),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run = world.start(OPUS);

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(1).toString()).contains("The first notes.");
    assertThat(asked(0).toString())
        .contains("Do it", "The second notes.", "[These notes were cut off.]", "toolu_3", "toolu_5")
        .doesNotContain("compaction", "The first notes.", "toolu_2");
  }

  @Test
  void aWindowThatIsFullInTheMidstOfAnAnswerIsMadeRoomIn() {
    world.anthropic.answers(
        working(1),
        turn("model_context_window_exceeded", text("I was about to ")),
        turn("end_turn", text("Step 1 was taken.")),
        turn("end_turn", text("say this.")));
    AgentLauncher.Begun run = world.start(OPUS);

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).toString())
        .contains("Do it", "Step 1 was taken.", "I was about to ", "cut off");
  }

  @Test
  void whatCannotBeMadeShorterEndsAsItIs() {
    world.anthropic.answers(refusingItsLength());
    RunRow refused = world.ended(world.start(OPUS).runId());
    assertThat(refused.status()).isEqualTo(RunStatus.FAILED);
    assertThat(refused.outcome().errors().toString()).contains("REJECTED", "prompt is too long");
    assertThat(types(refused.id())).containsExactly("thinking");

    world.anthropic.answers(turn("model_context_window_exceeded", text("I was ")));
    RunRow full = world.ended(world.start(OPUS).runId());
    assertThat(full.status()).isEqualTo(RunStatus.FAILED);
    assertThat(full.outcome().errors().toString()).contains("nothing of it can be summed up");

    world.anthropic.answers(
        working(1), working(2).reading(1_900), turn("max_tokens", thinking("Hm", "c2ln")));
    RunRow wordless = world.ended(world.start(OPUS).runId());
    assertThat(wordless.status()).isEqualTo(RunStatus.FAILED);
    assertThat(wordless.outcome().errors().toString()).contains("has written no summary");

    world.anthropic.answers(
        working(1), working(2).reading(1_900), FakeAnthropic.refusing(403, "x", Map.of()));
    RunRow failed = world.ended(world.start(OPUS).runId());
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.outcome().errors().toString()).contains("403");
  }

  @Test
  void aScriptSaysWhenAndWhatIsSummedUp() {
    String turn = "{'toolCalls':[{'name':'decide','input':{'decision':'go on'}}]},";
    String script =
        "{'model':'scripted','tools':['decide'],'script':{'windowTokens':300,%s'turns':[%s{'text':'Done.'}]}}";
    AgentLauncher.Begun run = world.start(script.formatted("", turn.repeat(6)));
    assertThat(world.ended(run.runId()).outcome().result().path("text").asText())
        .isEqualTo("Done.");
    List<String> summaries = summaries(run.sessionId());
    assertThat(summaries).isNotEmpty().allSatisfy(it -> assertThat(it).contains("Summary of"));
    assertThat(types(run.runId())).filteredOn("thinking"::equals).hasSize(7);

    AgentLauncher.Begun same = world.start(script.formatted("", turn.repeat(6)));
    world.ended(same.runId());
    assertThat(summaries(same.sessionId())).isEqualTo(summaries);
    assertThat(types(same.runId())).isEqualTo(types(run.runId()));

    AgentLauncher.Begun told =
        world.start(script.formatted("'summary':'So far so good.',", turn.repeat(6)));
    world.ended(told.runId());
    assertThat(summaries(told.sessionId()))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).endsWith("So far so good."));
  }

  private static List<String> summaries(UUID session) {
    return world.database.list(
        "SELECT text FROM messages WHERE session_id = ? AND role = 'system' ORDER BY seq",
        row -> row.text("text"),
        session);
  }
}
