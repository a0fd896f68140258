package dev.stitch.api.analytics;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.model.CostQuery;
import dev.stitch.store.model.CostRepository;
import dev.stitch.store.model.ModelCost;
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
import java.util.List;
import java.util.UUID;

/** Routes of analytics. */
@Tag(name = "Analytics")
@Controller("/api/analytics")
class AnalyticsController {

  private static final int MOST_FLOWS = 100;

  private final CostRepository costs;
  private final Clock clock = Clock.systemUTC();

  AnalyticsController(CostRepository costs) {
    this.costs = costs;
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
}
