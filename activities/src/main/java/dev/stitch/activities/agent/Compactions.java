package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.llm.AgentModels;
import dev.stitch.activities.llm.Conversation;
import dev.stitch.activities.llm.ModelTurn;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.agent.AgentContract;
import dev.stitch.agent.StopReason;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.CompactionRequest;
import dev.stitch.port.AgentActivities.CompactionResult;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.Compaction;
import dev.stitch.store.agent.ConversationRepository;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.ConversationRepository.LastTurn;
import dev.stitch.store.agent.ConversationRepository.Summary;
import dev.stitch.store.agent.MessageRole;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.budget.BudgetRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Keeps conversations within the windows of their models: says when one has become too long, and
 * has the model sum up its older part. A summary that was written is never asked, and paid, for
 * again.
 */
@Singleton
class Compactions {

  /** How much of its model's window a conversation may fill, in percent, before it is cut. */
  private static final int FULL = 80;

  /** The window of a model of which it is not known. */
  private static final long ASSUMED_WINDOW = 200_000;

  /** Room for thinking, which newer models do unasked, before a summary of some pages. */
  private static final int TOKENS = 10_000;

  /** Turns between two summaries: what cannot become shorter must not be paid for turn by turn. */
  private static final int APART = 3;

  private static final String CUT_SHORT = "\n\n[These notes were cut off.]";

  private static final String BEFORE_SUMMARY =
      "[The conversation had become too long. What came before is summed up here.]\n\n";

  private final Database database;
  private final ConversationRepository conversations;
  private final SessionRepository sessions;
  private final AgentRunRepository runs;
  private final AgentModels models;
  private final BudgetRepository budgets;
  private final PaidAttempts attempts;

  Compactions(
      Database database,
      ConversationRepository conversations,
      SessionRepository sessions,
      AgentRunRepository runs,
      AgentModels models,
      BudgetRepository budgets,
      PaidAttempts attempts) {
    this.database = database;
    this.conversations = conversations;
    this.sessions = sessions;
    this.runs = runs;
    this.models = models;
    this.budgets = budgets;
    this.attempts = attempts;
  }

  /** Whether a run's conversation is to be made shorter before the model goes on with it. */
  boolean isDue(UUID runId, AgentRunRepository.Run run, List<Given> given, Conversation whole) {
    Optional<Long> window = window(run);
    long besides =
        TokenEstimate.of(whole.tools().toString())
            + (whole.system() == null ? 0 : TokenEstimate.of(whole.system()));
    return window.isPresent()
        && isLongSinceSummary(given)
        && length(run, given, besides) > full(window.get())
        && cut(runId, run, given).isPresent();
  }

  private static boolean isLongSinceSummary(List<Given> given) {
    OptionalInt summary = given.stream().filter(Given::isSummary).mapToInt(Given::place).max();
    return summary.isEmpty()
        || given.stream()
                .filter(it -> it.role() == MessageRole.ASSISTANT)
                .filter(it -> it.place() > summary.getAsInt())
                .count()
            >= APART;
  }

  /** Whether it can be made shorter. */
  boolean isPossible(UUID runId, AgentRunRepository.Run run, List<Given> given) {
    return cut(runId, run, given).isPresent();
  }

  CompactionResult compact(CompactionRequest request) {
    return attempts.make("a summary of a conversation", attempt -> compact(request, attempt));
  }

  private CompactionResult compact(CompactionRequest request, StepAttempt attempt)
      throws StepException, InterruptedException {
    Optional<Summary> kept = conversations.summaryBefore(request.runId(), request.turn());
    if (kept.isPresent()) {
      return new CompactionResult(kept.get().compaction().outputTokens(), attempt.number());
    }
    AgentRunRepository.Run run =
        runs.find(request.runId())
            .orElseThrow(
                () -> new StepException(FailureCode.NOT_FOUND, "the run was deleted meanwhile"));
    List<Given> given = conversations.given(request.sessionId());
    CompactionCut cut =
        cut(request.runId(), run, given)
            .orElseThrow(
                () ->
                    new StepException(
                        FailureCode.REJECTED,
                        "The conversation is too long for the model, and nothing of it can be"
                            + " summed up."));
    budgets.topUp(request.runId(), AgentContract.GO_ON, AgentContract.TOP_UP);
    ModelTurn answer = models.ask(question(request, run, cut), asker(request, run, attempt));
    String words = BEFORE_SUMMARY + summary(answer);
    long before = length(run, given, 0);
    long size = cut.rest() + TokenEstimate.of(words);
    Compaction compaction =
        new Compaction(
            request.turn(),
            cut.task() == null ? 0 : cut.task().place(),
            cut.keptFrom(),
            before,
            Math.ceilDiv(before * size, Math.max(1, TokenEstimate.of(given))),
            answer.outputTokens());
    keep(request, run, compaction, words);
    return new CompactionResult(compaction.outputTokens(), attempt.number());
  }

