package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Durations;
import dev.stitch.plan.OnError;
import dev.stitch.plan.Retry;
import dev.stitch.step.StepType;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings every step has.
 *
 * @param timeout longest time of one attempt; null for the default, and for types whose own {@code
 *     timeout} says how long they wait
 */
record CommonSettings(Retry retry, @Nullable Duration timeout, OnError onError) {

  /** Names of these settings in a node's data. */
  static final Set<String> NAMES = Set.of("retry", "timeout", "onError");

  /** Most attempts of one step; the engine keeps a record of each failure it shows. */
  static final int MAX_ATTEMPTS = 1_000;

  /** Reads them from a node's data and reports what is wrong. */
  static CommonSettings read(Graph.Node node, StepType type, Problems problems) {
    Reader reader = new Reader(node, problems);
    boolean ownTimeout = type.schema().path("properties").has("timeout");
    return new CommonSettings(
        reader.retry(), ownTimeout ? null : reader.timeout(), reader.onError());
  }

  private record Reader(Graph.Node node, Problems problems) {

    Retry retry() {
      JsonNode retry = node.data().path("retry");
      if (JsonKinds.absent(retry)) {
        return Retry.DEFAULT;
      }
      if (!retry.isObject()) {
        problems.error(node, "data.retry", "“Retry” must be an object like {\"maxAttempts\": 3}");
        return Retry.DEFAULT;
      }
      return new Retry(maxAttempts(retry), initialInterval(retry), backoff(retry));
    }

    private int maxAttempts(JsonNode retry) {
      JsonNode value = retry.path("maxAttempts");
      if (JsonKinds.absent(value)) {
        return Retry.DEFAULT.maxAttempts();
      }
      if (value.canConvertToInt()
          && value.isIntegralNumber()
          && value.intValue() >= 1
          && value.intValue() <= MAX_ATTEMPTS) {
        return value.intValue();
      }
      problems.error(
          node,
          "data.retry.maxAttempts",
          "“Attempts” of “Retry” must be a whole number from 1 to " + MAX_ATTEMPTS);
      return Retry.DEFAULT.maxAttempts();
    }

    private Duration initialInterval(JsonNode retry) {
      Duration interval =
          duration(retry.path("initialInterval"), "retry.initialInterval", "First pause");
      return interval == null ? Retry.DEFAULT.initialInterval() : interval;
    }

    private double backoff(JsonNode retry) {
      JsonNode value = retry.path("backoff");
      if (JsonKinds.absent(value)) {
        return Retry.DEFAULT.backoff();
      }
      if (value.isNumber() && value.doubleValue() >= 1 && value.doubleValue() <= 100) {
        return value.doubleValue();
      }
      problems.error(
          node, "data.retry.backoff", "“Each pause is longer by” must be a number from 1 to 100");
      return Retry.DEFAULT.backoff();
    }

    @Nullable Duration timeout() {
      return duration(node.data().path("timeout"), "timeout", "Longest time of one attempt");
    }

    private @Nullable Duration duration(JsonNode value, String field, String title) {
      if (JsonKinds.absent(value)) {
        return null;
      }
      if (!value.isTextual()) {
        problems.error(
            node, "data." + field, "“" + title + "” must be an ISO 8601 duration like PT30S");
        return null;
      }
      try {
        Duration duration = Durations.parse(value.textValue());
        if (!duration.isZero()) {
          return duration;
        }
        problems.error(node, "data." + field, "“" + title + "” must be longer than zero");
      } catch (IllegalArgumentException e) {
        problems.error(node, "data." + field, "“" + title + "”: " + e.getMessage());
      }
      return null;
    }

    OnError onError() {
      JsonNode value = node.data().path("onError");
      if (JsonKinds.absent(value)) {
        return OnError.FAIL;
      }
      return switch (value.textValue()) {
        case "fail" -> OnError.FAIL;
        case "continue" -> OnError.CONTINUE;
        case "branch" -> OnError.BRANCH;
        case null, default -> {
          problems.error(
              node, "data.onError", "“When it fails” must be 'fail', 'continue' or 'branch'");
          yield OnError.FAIL;
        }
      };
    }
  }
}
