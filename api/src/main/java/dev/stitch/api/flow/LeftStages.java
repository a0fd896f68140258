package dev.stitch.api.flow;

import com.fasterxml.jackson.core.JsonPointer;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.launch.bulk.BulkActs;
import dev.stitch.launch.bulk.BulkActs.AcceptedAct;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.launch.request.UxNodes.UxNode;
import dev.stitch.model.FlowKind;
import dev.stitch.store.bulk.BulkCandidates;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.StageCounts;
import dev.stitch.store.flow.StageCounts.Standing;
import dev.stitch.store.flow.VersionListing;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Those who stand at stages that a new version does not have, and where they go. */
@Singleton
class LeftStages {

  private final UxNodes uxNodes;
  private final StageCounts counts;
  private final VersionListing versions;
  private final BulkActs bulkActs;

  LeftStages(UxNodes uxNodes, StageCounts counts, VersionListing versions, BulkActs bulkActs) {
    this.uxNodes = uxNodes;
    this.counts = counts;
    this.versions = versions;
    this.bulkActs = bulkActs;
  }

  /**
   * What a client says becomes of them.
   *
   * @param nodeMap the stage of the new version to go to, by the one that is gone
   * @param stay stages that are gone whose people go on in the version that they are in
   */
  record Choices(Map<String, String> nodeMap, List<String> stay) {

    /** Empty when neither is given: a client that knows nothing of this leaves everybody. */
    static Optional<Choices> of(
        @Nullable Map<String, String> nodeMap, @Nullable List<String> stay) {
      return nodeMap == null && stay == null
          ? Optional.empty()
          : Optional.of(
              new Choices(
                  nodeMap == null ? new HashMap<>() : nodeMap,
                  stay == null ? new ArrayList<>() : stay));
    }

    private boolean name(String stage) {
      return nodeMap.containsKey(stage) || stay.contains(stage);
    }
  }

  /**
   * Accepts in the surrounding transaction that those go to the new version who are to.
   *
   * @param before the flow as it was before the version was made its newest
   * @throws ApiProblem 422 when a stage is named that cannot be, or one with people in it is not
   */
  Optional<AcceptedAct> migrate(Flow before, FlowVersion version, Choices choices, String actor) {
    if (before.kind() == FlowKind.SYSTEM) {
      throw ApiProblem.invalid(
          choices.stay().isEmpty() ? "/nodeMap" : "/stay",
          "is of business flows: this one has no stages");
    }
    Map<String, String> kept = labels(uxNodes.ofPlan(version.hash()));
    List<Standing> left =
        counts.live(before.id()).stream()
            .map(this::placed)
            .filter(standing -> !kept.containsKey(standing.uxNodeId()))
            .toList();
    List<Fault> faults = new ArrayList<>();
    checkNames(versions.uxNodes(before.id()), kept, choices, faults);
    checkComplete(left, choices, faults);
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    if (left.stream().noneMatch(standing -> choices.nodeMap().containsKey(standing.uxNodeId()))) {
      return Optional.empty();
    }
    Set<String> beginning =
        left.stream()
            .filter(Standing::isBeginning)
            .filter(standing -> choices.nodeMap().containsKey(standing.uxNodeId()))
            .map(Standing::planHash)
            .collect(Collectors.toSet());
    BulkCandidates standing =
        BulkCandidates.standingAt(before.id(), choices.nodeMap().keySet(), beginning);
    return Optional.of(
        bulkActs.migrate(
            before.id(),
            version.version(),
            choices.nodeMap(),
            standing,
            versions.last(before.id()),
            actor));
  }

  /** Whoever has not begun stands at the first stage of the graph that they follow. */
  private Standing placed(Standing standing) {
    return standing.uxNodeId() != null
        ? standing
        : uxNodes.ofPlan(standing.planHash()).stream()
            .filter(UxNode::start)
            .findFirst()
            .map(start -> standing.at(start.id()))
            .orElse(standing);
  }

  /** A stage of an earlier version may be named: its last people may have left it meanwhile. */
  private static void checkNames(
      Set<String> known, Map<String, String> kept, Choices choices, List<Fault> faults) {
    choices
        .nodeMap()
        .forEach(
            (from, to) -> {
              String pointer = pointer(from);
              checkLeft(from, pointer, kept, known, faults);
              if (to == null || !kept.containsKey(to)) {
                faults.add(
                    new Fault(
                        pointer,
                        "'%s' is not a stage of this version; its stages are %s"
                            .formatted(to, String.join(", ", kept.keySet()))));
              }
            });
    for (int i = 0; i < choices.stay().size(); i++) {
      String stage = choices.stay().get(i);
      String pointer = "/stay/" + i;
      if (choices.nodeMap().containsKey(stage)) {
        faults.add(new Fault(pointer, "'" + stage + "' is in nodeMap, too"));
      } else {
        checkLeft(stage, pointer, kept, known, faults);
      }
    }
  }

  private static void checkLeft(
      @Nullable String stage,
      String pointer,
      Map<String, String> kept,
      Set<String> known,
      List<Fault> faults) {
    if (kept.containsKey(stage)) {
      faults.add(
          new Fault(
              pointer,
              "this version has '%s'; name stages that it does not have".formatted(stage)));
    } else if (!known.contains(stage)) {
      faults.add(new Fault(pointer, "'%s' is no stage of this flow".formatted(stage)));
    }
  }

  /** Somebody may have come to a stage since the client looked. */
  private void checkComplete(List<Standing> left, Choices choices, List<Fault> faults) {
    Map<String, Long> unnamed = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    for (Standing standing : left) {
      if (standing.uxNodeId() != null && !choices.name(standing.uxNodeId())) {
        unnamed.merge(standing.uxNodeId(), standing.count(), Long::sum);
        labels.putAll(labels(uxNodes.ofPlan(standing.planHash())));
      }
    }
    unnamed.forEach(
        (stage, count) ->
            faults.add(
                new Fault(
                    pointer(stage),
                    "%s at “%s”, which this version does not have: name the stage they go to, or put '%s' in stay"
                        .formatted(
                            count == 1 ? "1 person stands" : "%,d people stand".formatted(count),
                            labels.getOrDefault(stage, stage),
                            stage))));
  }

  private static Map<String, String> labels(List<UxNode> nodes) {
    Map<String, String> labels = new LinkedHashMap<>();
    nodes.forEach(node -> labels.put(node.id(), node.label()));
    return labels;
  }

  private static String pointer(String stage) {
    return JsonPointer.empty().appendProperty("nodeMap").appendProperty(stage).toString();
  }
}
