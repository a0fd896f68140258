package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.campaign.MailDomain;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * Where a contact's missing fields are looked for.
 *
 * @param fields that are missing
 * @param website the page to read, or null
 * @param query what the web is searched for, or null
 * @param xId the contact's id at X, or null
 * @param passedOver sources that were asked for and cannot help, each with the reason
 */
record Route(
    List<String> fields,
    @Nullable String website,
    @Nullable String query,
    @Nullable String xId,
    Map<String, String> passedOver) {

  static final String WEBSITE = "website";
  static final String SEARCH = "search";
  static final String X = "x";

  private static final String NO_WEBSITE =
      "neither attributes.website nor a company's mail address tells of one";

  Route {
    fields = List.copyOf(fields);
    passedOver = Map.copyOf(passedOver);
  }

  /**
   * The way to a contact's missing fields.
   *
   * @param unusable sources that nobody can use now, each with the reason
   */
  static Route of(
      Contact contact, List<String> fields, List<String> sources, Map<String, String> unusable) {
    Map<String, String> passedOver = new LinkedHashMap<>();
    String website = null;
    String query = null;
    String xId = null;
    for (String source : sources) {
      if (unusable.containsKey(source)) {
        passedOver.put(source, unusable.get(source));
        continue;
      }
      switch (source) {
        case WEBSITE -> website = found(website(contact), source, NO_WEBSITE, passedOver);
        case SEARCH ->
            query = found(query(contact), source, "it has neither name nor company", passedOver);
        case X -> xId = found(xId(contact), source, "it has no identity at X", passedOver);
        default -> passedOver.put(source, "is no source");
      }
    }
    return new Route(fields, website, query, xId, passedOver);
  }

  /** Whether there is something to find and somewhere to look. */
  boolean leadsSomewhere() {
    return !fields.isEmpty() && (website != null || query != null || xId != null);
  }

  /** For the step that tells of it. */
  ObjectNode toJson() {
    ObjectNode json = Jsonb.object();
    json.set("fields", Jsonb.tree(fields));
    json.put(WEBSITE, website).put(SEARCH, query).put(X, xId);
    json.set("passedOver", Jsonb.tree(passedOver));
    if (fields.isEmpty()) {
      json.put("reason", "no field that was asked for is empty");
    }
    return json;
  }

  private static @Nullable String found(
      Optional<String> value, String source, String why, Map<String, String> passedOver) {
    if (value.isEmpty()) {
      passedOver.put(source, why);
    }
    return value.orElse(null);
  }

  /** What the contact says, then what a platform says, then the home of its address. */
  private static Optional<String> website(Contact contact) {
    Stream<JsonNode> said =
        Stream.concat(
            Stream.of(contact.attributes().path("website"), contact.attributes().path("url")),
            contact.platform().valueStream().map(platform -> platform.path("website")));
    return said.map(JsonNode::asText)
        .flatMap(text -> address(text).stream())
        .findFirst()
        .or(
            () ->
                Optional.ofNullable(contact.email())
                    .flatMap(MailDomain::ofCompany)
                    .flatMap(Route::address));
  }

  /** People leave the scheme out. */
  private static Optional<String> address(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    String full = stripped.contains("://") ? stripped : "https://" + stripped;
    return Optional.ofNullable(HttpUrl.parse(full)).map(HttpUrl::toString);
  }

  private static Optional<String> query(Contact contact) {
    String query =
        Stream.of(
                contact.name() == null ? null : "\"" + contact.name().replace("\"", "") + "\"",
                contact.company(),
                contact.name() == null ? null : contact.title())
            .filter(part -> part != null && !part.isBlank())
            .reduce("", (all, part) -> all + " " + part)
            .strip();
    return query.isEmpty()
        ? Optional.empty()
        : Optional.of(query.length() > 300 ? query.substring(0, 300) : query);
  }

  private static Optional<String> xId(Contact contact) {
    return contact.identities().stream()
        .filter(identity -> identity.platform().equals(X))
        .map(identity -> identity.platformUserId())
        .filter(id -> id.matches("\\d{1,19}"))
        .findFirst();
  }
}
