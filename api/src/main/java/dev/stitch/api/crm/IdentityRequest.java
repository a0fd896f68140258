package dev.stitch.api.crm;

import dev.stitch.api.http.Texts;
import io.micronaut.core.annotation.Nullable;

/**
 * What a client may set of an identity.
 *
 * @param platform such as {@code x}, {@code linkedin} or {@code email}
 * @param platformUserId the platform's own id of the person
 */
record IdentityRequest(@Nullable String platform, @Nullable String platformUserId) {

  IdentityRequest {
    platform = Texts.trimmed(platform);
    platformUserId = Texts.trimmed(platformUserId);
  }
}
