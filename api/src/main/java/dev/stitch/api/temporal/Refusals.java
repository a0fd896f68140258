package dev.stitch.api.temporal;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.machine.Refusal;
import dev.stitch.port.RefusedUpdate;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the refusal of an act by a journey or run means for the client. */
final class Refusals {

  /** Refusals of a single field begin with its name, e.g. {@code uxNodeId: …}. */
  private static final Pattern FIELD =
      Pattern.compile("(?<field>[a-zA-Z]+(?:\\.[a-zA-Z]+)*): (?<message>.*)", Pattern.DOTALL);

  private Refusals() {}

  /** The problem that a failed update is; failures of ours are thrown on as they are. */
  static ApiProblem problem(WorkflowUpdateException failure) {
    return switch (failure.getCause()) {
      case ApplicationFailure refused when refused.getType().equals(RefusedUpdate.TYPE) ->
          problem(refused.getDetails().get(Refusal.class));
      // What the server answers for updates that a workflow left open when it closed.
      case ApplicationFailure ended
          when ended.getType().equals("AcceptedUpdateCompletedWorkflow") ->
          ApiProblem.conflict("It ended before the act was done.");
      case ApplicationFailure unknown when isUnknown(unknown) ->
          ApiProblem.unavailable(
              "A worker of an earlier release has it, which does not know this act. The act was not done; repeat it once all workers are of this release.");
      case null, default -> throw failure;
    };
  }

  /** What a worker answers that has no handler for the update. */
  private static boolean isUnknown(ApplicationFailure failure) {
    return failure.getType().equals(IllegalArgumentException.class.getName())
        && failure.getOriginalMessage().startsWith("Unknown update name: ");
  }

  private static ApiProblem problem(Refusal refusal) {
    return switch (refusal.code()) {
      case CLOSED, WRONG_STATE -> ApiProblem.conflict(sentence(refusal.message()));
      case NOT_FOUND -> ApiProblem.missing(sentence(refusal.message()));
      case INVALID -> invalid(refusal.message());
    };
  }

  private static ApiProblem invalid(String message) {
    Matcher field = FIELD.matcher(message);
    return field.matches()
        ? ApiProblem.invalid("/" + field.group("field").replace('.', '/'), field.group("message"))
        : ApiProblem.invalid("", message);
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}
