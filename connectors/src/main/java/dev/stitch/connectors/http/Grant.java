package dev.stitch.connectors.http;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;

/** What a person has allowed at a platform: its access token, and what becomes known of it. */
public interface Grant {

  /**
   * The token to ask with now.
   *
   * @throws PlatformException when there is none: the grant is dead, or the platform renews no
   *     token just now
   */
  String token() throws PlatformException, InterruptedException;

  /**
   * Another token than one that the platform has refused.
   *
   * @throws PlatformException as {@link #token}
   */
  String insteadOf(String refused) throws PlatformException, InterruptedException;

  /**
   * Remembers what a refusal says of the grant for good, so that the next one does not try. A
   * refusal of a token that is not the grant's any more says nothing of it.
   *
   * @param refused the token that was refused
   */
  default void remember(String refused, PlatformFailure.NeedsReconnect dead)
      throws InterruptedException {}

  /** As {@link #remember(String, PlatformFailure.NeedsReconnect)}, of one act. */
  default void remember(String refused, PlatformFailure.NotPermitted act)
      throws InterruptedException {}

  /** A token that belongs to no stored connection yet. */
  static Grant of(String token) {
    return new Grant() {
      @Override
      public String token() {
        return token;
      }

      @Override
      public String insteadOf(String refused) {
        return token;
      }
    };
  }
}
