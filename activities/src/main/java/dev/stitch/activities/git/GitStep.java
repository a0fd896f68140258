package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.RemoteStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepPreview;
import dev.stitch.store.Jsonb;
import java.time.Duration;
import java.util.Map;

/**
 * A step that works in a workspace. It begins on the queue of all workers that keep some, and goes
 * on at the one that holds its own.
 */
abstract class GitStep extends RemoteStepType {

  /** Of the settings of each. */
  static final String WORKSPACE =
      """
      "workspace": {
        "type": "string", "format": "template",
        "title": "Workspace",
        "description": "The id of one. Without it, the one that this run has cloned."
      }
      """;

  static final String CONNECTION =
      """
      "connection": {
        "type": "string", "minLength": 1,
        "title": "Connection",
        "description": "Stored credentials of toolkit http for a server that is asked by HTTPS, by id or name."
      }
      """;

  private final String act;

  /**
   * @param act what it does, in a few words
   */
  GitStep(String id, String title, String act, String schema) {
    super(id, title, schema, TaskQueues.AGENTS);
    this.act = act;
  }

  /** Repositories are large, and servers slow. */
  @Override
  public Duration timeout() {
    return Duration.ofMinutes(10);
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    ObjectNode detail = Jsonb.object();
    for (Map.Entry<String, JsonNode> setting : context.config().properties()) {
      boolean described = schema().path("properties").has(setting.getKey());
      if (described && setting.getValue() instanceof TextNode text) {
        detail.put(setting.getKey(), context.render(text.textValue(), false));
      }
    }
    return new StepPreview.Other(act, detail, null);
  }
}
