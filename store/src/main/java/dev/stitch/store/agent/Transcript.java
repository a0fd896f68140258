package dev.stitch.store.agent;

import dev.stitch.store.Bytes;
import java.util.UUID;

/** What a harness keeps of its conversation: its own file, compressed with gzip. */
public final class Transcript implements Bytes {

  /** The most that is kept, compressed. */
  public static final int MOST_BYTES = 32 * 1024 * 1024;

  private final UUID runId;
  private final int turn;
  private final byte[] bytes;

  /**
   * @param runId the run that it was at
   * @param turn the turn of that run that the conversation stands before
   */
  public Transcript(UUID runId, int turn, byte[] bytes) {
    this.runId = runId;
    this.turn = turn;
    this.bytes = bytes.clone();
  }

  public UUID runId() {
    return runId;
  }

  public int turn() {
    return turn;
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }
}
