package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs that other runs call: of {@code subflow} one, of {@code for_each} one for each item. What is
 * called was prepared in the database under the call's id by the step itself. All of them may be
 * done again.
 */
@ActivityInterface
public interface CallActivities {

  /** Starts what a step has prepared: a run, or the workflow that starts a run for each item. */
  @ActivityMethod(name = "CallStart")
  void start(UUID callId, Calling calling);

  /**
   * Starts the runs of some items of a {@code for_each}.
   *
   * @param from the first item, from 0
   * @param count how many
   */
  @ActivityMethod(name = "CallItems")
  void startItems(ForEachArguments each, int from, int count);

  /**
   * Tells whoever called a run that it has ended, as its row says.
   *
   * @param metadata its changes to the entity's metadata by dotted path, or null
   */
  @ActivityMethod(name = "CallReport")
  void report(UUID runId, @Nullable JsonNode metadata);

  /** Collects what the items came to, and tells whoever called. */
  @ActivityMethod(name = "CallItemsReport")
  void reportItems(ForEachArguments each);
}
