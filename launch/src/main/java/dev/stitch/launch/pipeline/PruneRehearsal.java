package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.model.StepException;
import dev.stitch.store.contact.ContactLabel;
import dev.stitch.store.contact.ContactSnapshots;
import dev.stitch.store.contact.ContactSnapshots.Snapshot;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tells whom a pruning would archive, and archives nobody. */
@Singleton
public class PruneRehearsal {

  private static final int PAGE = 1_000;
  private static final int SAMPLE = 20;

  /** Somebody waits for the answer. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final ContactSnapshots contacts;
  private final Clock clock = Clock.systemUTC();

  PruneRehearsal(ContactSnapshots contacts) {
    this.contacts = contacts;
  }

  /**
   * Whom a pruning would archive now.
   *
   * @param matched how many
   * @param sample the first 20 of them
   * @param evaluated how many contacts were looked at
   * @param failed for how many of those the criteria could not be told; they would stay
   * @param firstFailure why, of the first of them; null when there is none
   * @param complete false when there were more contacts than can be looked at in 20 seconds
   */
  public record Forecast(
      int matched,
      List<ContactLabel> sample,
      int evaluated,
      int failed,
      @Nullable String firstFailure,
      boolean complete) {}

  /**
   * Looks at all contacts that a pruning would look at.
   *
   * @throws Refusal when the request cannot be meant
   */
  public Forecast forecast(PruneRequest request) {
    PruneRequest checked = PipelineRuns.checked(request);
    Instant now = clock.instant();
    Looking looking = new Looking(new PruneCriteria(checked.criteria(), now));
    long end = System.nanoTime() + LONGEST.toNanos();
    ContactSnapshots.Walk walk = PipelineRuns.among(checked, now);
    UUID after = null;
    while (System.nanoTime() - end < 0) {
      List<Snapshot> page = contacts.after(walk, after, PAGE);
      for (Snapshot contact : page) {
        if (System.nanoTime() - end >= 0) {
          return looking.forecast(false);
        }
        looking.at(contact);
      }
      if (page.size() < PAGE) {
        return looking.forecast(true);
      }
      after = page.getLast().id();
    }
    return looking.forecast(false);
  }

  /** What was seen so far. */
  private static final class Looking {

    private final PruneCriteria criteria;
    private final List<ContactLabel> sample = new ArrayList<>();
    private int matched;
    private int evaluated;
    private int failed;
    private @Nullable String firstFailure;

    Looking(PruneCriteria criteria) {
      this.criteria = criteria;
    }

    void at(Snapshot snapshot) {
      evaluated++;
      try {
        if (criteria.meet(snapshot.contact())) {
          matched++;
          if (sample.size() < SAMPLE) {
            sample.add(label(snapshot));
          }
        }
      } catch (StepException e) {
        failed++;
        if (firstFailure == null) {
          firstFailure = e.getMessage();
        }
      }
    }

    Forecast forecast(boolean complete) {
      return new Forecast(matched, List.copyOf(sample), evaluated, failed, firstFailure, complete);
    }

    private static ContactLabel label(Snapshot snapshot) {
      JsonNode contact = snapshot.contact();
      return new ContactLabel(
          snapshot.id(), contact.path("name").textValue(), contact.path("email").textValue());
    }
  }
}
