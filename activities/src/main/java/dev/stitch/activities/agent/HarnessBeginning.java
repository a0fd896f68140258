package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.claudecode.ClaudeTranscript;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import dev.stitch.store.agent.SessionRepository.LastAnswer;
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
    List<Given> untold =
        all
            .sessions
            .lastAnswer(request.sessionId())
            .filter(last -> !last.runId().equals(request.runId()) && !calls(last.content()))
            .filter(last -> !transcript.knows(ClaudeCodeRun.answerId(last.runId(), last.turn())))
            .map(HarnessBeginning::given)
            .stream()
            .toList();
    return new HarnessBeginning(transcript, 1, 0, untold);
  }

  /** An answer with calls that the run before has ended with is nothing to go on from. */
  private static boolean calls(JsonNode content) {
    return content.findValuesAsText("type").contains("tool_use");
  }

  private static Given given(LastAnswer last) {
    return new Given(0, MessageRole.ASSISTANT, last.content(), null, false);
  }
}
