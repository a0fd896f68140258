package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's answer that reached a path before the path had asked. A flush shows a task to people
 * when it has written it; when its workflow task is lost afterwards, the path does the flush again,
 * and the answer is ahead of it in history.
 */
public record EarlyAnswer(
    UUID taskId, @Nullable String choice, @Nullable JsonNode answer, String actor) {

  /** Characters that it takes in the path's state, beside those of its ids. */
  int length() {
    return JsonBounds.length(answer) + (choice == null ? 0 : choice.length());
  }
}
