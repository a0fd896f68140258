package dev.stitch.api.contact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.launch.request.Texts;
import dev.stitch.model.EmailAddress;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.ContactTags;
import dev.stitch.store.contact.ImportedContact;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What a contact may be, and in which form it is kept. */
final class ContactRules {

  static final int MAX_TEXT = 500;
  static final int MAX_OBJECT = 64 << 10;

  private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  private ContactRules() {}

  /**
   * The form in which a contact is kept: trimmed, empty texts as null, the address in lower case,
   * tags without repetition, and nothing absent that has a default.
   */
  static ContactRequest normalized(ContactRequest request) {
    String email = Texts.trimmed(request.email());
    return new ContactRequest(
        Texts.trimmed(request.name()),
        email == null ? null : email.toLowerCase(Locale.ROOT),
        Texts.trimmed(request.phone()),
        Texts.trimmed(request.company()),
        Texts.trimmed(request.title()),
        Texts.trimmed(request.timezone()),
        orEmpty(request.platform()),
        orEmpty(request.attributes()),
        Texts.distinct(request.tags()),
        request.status() == null ? ContactStatus.ACTIVE : request.status(),
        Texts.trimmed(request.lifecycleStage()),
        request.unsubscribedAt(),
        identities(request.identities()));
  }

  /**
   * The normalized form of a contact that a client describes.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  static ContactRequest accepted(ContactRequest request) {
    ContactRequest contact = normalized(request);
    List<Fault> faults = faults(contact);
    if (contact.email() == null && contact.identities().isEmpty()) {
      faults.add(new Fault("/email", "is required unless the contact has an identity"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return contact;
  }

  /** What is wrong with a normalized contact, apart from what may be missing. */
  static List<Fault> faults(ContactRequest contact) {
    List<Fault> faults = new ArrayList<>();
    if (contact.email() != null && !EmailAddress.valid(contact.email())) {
      faults.add(
          new Fault(
              "/email", "'" + Texts.shortened(contact.email()) + "' is not an e-mail address"));
    }
    if (contact.timezone() != null && !TIME_ZONES.contains(contact.timezone())) {
      faults.add(
          new Fault(
              "/timezone",
              "'"
                  + Texts.shortened(contact.timezone())
                  + "' is not an IANA time zone, e.g. Europe/Berlin"));
    }
    length(faults, "/name", contact.name());
    length(faults, "/phone", contact.phone());
    length(faults, "/company", contact.company());
    length(faults, "/title", contact.title());
    length(faults, "/lifecycleStage", contact.lifecycleStage());
    size(faults, "/platform", contact.platform());
    size(faults, "/attributes", contact.attributes());
    if (contact.tags().size() > ContactTags.MOST) {
      faults.add(new Fault("/tags", "may be at most " + ContactTags.MOST));
    }
    if (contact.tags().stream().anyMatch(tag -> tag.length() > ContactTags.LONGEST)) {
      faults.add(new Fault("/tags", "must be at most " + ContactTags.LONGEST + " characters each"));
    }
    identities(faults, contact.identities());
    return faults;
  }

  /** What a request, and its normalized form, say of a contact that may be known already. */
  static ImportedContact imported(ContactRequest request, ContactRequest contact) {
    return new ImportedContact(
        contact.email(),
        contact.name(),
        contact.phone(),
        contact.company(),
        contact.title(),
        contact.timezone(),
        // not the default: a request that says nothing of it leaves it as it is
        request.status(),
        contact.lifecycleStage(),
        contact.unsubscribedAt(),
        contact.tags(),
        contact.attributes());
  }

  private static void length(List<Fault> faults, String pointer, String text) {
    if (text != null && text.length() > MAX_TEXT) {
      faults.add(new Fault(pointer, "must be at most " + MAX_TEXT + " characters"));
    }
  }

  private static void size(List<Fault> faults, String pointer, ObjectNode object) {
    if (object.toString().length() > MAX_OBJECT) {
      faults.add(new Fault(pointer, "must be at most 64 KiB of JSON"));
    }
  }

  private static void identities(List<Fault> faults, List<ContactIdentity> identities) {
    Set<ContactIdentity> seen = new HashSet<>();
    for (int i = 0; i < identities.size(); i++) {
      ContactIdentity identity = identities.get(i);
      String pointer = "/identities/" + i;
      if (identity.platform() == null) {
        faults.add(new Fault(pointer + "/platform", "is required"));
      } else if (identity.platformUserId() == null) {
        faults.add(new Fault(pointer + "/platformUserId", "is required"));
      } else if (!seen.add(identity)) {
        faults.add(new Fault(pointer, "is there twice"));
      } else {
        length(faults, pointer + "/platform", identity.platform());
        length(faults, pointer + "/platformUserId", identity.platformUserId());
      }
    }
  }

  private static ObjectNode orEmpty(ObjectNode object) {
    return object == null ? JsonNodeFactory.instance.objectNode() : object;
  }

  private static List<ContactIdentity> identities(List<ContactIdentity> identities) {
    if (identities == null) {
      return List.of();
    }
    return identities.stream()
        .filter(Objects::nonNull)
        .map(
            identity ->
                new ContactIdentity(
                    Texts.lowered(identity.platform()), Texts.trimmed(identity.platformUserId())))
        .toList();
  }
}
