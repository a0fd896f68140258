package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.activities.budget.BudgetException;
import dev.stitch.activities.claudecode.ClaudeLaunch;
import dev.stitch.activities.claudecode.ClaudeSession;
import dev.stitch.activities.claudecode.ClaudeTranscript;
import dev.stitch.activities.claudecode.SessionHost;
import dev.stitch.activities.claudecode.ToolEnd;
import dev.stitch.activities.llm.Conversation;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.agent.AgentContract;
import dev.stitch.machine.NodeStatus;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.port.AgentActivities.ToolRequest;
import dev.stitch.port.AgentActivities.TurnRequest;
import dev.stitch.port.AgentActivities.TurnResult;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.AgentRunRepository.SettledCall;
import dev.stitch.store.agent.AgentRunRepository.Standing;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import dev.stitch.store.agent.SessionRepository.Ungiven;
import dev.stitch.store.agent.Transcript;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.ActivityCompletionException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of Claude Code at a run. The program's requests to the model are the run's turns, and
 * its tool calls the run's calls: each waits until the run has asked for it, which its steps tell.
 * What a turn came to is kept before the program hears it, and told again, not asked again, when
 * the program has to begin once more from what it wrote before that turn.
 */
final class ClaudeCodeRun implements SessionHost {

  private static final Logger LOG = LoggerFactory.getLogger(ClaudeCodeRun.class);

  /** Between two looks at what the run wants. */
  static final Duration LOOK = Duration.ofMillis(150);

  /** The program writes its transcript moments after it has asked. */
  static final Duration WRITING = Duration.ofSeconds(5);

  /** What others have reserved of a budget is free again within seconds or minutes. */
  private static final Duration BUSY = Duration.ofSeconds(2);

  /** A program that rests may just be taking up what it was told last. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** On a host that is very busy. */
  private static final Duration STARTING = Duration.ofMinutes(3);

  /** It thinks by its model alone, so that it has nothing to do for long without it. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  /** After so many turns, or so long, it makes room: the run's history may have to be cut. */
  private static final int MOST_TURNS = 50;

  private static final Duration MOST_TIME = Duration.ofHours(1);

  /** The longest result of a call that is kept, in characters. */
  private static final int MOST_WORDS = 100_000;

  /** What the program is told its model is when it would not know the name. */
  private static final String STAND_IN = "claude-opus-5-5";

  private static final String GO_ON = "Go on where you were.";

  private static final String LOST =
      "[Tool call interrupted: the session ended before this call's result was recorded, so its"
          + " outcome is unknown. Check whether it took effect before you do it again.]";

  private static final String DONE =
      "This call was carried out before the session was interrupted. Its result was:\n";

  private final ClaudeCodeRuns all;
  private final HarnessRequest request;
  private final String workflowId;
  private final AgentRunRepository.Run run;
  private final @Nullable Path folder;
  private final StepAttempt attempt;
  private final Instant begun = Instant.now();

  /** Messages of people that the program was told, and in which words. */
  private final Map<UUID, String> told = new ConcurrentHashMap<>();

  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile @Nullable ClaudeSession session;

  /** The turn that the program asks for next; what it calls is of the one before. */
  private volatile int next = 1;

  /** The last turn of the run before which its transcript was kept; 0 for none. */
  private volatile int transcribed;

  /** How many turns it was told in this attempt, and how many of them were new. */
  private final AtomicInteger answered = new AtomicInteger();

  private final AtomicInteger gained = new AtomicInteger();

  /** Messages of people that count as given. */
  private final Set<UUID> placed = ConcurrentHashMap.newKeySet();

  /** Calls whose end was told again, since the run did not heed it before. */
  private final Set<String> toldAgain = ConcurrentHashMap.newKeySet();

  private volatile boolean leaving;

  /** It carries out nothing more; guarded by this. */
  private boolean left;

  private volatile boolean closed;
  private int answeredWhenTold;

  ClaudeCodeRun(
      ClaudeCodeRuns all,
      HarnessRequest request,
      String workflowId,
      AgentRunRepository.Run run,
      @Nullable Path folder,
      StepAttempt attempt) {
    this.all = all;
    this.request = request;
    this.workflowId = workflowId;
    this.run = run;
    this.folder = folder;
    this.attempt = attempt;
  }

