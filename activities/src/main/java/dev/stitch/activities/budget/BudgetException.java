package dev.stitch.activities.budget;

import dev.stitch.machine.BudgetRoom;
import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetStanding;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.StableFraction;
import dev.stitch.step.Wait;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A budget has no room for a call, which was not made. */
public final class BudgetException extends StepException {

  private static final long serialVersionUID = 1L;

  /** Calls that are under way end within seconds or minutes. */
  private static final Duration SOON = Duration.ofSeconds(3);

  /** Whoever waits is told when there is money; this makes up for a word that got lost. */
  private static final Duration LATEST_LOOK = Duration.ofMinutes(30);

  private final transient BudgetStanding by;
  private final boolean passing;

  private BudgetException(
      FailureCode code, BudgetStanding by, boolean passing, String message, Duration look) {
    super(code, message, look);
    this.by = by;
    this.passing = passing;
  }

  /** The refusal that an answer is; empty when the call may be made. */
  static Optional<BudgetException> of(BudgetRoom room, String model, @Nullable BigDecimal most) {
    return switch (room) {
      case BudgetRoom.Granted granted -> Optional.empty();
      case BudgetRoom.Busy(BudgetStanding by) ->
          Optional.of(
              new BudgetException(
                  FailureCode.UNAVAILABLE,
                  by,
                  true,
                  told(by, most) + " Calls that are under way may leave enough.",
                  SOON));
      case BudgetRoom.Exhausted(BudgetStanding by) -> Optional.of(refusal(by, told(by, most)));
      case BudgetRoom.Unpriced(BudgetStanding by) ->
          Optional.of(
              refusal(
                  by,
                  "The model %s has no price here, so %s cannot be kept with it."
                      .formatted(model, name(by))));
    };
  }

  private static BudgetException refusal(BudgetStanding by, String message) {
    return new BudgetException(
        by.onExhausted() == BudgetExhausted.ASK
            ? FailureCode.BUDGET_EXHAUSTED
            : FailureCode.LIMIT_REACHED,
        by,
        false,
        message,
        LATEST_LOOK);
  }

  /** Whether it may be over without anybody's doing. */
  public boolean isPassing() {
    return passing;
  }

  /**
   * The gate at which a step waits; empty where it is to fail.
   *
   * @param key of the step, by which it is spread
   */
  public Optional<Wait.Slot> gate(String key, Instant now) {
    if (code() == FailureCode.LIMIT_REACHED) {
      return Optional.empty();
    }
    Duration look = retryAfter().orElse(LATEST_LOOK);
    Instant until = now.plusMillis((long) (look.toMillis() * (1 + StableFraction.of(key) / 2)));
    Instant next = passing ? until : by.period().next(now).orElse(until);
    return Optional.of(
        new Wait.Slot(
            next.isBefore(until) ? next : until,
            next.isBefore(until) ? until : next,
            String.valueOf(getMessage()),
            GateReason.BUDGET));
  }

  private static String told(BudgetStanding by, @Nullable BigDecimal most) {
    return "%s USD are left of %s, and this may cost up to %s USD."
        .formatted(plain(by.left()), name(by), most == null ? "?" : plain(most));
  }

  private static String name(BudgetStanding by) {
    String whose =
        switch (by.scope()) {
          case RUN -> "of the run " + by.key();
          case SESSION -> "of the session " + by.key();
          case AGENT_TYPE -> "of agents of the type \"" + by.key() + "\"";
          case TENANT -> "of everything";
        };
    String period =
        switch (by.period()) {
          case DAY -> " a day";
          case MONTH -> " a month";
          case TOTAL -> "";
        };
    return "the budget %s (%s USD%s)".formatted(whose, plain(by.limit()), period);
  }

  private static String plain(BigDecimal usd) {
    return usd.stripTrailingZeros().toPlainString();
  }
}
