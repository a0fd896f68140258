package dev.stitch.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * The families of workflows: what Temporal calls each one's type, what its workflow ids begin with,
 * and on which task queue its tasks are. A new family is one entry here; see {@code
 * docs/adding-a-run-family.md}.
 */
public enum RunFamily {
  /** An entity's journey; the key of its id is the entity's id. */
  JOURNEY("Journey", "journey/", TaskQueues.JOURNEYS),
  /** A system flow as a child of a journey. */
  PATH("SystemFlow", "path/", TaskQueues.JOURNEYS),
  /** A system flow by itself: a direct run or a called one; the key is the run's id. */
  RUN("SystemFlow", "run/", TaskQueues.JOURNEYS),
  /** One contact's way through a campaign's template; the key is the run's id. */
  SEQUENCE("SystemFlow", "sequence/", TaskQueues.JOURNEYS),
  /** Runs of a system flow for many items; the key is the call's id. */
  FOR_EACH("ForEach", "each/", TaskQueues.JOURNEYS),
  /** A bulk operation; the key is its id. */
  BULK("Bulk", "bulk/", TaskQueues.JOURNEYS),
  /** A sync, an enrichment, a search or a pruning: work in slices; the key is the run's id. */
  BATCH("Batch", "batch/", TaskQueues.JOURNEYS),
  /** A test of a connection; the key is the connection's id and the test's. */
  CONNECTION_TEST("ConnectionTest", "connection-test/", TaskQueues.JOURNEYS),
  /** A test of saved mail; the key is the test's id. */
  MAIL_TEST("MailTest", "mail-test/", TaskQueues.JOURNEYS),
  /** A check of a mail's links; the key is the check's id. */
  LINK_CHECK("LinkCheck", "link-check/", TaskQueues.JOURNEYS),
  /**
   * What a schedule starts when it is due; the key is the schedule's id, to which Temporal adds the
   * time.
   */
  SCHEDULED("ScheduledRun", "scheduled/", TaskQueues.JOURNEYS);

  private final String workflowType;
  private final String idPrefix;
  private final String taskQueue;

  RunFamily(String workflowType, String idPrefix, String taskQueue) {
    this.workflowType = workflowType;
    this.idPrefix = idPrefix;
    this.taskQueue = taskQueue;
  }

  public String workflowType() {
    return workflowType;
  }

  public String idPrefix() {
    return idPrefix;
  }

  public String taskQueue() {
    return taskQueue;
  }

  /** The family of a workflow's id; empty when it is not one of ours. */
  public static Optional<RunFamily> of(String workflowId) {
    return Arrays.stream(values())
        .filter(family -> workflowId.startsWith(family.idPrefix))
        .findFirst();
  }

  /** The workflow id of one of this family. */
  public String workflowId(Object key) {
    return idPrefix + key;
  }

  /** What a workflow id says after its prefix; empty for an id of another family. */
  public Optional<String> key(String workflowId) {
    return workflowId.startsWith(idPrefix)
        ? Optional.of(workflowId.substring(idPrefix.length()))
        : Optional.empty();
  }
}
