package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.NearNames;
import dev.stitch.plan.Isolation;
import java.util.List;

/** Reads {@code graph.settings}: {@code isolation}, {@code reentry} and {@code steps}. */
final class SettingsReader {

  private static final List<String> KNOWN = List.of("isolation", "reentry", "steps");

  private final Problems problems;

  SettingsReader(Problems problems) {
    this.problems = problems;
  }

  Graph.Settings read(JsonNode settings) {
    if (JsonKinds.absent(settings)) {
      return Graph.Settings.DEFAULT;
    }
    if (!settings.isObject()) {
      problems.error("'settings' must be an object, not " + JsonKinds.name(settings));
      return Graph.Settings.DEFAULT;
    }
    settings
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                problems.warning(
                    "'settings."
                        + name
                        + "' is not known and has no effect"
                        + NearNames.hint(name, KNOWN));
              }
            });
    boolean inline = choice(settings, "isolation", "child", "inline");
    boolean remote = choice(settings, "steps", "local", "remote");
    return new Graph.Settings(
        inline ? Isolation.INLINE : Isolation.CHILD, reentry(settings.path("reentry")), remote);
  }

  private boolean reentry(JsonNode reentry) {
    if (!JsonKinds.absent(reentry) && !reentry.isBoolean()) {
      problems.error("'settings.reentry' must be true or false");
    }
    return reentry.booleanValue();
  }

  /** Whether the setting has its second value rather than its first, which is the default. */
  private boolean choice(JsonNode settings, String name, String first, String second) {
    JsonNode value = settings.path(name);
    if (JsonKinds.absent(value) || first.equals(value.textValue())) {
      return false;
    }
    if (!second.equals(value.textValue())) {
      problems.error("'settings.%s' must be '%s' or '%s'".formatted(name, first, second));
    }
    return second.equals(value.textValue());
  }
}
