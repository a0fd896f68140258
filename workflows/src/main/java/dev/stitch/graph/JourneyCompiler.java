package dev.stitch.graph;

import dev.stitch.plan.JourneyPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a business flow's graph into its plan: the UX spine and nothing else. */
final class JourneyCompiler {

  private JourneyCompiler() {}

  static JourneyPlan compile(String hash, Graph graph, Problems problems) {
    Spine spine = Spine.of(graph, problems);
    if (spine.stages().isEmpty()) {
      problems.error("A business flow needs at least one UX node; add a node of type 'ux'");
    }
    List<JourneyPlan.Stage> stages = new ArrayList<>(spine.stages().size());
    Map<String, Integer> positions = new HashMap<>();
    for (Graph.Node node : spine.stages()) {
      positions.put(node.id(), stages.size());
      stages.add(StageReader.read(node, UxWays.of(spine.waysOut(node.id())), problems));
    }
    problems.refuse();
    return new JourneyPlan(
        hash, stages, positions, spine.starts().getFirst().id(), graph.settings().reentry());
  }
}
