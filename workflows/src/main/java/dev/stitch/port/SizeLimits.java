package dev.stitch.port;

import dev.stitch.machine.JsonBounds;

/**
 * How large what a client sends may be, in bytes of JSON in UTF-8. The API refuses what is larger.
 * A character has at least one byte, so a machine, which counts characters, takes in whatever the
 * API has let through.
 */
public final class SizeLimits {

  /** An entity's metadata: what a request gives, and what it has when that is applied. */
  public static final int METADATA = JsonBounds.METADATA;

  /** The answer to a human task. */
  public static final int TASK_ANSWER = JsonBounds.METADATA;

  /** The data of one event, sent by the API or mapped from a webhook. */
  public static final int EVENT_DATA = JsonBounds.EVENT;

  /** The output that an outside worker answers with. */
  public static final int CALLBACK_OUTPUT = JsonBounds.OUTPUT;

  /**
   * The input of a run, and of a mapping: Temporal takes 2 MiB for all that a workflow begins with.
   */
  public static final int RUN_INPUT = 256 * 1024;

  /** Levels of objects and arrays in one another. */
  public static final int DEPTH = JsonBounds.DEPTH;

  private SizeLimits() {}
}
