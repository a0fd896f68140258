package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event from outside, for {@code wait.event} steps and {@code on_event} stages.
 *
 * @param id the same id is the same event
 * @param name e.g. {@code reply}
 * @param data what CEL sees as {@code event.data}, or null; at most 32 KiB
 * @param source who brought it: {@code api}, {@code email}, {@code webhook}
 */
public record ExternalEvent(String id, String name, @Nullable JsonNode data, String source) {
  public ExternalEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    source = source == null ? "api" : source;
  }
}
