package dev.stitch.api.flow;

import dev.stitch.launch.request.UxNodes;
import dev.stitch.launch.request.UxNodes.UxNode;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.StageCount;
import dev.stitch.store.flow.StageCounts;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The stages of a business flow, with how many entities stand in each. */
@Singleton
public class Stages {

  private final UxNodes uxNodes;
  private final StageCounts counts;

  Stages(UxNodes uxNodes, StageCounts counts) {
    this.uxNodes = uxNodes;
    this.counts = counts;
  }

  /**
   * How many entities stand at a UX node.
   *
   * @param label null for a node that the newest version does not have any more
   * @param counts by status, without those that nobody has
   */
  @Schema(name = "Stage")
  public record Stage(
      String uxNodeId, @Nullable String label, SortedMap<String, Long> counts, long total) {}

  /** The stages in spine order, then those that only older versions have. */
  public List<Stage> of(Flow flow) {
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, SortedMap<String, Long>> stages = new LinkedHashMap<>();
    String start = null;
    for (UxNode node : uxNodes.of(flow)) {
      labels.put(node.id(), node.label());
      stages.put(node.id(), new TreeMap<>());
      start = node.start() ? node.id() : start;
    }
    for (StageCount count : counts.of(flow.id())) {
      String node = count.uxNodeId() == null ? start : count.uxNodeId();
      stages
          .computeIfAbsent(node, unknown -> new TreeMap<>())
          .merge(count.status(), count.count(), Long::sum);
    }
    return stages.entrySet().stream()
        .map(
            stage ->
                new Stage(
                    stage.getKey(),
                    labels.get(stage.getKey()),
                    stage.getValue(),
                    stage.getValue().values().stream().mapToLong(Long::longValue).sum()))
        .toList();
  }
}
