package dev.stitch.store.blueprint;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What has been done with blueprints so far, each at its first time; null where it never was.
 *
 * @param triedAt when the first journey or run of a blueprint began
 * @param mailedAt when the first mail of such a journey was sent
 * @param repliedAt when the first of its mails was answered
 * @param skippedAt when the first of its steps was skipped
 * @param workerStoppedAt when the worker was stopped to see what happens
 */
@MappedEntity("blueprint_flows")
public record FirstSteps(
    @Nullable Instant triedAt,
    @Nullable Instant mailedAt,
    @Nullable Instant repliedAt,
    @Nullable Instant skippedAt,
    @Nullable Instant workerStoppedAt) {}
