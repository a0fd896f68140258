package dev.stitch.store.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;

/**
 * What a request was answered.
 *
 * @param requestHash SHA-256 of the request, 64 lower-case hex digits
 */
public record StoredAnswer(
    String requestHash, int status, @Nullable String location, @Nullable JsonNode body) {}
