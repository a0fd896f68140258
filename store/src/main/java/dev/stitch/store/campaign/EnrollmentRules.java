package dev.stitch.store.campaign;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What decides who may be enrolled in a template.
 *
 * @param byMail whether it reaches people by mail, which needs an address that may be written to
 * @param notSince whoever was enrolled before and came to the end after this moment is too soon;
 *     null when that is no reason
 */
public record EnrollmentRules(UUID templateId, boolean byMail, @Nullable Instant notSince) {}
