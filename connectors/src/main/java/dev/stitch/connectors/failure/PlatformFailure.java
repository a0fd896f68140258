package dev.stitch.connectors.failure;

import dev.stitch.store.connection.Capability;
import java.time.Instant;

/**
 * Why a platform did not do what it was asked, by what the caller does about it. Reasons are
 * sentences for people; they hold no token and have at most 500 characters.
 */
public sealed interface PlatformFailure {

  /** What happened, for a person. */
  String reason();

  /**
   * Too much was asked for. Nothing has happened; the caller waits until then, and a little longer
   * by a random bit of its own, so that all who wait do not come back at once.
   *
   * @param until when the platform answers again, by its headers; never in the past
   */
  record RateLimited(String reason, Instant until) implements PlatformFailure {}

  /**
   * The account has no credits left. Nothing has happened; the caller waits for a person to pay.
   */
  record PaymentRequired(String reason) implements PlatformFailure {}

  /** The grant is dead. Nothing has happened; the caller waits for a person to connect again. */
  record NeedsReconnect(String reason) implements PlatformFailure {}

  /**
   * The platform refuses this act to the account for good. Nothing has happened; the caller
   * remembers it for the connection and hands the act to a person.
   */
  record NotPermitted(String reason, Capability capability) implements PlatformFailure {}

  /**
   * The platform is out of order, or not reached. The caller tries again later.
   *
   * @param mayHaveHappened whether the platform may have done what it was asked all the same: an
   *     act that must not happen twice is settled first, not repeated
   */
  record Transient(String reason, boolean mayHaveHappened) implements PlatformFailure {}

  /** The platform refused what was asked, and will again. Nothing has happened. */
  record Rejected(String reason, Kind kind) implements PlatformFailure {

    /** What was wrong, as far as a caller goes on by it. */
    public enum Kind {
      /** A cursor that the platform does not know any more: the caller reads everything again. */
      EXPIRED_CURSOR,
      /** The platform has this very post already: the caller looks for it. */
      DUPLICATE,
      /** What the request is about is not there (any more). */
      NOT_FOUND,
      /** Anything else. */
      OTHER
    }
  }
}
