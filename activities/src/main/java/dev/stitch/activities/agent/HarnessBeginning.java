package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.claudecode.ClaudeTranscript;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.port.AgentActivities.TurnRequest;
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
 * @param early whether the transcript may still come to know it
 */
record HarnessBeginning(
    @Nullable ClaudeTranscript transcript,
    int turn,
    int transcribed,
    List<Given> untold,
    boolean early) {

  /** How far back it is looked for what the transcript knows; others may have answered since. */
  private static final int MOST_ANSWERS = 50;

  static HarnessBeginning of(ClaudeCodeRuns all, HarnessRequest request)
      throws InterruptedException {
    all.turns.hearLeft(new TurnRequest(request.runId(), request.sessionId(), 1, 0, false));
    HarnessBeginning found = look(all, request);
    Instant since = Instant.now();
    // The run before has ended a moment before its process, which keeps its last answer then.
    while (found.early() && !ClaudeCodeRun.hasPassed(since, ClaudeCodeRun.WRITING)) {
      Thread.sleep(ClaudeCodeRun.LOOK);
      found = look(all, request);
    }
    return found;
  }

  private static HarnessBeginning look(ClaudeCodeRuns all, HarnessRequest request) {
    Optional<Transcript> kept = all.transcripts.find(request.sessionId());
    ClaudeTranscript transcript =
        kept.map(each -> ClaudeTranscript.of(Gzip.expand(each.bytes())))
            .filter(ClaudeTranscript::isResumable)
            .orElse(null);
    List<Given> conversation = all.conversations.given(request.sessionId());
    if (transcript == null) {
      return new HarnessBeginning(null, 1, 0, conversation, false);
    }
    int turn = kept.get().turn();
    if (kept.get().runId().equals(request.runId())) {
      return new HarnessBeginning(transcript, turn, turn, List.of(), false);
    }
    List<Answer> answers =
        all.sessions.lastAnswers(request.sessionId(), MOST_ANSWERS).stream()
            .filter(each -> !each.runId().equals(request.runId()))
            .toList();
    int known =
        answers.stream()
            .filter(each -> transcript.knows(ClaudeCodeRun.answerId(each.runId(), each.turn())))
            .findFirst()
            .map(Answer::place)
            .orElse(0);
    List<Given> untold = conversation.stream().filter(each -> each.place() > known).toList();
    boolean early =
        !answers.isEmpty()
            && answers.getFirst().place() > known
            && !calls(answers.getFirst().content());
    return new HarnessBeginning(transcript, 1, 0, untold, early);
  }

  /** An answer with calls is never kept by the process that it ends with. */
  private static boolean calls(JsonNode content) {
    return content.findValuesAsText("type").contains("tool_use");
  }
}
