package dev.stitch.activities.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.EmailAddress;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactIdentity;
import io.micronaut.core.annotation.Nullable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody as a platform tells of them. Whatever a contact cannot hold is made to fit or left out:
 * a platform's answer never fails for one of its values.
 *
 * @param platform e.g. {@code linkedin}
 * @param ids the platform's own ids of the person, the one of today first; those of more than
 *     {@value #MAX_TEXT} characters are left out
 * @param addresses the main one first; in lower case, without those that are no addresses
 * @param profile what else the platform says; left out when it has more than {@value #MAX_PROFILE}
 *     characters of JSON
 */
public record IncomingContact(
    String platform, List<String> ids, List<String> addresses, Fields fields, ObjectNode profile) {

  static final int MAX_TEXT = 500;
  static final int MAX_PROFILE = 8 << 10;

  /** What PostgreSQL cannot store, and what would break a line. */
  private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]+");

  /**
   * What a contact has a field for; null says nothing.
   *
   * @param name cut to {@value IncomingContact#MAX_TEXT} characters, as the others are
   */
  public record Fields(
      @Nullable String name,
      @Nullable String phone,
      @Nullable String company,
      @Nullable String title) {

    public Fields {
      name = cut(name);
      phone = cut(phone);
      company = cut(company);
      title = cut(title);
    }

    /** Of somebody of whom only the name is known. */
    public static Fields named(@Nullable String name) {
      return new Fields(name, null, null, null);
    }
  }

  public IncomingContact {
    ids = ids.stream().flatMap(id -> readable(id).stream()).distinct().toList();
    addresses = addresses.stream().flatMap(each -> address(each).stream()).distinct().toList();
    profile = kept(profile);
  }

  /** Whether anything tells who it is. */
  boolean identified() {
    return !ids.isEmpty() || !addresses.isEmpty();
  }

  List<ContactIdentity> identities() {
    return ids.stream().map(id -> new ContactIdentity(platform, id)).toList();
  }

  private static Optional<String> readable(String text) {
    String readable = UNREADABLE.matcher(text).replaceAll(" ").strip();
    return readable.isEmpty() || readable.length() > MAX_TEXT
        ? Optional.empty()
        : Optional.of(readable);
  }

  private static Optional<String> address(String text) {
    return Optional.of(text.strip().toLowerCase(Locale.ROOT)).filter(EmailAddress::valid);
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String readable = UNREADABLE.matcher(text).replaceAll(" ").strip();
    if (readable.length() > MAX_TEXT) {
      int end = Character.isHighSurrogate(readable.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
      readable = readable.substring(0, end).stripTrailing();
    }
    return readable.isEmpty() ? null : readable;
  }

  /** As the database will give it back, so that the same profile is the same the next time. */
  private static ObjectNode kept(ObjectNode profile) {
    String text = Jsonb.column(profile);
    if (text == null || text.length() > MAX_PROFILE) {
      return Jsonb.object();
    }
    try {
      return (ObjectNode) Jsonb.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
