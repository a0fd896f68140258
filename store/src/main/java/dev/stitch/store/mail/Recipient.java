package dev.stitch.store.mail;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Whether and where a contact can be written to, as it stands this moment. */
public record Recipient(UUID id, @Nullable String email, boolean archived, boolean unsubscribed) {}
