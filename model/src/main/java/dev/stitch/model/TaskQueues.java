package dev.stitch.model;

/** The task queues; each worker process takes any subset. */
public final class TaskQueues {

  /** Journeys, paths, bulk operations and their local activities. */
  public static final String JOURNEYS = "stitch-journeys";

  /** Outward effects: mail, HTTP, slices of batches, tools of agents. */
  public static final String EFFECTS = "stitch-effects";

  /** Language models: slow, and limited by their providers rather than by us. */
  public static final String LLM = "stitch-llm";

  private TaskQueues() {}
}