  private void keep(
      CompactionRequest request, AgentRunRepository.Run run, Compaction compaction, String words) {
    database.transaction(
        () -> {
          sessions.lock(request.sessionId());
          if (conversations.summaryBefore(request.runId(), request.turn()).isEmpty()) {
            conversations.keep(request.sessionId(), request.runId(), model(run), compaction, words);
          }
        });
  }

  private static String summary(ModelTurn answer) throws StepException {
    StopReason reason = StopReason.of(answer.stopReason());
    if (reason == StopReason.REFUSAL) {
      throw new StepException(
          FailureCode.REJECTED, "The model declined to sum up the conversation.");
    }
    String summary = AgentTurns.words(answer.content(), "text").strip();
    if (summary.isEmpty()) {
      // Not worth another try: a model with so little room, or so little to say, would do it again.
      throw new StepException(
          FailureCode.REJECTED, "The model has written no summary of the conversation.");
    }
    return reason.cutShort() ? summary + CUT_SHORT : summary;
  }

  private Conversation question(
      CompactionRequest request, AgentRunRepository.Run run, CompactionCut cut) {
    long room = full(window(run).orElse(ASSUMED_WINDOW));
    return new Conversation(
        model(run),
        SummaryRequest.SYSTEM,
        SummaryRequest.messages(cut, room),
        Jsonb.array(),
        (int) Math.min(TOKENS, request.maxTokens()),
        script(run, cut),
        PaidAttempts.WITHIN,
        null);
  }

  private static AgentModels.Asker asker(
      CompactionRequest request, AgentRunRepository.Run run, StepAttempt attempt) {
    return new AgentModels.Asker(
        request.runId(),
        run.entityId(),
        AgentContract.compactionNode(request.turn()),
        attempt.number(),
        run.config().path("connection").textValue(),
        attempt::heartbeat);
  }

  /** What a script says, each time; else how much it stands for. */
  private static @Nullable JsonNode script(AgentRunRepository.Run run, CompactionCut cut) {
    String otherwise = "Summary of %d messages.".formatted(cut.older().size());
    return Jsonb.object()
        .put("text", run.config().path("script").path("summary").asText(otherwise));
  }

  private static String model(AgentRunRepository.Run run) {
    return run.config().path("model").asText();
  }

  private Optional<CompactionCut> cut(UUID runId, AgentRunRepository.Run run, List<Given> given) {
    long room = full(window(run).orElse(ASSUMED_WINDOW)) / 2;
    return CompactionCut.of(given, conversations.task(run.sessionId(), runId), room);
  }

  private Optional<Long> window(AgentRunRepository.Run run) {
    JsonNode scripted = run.config().path("script").path("windowTokens");
    return scripted.isNumber() ? Optional.of(scripted.longValue()) : models.window(model(run));
  }

  private static long full(long window) {
    return window * FULL / 100;
  }

  /**
   * About how many tokens the conversation has: as many as the provider has told of its last turn,
   * and what came since; else all by estimate.
   *
   * @param besides tokens of what is given besides the messages
   */
  private long length(AgentRunRepository.Run run, List<Given> given, long besides) {
    LastTurn last = conversations.lastTurn(run.sessionId()).orElse(null);
    int summary = given.stream().filter(Given::isSummary).mapToInt(Given::place).sum();
    long measured =
        last == null || last.place() < summary
            ? 0
            : models.measured(last.runId(), AgentContract.turnNode(last.turn()));
    return measured == 0
        ? besides + TokenEstimate.of(given)
        : measured
            + TokenEstimate.of(given.stream().filter(it -> it.place() > last.place()).toList());
  }
}
