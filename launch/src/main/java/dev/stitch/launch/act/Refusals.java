package dev.stitch.launch.act;

import dev.stitch.launch.request.Refusal;
import dev.stitch.port.RefusedUpdate;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the refusal of an act by a journey or run means for whoever asked for it. */
final class Refusals {

  /** Refusals of a single field begin with its name, e.g. {@code uxNodeId: …}. */
  private static final Pattern FIELD =
      Pattern.compile("(?<field>[a-zA-Z]+(?:\\.[a-zA-Z]+)*): (?<message>.*)", Pattern.DOTALL);

  private Refusals() {}

  /** What a failed update is to be answered with; failures of ours are thrown on as they are. */
  static RuntimeException answer(WorkflowUpdateException failure) {
    return switch (failure.getCause()) {
      case ApplicationFailure refused when refused.getType().equals(RefusedUpdate.TYPE) ->
          refusal(refused.getDetails().get(dev.stitch.machine.Refusal.class));
      // What the server answers for updates that a workflow left open when it closed.
      case ApplicationFailure ended
          when ended.getType().equals("AcceptedUpdateCompletedWorkflow") ->
          Refusal.conflict("It ended before the act was done.");
      case ApplicationFailure unknown when isUnknown(unknown) ->
          new UnansweredException(
              "A worker of an earlier release has it, which does not know this act. The act was not done; repeat it once all workers are of this release.");
      case null, default -> throw failure;
    };
  }

  /** What a worker answers that has no handler for the update. */
  private static boolean isUnknown(ApplicationFailure failure) {
    return failure.getType().equals(IllegalArgumentException.class.getName())
        && failure.getOriginalMessage().startsWith("Unknown update name: ");
  }

  private static Refusal refusal(dev.stitch.machine.Refusal refusal) {
    return switch (refusal.code()) {
      case CLOSED, WRONG_STATE -> Refusal.conflict(sentence(refusal.message()));
      case NOT_FOUND -> Refusal.missing(sentence(refusal.message()));
      case INVALID -> invalid(refusal.message());
    };
  }

  private static Refusal invalid(String message) {
    Matcher field = FIELD.matcher(message);
    return field.matches()
        ? Refusal.invalid("/" + field.group("field").replace('.', '/'), field.group("message"))
        : Refusal.invalid("", message);
  }

  private static String sentence(String message) {
    return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
  }
}
