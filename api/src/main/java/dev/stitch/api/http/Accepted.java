package dev.stitch.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import java.net.URI;

/**
 * The answer to a request that starts something.
 *
 * @param afterCommit what remains to be done once all of it is in the database; when it is lost the
 *     reconciler does it
 */
public record Accepted<T>(
    HttpStatus status, T body, @Nullable URI location, Runnable afterCommit) {}
