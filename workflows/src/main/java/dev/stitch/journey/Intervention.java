package dev.stitch.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * An act as a signal, for the Temporal CLI and Web UI.
 *
 * @param action name of the act, e.g. {@code move}
 * @param args the act's fields without id; {@code actor} defaults to {@code operator}
 */
public record Intervention(String id, String action, JsonNode args) {
  public Intervention {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(action, "action");
  }
}
