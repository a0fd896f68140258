package dev.stitch.store.contact;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** What people know a contact by. */
public record ContactLabel(UUID id, @Nullable String name, @Nullable String email) {}
