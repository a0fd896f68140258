package dev.stitch.activities.agent;

import static dev.stitch.activities.agent.AgentWorld.json;
import static dev.stitch.activities.llm.FakeAnthropic.refusing;
import static dev.stitch.activities.llm.FakeTurn.call;
import static dev.stitch.activities.llm.FakeTurn.text;
import static dev.stitch.activities.llm.FakeTurn.thinking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.llm.FakeTurn;
import dev.stitch.agent.AgentLimits;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.BudgetWaits;
import dev.stitch.machine.RunAct;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.model.BudgetScope;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.budget.Budget;
import dev.stitch.store.budget.BudgetRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs of agents from their row to their end. */
@Tag("server")
class AgentRunTest {

  private static final String OPUS = "{'model':'claude-opus-5-5','systemPrompt':'Be brief'}";

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

  private FakeTurn turn(String reason, ObjectNode... blocks) {
    return FakeTurn.of(bill, reason, blocks);
  }

  private JsonNode asked(int fromLast) {
    return world.anthropic.received().get(world.anthropic.received().size() - 1 - fromLast).body();
  }

  @Test
  void allCallsOfATurnAreAnsweredInOneMessageAndWhatWasThoughtGoesBackUnchanged() {
    FakeTurn first =
        turn(
            "tool_use",
            thinking("Hm, two things.", "c2lnbmF0dXJl+/=="),
            text("I look."),
            call("toolu_1", "decide", "{'decision':'both','reason':'why not'}"),
            call("toolu_2", "contacts_search", "{'q':'nobody at all'}"),
            call("toolu_3", "contacts_search", "{'limit':'many'}"),
            call("toolu_4", "file_read", "{}"));
    world.anthropic.answers(first, turn("end_turn", text("Done.")));

    AgentLauncher.Begun run = world.start(OPUS);
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(row.outcome().result()).isEqualTo(json("{'stopReason':'end_turn','text':'Done.'}"));
    JsonNode messages = asked(0).path("messages");
    assertThat(messages.valueStream().map(it -> it.path("role").asText()))
        .containsExactly("user", "assistant", "user");
    assertThat(messages.get(1).path("content")).isEqualTo(first.content());
    assertThat(messages.get(2).path("content").valueStream())
        .extracting(it -> it.path("tool_use_id").asText(), it -> it.path("is_error").asBoolean())
        .containsExactly(
            tuple("toolu_1", false),
            tuple("toolu_2", false),
            tuple("toolu_3", true),
            tuple("toolu_4", true));
    assertThat(asked(0).path("system").asText()).isEqualTo("Be brief");
    assertThat(asked(0).at("/cache_control/type").asText()).isEqualTo("ephemeral");
    assertThat(asked(0).path("tools").size()).isEqualTo(9);

    List<StepRow> steps = world.steps(run.runId());
    assertThat(steps).extracting(StepRow::stepType).startsWith("thinking", "tool_call");
    assertThat(steps)
        .extracting(StepRow::stepType)
        .containsExactlyInAnyOrder(
            "thinking",
            "tool_call",
            "tool_call",
            "tool_call",
            "tool_call",
            "decision",
            "tool_result",
            "tool_result",
            "tool_result",
            "thinking");
    assertThat(steps.getFirst().output())
        .isEqualTo(json("{'thinking':'Hm, two things.','text':'I look.'}"));
    StepRow decision =
        steps.stream().filter(it -> it.stepType().equals("decision")).findFirst().orElseThrow();
    assertThat(decision.tool()).isEqualTo("decide");
    assertThat(decision.input().path("decision").asText()).isEqualTo("both");
    assertThat(world.tokens(run.runId())).isEqualTo(bill.sums());
    assertThat(row.usage().costUsd()).isEqualByComparingTo(AgentWorld.opus(bill.sums()));
  }

