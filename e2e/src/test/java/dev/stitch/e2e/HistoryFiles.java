package dev.stitch.e2e;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of recorded histories: {@code v1-scenario-workflow.json}, where a workflow that has
 * continued as new has one for each of its runs. Files that are there are never written again.
 *
 * @param folder where they are
 * @param version the prefix of this recording
 * @param temporal whose histories are recorded
 */
record HistoryFiles(Path folder, String version, WorkflowClient temporal) {

  /** Whether some workflow of a scenario is recorded already. */
  boolean has(String scenario) throws IOException {
    if (Files.notExists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(
          file -> file.getFileName().toString().startsWith(version + "-" + scenario + "-"));
    }
  }

  /** Records all runs of one workflow, once it has closed: its rows are written before. */
  void write(String scenario, String kind, String workflowId) throws IOException {
    Files.createDirectories(folder);
    Eventually.within(Duration.ofMinutes(2))
        .until(() -> isClosed(workflowId), () -> workflowId + " closes");
    List<String> runs = runs(workflowId);
    for (int i = 0; i < runs.size(); i++) {
      String suffix = runs.size() == 1 ? "" : "-run" + (i + 1);
      Files.writeString(
          folder.resolve(version + "-" + scenario + "-" + kind + suffix + ".json"),
          anonymous(temporal.fetchHistory(workflowId, runs.get(i)).toJson(false)) + "\n");
    }
  }

  private boolean isClosed(String workflowId) {
    return temporal.newUntypedWorkflowStub(workflowId).describe().getStatus()
        != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  /** The runs of a workflow, oldest first; the server's list of them comes a moment late. */
  private List<String> runs(String workflowId) {
    String current =
        temporal.newUntypedWorkflowStub(workflowId).describe().getExecution().getRunId();
    Eventually.within(Duration.ofSeconds(20))
        .until(
            () -> listed(workflowId).contains(current),
            () -> "the server lists " + workflowId + ": " + listed(workflowId));
    return listed(workflowId);
  }

  private List<String> listed(String workflowId) {
    return temporal
        .listExecutions("WorkflowId = '%s'".formatted(workflowId))
        .sorted(Comparator.comparing(WorkflowExecutionMetadata::getStartTime))
        .map(execution -> execution.getExecution().getRunId())
        .toList();
  }

  /** Which process on which machine took part is nobody's business and replays no worse without. */
  private static String anonymous(String history) {
    return history
        .replaceAll("\"identity\": *\"[^\"]*\"", "\"identity\":\"recorded\"")
        .replaceAll("\"[0-9]+@[^\":]*:[0-9a-f-]{36}\"", "\"recorded:sticky\"");
  }

  /** The graphs that the histories name by hash. */
  void writeGraphs(Connection connection) throws SQLException, IOException {
    Path graphs = Files.createDirectories(folder.resolve("graphs"));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT hash, graph FROM graphs")) {
      while (rows.next()) {
        Path graph = graphs.resolve(rows.getString("hash") + ".json");
        if (Files.notExists(graph)) {
          Files.writeString(graph, rows.getString("graph"));
        }
      }
    }
  }
}
