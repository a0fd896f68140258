package dev.stitch.launch.pipeline;

import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.graph.expression.Templates;
import dev.stitch.launch.request.Refusal;
import dev.stitch.model.NearNames;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What may be asked of runs that enrich, search and prune. Each method answers the request with
 * what it leaves open filled in.
 */
final class PipelineRules {

  /** A small model: what is asked of it is to find facts, not to think. */
  static final String USUAL_MODEL = "claude-haiku-5-5";

  static final String SCRIPTED = "scripted";

  private static final int MAX_CONTACTS = 10_000;
  private static final int MAX_FIELDS = 50;
  private static final int MAX_QUERY = 400;
  private static final int MAX_RESULTS = 100;
  private static final int USUAL_RESULTS = 10;
  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 100;
  private static final int MAX_SCRIPT = 20_000;

  private static final List<String> FIELDS = List.of("name", "email", "phone", "company", "title");
  private static final Pattern ATTRIBUTE = Pattern.compile("attributes\\.[A-Za-z0-9_-]{1,60}");
  private static final List<String> USUAL_FIELDS = List.of("name", "phone", "company", "title");
  private static final List<String> SOURCES = List.of("website", "search", "x");
  private static final List<String> USUAL_SOURCES = List.of("website", "search");
  private static final Pattern MODEL = Pattern.compile("claude-[a-z0-9][a-z0-9.-]{0,90}");

  private PipelineRules() {}

  static EnrichRequest checked(EnrichRequest request) {
    if ((request.contactIds() == null) == (request.contactFilter() == null)) {
      throw invalid("/contactIds", "name exactly one of contactIds and contactFilter");
    }
    String model = model(request.model());
    return new EnrichRequest(
        contactsOrNull(request.contactIds()),
        request.contactFilter(),
        request.fields() == null ? USUAL_FIELDS : fields(request.fields()),
        request.sources() == null ? USUAL_SOURCES : sources(request.sources()),
        model,
        script(request.script(), model));
  }

  static SearchRequest checked(SearchRequest request) {
    String query = request.query() == null ? "" : request.query().strip();
    if (query.isEmpty() || query.length() > MAX_QUERY) {
      throw invalid("/query", "must be 1 to " + MAX_QUERY + " characters");
    }
    int results = request.maxResults() == null ? USUAL_RESULTS : request.maxResults();
    if (results < 1 || results > MAX_RESULTS) {
      throw invalid("/maxResults", "must be 1 to " + MAX_RESULTS);
    }
    String model = model(request.model());
    return new SearchRequest(
        query,
        results,
        request.create() == null || request.create(),
        request.tags() == null ? List.of() : tags(request.tags()),
        model,
        script(request.script(), model));
  }

  static PruneRequest checked(PruneRequest request) {
    String criteria = request.criteria() == null ? "" : request.criteria().strip();
    if (criteria.isEmpty()) {
      throw invalid(
          "/criteria", "is required: CEL over contact and now, e.g. contact.email == null");
    }
    Expressions.checkCondition(Scope.CONTACT, criteria)
        .ifPresent(
            problem -> {
              throw invalid("/criteria", "the expression is wrong: " + problem);
            });
    if (request.contactIds() != null && request.contactFilter() != null) {
      throw invalid("/contactIds", "name contactIds or contactFilter, not both");
    }
    ContactFilter filter = request.contactFilter();
    if (filter != null && filter.status() == ContactStatus.ARCHIVED) {
      throw invalid(
          "/contactFilter/status", "must be active or left out: archived contacts are archived");
    }
    return new PruneRequest(
        criteria, contactsOrNull(request.contactIds()), filter, request.isDryRun());
  }

  private static @Nullable List<UUID> contactsOrNull(@Nullable List<UUID> ids) {
    if (ids == null) {
      return null;
    }
    if (ids.isEmpty()) {
      throw invalid("/contactIds", "names nobody");
    }
    if (ids.size() > MAX_CONTACTS) {
      throw invalid(
          "/contactIds",
          "names %,d contacts; a run takes at most %,d by id: use contactFilter"
              .formatted(ids.size(), MAX_CONTACTS));
    }
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null) {
        throw invalid("/contactIds/" + i, "must be a UUID, not null");
      }
    }
    return List.copyOf(new LinkedHashSet<>(ids));
  }

  private static List<String> fields(List<String> fields) {
    if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
      throw invalid("/fields", "must name 1 to " + MAX_FIELDS + " fields, or be left out");
    }
    return each(
        "/fields",
        fields,
        field ->
            FIELDS.contains(field) || ATTRIBUTE.matcher(field).matches()
                ? null
                : "is no field that can be enriched; there are name, email, phone, company, title and attributes.NAME"
                    + NearNames.hint(field, FIELDS));
  }

  private static List<String> sources(List<String> sources) {
    if (sources.isEmpty()) {
      throw invalid("/sources", "must name website, search or x, or be left out");
    }
    return each(
        "/sources",
        sources,
        source ->
            SOURCES.contains(source)
                ? null
                : "is no source; there are website, search and x"
                    + NearNames.hint(source, SOURCES));
  }

  private static List<String> tags(List<String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw invalid("/tags", "may be at most " + MAX_TAGS);
    }
    return each(
        "/tags",
        tags,
        tag ->
            tag.isBlank() || tag.length() > MAX_TAG
                ? "must be 1 to " + MAX_TAG + " characters"
                : null);
  }

  private interface Check {

    /** What is wrong with a value; null for nothing. */
    @Nullable
    String problem(String value);
  }

  /** Each once, in order. */
  private static List<String> each(String pointer, List<String> values, Check check) {
    Set<String> once = new LinkedHashSet<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String problem = value == null ? "must be a text, not null" : check.problem(value);
      if (problem != null) {
        throw invalid(pointer + "/" + i, problem);
      }
      once.add(value.strip());
    }
    return new ArrayList<>(once);
  }

  private static String model(@Nullable String model) {
    if (model == null) {
      return USUAL_MODEL;
    }
    if (!model.equals(SCRIPTED) && !MODEL.matcher(model).matches()) {
      throw invalid(
          "/model",
          "is no model that Stitch can ask: name one of Anthropic's, e.g. %s, or %s"
              .formatted(USUAL_MODEL, SCRIPTED));
    }
    return model;
  }

  private static @Nullable String script(@Nullable String script, String model) {
    if (script == null) {
      return null;
    }
    if (!model.equals(SCRIPTED)) {
      throw invalid("/script", "is what the model " + SCRIPTED + " answers; leave it out");
    }
    if (script.length() > MAX_SCRIPT) {
      throw invalid("/script", "must be at most %,d characters".formatted(MAX_SCRIPT));
    }
    List<String> problems = Templates.check(script, Set.of());
    if (!problems.isEmpty()) {
      throw invalid("/script", "the template is wrong: " + problems.getFirst());
    }
    return script;
  }

  private static Refusal invalid(String pointer, String message) {
    return Refusal.invalid(pointer, message);
  }
}
