package dev.stitch.api.consent;

import dev.stitch.store.consent.ConsentState;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a contact wants from now on.
 *
 * @param topic one topic, or null for everything
 * @param note how the contact said so
 */
record ConsentRequest(
    @Nullable String topic,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable
        ConsentState state,
    @Nullable String note) {}