  /** Works until the run has ended, or waits for a person. */
  void work() throws StepException, InterruptedException {
    HarnessBeginning from = HarnessBeginning.of(all, request);
    next = from.turn();
    transcribed = from.transcribed();
    try (ClaudeSession claude = ClaudeSession.start(all.program, launch(from.transcript()), this)) {
      work(claude, from);
    } catch (StepException e) {
      if (gained.get() == 0 || !e.code().retryable()) {
        throw e;
      }
      // It has got on, and not only heard again what it knew: what begins anew is no further
      // attempt at the same.
    }
  }

  private void work(ClaudeSession claude, HarnessBeginning from)
      throws StepException, InterruptedException {
    try {
      session = claude;
      opened.countDown();
      Instant starting = Instant.now();
      while (!claude.isReady()) {
        if (hasPassed(starting, STARTING)) {
          throw new StepException(FailureCode.UNAVAILABLE, "Claude Code does not start.");
        }
        claude.await(LOOK);
      }
      begin(claude, from.untold());
      drive(claude);
    } finally {
      closed = true;
    }
  }

  private ClaudeLaunch launch(@Nullable ClaudeTranscript transcript) {
    JsonNode config = run.config();
    String model = config.path("model").asText();
    return new ClaudeLaunch(
        request.sessionId(),
        model.startsWith("claude-") ? model : STAND_IN,
        config.path("systemPrompt").textValue(),
        folder,
        HarnessTools.allowed(config),
        transcript);
  }

  // ---- what it is told ----

  private void begin(ClaudeSession claude, List<Given> untold) {
    List<Ungiven> messages = all.sessions.ungiven(request.sessionId());
    if (!untold.isEmpty() && !messages.isEmpty()) {
      Ungiven first = messages.getFirst();
      tell(claude, first.id(), EarlierWords.before(first.text(), untold));
    }
    tellMessages(claude);
    if (messages.isEmpty()) {
      say(claude, Ids.next(), GO_ON);
    }
  }

  private void tellMessages(ClaudeSession claude) {
    for (Ungiven message : all.sessions.ungiven(request.sessionId())) {
      if (!told.containsKey(message.id())) {
        tell(claude, message.id(), message.text());
      }
    }
  }

  private void tell(ClaudeSession claude, UUID id, String words) {
    told.put(id, words);
    say(claude, id, words);
  }

  private void say(ClaudeSession claude, UUID id, String words) {
    answeredWhenTold = answered.get();
    claude.say(id, words);
  }

  private void drive(ClaudeSession claude) throws StepException, InterruptedException {
    Instant working = Instant.now();
    while (!leaving) {
      Standing standing = standing();
      if (standing.working()) {
        working = Instant.now();
      }
      if (standing.status().isFinal() || hasPassed(working, all.hold) && leave() || !isWanted()) {
        break;
      }
      tellMessages(claude);
      if (isAskedFor(next)) {
        requireWork(claude);
      } else if (claude.isResting(PAUSE) && standing.working() && leavesCallOut()) {
        throw new StepException(
            FailureCode.UNAVAILABLE, "Claude Code has stopped in the midst of a call.");
      }
      claude.await(LOOK);
    }
    keepEnd(claude);
  }

  /** Looks once more: what is let through by then is waited for, and nothing is afterwards. */
  private synchronized boolean leave() {
    left = !standing().working();
    return left;
  }

  private synchronized void requireStaying() throws InterruptedException {
    if (left) {
      throw new InterruptedException("the program is left");
    }
  }

  /**
   * Whether the server still wants this attempt. One that it has given up must not work beside the
   * next one; one whose run has ended has only its end to keep.
   */
  private boolean isWanted() {
    try {
      attempt.heartbeat();
      return true;
    } catch (ActivityCompletionException e) {
      if (standing().status().isFinal()) {
        return false;
      }
      throw e;
    }
  }

  /** Whether a call that the run has asked for has come to nothing. */
  private boolean leavesCallOut() {
    return all.runs.calls(request.runId(), next - 1).stream()
        .anyMatch(call -> call.result() == null && isRunning(call.call().nodeId()));
  }

  private boolean isRunning(String nodeId) {
    return all.runs.standing(request.runId(), nodeId).filter("running"::equals).isPresent();
  }

  /** The run wants a turn. */
  private void requireWork(ClaudeSession claude) throws StepException {
    if (claude.isResting(PAUSE)) {
      goOn(claude);
    } else if (claude.isSilent(SILENCE)) {
      throw new StepException(
          FailureCode.UNAVAILABLE, "Claude Code has neither asked its model nor said anything.");
    }
  }

