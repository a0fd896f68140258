package dev.stitch.api.blueprint;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The blueprints that are part of the program; each is a file of its name. */
public final class Blueprints {

  /** Their names, in the order in which they are shown. */
  public static final List<String> IDS =
      List.of(
          "welcome-drip",
          "win-back",
          "outreach",
          "reply-campaign",
          "human-approval",
          "inbound-triage",
          "scripted-model",
          "repository-fixer",
          "researcher",
          "inbox-triager",
          "cold-outreach",
          "nurture-drip",
          "win-back-offers");

  private static final Map<String, Blueprint> ALL = load();

  private Blueprints() {}

  static List<Blueprint> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * One of them.
   *
   * @throws ApiProblem 404 when there is none of that name
   */
  static Blueprint get(String id) {
    Blueprint blueprint = ALL.get(id);
    if (blueprint == null) {
      throw ApiProblem.missing(
          "There is no such blueprint; there are " + String.join(", ", IDS) + ".");
    }
    return blueprint;
  }

  private static Map<String, Blueprint> load() {
    Map<String, Blueprint> blueprints = new LinkedHashMap<>();
    for (String id : IDS) {
      try (InputStream file = Blueprints.class.getResourceAsStream("/blueprints/" + id + ".json")) {
        blueprints.put(id, JsonCodec.MAPPER.readValue(file, Blueprint.class));
      } catch (IOException e) {
        throw new UncheckedIOException("blueprint " + id, e);
      }
    }
    return blueprints;
  }
}
