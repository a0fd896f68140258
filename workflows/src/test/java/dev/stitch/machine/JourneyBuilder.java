package dev.stitch.machine;

import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.JourneyPlan.Advance;
import dev.stitch.plan.JourneyPlan.Stage;
import dev.stitch.plan.JourneyPlan.UxEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes journey plans for tests, without a graph. The first stage is the start. */
final class JourneyBuilder {

  private final String hash;
  private final Map<String, Stage> stages = new LinkedHashMap<>();

  private JourneyBuilder(String hash) {
    this.hash = hash;
  }

  static JourneyBuilder journey(String hash) {
    return new JourneyBuilder(hash);
  }

  /** Stages one after the other. */
  static JourneyPlan chain(String hash, String... ids) {
    JourneyBuilder journey = journey(hash);
    for (String id : ids) {
      journey.stage(id);
    }
    for (int i = 1; i < ids.length; i++) {
      journey.edge(ids[i - 1], ids[i]);
    }
    return journey.build();
  }

  JourneyBuilder stage(String id) {
    return stage(id, Advance.ON_PATH_COMPLETED);
  }

  JourneyBuilder stage(String id, Advance advance) {
    stages.put(
        id,
        new Stage(
            id,
            id,
            advance,
            advance == Advance.ON_EVENT ? "go" : null,
            null,
            null,
            null,
            false,
            List.of(),
            null));
    return this;
  }

  JourneyBuilder deadline(String id, Duration deadline) {
    return change(
        id,
        at ->
            new Stage(
                id,
                at.label(),
                at.advance(),
                at.event(),
                deadline,
                at.goal(),
                at.exitWhen(),
                at.humanApproval(),
                at.edges(),
                at.timeoutEdge()));
  }

  /** The world of a test decides whether {@code goal} and {@code exit} hold. */
  JourneyBuilder checks(String id, String goal, String exit) {
    return change(
        id,
        at ->
            new Stage(
                id,
                at.label(),
                at.advance(),
                at.event(),
                at.deadline(),
                goal,
                exit,
                at.humanApproval(),
                at.edges(),
                at.timeoutEdge()));
  }

  JourneyBuilder approval(String id) {
    return change(
        id,
        at ->
            new Stage(
                id,
                at.label(),
                at.advance(),
                at.event(),
                at.deadline(),
                at.goal(),
                at.exitWhen(),
                true,
                at.edges(),
                at.timeoutEdge()));
  }

  JourneyBuilder edge(String source, String target) {
    return edge(new UxEdge(source + "-" + target, target, null, false), source);
  }

  JourneyBuilder edge(String source, String target, String condition) {
    return edge(new UxEdge(source + "-" + target, target, condition, false), source);
  }

  JourneyBuilder otherwise(String source, String target) {
    return edge(new UxEdge(source + "-" + target, target, null, true), source);
  }

  private JourneyBuilder edge(UxEdge edge, String source) {
    return change(
        source,
        at -> {
          List<UxEdge> edges = new ArrayList<>(at.edges());
          edges.add(edge);
          return ways(at, edges, at.timeoutEdge());
        });
  }

  JourneyBuilder timeout(String source, String target) {
    UxEdge edge = new UxEdge(source + "-timeout", target, null, false);
    return change(source, at -> ways(at, at.edges(), edge));
  }

  private static Stage ways(Stage at, List<UxEdge> edges, UxEdge timeout) {
    return new Stage(
        at.id(),
        at.label(),
        at.advance(),
        at.event(),
        at.deadline(),
        at.goal(),
        at.exitWhen(),
        at.humanApproval(),
        edges,
        timeout);
  }

  private JourneyBuilder change(String id, UnaryOperator<Stage> change) {
    stages.computeIfPresent(id, (same, stage) -> change.apply(stage));
    return this;
  }

  JourneyPlan build() {
    Map<String, Integer> positions = new LinkedHashMap<>();
    stages.keySet().forEach(id -> positions.put(id, positions.size()));
    List<Stage> all = List.copyOf(stages.values());
    return new JourneyPlan(hash, all, positions, all.getFirst().id(), false);
  }
}