  private Standing standing() {
    return all.runs.standing(request.runId()).orElse(new Standing(RunStatus.KILLED, false));
  }

  /** The run wants another turn of a program that thinks it has done all. */
  private void goOn(ClaudeSession claude) throws StepException {
    if (answered.get() == answeredWhenTold) {
      throw new StepException(
          FailureCode.UNUSABLE_ANSWER,
          "Claude Code has stopped without asking its model. " + claude.complaint());
    }
    say(claude, Ids.next(), GO_ON);
  }

  private boolean isAskedFor(int turn) {
    return all.runs.standing(request.runId(), AgentContract.turnNode(turn)).isPresent();
  }

  static boolean hasPassed(Instant since, Duration time) {
    return Duration.between(since, Instant.now()).compareTo(time) > 0;
  }

  /**
   * What follows begins after the last answer, unless that has calls, which are then told again.
   */
  private void keepEnd(ClaudeSession claude) throws InterruptedException {
    int last = next - 1;
    if (answered.get() > 0 && all.runs.calls(request.runId(), last).isEmpty()) {
      String answer = answerId(last);
      ClaudeTranscript transcript = written(claude, so -> so.knows(answer));
      // What a person wrote last and no turn has heard is told to the next run.
      boolean heard = told.keySet().stream().noneMatch(id -> isUnheard(transcript, id));
      if (transcript.knows(answer) && heard) {
        all.transcripts.keepOwn(
            request.sessionId(),
            new Transcript(request.runId(), next, Gzip.compress(transcript.bytes())));
      }
    }
  }

  private boolean isUnheard(ClaudeTranscript transcript, UUID message) {
    return !placed.contains(message) && transcript.knows(message.toString());
  }

  // ---- turns ----

  @Override
  public Answer answer(ObjectNode asked, @Nullable String betas)
      throws StepException, InterruptedException {
    opened.await();
    List<ToolEnd> ends = ends(asked);
    for (ToolEnd end : ends) {
      ended(end);
    }
    int turn = next;
    TurnRequest turnRequest =
        new TurnRequest(request.runId(), request.sessionId(), turn, tokensLeft(), false);
    Optional<TurnResult> kept = all.turns.kept(turnRequest);
    TurnResult result = kept.isPresent() ? kept.get() : ask(turnRequest, ends, asked, betas);
    if (kept.isEmpty()) {
      gained.incrementAndGet();
    }
    Answer answer = answer(turn, result);
    next = turn + 1;
    answered.incrementAndGet();
    signal(AgentContract.TURN_ANSWERED, new AgentContract.TurnAnswered(turn, result));
    return answer;
  }

  private static List<ToolEnd> ends(ObjectNode asked) {
    return ToolEnd.of(lastOfUser(asked));
  }

