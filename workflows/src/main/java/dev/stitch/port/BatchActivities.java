package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepFailure;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Works off a run that has many pages or items, a slice at a time. */
@ActivityInterface
public interface BatchActivities {

  /**
   * Goes on for about a minute from where the run stands in the database. A slice that is done
   * again, or by two workers at once, does nothing twice.
   */
  @ActivityMethod(name = "BatchSlice")
  BatchSlice work(BatchRequest request);

  /**
   * The next slice of a run.
   *
   * @param work what is done, such as {@code x_contacts}
   * @param slice its number, for whoever reads the history
   */
  record BatchRequest(UUID runId, String work, int slice) {
    public BatchRequest {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(work, "work");
    }
  }

  /**
   * What a slice came to.
   *
   * @param finished whether nothing is left to do
   * @param counts of the whole run until now, for whoever reads the history
   * @param hold why nothing more can be done now; null when something can
   * @param result of a run that is finished
   * @param failure why the run cannot go on at all, or null
   */
  record BatchSlice(
      boolean finished,
      BatchCounts counts,
      @Nullable Hold hold,
      @Nullable JsonNode result,
      @Nullable StepFailure failure) {
    public BatchSlice {
      Objects.requireNonNull(counts, "counts");
    }
  }

  /**
   * Counts of what a run has worked off.
   *
   * @param processed the sum of the three that follow
   */
  record BatchCounts(int total, int processed, int success, int skipped, int errors) {
    public static final BatchCounts NONE = new BatchCounts(0, 0, 0, 0, 0);
  }

  /**
   * Why a run waits.
   *
   * @param until when it goes on; null to look again every few minutes
   * @param detail for people
   */
  record Hold(Reason reason, @Nullable Instant until, String detail) {
    public Hold {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }

    /** What ends the wait. */
    public enum Reason {
      /** The platform takes no more requests for a while. */
      RATE_LIMIT,
      /** The platform's account is out of credits: a person buys some. */
      CREDITS,
      /** The grant is dead: a person connects the account again. */
      NEEDS_RECONNECT,
      /** The platform is out of order. */
      OUTAGE,
      /** A budget has no room for a model's answer: somebody adds money. */
      BUDGET;

      /** As clients spell it. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }
}
