package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Durations;
import dev.stitch.model.NearNames;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.JourneyPlan.Advance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a UX node's data into a stage of the plan and reports what is wrong. */
final class StageReader {

  /** The fields of a UX node's data that mean something, with what the editor calls them. */
  private static final Map<String, String> TITLES =
      Map.of(
          "advance", "Leave when",
          "event", "Name of the event",
          "deadline", "Longest stay",
          "goal", "Goal",
          "exitWhen", "End the journey when",
          "humanApproval", "Ask a person before it is left",
          "start", "Journeys begin here",
          "label", "Label",
          "description", "Description");

  static final Set<String> FIELDS = TITLES.keySet();

  private final Graph.Node node;
  private final Problems problems;

  private StageReader(Graph.Node node, Problems problems) {
    this.node = node;
    this.problems = problems;
  }

  /** What messages call a field. */
  static String title(String field) {
    return "“" + TITLES.getOrDefault(field, field) + "”";
  }

  static JourneyPlan.Stage read(Graph.Node node, UxWays ways, Problems problems) {
    StageReader reader = new StageReader(node, problems);
    reader.flag("start");
    Advance advance = reader.advance();
    return new JourneyPlan.Stage(
        node.id(),
        node.label(),
        advance,
        reader.event(advance),
        reader.deadline(),
        reader.text("goal"),
        reader.text("exitWhen"),
        reader.flag("humanApproval"),
        ways.ordinary().stream().map(UxWays.Way::compiled).toList(),
        ways.timeout().stream().findFirst().map(UxWays.Way::compiled).orElse(null));
  }

  private Advance advance() {
    JsonNode value = value("advance");
    if (JsonKinds.absent(value)) {
      return Advance.ON_PATH_COMPLETED;
    }
    return switch (value.textValue()) {
      case "on_path_completed" -> Advance.ON_PATH_COMPLETED;
      case "auto" -> Advance.AUTO;
      case "manual" -> Advance.MANUAL;
      case "on_event" -> Advance.ON_EVENT;
      case null, default -> {
        List<String> known = List.of("on_path_completed", "auto", "manual", "on_event");
        problems.error(
            node,
            "data.advance",
            title("advance")
                + " must be 'on_path_completed', 'auto', 'manual' or 'on_event'"
                + NearNames.hint(value.asText(), known));
        yield Advance.ON_PATH_COMPLETED;
      }
    };
  }

  private @Nullable String event(Advance advance) {
    String event = text("event");
    if (advance == Advance.ON_EVENT && event == null) {
      problems.error(
          node,
          "data.event",
          "it is left when an event comes, so “Name of the event” must name the event to wait for");
    }
    return advance == Advance.ON_EVENT ? event : null;
  }

  private @Nullable Duration deadline() {
    String deadline = text("deadline");
    if (deadline == null) {
      return null;
    }
    try {
      Duration duration = Durations.parse(deadline);
      if (!duration.isZero()) {
        return duration;
      }
      problems.error(node, "data.deadline", title("deadline") + " must be longer than zero");
    } catch (IllegalArgumentException e) {
      problems.error(node, "data.deadline", title("deadline") + ": " + e.getMessage());
    }
    return null;
  }

  private @Nullable String text(String field) {
    JsonNode value = value(field);
    if (JsonKinds.absent(value)) {
      return null;
    }
    if (!value.isTextual()) {
      problems.error(
          node, "data." + field, title(field) + " must be text, not " + JsonKinds.name(value));
      return null;
    }
    return value.textValue().isBlank() ? null : value.textValue();
  }

  private boolean flag(String field) {
    JsonNode value = value(field);
    if (!JsonKinds.absent(value) && !value.isBoolean()) {
      problems.error(
          node,
          "data." + field,
          title(field) + " must be true or false, not " + JsonKinds.name(value));
    }
    return value.booleanValue();
  }

  private JsonNode value(String field) {
    return node.data().path(field);
  }
}
