package dev.stitch.connectors.x;

import io.micronaut.core.annotation.Nullable;

/**
 * Which page of posts to read, newest first.
 *
 * @param sinceId the newest post that is known already; null for none
 * @param pageToken of the page before; null for the first page
 * @param size 5 to 100
 */
public record XReading(@Nullable String sinceId, @Nullable String pageToken, int size) {

  /** X takes no fewer and no more. */
  public XReading {
    size = Math.clamp(size, 5, 100);
  }
}
