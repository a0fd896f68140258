package dev.stitch.api.crm;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Collects what is wrong with a request, by the names of its fields; null is right anywhere. */
final class RequestCheck {

  static final int MAX_LINE = 500;
  static final int MAX_TEXT = 100_000;
  private static final int MAX_LINK = 2_000;

  /** Times that people mean; the database keeps more. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final References references;
  private final List<Fault> faults = new ArrayList<>();

  RequestCheck(References references) {
    this.references = references;
  }

  RequestCheck required(String field, @Nullable Object value) {
    return value == null ? fault(field, "is required") : this;
  }

  /** A text of one line. */
  RequestCheck line(String field, @Nullable String value) {
    return atMost(field, value, MAX_LINE);
  }

  RequestCheck text(String field, @Nullable String value) {
    return atMost(field, value, MAX_TEXT);
  }

  /** An address of the web that a person can open. */
  RequestCheck link(String field, @Nullable String value) {
    return value == null || isLink(value)
        ? atMost(field, value, MAX_LINK)
        : fault(field, "must be an address like https://example.org/post");
  }

  RequestCheck time(String field, @Nullable Instant value) {
    return value == null || !(value.isBefore(FIRST) || value.isAfter(LAST))
        ? this
        : fault(field, "must be a time of the years 1970 to 9999");
  }

  RequestCheck reference(String field, Reference reference, @Nullable UUID id) {
    return id == null || references.exists(reference, id)
        ? this
        : fault(field, "there is no " + reference.label() + " " + id);
  }

  RequestCheck fault(String field, String message) {
    faults.add(new Fault("/" + field, message));
    return this;
  }

  /**
   * Ends the check.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  void done() {
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
  }

  static boolean isLink(String text) {
    try {
      URI link = new URI(text);
      return link.getHost() != null
          && ("https".equalsIgnoreCase(link.getScheme())
              || "http".equalsIgnoreCase(link.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private RequestCheck atMost(String field, @Nullable String value, int length) {
    return value == null || value.length() <= length
        ? this
        : fault(field, "must be at most %,d characters".formatted(length));
  }
}
