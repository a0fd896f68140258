package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.NodeState;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The node ids of a compiled template. They say the step's index and nothing else, so that they
 * stay the same when a text changes, and a run tells which step it is at.
 */
public final class SequenceNodes {

  private static final String EXIT = "exit-";
  private static final String STEP = "step-";

  /** Eight digits are more than a graph has nodes, and are always an int. */
  private static final Pattern ID = Pattern.compile("(?<part>delay|exit|step)-(?<index>\\d{1,8})");

  private SequenceNodes() {}

  /** The wait before a step. */
  static String delay(int stepIndex) {
    return "delay-" + stepIndex;
  }

  /** The question before a step whether the template's {@code exitWhen} holds. */
  static String exit(int stepIndex) {
    return EXIT + stepIndex;
  }

  /** What a step does. */
  static String step(int stepIndex) {
    return STEP + stepIndex;
  }

  /** Whether a node is what a step does, and not what comes before it. */
  static boolean isStep(String nodeId) {
    return nodeId.startsWith(STEP);
  }

  static boolean isExit(String nodeId) {
    return nodeId.startsWith(EXIT);
  }

  /** The step that a node belongs to; empty for the id of another graph. */
  public static OptionalInt stepIndex(String nodeId) {
    Matcher id = ID.matcher(nodeId);
    return id.matches() ? OptionalInt.of(Integer.parseInt(id.group("index"))) : OptionalInt.empty();
  }

  /**
   * The step that a run stands at, or stood at when it ended: of those that have begun the last.
   * Before the first it is 0.
   */
  public static int currentStep(Map<String, NodeState> nodes) {
    return nodes.entrySet().stream()
        .filter(node -> node.getValue().stepIndex() != null)
        .map(node -> stepIndex(node.getKey()))
        .flatMapToInt(OptionalInt::stream)
        .max()
        .orElse(0);
  }

  /** Whether a run ended because the template's {@code exitWhen} held. */
  public static boolean leftByExit(Map<String, NodeState> nodes) {
    return nodes.entrySet().stream()
        .anyMatch(node -> node.getKey().startsWith(EXIT) && holds(node.getValue().output()));
  }

  private static boolean holds(@Nullable JsonNode output) {
    return output != null && output.path("result").asBoolean();
  }
}
