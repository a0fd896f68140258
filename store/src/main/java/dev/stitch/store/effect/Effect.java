package dev.stitch.store.effect;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * One outward act. Table {@code effects}.
 *
 * @param key the same over all retries of the act
 * @param kind id of the step type
 * @param providerId what the other side calls it, once sent
 * @param payloadHash SHA-256 of what was last attempted, 64 hex digits
 * @param result what the act came to, once sent
 * @param error why it is not sent
 * @param attempted what was last attempted, for whoever looks whether it happened; null where
 *     nobody can
 * @param at when the attempt began whose outcome counts; the insertion before any
 */
public record Effect(
    String key,
    String kind,
    EffectState state,
    @Nullable String providerId,
    String payloadHash,
    @Nullable JsonNode result,
    @Nullable String error,
    @Nullable UUID runId,
    @Nullable JsonNode attempted,
    Instant at) {}
