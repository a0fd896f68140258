package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import dev.stitch.plan.Locality;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One type of step: everything the product knows of it is here, so that adding a type touches one
 * class (and its line in {@code META-INF/services}) and its test.
 *
 * <p>The config schema is JSON Schema 2020-12 with formats of our own that validation and the
 * editor understand: {@code cel} (with {@code "x-result": "boolean"} when it must be true or
 * false), {@code template} (Handlebars; on an object or list, every text in it), {@code duration}
 * (ISO 8601), {@code instant} (ISO 8601, a template or CEL) and {@code timezone} ({@code contact}
 * or an IANA name). {@code "x-variables"} lists what a template sees besides the usual names.
 * {@code "x-lines": 6} gives a text that many lines in the editor, {@code "examples"} are offered
 * while one types. They are found under {@code properties}, {@code additionalProperties} and {@code
 * items}.
 *
 * <p>{@code "x-contact": {}} beside {@code properties} tells the editor that a step fails in a run
 * without a contact, and {@code {"unless": "to"}} that it does where this setting is left out.
 */
public interface StepType {

  /** The node's {@code type}, e.g. {@code email.send}. */
  String id();

  String title();

  /**
   * Whether people draw it; any other only stands in for a step where a graph is made for a test.
   */
  default boolean drawn() {
    return true;
  }

  /** JSON Schema of the node's {@code data}, without the settings every step has. */
  JsonNode schema();

  /**
   * The branches (source handles) a node of this type with this config can take besides the
   * ordinary way out and {@code error}.
   *
   * @param config the node's data; an empty object for the type in general
   */
  default List<String> branches(JsonNode config) {
    return List.of();
  }

  /**
   * Whether a step of this config, once it is done, always leaves by one of its branches. An edge
   * that names none of them is taken whichever that is.
   *
   * @param config the node's data
   */
  default boolean chooses(JsonNode config) {
    return false;
  }

  /**
   * What is wrong with a config besides what its schema says. It may be any JSON object, also one
   * that does not fit the schema.
   */
  default List<ConfigFault> faults(JsonNode config) {
    return List.of();
  }

  /** The task queue of remote steps. */
  String taskQueue();

  Locality locality();

  /** Longest time of one attempt where the node names none; null for the usual minute. */
  default @Nullable Duration timeout() {
    return null;
  }

  /** Whether carrying it out acts on the outside world, and so goes through the effect ledger. */
  default boolean effect() {
    return false;
  }

  /**
   * Whether carrying it out changes our own database. What such a step writes and what it came to
   * are committed together, in one transaction around {@link #execute}, which must not wait for
   * anything else; a failure takes back what was written.
   */
  default boolean writes() {
    return false;
  }

  /**
   * Whether it calls a run, or many, and waits for the end; no journey can do that inside of its
   * own workflow.
   */
  default boolean calls() {
    return callsFlow();
  }

  /** Whether it calls runs of another flow, which its config names in {@code flowId}. */
  default boolean callsFlow() {
    return false;
  }

  /**
   * Carries the step out once. Never called in workflow code: local steps run in a local activity,
   * remote ones in a regular activity.
   *
   * @throws StepException with a failure code when it cannot be done
   */
  StepOutcome execute(StepContext context) throws StepException, InterruptedException;

  /**
   * What carrying the step out would do, without doing it and without I/O: a simulation has no
   * services. A type that only computes is carried out; one that reads or changes anything besides
   * its variables says what it would do.
   *
   * @throws StepException when {@link #execute} would fail with it
   */
  default StepPreview preview(StepContext context) throws StepException, InterruptedException {
    return new StepPreview.Computed(execute(context));
  }
}
