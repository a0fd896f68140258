package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Templates;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a step sees while it is carried out. */
public interface StepContext {

  PathPlan.Step step();

  /** {@code step().config()}. */
  default JsonNode config() {
    return step().config();
  }

  UUID runId();

  /** The entity whose journey this is, or empty in a direct run without one. */
  Optional<UUID> entityId();

  /** The contact of that entity, or empty. */
  Optional<UUID> contactId();

  /** Workflow time at which the step started. */
  Instant now();

  /** Attempt of this execution, from 1. */
  int attempt();

  /**
   * Number of this execution of the node in its retry chain; rises with each retry from the start.
   */
  int execution();

  /** Key of the outward act, the same over retries: first run of the chain, node, execution. */
  String effectKey();

  /** Evaluates CEL over {@code contact, entity, input, trigger, steps, now}. */
  default JsonNode evaluate(String expression) throws StepException {
    return Expressions.evaluate(expression, variables());
  }

  /** Evaluates CEL that must be a boolean. */
  default boolean test(String expression) throws StepException {
    return Expressions.test(expression, variables());
  }

  /** Renders a Handlebars template over the same variables; {@code html} escapes the values. */
  default String render(String template, boolean html) throws StepException {
    return Templates.render(template, variables(), html);
  }

  /** The variables themselves, as one JSON object. */
  JsonNode variables();

  /**
   * A service of the process, e.g. the mail transport.
   *
   * @throws IllegalStateException when the process does not offer it
   */
  <T> T service(Class<T> type);

  /** Tells the server that a long step is alive; does nothing in a local one. */
  void heartbeat();
}
