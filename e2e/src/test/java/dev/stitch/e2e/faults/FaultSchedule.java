package dev.stitch.e2e.faults;

import dev.stitch.e2e.faults.Fault.Kind;
import dev.stitch.e2e.faults.Fault.Part;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Faults at random times. The same seed and number give the same ones.
 *
 * @param seed of all that is random
 * @param faults in their order
 */
public record FaultSchedule(long seed, List<Fault> faults) {

  /** From this many faults on, outages of up to two minutes are among them. */
  private static final int CAMPAIGN = 50;

  /** Every so many faults one is long. */
  private static final int LONG_ONE = 10;

  /** Only what others connect to can be cut off. */
  private static final List<Misfortune> ALL =
      Arrays.stream(Part.values())
          .flatMap(
              part ->
                  Arrays.stream(Kind.values())
                      .filter(kind -> kind != Kind.CUT || part.isServer())
                      .map(kind -> new Misfortune(kind, part)))
          .toList();

  /** A schedule of some faults: every kind befalls every part before one does so again. */
  public static FaultSchedule of(long seed, int count) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    Deque<Misfortune> coming = new ArrayDeque<>();
    for (int number = 0; number < count; number++) {
      if (coming.isEmpty()) {
        List<Misfortune> all = new ArrayList<>(ALL);
        Collections.shuffle(all, random);
        coming.addAll(all);
      }
      Misfortune next = coming.poll();
      boolean isLong = number % LONG_ONE == LONG_ONE / 2 && count >= CAMPAIGN;
      int length = isLong ? 30_000 + random.nextInt(90_000) : 500 + random.nextInt(9_500);
      faults.add(
          new Fault(
              next.kind(),
              next.part(),
              Duration.ofMillis(500 + random.nextInt(4_000)),
              Duration.ofMillis(length)));
    }
    return new FaultSchedule(seed, List.copyOf(faults));
  }

  private record Misfortune(Kind kind, Part part) {}
}
