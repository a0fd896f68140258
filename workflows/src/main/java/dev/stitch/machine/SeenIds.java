package dev.stitch.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The ids that a journey or a run remembers, oldest first, while one event is being applied. */
public final class SeenIds {

  /** Ids are remembered this long, and this many of them; the API's delivery table knows more. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  static final int MAX_REMEMBERED = 1_000;

  private final SequencedMap<String, Seen> seen;

  public SeenIds(Map<String, Seen> before) {
    this.seen = new LinkedHashMap<>(before);
  }

  public boolean contains(String id) {
    return seen.containsKey(id);
  }

  /**
   * @param refusal null when what the id names was applied
   */
  public void remember(String id, Instant now, @Nullable Refusal refusal) {
    seen.put(id, new Seen(now, refusal));
    while (seen.size() > MAX_REMEMBERED
        || seen.firstEntry().getValue().at().isBefore(now.minus(REMEMBERED))) {
      seen.pollFirstEntry();
    }
  }

  public Map<String, Seen> all() {
    return seen;
  }
}
