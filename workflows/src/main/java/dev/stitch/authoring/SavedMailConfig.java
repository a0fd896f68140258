package dev.stitch.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The config of a mail that takes its texts from saved mail. When a flow is published or a campaign
 * is saved the texts are put into the graph, so that a run never reads saved mail.
 */
public final class SavedMailConfig {

  /** The id of the saved mail. */
  public static final String ID = "mailTemplate";

  /** The number of its version; without one, the version that is shown when it is resolved. */
  public static final String VERSION = "mailTemplateVersion";

  private SavedMailConfig() {}

  /** Whether a config takes its texts from saved mail. */
  public static boolean in(JsonNode config) {
    return config.has(ID);
  }

  /**
   * A config with the texts of a version; texts of its own give way, those of its variants do not.
   * What the author wrote stays: a published graph that is made a draft again asks as before.
   */
  public static ObjectNode resolved(ObjectNode config, MailContent content) {
    ObjectNode resolved = config.deepCopy();
    resolved.put("subject", content.subject());
    put(resolved, "text", content.text());
    put(resolved, "html", content.html());
    return resolved;
  }

  private static void put(ObjectNode config, String field, @Nullable String value) {
    if (value == null) {
      config.remove(field);
    } else {
      config.put(field, value);
    }
  }
}
