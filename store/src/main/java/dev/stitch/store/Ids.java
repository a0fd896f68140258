package dev.stitch.store;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** New ids for rows. Workflow code makes its own from workflow time. */
public final class Ids {

  private Ids() {}

  /** A UUIDv7: rises with time, so that new rows go to the end of their index. */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
