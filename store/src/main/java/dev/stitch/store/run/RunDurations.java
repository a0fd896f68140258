package dev.stitch.store.run;

import dev.stitch.store.Bytes;
import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * How long any number of runs took, in little space: durations within two percent of one another
 * count as the longest of them. So a percentile is exact where runs are few, and otherwise at most
 * two percent above the exact one.
 */
final class RunDurations implements Bytes {

  static final RunDurations NONE = new RunDurations(new long[0], new long[0], 0);

  private static final double LOG_OF_STEP = Math.log(1.02);

  private static final int CLASSES = 1 + classOf(Long.MAX_VALUE);

  private static final int SEVEN_BITS = 0x7F;

  private static final int MORE = 0x80;

  /** The longest of each class in milliseconds, in order; and how many runs are in the class. */
  private final long[] longest;

  private final long[] runs;
  private final int size;

  private RunDurations(long[] longest, long[] runs, int size) {
    this.longest = longest;
    this.runs = runs;
    this.size = size;
  }

  /** Of single runs; clocks that ran backwards make none shorter than nothing. */
  static RunDurations of(Collection<Long> milliseconds) {
    long[] sorted =
        milliseconds.stream().mapToLong(duration -> Math.max(0, duration)).sorted().toArray();
    Builder builder = new Builder(sorted.length);
    for (long duration : sorted) {
      builder.add(duration, 1);
    }
    return builder.build();
  }

  /** As {@link #bytes} has written them. */
  static RunDurations read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Builder builder = new Builder(bytes.length / 2);
    for (long duration = 0; buffer.hasRemaining(); ) {
      duration += readNumber(buffer);
      builder.add(duration, readNumber(buffer));
    }
    return builder.build();
  }

  /** All together: each of its classes is looked at once, however many there are to add. */
  static RunDurations sum(Collection<RunDurations> parts) {
    long[] longest = new long[CLASSES];
    long[] runs = new long[CLASSES];
    for (RunDurations part : parts) {
      for (int i = 0; i < part.size; i++) {
        int itsClass = classOf(part.longest[i]);
        longest[itsClass] = Math.max(longest[itsClass], part.longest[i]);
        runs[itsClass] += part.runs[i];
      }
    }
    int[] taken = IntStream.range(0, CLASSES).filter(each -> runs[each] > 0).toArray();
    return new RunDurations(
        Arrays.stream(taken).mapToLong(each -> longest[each]).toArray(),
        Arrays.stream(taken).mapToLong(each -> runs[each]).toArray(),
        taken.length);
  }

  /** From 0: the first is of those that took no time. */
  private static int classOf(long duration) {
    return duration == 0 ? 0 : 1 + (int) (Math.log((double) duration) / LOG_OF_STEP);
  }

  /**
   * What that share of the runs took at most, in milliseconds; null of no runs.
   *
   * @param share from 0 to 1
   */
  @Nullable
  Long percentile(double share) {
    double wanted = share * Arrays.stream(runs, 0, size).sum();
    long counted = 0;
    for (int i = 0; i < size; i++) {
      counted += runs[i];
      if (counted >= wanted) {
        return longest[i];
      }
    }
    return null;
  }

  /** What each class is longer than the one before, and its runs, in bytes of seven bits. */
  @Override
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size * 4);
    long before = 0;
    for (int i = 0; i < size; i++) {
      writeNumber(bytes, longest[i] - before);
      writeNumber(bytes, runs[i]);
      before = longest[i];
    }
    return bytes.toByteArray();
  }

  private static void writeNumber(ByteArrayOutputStream bytes, long number) {
    long rest = number;
    for (; rest > SEVEN_BITS; rest >>>= 7) {
      bytes.write((int) (rest & SEVEN_BITS) | MORE);
    }
    bytes.write((int) rest);
  }

  private static long readNumber(ByteBuffer bytes) {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes.get();
      number |= (long) (next & SEVEN_BITS) << shift;
      shift += 7;
    } while ((next & MORE) != 0);
    return number;
  }

  /** Takes durations in order. */
  private static final class Builder {
    private final long[] longest;
    private final long[] runs;
    private int size;
    private int lastClass = -1;

    Builder(int most) {
      longest = new long[most];
      runs = new long[most];
    }

    void add(long duration, long count) {
      int itsClass = classOf(duration);
      if (itsClass != lastClass) {
        lastClass = itsClass;
        size++;
      }
      longest[size - 1] = duration;
      runs[size - 1] += count;
    }

    RunDurations build() {
      return new RunDurations(longest, runs, size);
    }
  }
}
