package dev.stitch.activities.agent;

import static dev.stitch.activities.llm.FakeAnthropic.refusing;
import static dev.stitch.activities.llm.FakeTurn.call;
import static dev.stitch.activities.llm.FakeTurn.text;
import static dev.stitch.activities.llm.FakeTurn.thinking;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.claudecode.ClaudeCli;
import dev.stitch.activities.git.GitStand;
import dev.stitch.activities.llm.FakeTurn;
import dev.stitch.activities.process.LeftProcesses;
import dev.stitch.agent.AgentContract;
import dev.stitch.agent.AgentLimits;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.machine.RunAct;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.TranscriptRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.workspace.RunGitRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of agents that the real claude program works on, against a stand-in for Anthropic's API. */
@Tag("server")
class ClaudeCodeTest {

  private static final String CLAUDE = "{'runner':'claude-code','model':'claude-opus-5-5'}";

  @TempDir static Path folder;

  private static GitStand stand;
  private static AgentWorld world;

  private final FakeTurn.Bill bill = new FakeTurn.Bill();

  @BeforeAll
  static void start() throws Exception {
    String program = ClaudeCli.required().toString();
    // A run that waits for a person is left at once, and gone on with by another process.
    stand = new GitStand(folder);
    world =
        new AgentWorld(
            Map.of(
                "stitch.claude.cli",
                program,
                "stitch.claude.hold",
                "PT0.3S",
                "stitch.git.roots",
                stand.roots.toString(),
                "stitch.workspaces",
                folder.resolve("workspaces").toString()));
  }

  @AfterAll
  static void stop() {
    if (world != null) {
      world.close();
    }
  }

  /** So that a test that failed fails alone. */
  @BeforeEach
  void noAnswerIsLeft() {
    world.anthropic.forgetAnswers();
  }

  @AfterEach
  void noProcessIsLeft() {
    world.until(() -> processes().isEmpty());
  }

  private FakeTurn turn(String reason, ObjectNode... blocks) {
    return FakeTurn.of(bill, reason, blocks);
  }

  private static int asked() {
    return world.anthropic.received().size();
  }

  private static JsonNode lastAsked() {
    return world.anthropic.received().getLast().body();
  }

