package dev.stitch.api.analytics;

import dev.stitch.campaign.Proportion;
import dev.stitch.launch.request.UxNodes.UxNode;
import dev.stitch.store.journey.StageResultRepository.StageCounts;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How contacts get through a business flow.
 *
 * @param from first day, in UTC, on which those came to a stage who are counted there
 * @param to last day, in UTC
 * @param stages of all versions together
 * @param versions the same of each version that anybody follows
 */
@Schema(name = "FlowResults")
record FlowResults(
    LocalDate from, LocalDate to, List<StageView> stages, List<VersionView> versions) {

  /**
   * What became of those who came to a stage: each entity counts once, by the last time that it
   * came.
   *
   * @param label null for a node that the newest version does not have any more
   * @param entered how many came; the sum of {@code there}, {@code movedOn} and those of {@code
   *     ended}
   * @param there how many of them are there now
   * @param movedOn how many went on to another stage
   * @param sent how many got mail while they were there
   * @param replied how many have answered such mail
   * @param converted how many moved on, or completed their journey here
   * @param medianSeconds how long they stayed who are not there any more; null when all are
   * @param conversion the share of {@code converted}
   */
  @Schema(name = "StageResults")
  record StageView(
      String uxNodeId,
      @Nullable String label,
      long entered,
      long there,
      long movedOn,
      Ended ended,
      long sent,
      long replied,
      long converted,
      @Nullable Double medianSeconds,
      Conversion conversion) {

    private static StageView of(String id, @Nullable String label, @Nullable StageCounts counted) {
      StageCounts result =
          counted == null ? new StageCounts(null, id, 0, 0, 0, 0, 0, 0, 0, 0, 0, null) : counted;
      return new StageView(
          id,
          label,
          result.entered(),
          result.there(),
          result.movedOn(),
          new Ended(result.completed(), result.exited(), result.cancelled()),
          result.sent(),
          result.replied(),
          result.converted(),
          result.medianSeconds(),
          Conversion.of(new Proportion(result.converted(), result.entered())));
    }
  }

  /** How many journeys ended at a stage, by how. */
  @Schema(name = "StageEnds")
  record Ended(long completed, long exited, long cancelled) {}

  /**
   * A share with the interval that holds its true value in 95 of 100 cases.
   *
   * @param value from 0 to 1, as {@code low} and {@code high} are
   */
  @Schema(name = "StageConversion")
  record Conversion(double value, double low, double high) {
    private static Conversion of(Proportion share) {
      return new Conversion(share.rate(), share.low(), share.high());
    }
  }

  /** The stages of one version. */
  @Schema(name = "FlowVersionResults")
  record VersionView(int version, List<StageView> stages) {}

  /**
   * @param nodes of the newest version, in spine order
   */
  static FlowResults of(Days days, List<UxNode> nodes, List<StageCounts> results) {
    Map<Integer, List<StageCounts>> byVersion =
        results.stream()
            .filter(result -> result.version() != null)
            .collect(
                Collectors.groupingBy(StageCounts::version, TreeMap::new, Collectors.toList()));
    return new FlowResults(
        days.from(),
        days.to(),
        stages(nodes, results.stream().filter(result -> result.version() == null).toList()),
        byVersion.entrySet().stream()
            .map(version -> new VersionView(version.getKey(), stages(nodes, version.getValue())))
            .toList());
  }

  /** In spine order; then those that only older versions have. */
  private static List<StageView> stages(List<UxNode> nodes, List<StageCounts> results) {
    Map<String, StageCounts> byNode =
        results.stream().collect(Collectors.toMap(StageCounts::uxNodeId, Function.identity()));
    Map<String, String> labels =
        nodes.stream().collect(Collectors.toMap(UxNode::id, UxNode::label));
    return Stream.concat(nodes.stream().map(UxNode::id), byNode.keySet().stream().sorted())
        .distinct()
        .map(id -> StageView.of(id, labels.get(id), byNode.get(id)))
        .toList();
  }
}
