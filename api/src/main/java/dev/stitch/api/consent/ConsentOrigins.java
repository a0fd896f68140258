package dev.stitch.api.consent;

import dev.stitch.api.security.Caller;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import io.micronaut.core.annotation.Nullable;

/** Where a change of consent comes from that somebody makes through the API. */
public final class ConsentOrigins {

  private ConsentOrigins() {}

  /** One that says no reason. */
  public static ConsentOrigin of(Caller caller) {
    return of(caller, null);
  }

  /**
   * One with a reason.
   *
   * @param detail why, in words
   */
  static ConsentOrigin of(Caller caller, @Nullable String detail) {
    return new ConsentOrigin(
        caller.isPerson() ? ConsentSource.PERSON : ConsentSource.API, caller.actor(), detail, null);
  }
}