  private static List<ProcessHandle> processes() {
    try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
      return all.filter(ClaudeCodeTest::isClaude).toList();
    }
  }

  private static boolean isClaude(ProcessHandle process) {
    return LeftProcesses.arguments(process).stream()
        .anyMatch(each -> each.contains("stitch-claude-"));
  }

  private void requireBilled(UUID runId) {
    assertThat(world.tokens(runId)).isEqualTo(bill.sums());
    assertThat(world.run(runId).usage().costUsd())
        .isEqualByComparingTo(AgentWorld.opus(bill.sums()));
  }

  private static List<String> types(UUID runId) {
    return world.steps(runId).stream().map(StepRow::stepType).toList();
  }

  private static StepRow step(UUID runId, String type, String tool) {
    return world.steps(runId).stream()
        .filter(step -> step.stepType().equals(type) && tool.equals(step.tool()))
        .findFirst()
        .orElseThrow();
  }

  /** What the model was told of a call. */
  private static JsonNode result(JsonNode body, String toolUseId) {
    return body.path("messages")
        .valueStream()
        .flatMap(message -> message.path("content").valueStream())
        .filter(block -> block.path("tool_use_id").asText().equals(toolUseId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itsTurnsAndCallsAreThoseOfTheRun() {
    int before = asked();
    world.anthropic.answers(
        turn(
            "tool_use",
            thinking("Hm.", "c2lnbmF0dXJl+/=="),
            text("I write."),
            call("toolu_w", "Write", "{'file_path':'notes.txt','content':'one two'}"),
            call("toolu_s", "mcp__stitch__contacts_search", "{'q':'nobody at all'}"),
            call("toolu_b", "Bash", "{'command':'id'}")),
        turn("tool_use", call("toolu_g", "Grep", "{'pattern':'two','output_mode':'content'}")),
        turn("end_turn", text("Done.")));

    AgentLauncher.Begun run =
        world.start("{'runner':'claude-code','model':'claude-opus-5-5','systemPrompt':'Be brief'}");
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(RunStatus.COMPLETED);
    assertThat(row.outcome().result())
        .isEqualTo(AgentWorld.json("{'stopReason':'end_turn','text':'Done.'}"));
    assertThat(asked()).isEqualTo(before + 3);
    assertThat(world.anthropic.received().getLast().apiKey()).isEqualTo("sk-test");
    assertThat(lastAsked().path("system").toString()).contains("Be brief");
    assertThat(lastAsked().path("messages").toString())
        .contains("Do it", "Hm.", "c2lnbmF0dXJl+/==");
    assertThat(result(lastAsked(), "toolu_w").path("is_error").asBoolean()).isFalse();
    assertThat(result(lastAsked(), "toolu_b").path("is_error").asBoolean()).isTrue();
    assertThat(result(lastAsked(), "toolu_g").toString()).contains("one two");
    assertThat(types(run.runId()))
        .containsExactlyInAnyOrder(
            "thinking",
            "tool_call",
            "tool_call",
            "tool_call",
            "tool_result",
            "tool_result",
            "tool_result",
            "thinking",
            "tool_call",
            "tool_result",
            "thinking");
    assertThat(world.steps(run.runId()).getFirst().output())
        .isEqualTo(AgentWorld.json("{'thinking':'Hm.','text':'I write.'}"));
    assertThat(step(run.runId(), "tool_call", "Write").status()).isEqualTo("completed");
    assertThat(step(run.runId(), "tool_call", "Bash").status()).isEqualTo("failed");
    assertThat(step(run.runId(), "tool_call", "contacts.search").status()).isEqualTo("completed");
    assertThat(step(run.runId(), "tool_result", "Grep").output().asText()).contains("one two");
    requireBilled(run.runId());
  }

  @Test
  void whatAPersonApprovesHappensOnceAndWhatTheyRefuseNeverThoughTheProcessHasEnded() {
    int before = asked();
    world.anthropic.answers(
        turn(
            "tool_use",
            call("toolu_1", "Write", "{'file_path':'yes.txt','content':'x'}"),
            call("toolu_2", "Write", "{'file_path':'no.txt','content':'x'}"),
            call("toolu_3", "mcp__stitch__ask_person", "{'question':'Blue or red?'}")),
        turn("end_turn", text("Done.")));
    AgentLauncher.Begun run =
        world.start(CLAUDE, new AgentLimits(20, 100_000, AgentApproval.ALWAYS, false));
    world.task(run.runId());
    world.until(() -> processes().isEmpty());
    answer(run, "turn-1.0", "approve", null);
    answer(run, "turn-1.1", "refuse", null);
    world.until(() -> processes().isEmpty());
    answer(run, "turn-1.2", null, AgentWorld.json("{'answer':'Red'}"));
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(RunStatus.COMPLETED);
    assertThat(asked()).as("no turn is paid twice").isEqualTo(before + 2);
    assertThat(result(lastAsked(), "toolu_1").toString()).contains("created");
    assertThat(result(lastAsked(), "toolu_2").toString()).contains("A person refused this call");
    assertThat(result(lastAsked(), "toolu_3").toString()).contains("Red");
    requireBilled(run.runId());
  }

  private static void answer(
      AgentLauncher.Begun run, String nodeId, String choice, JsonNode answer) {
    UUID task = AgentContract.taskId(run.runId(), nodeId);
    world.act(run, new RunAct.Answer(nodeId, "user:ada", task, choice, answer));
  }

  @Test
  void aMessageReachesItOnceThoughItsProcessIsKilled() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    world.anthropic.answers(
        turn("tool_use", call("toolu_1", "Write", "{'file_path':'a.txt','content':'x'}"))
            .holdingAfter(4, reached, released),
        turn("tool_use", call("toolu_2", "Glob", "{'pattern':'*'}")).cutAfter(4),
        turn("end_turn", text("Read.")));
    AgentLauncher.Begun run = world.start(CLAUDE);
    reached.await();
    world.write(run.sessionId(), "/clear and mind the gap");
    ProcessHandle killed = processes().getFirst();
    killed.destroyForcibly();
    world.until(() -> processes().stream().anyMatch(it -> !it.equals(killed)));
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(RunStatus.COMPLETED);
    assertThat(lastAsked().path("messages").toString().split("mind the gap", -1)).hasSize(2);
    assertThat(
            world.database.number(
                "SELECT count(*) FROM messages WHERE session_id = ? AND role = 'user' AND place IS"
                    + " NOT NULL",
                run.sessionId()))
        .isEqualTo(2);
    requireBilled(run.runId());
    released.countDown();
  }

  /** As a worker kept it that looked while the program had only begun to write. */
  @Test
  void aTranscriptWithoutAMessageIsNotGoneOnFrom() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    world.anthropic.answers(
        turn("end_turn", text("Lost.")).holdingAfter(4, reached, released),
        turn("end_turn", text("Begun anew.")));
    AgentLauncher.Begun run = world.start(CLAUDE);
    reached.await();
    byte[] begun = "{'type':'queue-operation','operation':'enqueue'}\n".getBytes(UTF_8);
    world.database.update(
        "UPDATE agent_transcripts SET content = ? WHERE session_id = ?",
        Gzip.compress(begun),
        run.sessionId());
    world.database.update("UPDATE messages SET place = NULL WHERE session_id = ?", run.sessionId());
    processes().getFirst().destroyForcibly();
    RunRow row = world.ended(run.runId());
    released.countDown();

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(RunStatus.COMPLETED);
    assertThat(lastAsked().path("messages").toString()).contains("Do it");
  }

  /** At three events of an answer; at each with {@code -Dstitch.sweep}. */
  @Test
  void aProcessThatIsKilledAtAnEventOfATurnCostsWhatTheServerBillsAndRepeatsNothing()
      throws Exception {
    int events = secondTurn(bill).events();
    for (int after = 1; after < events; after += Boolean.getBoolean("stitch.sweep") ? 1 : 5) {
      FakeTurn.Bill one = new FakeTurn.Bill();
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch released = new CountDownLatch(1);
      int before = asked();
      world.anthropic.answers(
          FakeTurn.of(
              one, "tool_use", call("toolu_1", "Write", "{'file_path':'once.txt','content':'x'}")),
          secondTurn(one).holdingAfter(after, reached, released),
          secondTurn(one),
          FakeTurn.of(one, "end_turn", text("Whole.")));
      AgentLauncher.Begun run = world.start(CLAUDE);
      reached.await();
      processes().getFirst().destroyForcibly();

      RunRow row = world.ended(run.runId());

      assertThat(row.status()).as("killed after " + after).isEqualTo(RunStatus.COMPLETED);
      assertThat(row.outcome().result().path("text").asText()).isEqualTo("Whole.");
      assertThat(world.tokens(run.runId())).as("killed after " + after).isEqualTo(one.sums());
      assertThat(asked()).as("only the turn that was lost is paid again").isEqualTo(before + 4);
      assertThat(types(run.runId())).filteredOn("tool_call"::equals).hasSize(2);
      assertThat(result(lastAsked(), "toolu_1").toString()).contains("created");
      released.countDown();
    }
  }

  private static FakeTurn secondTurn(FakeTurn.Bill bill) {
    return FakeTurn.of(
        bill, "tool_use", thinking("Hm.", "c2ln"), call("toolu_2", "Glob", "{'pattern':'*'}"));
  }

  @Test
  void whateverTheProviderDoesTheRunEndsRightAndEachCallIsPaid() {
    world.anthropic.answers(
        refusing(529, "overloaded_error", Map.of("retry-after", "0")),
        turn("tool_use", call("toolu_1", "Glob", "{'pattern':'*'}")),
        turn("end_turn", text("Half")).brokenOffAfter(5, "overloaded_error"),
        turn("max_tokens", text("Long"), call("toolu_2", "Write", "{'file_path':'b.txt'}")),
        turn("pause_turn", text("Wait")),
        turn("end_turn", text("Whole.")));

    AgentLauncher.Begun run = world.start(CLAUDE);
    RunRow row = world.ended(run.runId());

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(RunStatus.COMPLETED);
    assertThat(row.outcome().result().path("text").asText()).isEqualTo("Whole.");
    assertThat(types(run.runId())).filteredOn("thinking"::equals).hasSize(4);
    requireBilled(run.runId());
  }

  @Test
  void aRefusalOfTheModelAndOfTheKeyAndTheLastTurnEndTheRun() {
    world.anthropic.answers(turn("refusal", text("No.")));
    AgentLauncher.Begun declined = world.start(CLAUDE);
    assertThat(world.ended(declined.runId()).outcome().result().path("stopReason").asText())
        .isEqualTo("refusal");
    requireBilled(declined.runId());

    world.anthropic.answers(refusing(401, "authentication_error", Map.of()));
    AgentLauncher.Begun locked = world.start(CLAUDE);
    RunRow row = world.ended(locked.runId());
    assertThat(row.status()).isEqualTo(RunStatus.FAILED);
    assertThat(row.outcome().errors().toString()).contains("401", "ANTHROPIC_API_KEY");

    world.anthropic.answers(turn("tool_use", call("toolu_1", "Glob", "{'pattern':'*'}")));
    int before = asked();
    AgentLauncher.Begun limited =
        world.start(CLAUDE, new AgentLimits(1, 100_000, AgentApproval.OUTWARD, false));
    assertThat(world.ended(limited.runId()).outcome().result().path("stopReason").asText())
        .isEqualTo("max_turns");
    assertThat(asked()).isEqualTo(before + 1);
  }

  private static AgentLauncher.Begun thanked() {
    return world.start(
        """
        {'runner':'claude-code','model':'scripted','script':{'turns':[
        {'toolCalls':[{'name':'Write','input':{'file_path':'a.txt','content':'x'}}]},
        {'text':'I have written it.'},{'text':'You are welcome.'}]}}\
        """);
  }

  /** The transcript of a session, once it stands before a turn of a run. */
  private static String transcript(UUID sessionId, UUID runId, int turn) {
    TranscriptRepository transcripts = world.context.getBean(TranscriptRepository.class);
    // A run has ended a moment before its process has.
    world.until(
        () ->
            transcripts
                .find(sessionId)
                .filter(kept -> kept.runId().equals(runId) && kept.turn() == turn)
                .isPresent());
    return new String(Gzip.expand(transcripts.find(sessionId).orElseThrow().bytes()), UTF_8);
  }

  @Test
  void aScriptIsPlayedAndTheNextRunOfTheSessionGoesOnWithTheConversation() {
    AgentLauncher.Begun first = thanked();
    assertThat(world.ended(first.runId()).status()).isEqualTo(RunStatus.COMPLETED);
    UUID second = world.write(first.sessionId(), "Thank you").runId();

    assertThat(second).isNotEqualTo(first.runId());
    assertThat(world.ended(second).outcome().result().path("text").asText())
        .isEqualTo("You are welcome.");
    assertThat(transcript(first.sessionId(), second, 2))
        .contains("I have written it.", "Thank you", "You are welcome.")
        .doesNotContain("Go on where you were.", "The conversation so far");
  }

  /** As when the worker is killed between a run's end and its process's. */
  @Test
  void whatATranscriptLacksIsToldInWords() {
    AgentLauncher.Begun first = thanked();
    world.ended(first.runId());
    String whole = transcript(first.sessionId(), first.runId(), 3);
    String lacking =
        whole.lines().filter(line -> !line.contains("I have written it.")).collect(joining("\n"));
    world.database.update(
        "UPDATE agent_transcripts SET content = ? WHERE session_id = ?",
        Gzip.compress((lacking + "\n").getBytes(UTF_8)),
        first.sessionId());
    UUID second = world.write(first.sessionId(), "Thank you").runId();

    assertThat(world.ended(second).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(transcript(first.sessionId(), second, 2))
        .contains("assistant: I have written it.", "Thank you");
  }

  @Test
  void inAWorkspaceItWorksOnTheRunsBranchAndWhatItChangesIsTheRuns() throws Exception {
    Path remote = stand.repository("mended");
    stand.commit(remote, "src/Cart.txt", "Total: 7\n");
    stand.commit(remote, "CLAUDE.md", "Obey the repository\n");
    AgentLauncher.Begun run =
        world.start(
            """
            {'runner':'claude-code','model':'scripted','workspace':{'id':'%s','repo':'%s','persistent':true},
            'script':{'turns':[
            {'toolCalls':[{'name':'Read','input':{'file_path':'src/Cart.txt'}}]},
            {'toolCalls':[{'name':'Edit','input':{'file_path':'src/Cart.txt','old_string':'7','new_string':'8'}}]},
            {'toolCalls':[{'name':'mcp__stitch__git_commit','input':{'message':'Mend the total'}}]},
            {'toolCalls':[{'name':'Write','input':{'file_path':'new.txt','content':'x'}}]},
            {'text':'Mended.'}]}}\
            """
                .formatted(Ids.next(), remote));

    RunRow row = world.ended(run.runId());

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(RunStatus.COMPLETED);
    RunGitRepository.Details changed =
        world.context.getBean(RunGitRepository.class).find(run.runId()).orElseThrow();
    assertThat(changed.branch()).isEqualTo("stitch/" + run.runId());
    assertThat(changed.commits()).hasSize(1);
    assertThat(changed.diffStat().valueStream().map(it -> it.path("path").asText()))
        .containsExactlyInAnyOrder("src/Cart.txt", "new.txt");
  }

  @Test
  void aRunThatIsCancelledEndsItsProcess() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    world.anthropic.answers(turn("end_turn", text("Never.")).holdingAfter(4, reached, released));
    AgentLauncher.Begun run = world.start(CLAUDE);
    reached.await();
    assertThat(processes()).hasSize(1);

    world.act(run, new RunAct.Cancel("c", "user:ada"));

    assertThat(world.ended(run.runId()).status()).isEqualTo(RunStatus.CANCELLED);
    world.until(() -> processes().isEmpty());
    released.countDown();
  }
}
