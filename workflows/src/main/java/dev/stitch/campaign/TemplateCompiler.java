package dev.stitch.campaign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a system flow's graph of a template, for the interpreter of system flows. The same template
 * is the same graph, whoever compiles it.
 *
 * <p>Each step is a chain of up to three nodes: the wait for its delay, the question whether {@code
 * exitWhen} holds, and what the step does.
 */
public final class TemplateCompiler {

  /** The type of the nodes that wait: delays, and the steps that do nothing else. */
  static final String WAIT = "wait";

  /** Pixels between nodes on a canvas. */
  private static final int ROW = 120;

  private final TemplateDefinition template;
  private final @Nullable String exitWhen;
  private final StepActions actions;
  private final ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode edges = JsonNodeFactory.instance.arrayNode();

  private TemplateCompiler(TemplateDefinition template) {
    this.template = template;
    this.exitWhen = template.config().path("exitWhen").textValue();
    this.actions = new StepActions(template);
  }

  /** The graph of a template; without steps it has no nodes and is not valid. */
  public static ObjectNode compile(TemplateDefinition template) {
    return new TemplateCompiler(template).graph();
  }

  private ObjectNode graph() {
    for (int i = 0; i < template.steps().size(); i++) {
      step(i, template.steps().get(i));
    }
    ObjectNode graph = JsonNodeFactory.instance.objectNode();
    graph.set("nodes", nodes);
    graph.set("edges", edges);
    return graph;
  }

  private void step(int index, TemplateStep step) {
    String id = SequenceNodes.step(index);
    if (step.delayHours() > 0) {
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      data.put("duration", StepConfigs.duration(step.delayHours()).toString());
      node(SequenceNodes.delay(index), WAIT, "Delay", data);
      edge(SequenceNodes.delay(index), null, exitWhen == null ? id : SequenceNodes.exit(index));
    }
    if (exitWhen != null) {
      ObjectNode data = JsonNodeFactory.instance.objectNode().put("expression", exitWhen);
      node(SequenceNodes.exit(index), "condition", "Exit?", data);
      edge(SequenceNodes.exit(index), "false", id);
    }
    StepActions.Action action = actions.of(index, step);
    node(id, action.nodeType(), action.label(), action.data());
    switch (step.type()) {
      case CONDITION -> {
        goOn(id, "true", index + 1);
        StepConfigs.otherwise(index, step.config()).ifPresent(target -> goOn(id, "false", target));
      }
      case CONNECT, MESSAGE, FOLLOW, LIKE, COMMENT, WAIT -> goOn(id, null, index + 1);
    }
  }

  /** Leads on to a step; past the last one the sequence ends. */
  private void goOn(String from, @Nullable String branch, int stepIndex) {
    entry(stepIndex).ifPresent(target -> edge(from, branch, target));
  }

  private Optional<String> entry(int stepIndex) {
    List<TemplateStep> steps = template.steps();
    if (stepIndex >= steps.size()) {
      return Optional.empty();
    }
    if (steps.get(stepIndex).delayHours() > 0) {
      return Optional.of(SequenceNodes.delay(stepIndex));
    }
    return Optional.of(
        exitWhen == null ? SequenceNodes.step(stepIndex) : SequenceNodes.exit(stepIndex));
  }

  private void node(String id, String type, String label, ObjectNode data) {
    ObjectNode node = nodes.addObject().put("id", id).put("type", type).put("label", label);
    node.putObject("position").put("x", 0).put("y", (nodes.size() - 1) * ROW);
    node.set("data", data);
  }

  private void edge(String source, @Nullable String branch, String target) {
    ObjectNode edge = edges.addObject().put("id", source + "-" + edges.size());
    edge.put("source", source).put("target", target);
    if (branch != null) {
      edge.put("sourceHandle", branch);
    }
  }
}
