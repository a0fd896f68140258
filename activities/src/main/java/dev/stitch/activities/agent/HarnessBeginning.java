package dev.stitch.activities.agent;

import dev.stitch.activities.claudecode.ClaudeTranscript;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.SessionRepository.Answer;
import dev.stitch.store.agent.Transcript;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From where a program goes on with a conversation.
 *
 * @param transcript what it wrote of it; null when it begins anew
 * @param turn of the run that it asks for first
 * @param transcribed the turn of the run before which the transcript stands; 0 for none of its own
 * @param untold what was said that the transcript does not know
 */
record HarnessBeginning(
    @Nullable ClaudeTranscript transcript, int turn, int transcribed, List<Given> untold) {

  /** How far back it is looked for what the transcript knows; others may have answered since. */
  private static final int MOST_ANSWERS = 50;

  static HarnessBeginning of(ClaudeCodeRuns all, HarnessRequest request)
      throws InterruptedException {
    HarnessBeginning found = look(all, request);
    Instant since = Instant.now();
    // The run before has ended a moment before its process, which keeps its last answer then.
    while (found.lacksAnswer() && !ClaudeCodeRun.hasPassed(since, ClaudeCodeRun.WRITING)) {
      Thread.sleep(ClaudeCodeRun.LOOK);
      found = look(all, request);
    }
    return found;
  }

  private boolean lacksAnswer() {
    return transcript != null && !untold.isEmpty();
  }

  private static HarnessBeginning look(ClaudeCodeRuns all, HarnessRequest request) {
    Optional<Transcript> kept = all.transcripts.find(request.sessionId());
    ClaudeTranscript transcript =
        kept.map(each -> ClaudeTranscript.of(Gzip.expand(each.bytes())))
            .filter(ClaudeTranscript::isResumable)
            .orElse(null);
    if (transcript == null) {
      return new HarnessBeginning(null, 1, 0, all.conversations.given(request.sessionId()));
    }
    int turn = kept.get().turn();
    if (kept.get().runId().equals(request.runId())) {
      return new HarnessBeginning(transcript, turn, turn, List.of());
    }
    List<Answer> before =
        all.sessions.lastAnswers(request.sessionId(), MOST_ANSWERS).stream()
            .filter(each -> !each.runId().equals(request.runId()))
            .toList();
    List<Given> untold =
        before.isEmpty() || calls(before.getFirst())
            ? List.of()
            : between(all.conversations.given(request.sessionId()), known(transcript, before));
    return new HarnessBeginning(transcript, 1, 0, untold);
  }

  /** The places after which, and up to which, something was said that a transcript lacks. */
  private record Places(int after, int last) {}

  private static Places known(ClaudeTranscript transcript, List<Answer> answers) {
    int known =
        answers.stream()
            .filter(each -> transcript.knows(ClaudeCodeRun.answerId(each.runId(), each.turn())))
            .findFirst()
            .map(Answer::place)
            .orElse(0);
    return new Places(known, answers.getFirst().place());
  }

  private static List<Given> between(List<Given> conversation, Places places) {
    return conversation.stream()
        .filter(each -> each.place() > places.after() && each.place() <= places.last())
        .toList();
  }

  /** An answer with calls that the run before has ended with is nothing to go on from. */
  private static boolean calls(Answer last) {
    return last.content().findValuesAsText("type").contains("tool_use");
  }
}
