package dev.stitch.api.analytics;

import dev.stitch.api.flow.Flows;
import dev.stitch.api.page.WholeNumber;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.request.UxNodes;
import dev.stitch.store.access.Role;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.journey.StageResultRepository;
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
import java.util.UUID;

/** How contacts get through business flows. */
@Tag(name = "Analytics")
@Controller("/api/flows/{id}/results")
class FlowResultController {

  private final Flows flows;
  private final UxNodes uxNodes;
  private final StageResultRepository results;
  private final Clock clock = Clock.systemUTC();

  FlowResultController(Flows flows, UxNodes uxNodes, StageResultRepository results) {
    this.flows = flows;
    this.uxNodes = uxNodes;
    this.results = results;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getFlowResults",
      summary = "Counts what became of those who came to each stage, by version")
  FlowResults get(
      UUID id,
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
      @Parameter(
              description = "Only those who follow this version; all when it is left out.",
              schema = @Schema(type = "integer", format = "int32", minimum = "1"))
          @Nullable
          @QueryValue
          String version) {
    Flow flow = flows.getBmc(id);
    Days days = Days.read(from, to, LocalDate.now(clock));
    Integer only =
        version == null ? null : (int) WholeNumber.read("/version", version, Integer.MAX_VALUE);
    return FlowResults.of(days, uxNodes.of(flow), results.of(id, days.begin(), days.end(), only));
  }
}
