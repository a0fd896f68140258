package dev.stitch.api.analytics;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.model.CostQuery;
import dev.stitch.store.model.CostRepository;
import dev.stitch.store.model.ModelCost;
import dev.stitch.store.run.RunFigures;
import dev.stitch.store.run.RunFiguresRepository;
import dev.stitch.store.run.RunGrouping;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Routes of analytics. */
@Tag(name = "Analytics")
@Controller("/api/analytics")
class AnalyticsController {

  private static final int MOST_FLOWS = 100;

  /** All days that can be asked for. */
  private static final int MOST_GROUPS = Days.MOST;

  private final CostRepository costs;
  private final RunFiguresRepository runs;
  private final Clock clock = Clock.systemUTC();

  AnalyticsController(CostRepository costs, RunFiguresRepository runs) {
    this.costs = costs;
    this.runs = runs;
  }

  @Get("/cost")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getCost",
      summary = "Sums up what language models cost, by day, model and flow")
  CostReport cost(
      @Parameter(
              description = "First day, in UTC; 30 days up to the last when it is left out.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String from,
      @Parameter(
              description = "Last day, in UTC, at most 366 days on; today when it is left out.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String to,
      @Nullable @QueryValue String model,
      @Nullable @QueryValue UUID flowId) {
    Days days = Days.read(from, to, LocalDate.now(clock));
    CostQuery query = new CostQuery(days.begin(), days.end(), model, flowId);
    return new CostReport(
        days.from(),
        days.to(),
        costs.total(query),
        costs.byDay(query),
        costs.byModel(query),
        costs.byFlow(query, MOST_FLOWS));
  }

  @Get("/runs")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getRunReport",
      summary = "Sums up how runs ended, how long they took and what they cost")
  RunReport runs(
      @Parameter(
              description = "What the runs of a group have in common; `day` when it is left out.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {
                        "model",
                        "agentType",
                        "flow",
                        "template",
                        "workflowType",
                        "day"
                      }))
          @Nullable
          @QueryValue
          String groupBy,
      @Parameter(
              description =
                  "First day, in UTC, on which the runs were created; 30 days up to the last when"
                      + " it is left out.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String from,
      @Parameter(
              description = "Last day, in UTC, at most 366 days on; today when it is left out.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String to) {
    Days days = Days.read(from, to, LocalDate.now(clock));
    RunFiguresRepository.Query query =
        new RunFiguresRepository.Query(grouping(groupBy), days.from(), days.to());
    RunFiguresRepository.Grouped grouped = runs.grouped(query, MOST_GROUPS);
    return new RunReport(
        days.from(),
        days.to(),
        grouped.total(),
        grouped.groups(),
        runs.slowest(query),
        runs.dearest(query));
  }

  private static RunGrouping grouping(@Nullable String word) {
    return word == null
        ? RunGrouping.DAY
        : RunGrouping.named(word)
            .orElseThrow(
                () ->
                    ApiProblem.unreadable(
                        "/groupBy",
                        "must be one of "
                            + Arrays.stream(RunGrouping.values())
                                .map(RunGrouping::word)
                                .collect(Collectors.joining(", "))));
  }

  /**
   * What language models cost.
   *
   * @param from first day, in UTC
   * @param to last day, in UTC
   * @param byDay days with calls, in order
   * @param byModel models, the dearest first
   * @param byFlow the 100 dearest flows, the dearest first
   */
  @Schema(name = "CostReport")
  record CostReport(
      LocalDate from,
      LocalDate to,
      ModelCost total,
      List<CostRepository.OfDay> byDay,
      List<CostRepository.OfModel> byModel,
      List<CostRepository.OfFlow> byFlow) {

    CostReport {
      byDay = List.copyOf(byDay);
      byModel = List.copyOf(byModel);
      byFlow = List.copyOf(byFlow);
    }
  }

  /**
   * How runs ended, how long they took and what they cost.
   *
   * @param from first day, in UTC, on which they were created
   * @param to last day, in UTC
   * @param total of all runs; by {@code agentType}, of all runs of agents
   * @param groups days with runs, in order; else the 366 groups with the most runs, the largest
   *     first
   * @param slowest the ten that took the longest of those that have ended
   * @param dearest the ten that cost the most of those that cost anything
   */
  @Schema(name = "RunReport")
  record RunReport(
      LocalDate from,
      LocalDate to,
      RunFigures total,
      List<RunFiguresRepository.Group> groups,
      List<RunFiguresRepository.Outlier> slowest,
      List<RunFiguresRepository.Outlier> dearest) {

    RunReport {
      groups = List.copyOf(groups);
      slowest = List.copyOf(slowest);
      dearest = List.copyOf(dearest);
    }
  }
}
