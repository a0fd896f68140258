package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.graph.GraphBuilder;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws business flows, paths and what steps come to; the same seed draws the same. */
final class RandomPlans {

  static final List<String> EVENTS = List.of("reply", "paid", "go");
  private static final List<String> BRANCHES = List.of("true", "false", "timeout", "error");
  private static final List<String> ADVANCES =
      List.of("on_path_completed", "on_path_completed", "auto", "auto", "manual", "on_event");

  private final Random random;

  RandomPlans(Random random) {
    this.random = random;
  }

  /** UX nodes {@code u0, u1, …} with UX edges, and system nodes and edges that must not matter. */
  JsonNode businessFlow(String prefix) {
    int stages = 1 + random.nextInt(5);
    GraphBuilder graph = new GraphBuilder();
    for (int i = 0; i < stages; i++) {
      graph.ux(prefix + i, stage());
      graph.step("system-" + prefix + i);
    }
    for (int i = 0; i + 1 < stages; i++) {
      graph.edge(prefix + i, prefix + (i + 1));
      graph.edge(prefix + i, "system-" + prefix + i);
      graph.edge("system-" + prefix + i, prefix + random.nextInt(stages));
    }
    for (int i = stages == 1 ? 0 : random.nextInt(3); i > 0; i--) {
      int source = random.nextInt(stages);
      String from = prefix + source;
      String to = prefix + (source + 1 + random.nextInt(stages - 1)) % stages;
      switch (random.nextInt(3)) {
        case 0 -> graph.edge(from, to, null, "{\"condition\": \"entity.metadata.x == 1\"}");
        case 1 -> graph.edge(from, to, "timeout");
        default -> graph.typedEdge(from, to, "system");
      }
    }
    return graph.build();
  }

  /** The UX edges of such a flow as {@code from>to}, read from the graph itself. */
  static Set<String> uxEdges(JsonNode graph) {
    Set<String> edges = new HashSet<>();
    for (JsonNode edge : graph.get("edges")) {
      String source = edge.get("source").textValue();
      String target = edge.get("target").textValue();
      boolean system = source.startsWith("system") || target.startsWith("system");
      if (!system && !"system".equals(edge.path("type").asText())) {
        edges.add(source + ">" + target);
      }
    }
    return edges;
  }

  private String stage() {
    StringBuilder data = new StringBuilder("{\"advance\": \"").append(pick(ADVANCES));
    data.append("\", \"event\": \"go\", \"humanApproval\": ").append(random.nextInt(6) == 0);
    if (random.nextInt(4) == 0) {
      data.append(", \"deadline\": \"PT").append(1 + random.nextInt(5)).append("H\"");
    }
    if (random.nextInt(5) == 0) {
      data.append(", \"goal\": \"entity.metadata.x == 1\"");
    }
    if (random.nextInt(8) == 0) {
      data.append(", \"exitWhen\": \"entity.metadata.x == 2\"");
    }
    return data.append("}").toString();
  }

  /** A directed acyclic graph of steps, some remote, with branches and every way of failing. */
  PathPlan path(String hash) {
    int steps = 1 + random.nextInt(7);
    PathBuilder path = PathBuilder.path(hash);
    for (int i = 0; i < steps; i++) {
      path.step(
          "s" + i,
          "step",
          random.nextInt(3) == 0 ? Locality.REMOTE : Locality.LOCAL,
          pick(List.of(OnError.values())));
      for (int source = 0; source < i; source++) {
        if (random.nextInt(3) == 0) {
          path.edge("s" + source, "s" + i, random.nextInt(3) == 0 ? pick(BRANCHES) : null);
        }
      }
    }
    return path.isolation(pick(List.of(Isolation.values()))).build();
  }

  /** What carrying out a step might come to. */
  StepOutcome outcome(Instant now) {
    Instant until = random.nextBoolean() ? null : now.plus(Duration.ofMinutes(random.nextInt(300)));
    return switch (random.nextInt(12)) {
      case 0 -> failed();
      case 4 -> new StepOutcome.Waiting(new Wait.Callback("hash", until));
      case 5 -> {
        Instant again = now.plus(Duration.ofMinutes(1 + random.nextInt(60)));
        yield new StepOutcome.Waiting(
            new Wait.Slot(again, again, "50 a day", GateReason.MAILBOX_CAP));
      }
      case 1 ->
          new StepOutcome.Waiting(
              new Wait.Timer(now.plus(Duration.ofMinutes(random.nextInt(300)))));
      case 2 ->
          new StepOutcome.Waiting(
              new Wait.Event(pick(EVENTS), random.nextBoolean() ? null : "true", until));
      case 3 ->
          new StepOutcome.Waiting(
              new Wait.Person(
                  "question",
                  null,
                  null,
                  random.nextBoolean() ? List.of() : BRANCHES,
                  null,
                  until));
      default -> completed();
    };
  }

  StepOutcome completed() {
    return new StepOutcome.Completed(
        JsonNodeFactory.instance.objectNode().put("n", random.nextInt(100)),
        random.nextInt(3) == 0 ? pick(BRANCHES) : null,
        random.nextInt(4) == 0
            ? JsonNodeFactory.instance.objectNode().put("x", random.nextInt(3))
            : null);
  }

  private static StepOutcome failed() {
    return new StepOutcome.Failed(new StepFailure(FailureCode.REJECTED, "the other side refused"));
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
