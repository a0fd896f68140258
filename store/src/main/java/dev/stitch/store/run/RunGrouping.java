package dev.stitch.store.run;

import java.util.Arrays;
import java.util.Optional;

/** What runs can have in common whose figures are put together. */
public enum RunGrouping {
  /** The models that they called, joined by commas; none for runs without. */
  MODEL("model", Source.RUNS, "r.model", "g.key::text"),
  /** The type that their agent was given. Only runs of agents are looked at. */
  AGENT_TYPE(
      "agentType",
      "workflow_runs r JOIN run_agent_details d ON d.run_id = r.id AND r.workflow_type = 'agent'",
      "d.agent_type",
      "g.key::text"),
  FLOW("flow", Source.RUNS, "r.flow_id", "(SELECT name FROM flows WHERE id = g.key)"),
  TEMPLATE(
      "template",
      Source.RUNS,
      "r.template_id",
      "(SELECT name FROM workflow_templates WHERE id = g.key)"),
  WORKFLOW_TYPE("workflowType", Source.RUNS, "r.workflow_type", "g.key::text"),
  /** The day on which they were created, in UTC. */
  DAY("day", Source.RUNS, "(r.created_at AT TIME ZONE 'UTC')::date", "g.key::text");

  private final String word;
  private final String source;
  private final String key;
  private final String label;

  RunGrouping(String word, String source, String key, String label) {
    this.word = word;
    this.source = source;
    this.key = key;
    this.label = label;
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

  /** What a run has in common with those of its group, or NULL. */
  String key() {
    return key;
  }

  /** What people call the group {@code g} of a key. */
  String label() {
    return label;
  }

  /** In what order groups are told, the total aside. */
  String order() {
    return this == DAY ? "key" : "runs DESC, key";
  }

  private static final class Source {
    static final String RUNS = "workflow_runs r";
  }
}
