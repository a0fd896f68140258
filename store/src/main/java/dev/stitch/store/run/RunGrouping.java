package dev.stitch.store.run;

import java.util.Arrays;
import java.util.Optional;

/** What runs can have in common whose figures are put together. */
public enum RunGrouping {
  /** The models that they called, joined by commas; none for runs without. */
  MODEL("model", Source.RUNS, "r.model"),
  /** The type that their agent was given. Only runs of agents are looked at. */
  AGENT_TYPE(
      "agentType",
      "workflow_runs r JOIN run_agent_details a ON a.run_id = r.id AND r.workflow_type = 'agent'",
      "a.agent_type"),
  FLOW("flow", Source.RUNS, "r.flow_id::text"),
  TEMPLATE("template", Source.RUNS, "r.template_id::text"),
  WORKFLOW_TYPE("workflowType", Source.RUNS, "r.workflow_type"),
  /** The day on which they were created, in UTC. */
  DAY("day", Source.RUNS, "(r.created_at AT TIME ZONE 'UTC')::date::text");

  private final String word;
  private final String source;
  private final String key;

  RunGrouping(String word, String source, String key) {
    this.word = word;
    this.source = source;
    this.key = key;
  }

  /** Clients' word for it. */
  public String word() {
    return word;
  }

  /** The grouping of that name, letter by letter. */
  public static Optional<RunGrouping> named(String word) {
    return Arrays.stream(values()).filter(grouping -> grouping.word.equals(word)).findFirst();
  }

  /** The runs that are looked at, as {@code r}, in a FROM clause. */
  String source() {
    return source;
  }

  /** What a run has in common with those of its group, as text, or NULL. */
  String key() {
    return key;
  }

  /** What days are kept by of which its own groups can be made. */
  RunGrouping kept() {
    return this == DAY ? WORKFLOW_TYPE : this;
  }

  /** The key of figures {@code f} that are kept. */
  String keyOfKept() {
    return this == DAY ? "f.day::text" : "f.key";
  }

  private static final class Source {
    static final String RUNS = "workflow_runs r";
  }
}
