package dev.stitch.model;

/** The task queues; each worker process takes any subset. */
public final class TaskQueues {

  /** Journeys, paths, bulk operations and their local activities. */
  public static final String JOURNEYS = "stitch-journeys";

  /** Outward effects: mail, HTTP, slices of batches, tools of agents. */
  public static final String EFFECTS = "stitch-effects";

  /** Language models: slow, and limited by their providers rather than by us. */
  public static final String LLM = "stitch-llm";

  /** What works in workspaces: polled by workers that keep some. */
  public static final String AGENTS = "stitch-agents";

  private static final String WORKSPACES = "stitch-workspaces-";

  private TaskQueues() {}

  /** The queue of what needs a workspace of one folder: polled by the workers that reach it. */
  public static String ofWorkspaces(String folder) {
    return WORKSPACES + folder;
  }

  /** Whether a queue is one of {@link #ofWorkspaces}. */
  public static boolean isOfWorkspaces(String queue) {
    return queue.startsWith(WORKSPACES);
  }
}
