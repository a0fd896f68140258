package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person or organisation.
 *
 * @param email lower-case and unique; null for one who is known by an identity only
 * @param timezone IANA id, null when unknown
 * @param platform what outside platforms say of the contact, an object
 * @param attributes anything else, an object
 * @param unsubscribedAt since when no mail may go there, null when it may
 * @param version rises with every change
 */
public record Contact(
    UUID id,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String company,
    @Nullable String title,
    @Nullable String timezone,
    JsonNode platform,
    JsonNode attributes,
    List<String> tags,
    ContactStatus status,
    @Nullable String lifecycleStage,
    @Nullable Instant unsubscribedAt,
    List<ContactIdentity> identities,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Contact {
    tags = List.copyOf(tags);
    identities = List.copyOf(identities);
  }

  /**
   * An active contact of whom nothing else is known yet.
   *
   * @param email in lower case, or null
   */
  public static Contact blank(UUID id, @Nullable String email, Instant now) {
    return new Contact(
        id,
        null,
        email,
        null,
        null,
        null,
        null,
        Jsonb.object(),
        Jsonb.object(),
        List.of(),
        ContactStatus.ACTIVE,
        null,
        null,
        List.of(),
        0,
        now,
        now);
  }

  /** The same contact under other identities. */
  public Contact withIdentities(List<ContactIdentity> others) {
    return new Contact(
        id,
        name,
        email,
        phone,
        company,
        title,
        timezone,
        platform,
        attributes,
        tags,
        status,
        lifecycleStage,
        unsubscribedAt,
        others,
        version,
        createdAt,
        updatedAt);
  }

  /**
   * The same contact under another address.
   *
   * @param other in lower case, or null
   */
  public Contact withEmail(@Nullable String other) {
    return new Contact(
        id,
        name,
        other,
        phone,
        company,
        title,
        timezone,
        platform,
        attributes,
        tags,
        status,
        lifecycleStage,
        unsubscribedAt,
        identities,
        version,
        createdAt,
        updatedAt);
  }

  /** The same contact with other copies of what platforms say of it. */
  public Contact withPlatform(JsonNode other) {
    return new Contact(
        id,
        name,
        email,
        phone,
        company,
        title,
        timezone,
        other,
        attributes,
        tags,
        status,
        lifecycleStage,
        unsubscribedAt,
        identities,
        version,
        createdAt,
        updatedAt);
  }

  static Contact of(Row row) throws SQLException {
    return new Contact(
        row.uuid("id"),
        row.textOrNull("name"),
        row.textOrNull("email"),
        row.textOrNull("phone"),
        row.textOrNull("company"),
        row.textOrNull("title"),
        row.textOrNull("timezone"),
        row.json("platform"),
        row.json("attributes"),
        row.texts("tags"),
        row.choice("status", ContactStatus.class),
        row.textOrNull("lifecycle_stage"),
        row.instant("unsubscribed_at"),
        ContactIdentity.listOf(row.json("identities")),
        row.longNumber("version"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
