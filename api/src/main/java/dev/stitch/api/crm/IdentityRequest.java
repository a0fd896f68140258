package dev.stitch.api.crm;

import dev.stitch.launch.request.Texts;
import io.micronaut.core.annotation.Nullable;

/**
 * What a client may set of an identity.
 *
 * @param platform such as {@code x}, {@code linkedin} or {@code email}, in lower case
 * @param platformUserId the platform's own id of the person
 */
record IdentityRequest(@Nullable String platform, @Nullable String platformUserId) {

  IdentityRequest {
    // Platforms have one spelling: by two of them the same person would be known twice.
    platform = Texts.lowered(platform);
    platformUserId = Texts.trimmed(platformUserId);
  }
}