  @Test
  void aGraphIsHandedInUntilItIsValidAndTheValidOneIsWhatIsProposed() {
    String graph = "{'nodes':[{'id':'a','type':'wait','data':{'duration':'%s'}}],'edges':[]}";
    String input = "{'kind':'system','graph':" + graph + "}";
    world.anthropic.answers(
        turn("tool_use", call("toolu_1", "flow_check", input.formatted("a day"))),
        turn("tool_use", call("toolu_2", "flow_check", input.formatted("P1D"))),
        turn("tool_use", call("toolu_3", "flow_check", input.formatted("two days"))),
        turn("end_turn", text("It waits a day.")));

    AgentLauncher.Begun run =
        world.start("{'model':'claude-opus-5-5','tools':['flow.steps','flow.check']}");

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).path("tools").findValuesAsText("name"))
        .containsExactly("flow_steps", "flow_check");
    assertThat(asked(2).path("messages").get(2).toString())
        .contains("duration")
        .contains("\\\"valid\\\":false");
    assertThat(
            world
                .context
                .getBean(AgentRunRepository.class)
                .bestInput(run.runId(), "flow.check", "valid"))
        .hasValueSatisfying(
            best -> assertThat(best.path("graph")).isEqualTo(json(graph.formatted("P1D"))));
  }

  @Test
  void whateverEndsAnAnswerEarlyItIsAskedForAgainAndEachCallIsPaid() {
    int events = turn("end_turn", text("Whole."), thinking("t", "s")).events();
    for (int after = 0; after < events - 1; after++) {
      FakeTurn.Bill one = new FakeTurn.Bill();
      FakeTurn cut = FakeTurn.of(one, "end_turn", text("Whole."), thinking("t", "s"));
      FakeTurn ended =
          after % 2 == 0 ? cut.cutAfter(after) : cut.brokenOffAfter(after, "overloaded_error");
      world.anthropic.answers(ended, FakeTurn.of(one, "end_turn", text("Whole.")));
      AgentLauncher.Begun run = world.start(OPUS);

      RunRow row = world.ended(run.runId());

      assertThat(row.status()).as("cut after " + after).isEqualTo(RunStatus.COMPLETED);
      assertThat(world.tokens(run.runId())).as("cut after " + after).isEqualTo(one.sums());
      assertThat(row.usage().costUsd()).isEqualByComparingTo(AgentWorld.opus(one.sums()));
      assertThat(world.steps(run.runId()).getFirst().attempt()).isEqualTo(2);
    }
  }

  @Test
  void aServerThatAsksToBeLeftAloneIsAskedAgainThen() {
    world.anthropic.answers(
        refusing(529, "overloaded_error", Map.of("retry-after", "1")),
        refusing(429, "rate_limit_error", Map.of("retry-after", "1")),
        turn("end_turn", text("At last.")));
    AgentLauncher.Begun run = world.start(OPUS);

    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(world.tokens(run.runId())).as("who is refused pays nothing").isEqualTo(bill.sums());
    assertThat(world.steps(run.runId()).getFirst().attempt()).isEqualTo(3);
  }

  @Test
  void whatACallUsesIsRecordedBeforeItsFirstWord() {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    world.anthropic.answers(turn("end_turn", text("Late.")).holdingAfter(1, arrived, release));
    AgentLauncher.Begun run = world.start(OPUS);

    world.until(() -> world.tokens(run.runId()).equals(List.of(100L, 1L, 20L, 37L, 7L)));
    assertThat(world.run(run.runId()).status()).isEqualTo(RunStatus.RUNNING);
    release.countDown();

    world.ended(run.runId());
    assertThat(world.tokens(run.runId())).isEqualTo(bill.sums());
  }

  @Test
  void aCutAnswerIsGoneOnWithAndItsCallsAreNotCarriedOut() {
    world.anthropic.answers(
        turn("max_tokens", text("Half"), call("toolu_1", "decide", "{'decision':'x'}")),
        turn("max_tokens", thinking("only thought", "s")),
        turn("pause_turn", text("Wait")),
        turn("end_turn", text("Whole")));

    AgentLauncher.Begun run = world.start(OPUS);
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.COMPLETED);
    JsonNode messages = asked(0).path("messages");
    assertThat(messages.valueStream().map(it -> it.path("role").asText()))
        .containsExactly("user", "assistant", "user", "assistant");
    assertThat(messages.toString()).doesNotContain("tool_use", "only thought");
    assertThat(messages.get(2).path("content")).as("it is told twice to go on").hasSize(2);
    assertThat(world.steps(run.runId())).extracting(StepRow::stepType).containsOnly("thinking");
  }

  @Test
  void aRefusalEndsTheRun() {
    world.anthropic.answers(
        turn("refusal", text("No."), call("toolu_1", "decide", "{'decision':'x'}")));

    AgentLauncher.Begun run = world.start(OPUS);
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.FAILED);
    assertThat(row.outcome().result().path("stopReason").asText()).isEqualTo("refusal");
    assertThat(world.steps(run.runId())).hasSize(1);
  }

  @Test
  void aKeyThatIsRefusedFailsTheRunAtOnce() {
    world.anthropic.answers(refusing(401, "authentication_error", Map.of()));

    AgentLauncher.Begun run = world.start(OPUS);
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.FAILED);
    assertThat(row.outcome().errors().toString()).contains("401");
  }

  @Test
  void whoeverApprovesAChangeSeesWhoseItIsAndWhatIsWritten() {
    UUID ada = Ids.next();
    world.database.update(
        "INSERT INTO contacts (id, name, email) VALUES (?, 'Ada Byron', 'byron@example.org')", ada);
    String change = "{'contactId':'%s','values':{'title':'Countess'}}".formatted(ada);
    world.anthropic.answers(
        turn("tool_use", call("toolu_1", "contact_update", change)),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run =
        world.start(OPUS, new AgentLimits(20, 100_000, AgentApproval.ALWAYS, false));

    UUID task = world.task(run.runId());
    assertThat(description(task))
        .contains("to Ada Byron <byron@example.org>:", "\"title\" : \"Countess\"");
    world.act(run, new RunAct.Answer("yes", "user:ada", task, "approve", null));
    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(world.database.number("SELECT count(*) FROM contacts WHERE title = 'Countess'"))
        .isOne();
  }

  @Test
  void whoeverApprovesAMailSeesWhoGetsIt() {
    UUID grace = Ids.next();
    world.database.update(
        "INSERT INTO contacts (id, name, email) VALUES (?, 'Grace Hopper', 'grace@example.org')",
        grace);
    String mail = "{'contactId':'%s','subject':'Hello','text':'Hello'}";
    world.anthropic.answers(
        turn("tool_use", call("toolu_1", "mail_send", mail.formatted(grace))),
        turn("tool_use", call("toolu_2", "mail_send", mail.formatted(Ids.next()))),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run = world.start(OPUS);

    UUID known = world.task(run.runId());
    assertThat(description(known)).contains("to Grace Hopper <grace@example.org>.");
    world.act(run, new RunAct.Answer("no", "user:ada", known, "refuse", json("{'why':'no'}")));
    UUID unknown = world.task(run.runId());
    assertThat(description(unknown)).contains("to a contact that is not there.");
    world.act(run, new RunAct.Answer("too", "user:ada", unknown, "refuse", json("{'why':'no'}")));
    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
  }

  private String description(UUID task) {
    return world
        .database
        .first(
            "SELECT description FROM human_tasks WHERE id = ?",
            row -> row.text("description"),
            task)
        .orElseThrow();
  }

  @Test
  void anApprovedMailLeavesOnceAndARefusedOneNever() {
    String mail =
        "{'to':'ada@example.org','subject':'{{contact.email}}','text':'Hello {{tool.to}}'}";
    world.anthropic.answers(
        turn(
            "tool_use",
            call("toolu_1", "mail_send", mail),
            call("toolu_2", "mail_send", mail.replace("Hello", "Bye"))),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run = world.start(OPUS);
    UUID task = world.task(run.runId());
    assertThat(
            world.database.number(
                "SELECT count(*) FROM email_messages WHERE run_id = ?", run.runId()))
        .isZero();
    assertThat(description(task)).contains("ada@example.org", "{{contact.email}}", "{{tool.to}}");

    String first = nodeOf(task);
    world.act(run, new RunAct.Answer("yes", "user:ada", task, "approve", null));
    world.act(run, new RunAct.Answer("yes", "user:ada", task, "approve", null));
    UUID other = world.task(run.runId());
    world.act(
        run, new RunAct.Answer("no", "user:ada", other, "refuse", json("{'why':'too rude'}")));
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(
            world.database.list(
                "SELECT subject, text_body FROM email_messages WHERE run_id = ?",
                mailed -> mailed.text("subject") + "|" + mailed.text("text_body"),
                run.runId()))
        .as("what the model writes is no template")
        .containsExactly(
            "{{contact.email}}|" + (first.endsWith(".0") ? "Hello" : "Bye") + " {{tool.to}}");
    assertThat(asked(0).path("messages").toString()).contains("too rude");
  }

  private static String nodeOf(UUID task) {
    return world
        .database
        .first("SELECT node_id FROM human_tasks WHERE id = ?", row -> row.text("node_id"), task)
        .orElseThrow();
  }

  @Test
  void aQuestionIsAnsweredInWords() {
    world.anthropic.answers(
        turn("tool_use", call("toolu_1", "ask_person", "{'question':'Blue or red?'}")),
        turn("end_turn", text("Blue it is.")));
    AgentLauncher.Begun run = world.start(OPUS);
    UUID task = world.task(run.runId());
    assertThat(
            world.database.number(
                "SELECT count(*) FROM sessions WHERE id = ? AND status = 'waiting'",
                run.sessionId()))
        .isOne();

    world.act(run, new RunAct.Answer("a", "user:ada", task, null, json("{'answer':'blue'}")));

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).at("/messages/2/content/0/content").asText()).isEqualTo("blue");
    assertThat(
            world.database.number(
                "SELECT count(*) FROM sessions WHERE id = ? AND status = 'idle'", run.sessionId()))
        .isOne();
  }

  @Test
  void aMessageReachesARunningAgentAndBeginsARunWhereThereIsNone() {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    world.anthropic.answers(
        turn("end_turn", text("First.")).holdingAfter(4, arrived, release),
        turn("end_turn", text("Second.")),
        turn("end_turn", text("Third.")));
    AgentLauncher.Begun run = world.start(OPUS);
    world.until(() -> arrived.getCount() == 0);
    world.write(run.sessionId(), "Also this");
    release.countDown();

    RunRow row = world.ended(run.runId());
    assertThat(row.outcome().result().path("text").asText()).isEqualTo("Second.");
    assertThat(asked(0).at("/messages/2/content/0/text").asText()).isEqualTo("Also this");

    AgentLauncher.Written after = world.write(run.sessionId(), "And that");
    assertThat(after.runId()).isNotEqualTo(run.runId());
    RunRow next = world.ended(after.runId());
    assertThat(next.outcome().result().path("text").asText()).isEqualTo("Third.");
    assertThat(asked(0).path("messages").valueStream().map(it -> it.path("role").asText()))
        .containsExactly("user", "assistant", "user", "assistant", "user");
  }

  @Test
  void aMessageOfWhichNobodyWasToldReachesItsRunAndBeginsOneWhereItHasEnded() {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    world.anthropic.answers(
        turn(
            "tool_use",
            call("toolu_1", "mail_send", "{'to':'a@example.org','subject':'s','text':'t'}")),
        turn("end_turn", text("Fine.")).holdingAfter(4, arrived, release),
        turn("end_turn", text("Gladly.")));
    AgentLauncher.Begun run = world.start(OPUS);
    world.task(run.runId());

    world.writeUntold(run.sessionId(), "Do not write to them");
    world.tellUnheard();
    world.until(() -> arrived.getCount() == 0);
    world.writeUntold(run.sessionId(), "Thank them");
    release.countDown();
    assertThat(world.ended(run.runId()).outcome().result().path("text").asText())
        .isEqualTo("Fine.");

    world.tellUnheard();
    world.tellUnheard();

    List<UUID> runs =
        world.database.list(
            "SELECT id FROM workflow_runs WHERE session_id = ? ORDER BY created_at",
            row -> row.uuid("id"),
            run.sessionId());
    assertThat(runs).hasSize(2);
    assertThat(world.ended(runs.getLast()).outcome().result().path("text").asText())
        .isEqualTo("Gladly.");
  }

  @Test
  void aMessageWithdrawsAnApprovalThatIsAskedFor() {
    world.anthropic.answers(
        turn(
            "tool_use",
            call("toolu_1", "mail_send", "{'to':'a@example.org','subject':'s','text':'t'}")),
        turn("end_turn", text("Fine.")));
    AgentLauncher.Begun run = world.start(OPUS);
    world.task(run.runId());

    world.write(run.sessionId(), "Do not write to them");

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    JsonNode told = asked(0).at("/messages/2/content");
    assertThat(told.get(0).path("type").asText()).isEqualTo("tool_result");
    assertThat(told.get(0).path("is_error").asBoolean()).isTrue();
    assertThat(told.get(1).path("text").asText()).isEqualTo("Do not write to them");
    assertThat(
            world.database.number(
                "SELECT count(*) FROM email_messages WHERE run_id = ?", run.runId()))
        .isZero();
  }

  @Test
  void aRunThatIsCancelledLeavesAConversationThatCanBeGoneOnWith() {
    world.anthropic.answers(
        turn(
            "tool_use",
            call("toolu_1", "mail_send", "{'to':'a@example.org','subject':'s','text':'t'}")));
    AgentLauncher.Begun run = world.start(OPUS);
    world.task(run.runId());
    world.act(run, new RunAct.Cancel("c", "user:ada"));
    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.CANCELLED);

    world.anthropic.answers(turn("end_turn", text("I see.")));
    AgentLauncher.Written written = world.write(run.sessionId(), "What happened?");

    assertThat(world.ended(written.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked(0).at("/messages/2/content/0/is_error").asBoolean()).isTrue();
    assertThat(asked(0).at("/messages/2/content/0/content").asText()).contains("not carried out");
  }

  @Test
  void aScriptIsPlayedTurnByTurnAndGoesOnInTheNextRun() {
    String script =
        """
        {'model':'scripted','tools':['decide'],'script':{'turns':[
          {'thinking':'Hm','text':'One','toolCalls':[{'name':'decide','input':{'decision':'go'}},
                                                     {'name':'mail.send','input':{}}],
           'usage':{'inputTokens':10,'outputTokens':5,'cacheReadTokens':3,'cacheWriteTokens':4,'cacheWrite1hTokens':2}},
          {'text':'Two','usage':{'inputTokens':1,'outputTokens':1}},
          {'text':'Three'}]}}
        """;
    AgentLauncher.Begun run = world.start(script);

    RunRow row = world.ended(run.runId());
    assertThat(row.outcome().result().path("text").asText()).isEqualTo("Two");
    assertThat(world.tokens(run.runId())).containsExactly(11L, 6L, 3L, 6L, 2L);

    AgentLauncher.Written next = world.write(run.sessionId(), "Go on");
    assertThat(world.ended(next.runId()).outcome().result().path("text").asText())
        .isEqualTo("Three");
  }

  @Test
  void anAgentThatWorksOnWithoutABreakContinuesAsNew() {
    StringBuilder turns = new StringBuilder();
    for (int turn = 0; turn < 110; turn++) {
      turns
          .append("{'toolCalls':[{'name':'decide','input':{'decision':'")
          .append(turn)
          .append("'}}]},");
    }
    AgentLauncher.Begun run =
        world.start(
            "{'model':'scripted','script':{'turns':[" + turns + "{'text':'Enough'}]}}",
            new AgentLimits(200, 1_000_000, AgentApproval.OUTWARD, false));
    world.until(() -> world.run(run.runId()).temporalRunId() != null);
    String first = world.run(run.runId()).temporalRunId();

    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(row.outcome().result().path("text").asText()).isEqualTo("Enough");
    assertThat(row.temporalRunId()).isNotEqualTo(first);
    assertThat(row.items().success()).isEqualTo(111);
    assertThat(world.steps(run.runId())).hasSize(111 + 2 * 110);
    assertThat(
            world.database.number("SELECT count(*) FROM model_calls WHERE run_id = ?", run.runId()))
        .as("no turn is paid twice")
        .isEqualTo(111);
  }

  private static final AgentLimits BUDGETED =
      new AgentLimits(20, 100_000, AgentApproval.OUTWARD, true);

  @Test
  void aTurnThatThereIsNoMoneyForAsksAPersonAndAMessageIsHeardWithIt() {
    int before = world.anthropic.received().size();
    AgentLauncher.Begun run = world.start("{'model':'claude-opus-5-5','budgetUsd':0.01}", BUDGETED);
    UUID task = world.task(run.runId());
    assertThat(description(task))
        .contains("0.01 USD are left", "this may cost up to", "has had 0 turns");

    world.write(run.sessionId(), "Be quick");
    world.act(run, new RunAct.Answer("few", "user:ada", task, "go_on", json("{'topUpUsd':0.01}")));
    UUID second = world.task(run.runId());
    assertThat(description(second)).contains("0.02 USD are left");
    assertThat(world.anthropic.received()).hasSize(before);

    world.anthropic.answers(turn("end_turn", text("Done.")));
    world.act(
        run, new RunAct.Answer("many", "user:ada", second, "go_on", json("{'topUpUsd':1.5}")));
    RunRow row = world.ended(run.runId());

    assertThat(row.outcome().result().path("text").asText()).isEqualTo("Done.");
    assertThat(asked(0).path("messages").toString()).contains("Be quick");
    assertThat(world.steps(run.runId())).extracting(StepRow::stepType).containsExactly("thinking");
    Budget budget = budget(BudgetScope.RUN, run.runId().toString());
    assertThat(budget.usd()).isEqualByComparingTo("1.52");
    assertThat(budget.spentUsd()).isEqualByComparingTo(row.usage().costUsd()).isPositive();
    assertThat(budget.reservedUsd()).isZero();
  }

  @Test
  void aRunThatIsRefusedMoneyEndsWithTheReason() {
    AgentLauncher.Begun run = world.start("{'model':'claude-opus-5-5','budgetUsd':0.01}", BUDGETED);
    world.act(run, new RunAct.Answer("a", "user:ada", world.task(run.runId()), "stop", null));

    RunRow row = world.ended(run.runId());

    assertThat(row.status()).isEqualTo(RunStatus.FAILED);
    assertThat(row.outcome().result().path("stopReason").asText()).isEqualTo("budget");
    assertThat(row.outcome().errors().toString()).contains("LIMIT_REACHED");
  }

  @Test
  void aRunGoesOnByItselfWhenTheBudgetOfItsTypeIsRaised() {
    BudgetRepository budgets = world.context.getBean(BudgetRepository.class);
    budgets.put(BudgetScope.AGENT_TYPE, "tester", terms("0", BudgetExhausted.ASK), "user:ada");
    try {
      AgentLauncher.Begun run = world.start(OPUS);
      world.task(run.runId());
      world.anthropic.answers(turn("end_turn", text("Rich.")));

      budgets.put(BudgetScope.AGENT_TYPE, "tester", terms("99", BudgetExhausted.ASK), "user:ada");
      world.context.getBean(BudgetWaits.class).tellAffordable();

      assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(
              world.database.number(
                  "SELECT count(*) FROM human_tasks WHERE run_id = ? AND state = 'cancelled'",
                  run.runId()))
          .isOne();

      budgets.put(BudgetScope.AGENT_TYPE, "tester", terms("0", BudgetExhausted.STOP), "user:ada");
      RunRow stopped = world.ended(world.start(OPUS).runId());
      assertThat(stopped.outcome().result().path("stopReason").asText()).isEqualTo("budget");
    } finally {
      budgets.remove(BudgetScope.AGENT_TYPE, "tester");
    }
  }

  private static BudgetRepository.Terms terms(String usd, BudgetExhausted onExhausted) {
    return new BudgetRepository.Terms(new BigDecimal(usd), BudgetPeriod.TOTAL, onExhausted);
  }

  private static Budget budget(BudgetScope scope, String key) {
    return world.context.getBean(BudgetRepository.class).find(scope, key).orElseThrow();
  }
}
