package dev.stitch.store.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;

/**
 * What a request was answered.
 *
 * @param status HTTP's; null while an act is being carried out
 */
public record StoredAnswer(
    KeyedRequest request,
    @Nullable Integer status,
    @Nullable String location,
    @Nullable JsonNode body) {}
