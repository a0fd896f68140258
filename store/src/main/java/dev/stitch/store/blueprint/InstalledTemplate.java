package dev.stitch.store.blueprint;

import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** A template that was made of a blueprint and still enrolls. */
@MappedEntity("blueprint_templates")
public record InstalledTemplate(String blueprintId, UUID templateId) {}
