package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.contact.Contact;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A contact while its fields change, under the limits that every contact keeps. */
final class ContactDraft {

  private static final int MAX_TEXT = 500;
  private static final int MAX_TAGS = 100;
  private static final int MAX_TAG = 100;
  private static final int MAX_ATTRIBUTES = 64 << 10;

  private static final String ATTRIBUTES = "attributes.";

  private final Contact before;
  private final ObjectNode attributes;
  private String name;
  private String email;
  private String phone;
  private String company;
  private String title;
  private String timezone;
  private String lifecycleStage;
  private List<String> tags;
  private Instant unsubscribedAt;

  ContactDraft(Contact contact) {
    before = contact;
    attributes = contact.attributes().deepCopy();
    name = contact.name();
    email = contact.email();
    phone = contact.phone();
    company = contact.company();
    title = contact.title();
    timezone = contact.timezone();
    lifecycleStage = contact.lifecycleStage();
    tags = contact.tags();
    unsubscribedAt = contact.unsubscribedAt();
  }

  /**
   * @throws StepException {@code INVALID_CONFIG} when there is no such field or it cannot hold the
   *     value
   */
  void set(String field, JsonNode value, Instant now) throws StepException {
    switch (field) {
      case "name" -> name = text(field, value);
      case "phone" -> phone = text(field, value);
      case "company" -> company = text(field, value);
      case "title" -> title = text(field, value);
      case "timezone" -> timezone = timezone(field, value);
      case "lifecycleStage" -> lifecycleStage = text(field, value);
      case "tags" -> tags = tags(field, value);
      case "unsubscribed" -> unsubscribedAt = unsubscribed(field, value, now);
      default -> {
        if (!field.startsWith(ATTRIBUTES)) {
          throw invalid(field, "is no field that a flow may write");
        }
        setAttribute(field, value);
      }
    }
  }

  /**
   * Gives the contact an address.
   *
   * @param address valid, in lower case, and nobody else's
   */
  void address(String address) {
    email = address;
  }

  /** Equal to the contact as it was when every field has the value it had. */
  Contact toContact() {
    // By their text: a computed 1 and a stored 1 are nodes of different classes.
    boolean sameAttributes = attributes.toString().equals(before.attributes().toString());
    return new Contact(
        before.id(),
        name,
        email,
        phone,
        company,
        title,
        timezone,
        before.platform(),
        sameAttributes ? before.attributes() : attributes,
        tags,
        before.status(),
        lifecycleStage,
        unsubscribedAt,
        before.identities(),
        before.version(),
        before.createdAt(),
        before.updatedAt());
  }

  private static String text(String field, JsonNode value) throws StepException {
    if (value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw invalid(field, "must be a text");
    }
    String text = value.asText().strip();
    if (text.length() > MAX_TEXT) {
      throw invalid(field, "must be at most " + MAX_TEXT + " characters");
    }
    return text.isEmpty() ? null : text;
  }

  private static String timezone(String field, JsonNode value) throws StepException {
    String zone = text(field, value);
    if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw invalid(field, "must be an IANA time zone, e.g. Europe/Berlin");
    }
    return zone;
  }

  private static List<String> tags(String field, JsonNode value) throws StepException {
    if (value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw invalid(field, "must be a list of texts");
    }
    Set<String> tags = new LinkedHashSet<>();
    for (JsonNode element : value) {
      String tag = text(field, element);
      if (tag != null) {
        tags.add(tag);
      }
    }
    if (tags.size() > MAX_TAGS || tags.stream().anyMatch(tag -> tag.length() > MAX_TAG)) {
      throw invalid(field, "may be at most " + MAX_TAGS + ", of " + MAX_TAG + " characters each");
    }
    return new ArrayList<>(tags);
  }

  private Instant unsubscribed(String field, JsonNode value, Instant now) throws StepException {
    if (!value.isBoolean()) {
      throw invalid(field, "must be true or false");
    }
    if (!value.booleanValue()) {
      return null;
    }
    return unsubscribedAt == null ? now : unsubscribedAt;
  }

  private void setAttribute(String field, JsonNode value) throws StepException {
    String[] names = field.substring(ATTRIBUTES.length()).split("\\.", -1);
    ObjectNode parent = attributes;
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode child = parent.get(names[i]);
      if (child == null || child.isNull()) {
        parent = parent.putObject(names[i]);
      } else if (child instanceof ObjectNode object) {
        parent = object;
      } else {
        throw invalid(field, "runs through a value that is not an object");
      }
    }
    String last = names[names.length - 1];
    if (value.isNull()) {
      parent.remove(last);
    } else {
      parent.set(last, value);
    }
    if (attributes.toString().length() > MAX_ATTRIBUTES) {
      throw invalid(field, "makes the attributes longer than 64 KiB of JSON");
    }
  }

  private static StepException invalid(String field, String message) {
    return new StepException(FailureCode.INVALID_CONFIG, "values." + field + ": " + message);
  }
}
