package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;

/**
 * What becomes of two contacts that are one person. The one that stays keeps what it has and takes
 * what it lacks; tags and identities are united; who has unsubscribed stays so. The duplicate keeps
 * its history, is archived, and says in {@code attributes.mergedInto} where it went.
 */
record ContactMerge(Contact from, Contact into) {

  private static final String MERGED_INTO = "mergedInto";

  /** Where a contact went; one that was made active again is its own. */
  static Optional<UUID> mergedInto(Contact contact) {
    String text = contact.attributes().path(MERGED_INTO).asText();
    if (contact.status() != ContactStatus.ARCHIVED || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // attributes are anybody's to write
    }
  }

  /** The contact that stays. */
  Contact kept() {
    return new Contact(
        into.id(),
        either(into.name(), from.name()),
        either(into.email(), from.email()),
        either(into.phone(), from.phone()),
        either(into.company(), from.company()),
        either(into.title(), from.title()),
        either(into.timezone(), from.timezone()),
        united(into.platform(), from.platform()),
        attributes(),
        List.copyOf(united(into.tags(), from.tags())),
        into.status(),
        either(into.lifecycleStage(), from.lifecycleStage()),
        earlier(into.unsubscribedAt(), from.unsubscribedAt()),
        List.copyOf(united(into.identities(), from.identities())),
        into.version(),
        into.createdAt(),
        into.updatedAt());
  }

  private ObjectNode attributes() {
    ObjectNode attributes = united(into.attributes(), from.attributes());
    attributes.remove(MERGED_INTO); // of an earlier merge that was taken back
    return attributes;
  }

  /** The other contact as it stays behind: it gives up what only one contact can have. */
  Contact duplicate() {
    ObjectNode attributes = from.attributes().deepCopy();
    attributes.put(MERGED_INTO, into.id().toString());
    String email = into.email() == null ? null : from.email();
    return changed(from, email, attributes, List.of());
  }

  /** The same contact, archived. */
  static Contact archived(Contact contact) {
    return changed(contact, contact.email(), contact.attributes(), contact.identities());
  }

  private static Contact changed(
      Contact contact,
      @Nullable String email,
      JsonNode attributes,
      List<ContactIdentity> identities) {
    return new Contact(
        contact.id(),
        contact.name(),
        email,
        contact.phone(),
        contact.company(),
        contact.title(),
        contact.timezone(),
        contact.platform(),
        attributes,
        contact.tags(),
        ContactStatus.ARCHIVED,
        contact.lifecycleStage(),
        contact.unsubscribedAt(),
        identities,
        contact.version(),
        contact.createdAt(),
        contact.updatedAt());
  }

  private static <T> @Nullable T either(@Nullable T mine, @Nullable T theirs) {
    return mine == null ? theirs : mine;
  }

  private static @Nullable Instant earlier(@Nullable Instant mine, @Nullable Instant theirs) {
    if (mine == null || theirs == null) {
      return either(mine, theirs);
    }
    return mine.isBefore(theirs) ? mine : theirs;
  }

  private static ObjectNode united(JsonNode mine, JsonNode theirs) {
    ObjectNode all = theirs.deepCopy();
    mine.properties().forEach(field -> all.set(field.getKey(), field.getValue()));
    return all;
  }

  private static <T> SequencedSet<T> united(List<T> mine, List<T> theirs) {
    SequencedSet<T> all = new LinkedHashSet<>(mine);
    all.addAll(theirs);
    return all;
  }
}
