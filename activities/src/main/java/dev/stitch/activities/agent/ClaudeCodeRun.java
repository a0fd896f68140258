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
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.port.AgentActivities.TurnRequest;
import dev.stitch.port.AgentActivities.TurnResult;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.AgentRunRepository;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One attempt of Claude Code at a run. The program's requests to the model are the run's turns, and
 * its tool calls the run's calls: each waits until the run has asked for it, which its steps tell.
 * What a turn came to is kept before the program hears it, and told again, not asked again, when
 * the program has to begin once more from what it wrote before that turn.
 */
final class ClaudeCodeRun implements SessionHost {

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

  /** What the program is told its model is when it would not know the name. */
  private static final String STAND_IN = "claude-opus-5-5";

  private static final String GO_ON = "Go on where you were.";

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

  private final HarnessPresence presence = new HarnessPresence(LOOK);
  private final HarnessCalls calls;

  private volatile boolean leaving;
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
    this.calls = new HarnessCalls(all, request, run, attempt, presence, this::signal);
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
      presence.close();
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
      if (standing.status().isFinal() || hasWaitedLong(working) || !isWanted()) {
        break;
      }
      tellMessages(claude);
      if (isAskedFor(next)) {
        requireWork(claude);
      } else if (claude.isResting(PAUSE) && standing.working() && calls.isLeftOut(next - 1)) {
        throw new StepException(
            FailureCode.UNAVAILABLE, "Claude Code has stopped in the midst of a call.");
      }
      claude.await(LOOK);
    }
    keepEnd(claude);
  }

  /** Whether there has been nothing to do for so long that the process is given up meanwhile. */
  private boolean hasWaitedLong(Instant working) {
    return hasPassed(working, all.hold) && presence.leaveUnless(() -> standing().working());
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
      calls.tellEndsAgain(turn.turn() - 1);
      presence.pause();
    }
    presence.requireOpen();
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
        presence.pause(BUSY);
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

  private void heartbeat() {
    presence.requireWanted();
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
    return calls.refusal(next - 1, toolUseId);
  }

  @Override
  public Outcome call(String toolUseId) throws InterruptedException {
    return calls.carryOut(next - 1, toolUseId);
  }

  @Override
  public void ended(ToolEnd end) throws InterruptedException {
    calls.ended(next - 1, end);
  }

  @Override
  public ArrayNode tools() throws InterruptedException {
    return calls.tools();
  }

  /** One that is told twice changes nothing; one whose workflow has ended needs none. */
  private void signal(String name, Object what) {
    all.launcher.signal(workflowId, name, what);
  }
}
