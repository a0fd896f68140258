package dev.stitch.store.flow;

import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Page;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What became of flows, counted for a page of them at once. */
@Singleton
public class FlowFiguresRepository {

  private static final String COUNTS =
      """
      SELECT flow_id, count(*) AS started, count(*) FILTER (WHERE status NOT IN
                 ('completed', 'exited', 'cancelled')) AS live,
             count(*) FILTER (WHERE status = 'blocked') AS failed, max(created_at) AS last_started_at
      FROM entities WHERE flow_id = ANY (:businessFlows) GROUP BY flow_id
      UNION ALL
      SELECT flow_id, count(*), count(*) FILTER (WHERE status IN ('pending', 'running', 'paused')),
             count(*) FILTER (WHERE status = 'failed'), max(created_at)
      FROM workflow_runs WHERE flow_id = ANY (:systemFlows) GROUP BY flow_id
      """;

  private record Counted(UUID flowId, FlowFigures figures) {}

  private final Database database;

  FlowFiguresRepository(Database database) {
    this.database = database;
  }

  /** The flows of a page with their figures. */
  public Page<FlowSummary> counted(Page<FlowSummary> page) {
    Map<UUID, FlowFigures> figures =
        database
            .list(
                Sql.of(COUNTS)
                    .with("businessFlows", ids(page, FlowKind.BMC))
                    .with("systemFlows", ids(page, FlowKind.SYSTEM)),
                row ->
                    new Counted(
                        row.uuid("flow_id"),
                        new FlowFigures(
                            row.longNumber("started"),
                            row.longNumber("live"),
                            row.longNumber("failed"),
                            row.instant("last_started_at"))))
            .stream()
            .collect(Collectors.toMap(Counted::flowId, Counted::figures));
    return page.map(flow -> flow.with(figures.getOrDefault(flow.id(), FlowFigures.NONE)));
  }

  private static SqlArray ids(Page<FlowSummary> page, FlowKind kind) {
    return SqlArray.uuids(
        page.data().stream().filter(flow -> flow.kind() == kind).map(FlowSummary::id).toList());
  }
}
