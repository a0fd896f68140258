package dev.stitch.api.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.api.security.Caller;
import dev.stitch.authoring.MailContent;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.authoring.MailTemplate;
import dev.stitch.store.authoring.MailTemplateRepository;
import dev.stitch.store.authoring.MailTemplateUse;
import dev.stitch.store.authoring.MailTemplateUses;
import dev.stitch.store.authoring.MailTemplateVersion;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Saves mail and its versions. A content that was there before is the version that it was. */
@Singleton
class MailTemplates {

  private static final int MAX_NAME = 200;

  /** As many as a message names of what is in the way. */
  private static final int NAMED = 5;

  private final Database database;
  private final MailTemplateRepository repository;
  private final MailTemplateUses uses;
  private final ObjectMapper mapper;

  MailTemplates(
      Database database,
      MailTemplateRepository repository,
      MailTemplateUses uses,
      ObjectMapper mapper) {
    this.database = database;
    this.repository = repository;
    this.uses = uses;
    this.mapper = mapper;
  }

  Page<MailTemplateView> list(PageRequest request) {
    Page<MailTemplate> page = repository.page(request);
    Map<UUID, List<MailTemplateUse>> users =
        uses.of(page.data().stream().map(MailTemplate::id).toList());
    return page.map(
        template -> MailTemplateView.of(template, users.getOrDefault(template.id(), List.of())));
  }

  /**
   * The saved mail of an id.
   *
   * @throws ApiProblem 404 when there is none
   */
  MailTemplateView get(UUID id) {
    return MailTemplateView.of(row(id), users(id));
  }

  /** As {@link #get}, its texts alone. */
  MailContent content(UUID id) {
    MailTemplate template = row(id);
    return new MailContent(template.subject(), template.text(), template.html());
  }

  MailTemplateView create(MailTemplateRequest request, Caller caller) {
    String name = accepted(request);
    MailContent content = request.content();
    UUID id = Ids.next();
    repository.insert(id, name, content.subject(), content.text(), content.html(), caller.actor());
    return get(id);
  }

  /** Replaces what the body names; the rest stays. */
  MailTemplateView change(UUID id, ObjectNode body, Caller caller) {
    return changed(
        id,
        before -> {
          MailTemplateRequest request = merged(before, body);
          String name = accepted(request);
          MailContent content = request.content();
          int version =
              repository.versionOf(
                  id, content.subject(), content.text(), content.html(), caller.actor());
          return new Change(name, version);
        });
  }

  /** Makes a version the one that is shown, and taken by whoever names none. */
  MailTemplateView restore(UUID id, int version) {
    return changed(id, before -> new Change(before.name(), version(id, version).version()));
  }

  Page<MailTemplateVersion> versions(UUID id, PageRequest request) {
    return repository.versions(row(id).id(), request);
  }

  MailTemplateVersion version(UUID id, int version) {
    return repository
        .version(id, version)
        .orElseThrow(() -> ApiProblem.notFound("version of mail template " + id, version));
  }

  /**
   * Deletes saved mail with its versions.
   *
   * @throws ApiProblem 409 while a campaign that is not completed or a published flow holds it
   */
  void remove(UUID id) {
    database.transaction(
        () -> {
          MailTemplate template = locked(id);
          List<MailTemplateUse> users = users(id);
          if (!users.isEmpty()) {
            throw ApiProblem.conflict(
                "Mail template '%s' is used by %s: have them use other mail first."
                    .formatted(template.name(), named(users)));
          }
          repository.delete(id);
        });
  }

  private record Change(String name, int version) {}

  private MailTemplateView changed(UUID id, Function<MailTemplate, Change> change) {
    database.transaction(
        () -> {
          MailTemplate before = locked(id);
          Change after = change.apply(before);
          if (!after.equals(new Change(before.name(), before.version()))) {
            repository.change(id, after.name(), after.version());
          }
        });
    return get(id);
  }

  /**
   * @return the name, trimmed
   * @throws ApiProblem 422 with everything that is wrong
   */
  private static String accepted(MailTemplateRequest request) {
    List<Fault> faults = new ArrayList<>();
    String name = Texts.trimmed(request.name());
    if (name == null || name.length() > MAX_NAME) {
      faults.add(new Fault("/name", "must be 1 to " + MAX_NAME + " characters"));
    }
    faults.addAll(MailFaults.of(request.content()));
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return name;
  }

  private MailTemplateRequest merged(MailTemplate before, ObjectNode body) {
    ObjectNode fields =
        mapper.valueToTree(
            new MailTemplateRequest(before.name(), before.subject(), before.text(), before.html()));
    fields.setAll(body);
    try {
      return mapper.treeToValue(fields, MailTemplateRequest.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<MailTemplateUse> users(UUID id) {
    return uses.of(List.of(id)).getOrDefault(id, List.of());
  }

  private static String named(List<MailTemplateUse> users) {
    List<String> names =
        users.stream()
            .map(
                use ->
                    switch (use.kind()) {
                      case TEMPLATE -> "the template '" + use.name() + "'";
                      case FLOW -> "the flow '" + use.name() + "'";
                    })
            .distinct()
            .toList();
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }

  private MailTemplate row(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  private MailTemplate locked(UUID id) {
    return repository.findForUpdate(id).orElseThrow(() -> notFound(id));
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("mail template", id);
  }
}
