package dev.stitch.activities.agent;

import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * Where a conversation is cut to become shorter: the older part is summed up, the last turns stay
 * whole. A turn begins with the model's answer and ends before the next one's, so calls of tools
 * are never parted from their results.
 *
 * @param task that the run was given, where it is not among what is kept; it stays as it is
 * @param earlier the summary that there was; the next one takes its place
 * @param older what is summed up besides
 * @param kept the last turns, and what came after them
 */
record CompactionCut(
    @Nullable Given task, @Nullable Given earlier, List<Given> older, List<Given> kept) {

  /** Most turns that stay as they are. */
  private static final int TURNS = 3;

  /**
   * Empty when there is nothing that could be summed up.
   *
   * @param task its place, or 0
   * @param room most tokens of what is kept; the last turn is, however long it is
   */
  static Optional<CompactionCut> of(List<Given> given, int task, long room) {
    int from = given.size();
    int turns = 0;
    long tokens = 0;
    for (int i = given.size() - 1; i > 0 && turns < TURNS; i--) {
      tokens += TokenEstimate.of(given.get(i));
      if (turns > 0 && tokens > room) {
        break;
      }
      if (beginsTurn(given, i) && !older(given, i, task).isEmpty()) {
        from = i;
        turns++;
      }
    }
    if (turns == 0) {
      return Optional.empty();
    }
    List<Given> before = given.subList(0, from);
    return Optional.of(
        new CompactionCut(
            before.stream().filter(it -> it.place() == task).findFirst().orElse(null),
            before.stream().filter(Given::isSummary).findFirst().orElse(null),
            older(given, from, task),
            given.subList(from, given.size())));
  }

  private static List<Given> older(List<Given> given, int before, int task) {
    return given.subList(0, before).stream()
        .filter(it -> !it.isSummary() && it.place() != task)
        .toList();
  }

  /** An answer that goes on with a paused one belongs to it. */
  private static boolean beginsTurn(List<Given> given, int i) {
    return given.get(i).role() == MessageRole.ASSISTANT
        && given.get(i - 1).role() != MessageRole.ASSISTANT;
  }

  int keptFrom() {
    return kept.getFirst().place();
  }

  /** About how many tokens stay. */
  long rest() {
    return TokenEstimate.of(kept) + (task == null ? 0 : TokenEstimate.of(task));
  }
}
