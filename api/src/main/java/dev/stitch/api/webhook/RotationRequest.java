package dev.stitch.api.webhook;

import io.micronaut.core.annotation.Nullable;

/**
 * How an endpoint gets another secret.
 *
 * @param secret the new one, as in {@link EndpointRequest}; made when absent
 * @param keepPreviousFor how long the old one is taken too: an ISO 8601 duration of at most 30
 *     days, a day when absent
 */
record RotationRequest(@Nullable String secret, @Nullable String keepPreviousFor) {

  static final RotationRequest DEFAULT = new RotationRequest(null, null);
}