  /** The program adds messages of the system after it. */
  private static JsonNode lastOfUser(ObjectNode asked) {
    JsonNode messages = asked.path("messages");
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.path(i).path("role").asText().equals("user")) {
        return messages.path(i);
      }
    }
    return MissingNode.getInstance();
  }

  private long tokensLeft() {
    long most = run.config().path("limits").path("maxTokens").asLong();
    return Math.max(1, most - all.runs.written(request.runId()));
  }

  private TurnResult ask(
      TurnRequest turn, List<ToolEnd> ends, ObjectNode asked, @Nullable String betas)
      throws StepException, InterruptedException {
    Set<String> heardNow = heard(asked);
    ClaudeTranscript transcript =
        written(
            session,
            so ->
                ends.stream().allMatch(end -> so.knowsResult(end.toolUseId()))
                    && heardNow.stream().allMatch(so::knows));
    byte[] compressed = Gzip.compress(transcript.bytes());
    if (compressed.length > Transcript.MOST_BYTES) {
      throw new StepException(
          FailureCode.REJECTED, "The conversation has become too long to be kept.");
    }
    List<UUID> heard = told.keySet().stream().filter(id -> isUnheard(transcript, id)).toList();
    if (heard.isEmpty()) {
      // What a person wrote is heard by a turn that the run wants: it may end before.
      hear(turn, heard, transcript, compressed);
    }
    leaving = answered.get() >= MOST_TURNS || hasPassed(begun, MOST_TIME);
    while (leaving || !isAskedFor(turn.turn())) {
      tellEndsAgain(turn.turn() - 1);
      pause();
    }
    requireOpen();
    int seen = hear(turn, heard, transcript, compressed);
    transcribed = turn.turn();
    Conversation conversation = all.turns.conversation(run, turn, asked, betas);
    while (true) {
      try {
        return all.turns.ask(
            turn, all.turns.asked(run), conversation, seen, attempt.number(), this::heartbeat);
      } catch (BudgetException refusal) {
        if (!refusal.isPassing()) {
          throw refusal;
        }
        wait(BUSY);
      }
    }
  }

  /** Writes down what the turn hears, and from where it can be asked for again. */
  private int hear(
      TurnRequest turn, List<UUID> heard, ClaudeTranscript transcript, byte[] compressed) {
    int seen =
        all.turns.hear(
            turn,
            () -> {
              if (standing().status().isFinal()) {
                return; // the next run of the session may have begun
              }
              all.sessions.placePeople(turn.sessionId(), turn.runId(), heard);
              // One that began anew has nothing to add but that it did.
              boolean more = transcribed != 0 && turn.turn() != transcribed;
              if (transcript.isResumable() && (more || !heard.isEmpty())) {
                all.transcripts.keep(
                    turn.sessionId(), new Transcript(turn.runId(), turn.turn(), compressed));
              }
            });
    placed.addAll(heard);
    return seen;
  }

  /** The run heeds the end of a call that it has asked for, which it may not have by then. */
  private void tellEndsAgain(int turn) {
    for (SettledCall call : all.runs.calls(request.runId(), turn)) {
      String nodeId = call.call().nodeId();
      if (call.result() != null
          && isRunning(nodeId)
          && toldAgain.add(nodeId)) {
        boolean failed = Boolean.TRUE.equals(call.failed());
        signal(
            AgentContract.CALL_ENDED,
            new AgentContract.CallEnded(nodeId, failed, attempt.number()));
      }
    }
  }

  /** Which messages that the program was told are in what it asks. */
  private Set<String> heard(ObjectNode asked) {
    String messages = lastOfUser(asked).toString();
    return told.entrySet().stream()
        .filter(each -> messages.contains(quoted(each.getValue())))
        .map(each -> each.getKey().toString())
        .collect(Collectors.toSet());
  }

  /** As it stands in JSON, without the quotes. */
  private static String quoted(String words) {
    String json = TextNode.valueOf(words.strip()).toString();
    return json.substring(1, json.length() - 1);
  }

  private void wait(Duration time) throws InterruptedException {
    Instant since = Instant.now();
    while (!hasPassed(since, time)) {
      pause();
    }
  }

  /** A moment of waiting for the run. */
  private void pause() throws InterruptedException {
    requireOpen();
    Thread.sleep(LOOK);
  }

  private void requireOpen() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the session is closed");
    }
  }

  private void heartbeat() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    attempt.heartbeat();
  }

  /** The transcript, once it is so far, which the program writes a moment later. */
  private static ClaudeTranscript written(ClaudeSession claude, Predicate<ClaudeTranscript> soFar)
      throws InterruptedException {
    Instant since = Instant.now();
    ClaudeTranscript transcript = claude.transcript();
    while (!(transcript.isResumable() && soFar.test(transcript)) && !hasPassed(since, WRITING)) {
      Thread.sleep(LOOK);
      transcript = claude.transcript();
    }
    return transcript;
  }

  private Answer answer(int turn, TurnResult result) {
    JsonNode content =
        all.sessions
            .ofTurn(request.runId(), turn, MessageRole.ASSISTANT)
            .orElseThrow(() -> new IllegalStateException("turn " + turn + " has no message"))
            .content();
    return new Answer(answerId(turn), content, result.stopReason(), result.outputTokens());
  }

  private String answerId(int turn) {
    return answerId(request.runId(), turn);
  }

  /** By which a transcript knows the answer of a turn. */
  static String answerId(UUID runId, int turn) {
    return "msg_" + runId.toString().replace("-", "") + "_" + turn;
  }

  // ---- calls ----

  @Override
  public @Nullable String refusal(String toolUseId) throws InterruptedException {
    SettledCall call = find(toolUseId).orElse(null);
    if (call == null) {
      return "This call is none of the run's.";
    }
    NodeStatus decided = decision(call.call().nodeId());
    String tool = call.call().tool();
    if (HarnessTools.isOurs(tool)) {
      return null; // what came of it, a refusal too, is its result
    }
    if (call.result() != null) {
      return DONE + words(SettledCalls.outcome(call));
    }
    if (decided != NodeStatus.RUNNING) {
      return words(SettledCalls.outcome(find(toolUseId).orElseThrow()));
    }
    if (!HarnessTools.allowed(run.config()).contains(tool)) {
      return "There is no tool " + tool + " in this run.";
    }
    boolean first = begin(call.call().nodeId());
    return first || !HarnessTools.isWriting(tool) ? null : LOST;
  }

  private synchronized boolean begin(String nodeId) throws InterruptedException {
    requireStaying();
    return all.runs.beginCall(request.runId(), nodeId);
  }

  @Override
  public Outcome call(String toolUseId) throws InterruptedException {
    SettledCall call = find(toolUseId).orElse(null);
    if (call == null) {
      return new Outcome(true, "This call is none of the run's.");
    }
    NodeStatus decided = decision(call.call().nodeId());
    if (decided == NodeStatus.RUNNING && call.result() == null) {
      requireStaying();
      carryOut(call.call());
    }
    SettledCalls.Outcome outcome = SettledCalls.outcome(find(toolUseId).orElseThrow());
    return new Outcome(outcome.failed(), words(outcome));
  }

  private void carryOut(AgentRunRepository.ToolCallRow call) throws InterruptedException {
    ToolRequest tool =
        new ToolRequest(request.runId(), request.sessionId(), next - 1, call.position());
    Optional<Duration> held = all.toolCalls.carryOut(tool, run, call, attempt);
    while (held.isPresent()) {
      wait(held.get());
      held = all.toolCalls.carryOut(tool, run, call, attempt);
    }
  }

  /** What the run, or a person, has decided about a call. */
  private NodeStatus decision(String nodeId) throws InterruptedException {
    while (true) {
      Optional<NodeStatus> status =
          all.runs
              .standing(request.runId(), nodeId)
              .map(word -> NodeStatus.valueOf(word.toUpperCase(Locale.ROOT)))
              .filter(each -> each != NodeStatus.PENDING && each != NodeStatus.WAITING);
      if (status.isPresent()) {
        return status.get();
      }
      pause();
    }
  }

  @Override
  public void ended(ToolEnd end) throws InterruptedException {
    SettledCall call = find(end.toolUseId()).orElse(null);
    if (call == null) {
      return;
    }
    String nodeId = call.call().nodeId();
    if (call.result() == null && !isSettledByPerson(call)) {
      String words =
          end.words().length() > MOST_WORDS
              ? end.words().substring(0, MOST_WORDS) + "…"
              : end.words();
      all.runs.settle(
          request.runId(),
          nodeId,
          end.failed(),
          end.failed() ? Jsonb.object().put("error", words) : TextNode.valueOf(words));
      if (!end.failed() && HarnessTools.isWriting(call.call().tool())) {
        note();
      }
    }
    boolean failed = call.result() == null ? end.failed() : Boolean.TRUE.equals(call.failed());
    signal(AgentContract.CALL_ENDED, new AgentContract.CallEnded(nodeId, failed, attempt.number()));
  }

  /**
   * What the run has changed is told as it goes; what cannot be told is told with the next change.
   */
  private void note() throws InterruptedException {
    try {
      all.workspaces.note(request.runId(), run, attempt);
    } catch (StepException e) {
      LOG.warn("What run {} has changed in its workspace cannot be told", request.runId(), e);
    }
  }

  private static boolean isSettledByPerson(SettledCall call) {
    AgentRunRepository.Answered answered = call.answered();
    return answered != null
        && !answered.state().equals("open")
        && !AgentContract.APPROVE.equals(answered.choice());
  }

  private Optional<SettledCall> find(String toolUseId) {
    return all.runs.calls(request.runId(), next - 1).stream()
        .filter(call -> call.call().toolUseId().equals(toolUseId))
        .findFirst();
  }

  private static String words(SettledCalls.Outcome outcome) {
    JsonNode told = outcome.told();
    return told.isTextual() ? told.textValue() : told.toString();
  }

  @Override
  public ArrayNode tools() throws InterruptedException {
    ArrayNode offered = Jsonb.array();
    for (Tool tool : all.tools.of(run.config()).tools()) {
      if (HarnessTools.isOffered(tool)) {
        offered
            .addObject()
            .put("name", tool.functionName())
            .put("description", tool.description())
            .set("inputSchema", tool.inputSchema());
      }
    }
    return offered;
  }

  /** One that is told twice changes nothing; one whose workflow has ended needs none. */
  private void signal(String name, Object what) {
    all.launcher.signal(workflowId, name, what);
  }
}
