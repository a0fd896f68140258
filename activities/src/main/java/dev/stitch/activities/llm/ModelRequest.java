package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/**
 * What a model is asked.
 *
 * @param maxTokens most tokens that it may write, its thinking included
 * @param schema what its answer must be JSON of; null for any text
 * @param script what the scripted model answers; null lets it make something up
 * @param limit longest time that the answer may take
 */
record ModelRequest(
    String model,
    @Nullable String system,
    String prompt,
    int maxTokens,
    @Nullable JsonNode schema,
    @Nullable String script,
    Duration limit) {}
