package dev.stitch.activities.email;

import dev.stitch.activities.email.RandomCampaign.Feature;
import dev.stitch.model.GateReason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Random templates and random events over a year and more, in ten time zones: no mail leaves that
 * must not ({@link SendLaws}), and no enrollment that could go on stands still.
 *
 * <p>A failure names its seed and the least that fails: {@code -Dstitch.seed=S} begins there and
 * {@code -Dstitch.seeds=N} tries that many.
 */
class CampaignYearTest {

  private static final String MANY_SEEDS = "stitch.seeds";
  private static final int SEEDS = 40;
  private static final int CONTACTS = 7;

  @Test
  @DisabledIfSystemProperty(named = MANY_SEEDS, matches = ".+")
  void noMailLeavesThatMustNotAndNobodyStandsStill() {
    tryOut(Boolean.getBoolean("stitch.fast") ? SEEDS / 5 : SEEDS);
  }

  /** Thousands of seeds take their time. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  @EnabledIfSystemProperty(named = MANY_SEEDS, matches = ".+")
  void ofAsManySeedsAsAreAskedForNoneLetsAMailLeaveThatMustNotOrStandsStill() {
    tryOut(Integer.getInteger(MANY_SEEDS));
  }

  private static void tryOut(int seeds) {
    long first = Long.getLong("stitch.seed", System.nanoTime());
    long end = first + seeds;
    System.out.println("first seed " + first + ", " + (end - first) + " seeds");
    Map<GateReason, Integer> held = new EnumMap<>(GateReason.class);
    long mails = 0;
    long ended = 0;
    for (long seed = first; seed < end; seed++) {
      Case whole = new Case(seed, EnumSet.allOf(Feature.class), CONTACTS);
      Optional<Throwable> failure = whole.failure();
      if (failure.isPresent()) {
        throw new AssertionError(
            "-Dstitch.seed=" + seed + " draws it again; the least that fails is " + whole.least(),
            whole.least().failure().orElse(failure.get()));
      }
      CampaignYear.Story story = whole.story();
      story.held().forEach((reason, times) -> held.merge(reason, times, Integer::sum));
      mails += story.mails();
      ended += story.ended();
    }
    System.out.printf("%d mails left, %d enrollments ended, held by %s%n", mails, ended, held);
  }

  /** What is tried. */
  private record Case(long seed, Set<Feature> features, int contacts) {

    CampaignYear.Story story() {
      return new CampaignYear(seed, features, contacts).run().story();
    }

    Optional<Throwable> failure() {
      try {
        story();
        return Optional.empty();
      } catch (AssertionError | RuntimeException e) {
        return Optional.of(e);
      }
    }

    /** Leaves out one thing after the other as long as it fails all the same. */
    Case least() {
      for (Feature feature : features) {
        Set<Feature> fewer = EnumSet.copyOf(features);
        fewer.remove(feature);
        Case smaller = new Case(seed, fewer, contacts);
        if (!fewer.isEmpty() && smaller.failure().isPresent()) {
          return smaller.least();
        }
      }
      Case smaller = new Case(seed, features, contacts - 1);
      return contacts > 1 && smaller.failure().isPresent() ? smaller.least() : this;
    }
  }
}
