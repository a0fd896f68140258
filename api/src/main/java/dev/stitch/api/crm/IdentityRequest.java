package dev.stitch.api.crm;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.stitch.api.http.Texts;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a client may set of an identity.
 *
 * @param platform such as {@code x}, {@code linkedin} or {@code email}
 * @param platformUserId the platform's own id of the person
 */
record IdentityRequest(
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String platform,
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String platformUserId) {

  IdentityRequest {
    platform = Texts.trimmed(platform);
    platformUserId = Texts.trimmed(platformUserId);
  }
}
