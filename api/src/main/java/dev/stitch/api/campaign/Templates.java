package dev.stitch.api.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.campaign.TemplateCheck;
import dev.stitch.campaign.TemplateCompiler;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateGoal;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.Plans;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.TemplateOperations;
import dev.stitch.launch.request.SavedMails;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.authoring.MailTemplateUses;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateQuery;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateRepository.Goal;
import dev.stitch.store.campaign.TemplateRepository.NewStep;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.campaign.TemplateStepRow;
import dev.stitch.store.flow.GraphRepository;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and changes templates. One that is kept is valid, with whatever steps it has, and its graph
 * is kept with it: whoever begins walks that one to its end, also when the template changes.
 */
@Singleton
class Templates {

  /** The fields of which a template's graph is made. */
  private static final List<String> WHAT_DECIDES = List.of("platform", "config", "steps");

  private final Database database;
  private final TemplateRepository repository;
  private final TemplateControl control;
  private final TemplateOperations operations;
  private final GraphRepository graphs;
  private final Plans plans;
  private final Launcher launcher;
  private final SavedMails savedMails;
  private final MailTemplateUses mailUses;
  private final ObjectMapper mapper;

  Templates(
      Database database,
      TemplateRepository repository,
      TemplateControl control,
      TemplateOperations operations,
      GraphRepository graphs,
      Plans plans,
      Launcher launcher,
      SavedMails savedMails,
      MailTemplateUses mailUses,
      ObjectMapper mapper) {
    this.database = database;
    this.repository = repository;
    this.control = control;
    this.operations = operations;
    this.graphs = graphs;
    this.plans = plans;
    this.launcher = launcher;
    this.savedMails = savedMails;
    this.mailUses = mailUses;
    this.mapper = mapper;
  }

  Page<TemplateView> list(TemplateQuery query, PageRequest request) {
    Page<Template> page = repository.page(query, request);
    List<UUID> ids = page.data().stream().map(Template::id).toList();
    Map<UUID, List<TemplateStepRow>> steps = repository.stepsOf(ids);
    Map<UUID, Long> enrollments = repository.enrollmentCounts(ids);
    return page.map(
        template ->
            TemplateView.of(
                template,
                steps.getOrDefault(template.id(), List.of()),
                enrollments.getOrDefault(template.id(), 0L),
                null));
  }

  /**
   * The template of an id.
   *
   * @throws ApiProblem 404 when there is none
   */
  TemplateView get(UUID id) {
    Template template = row(id);
    List<TemplateStepRow> steps = repository.steps(id);
    return TemplateView.of(
        template,
        steps,
        repository.enrollmentCounts(List.of(id)).getOrDefault(id, 0L),
        warnings(definition(template, kept(steps))));
  }

  /** As {@link #get}, its row alone. */
  Template row(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  /** The graph that those walk who begin now; without steps it is empty. */
  JsonNode graph(UUID id) {
    Template template = row(id);
    return Optional.ofNullable(template.planHash())
        .flatMap(graphs::graph)
        .orElseGet(() -> TemplateCompiler.compile(definition(template, List.of())));
  }

  /** Takes part in the surrounding transaction. */
  Accepted<TemplateView> create(TemplateRequest request, Caller caller) {
    TemplateRequest accepted = TemplateRules.accepted(request);
    Template template = template(Ids.next(), accepted, caller.actor());
    repository.insert(template);
    List<TemplateStep> steps =
        accepted.steps() == null ? List.of() : TemplateRules.steps(accepted.steps(), 0);
    keep(template, steps, null);
    Runnable follow = become(row(template.id()), accepted.status(), caller);
    return new Accepted<>(
        HttpStatus.CREATED,
        get(template.id()),
        URI.create("/api/workflows/templates/" + template.id()),
        follow);
  }

  /** Replaces what the body names; the rest stays. */
  TemplateView change(UUID id, ObjectNode body, Caller caller) {
    Runnable follow =
        database.transaction(
            () -> {
              Template before = locked(id);
              TemplateRequest accepted = TemplateRules.accepted(merged(before, body));
              Template after = template(id, accepted, before.createdBy());
              repository.change(after);
              // A new name or status pins no saved mail anew.
              if (WHAT_DECIDES.stream().anyMatch(body::has)) {
                keep(
                    after,
                    body.has("steps")
                        ? TemplateRules.steps(accepted.steps(), 0)
                        : kept(repository.steps(id)),
                    null);
              }
              return become(before, accepted.status(), caller);
            });
    follow.run();
    return get(id);
  }

  /** Deletes a template; whoever is enrolled in it gets nothing more. */
  void remove(UUID id, Caller caller) {
    launcher.startOrLeave(operations.delete(id, caller.actor()).orElseThrow(() -> notFound(id)));
  }

  TemplateView replaceSteps(UUID id, StepsRequest request) {
    List<TemplateStep> steps = TemplateRules.steps(request.steps(), 0);
    database.transaction(() -> keep(locked(id), steps, null));
    return get(id);
  }

  /** Takes part in the surrounding transaction. */
  Accepted<TemplateView> appendStep(UUID id, StepRequest request) {
    Template template = locked(id);
    List<TemplateStep> steps = new ArrayList<>(kept(repository.steps(id)));
    int place = steps.size();
    steps.add(TemplateRules.step(request, place, ""));
    keep(template, steps, "/steps/" + place);
    return new Accepted<>(
        HttpStatus.CREATED, get(id), URI.create("/api/workflows/templates/" + id), () -> {});
  }

  /**
   * Has a template become active, paused or completed; takes part in the surrounding transaction.
   *
   * @throws ApiProblem 409 when its status does not lead there
   */
  Accepted<TemplateView> become(UUID id, TemplateStatus status, Caller caller) {
    Runnable follow = moved(locked(id), status, caller);
    return new Accepted<>(HttpStatus.OK, get(id), null, follow);
  }

  private Runnable become(Template template, @Nullable TemplateStatus status, Caller caller) {
    return status == null || status == template.status()
        ? () -> {}
        : moved(template, status, caller);
  }

  /** A draft that becomes active takes the saved mail that is shown then. */
  private Runnable moved(Template template, TemplateStatus status, Caller caller) {
    if (template.status() == TemplateStatus.DRAFT && status == TemplateStatus.ACTIVE) {
      keep(row(template.id()), kept(repository.steps(template.id())), null);
    }
    return control.become(template, status, caller);
  }

  /** Checks a template with its steps, and keeps the steps, the graph and the goal. */
  private void keep(Template template, List<TemplateStep> steps, @Nullable String single) {
    SavedMails.OfTemplate resolved = savedMails.resolve(definition(template, steps));
    TemplateDefinition definition = resolved.template();
    TemplateRules.check(definition, resolved.problems(), single);
    repository.replaceSteps(
        template.id(),
        steps.stream()
            .map(step -> new NewStep(step.type(), step.config(), step.delayHours()))
            .toList());
    repository.changePlan(
        template.id(), steps.isEmpty() ? null : keptPlan(TemplateCompiler.compile(definition)));
    repository.changeGoal(
        template.id(),
        TemplateGoal.of(definition.config())
            .map(goal -> new Goal(goal.event(), goal.when(), goal.within(), goal.exit()))
            .orElse(null));
    mailUses.replaceOfTemplate(template.id(), resolved.pinned());
  }

  private String keptPlan(ObjectNode graph) {
    String hash = Graphs.hash(graph);
    graphs.keep(hash, FlowKind.SYSTEM, graph);
    // A later build may compile the graph differently; what walks it then still walks this plan.
    plans.path(hash);
    return hash;
  }

  private Template locked(UUID id) {
    return repository.findForUpdate(id).orElseThrow(() -> notFound(id));
  }

  private TemplateRequest merged(Template before, ObjectNode body) {
    ObjectNode fields =
        mapper.valueToTree(
            new TemplateRequest(
                before.name(),
                before.description(),
                before.platform(),
                before.templateType(),
                before.status(),
                (ObjectNode) before.config(),
                (ObjectNode) before.goalMetrics(),
                before.startsAt(),
                before.endsAt(),
                null));
    fields.setAll(body);
    try {
      return mapper.treeToValue(fields, TemplateRequest.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Template template(UUID id, TemplateRequest accepted, @Nullable String createdBy) {
    return new Template(
        id,
        accepted.name(),
        accepted.description(),
        accepted.platform(),
        accepted.templateType(),
        TemplateStatus.DRAFT,
        accepted.config(),
        accepted.goalMetrics(),
        accepted.startsAt(),
        accepted.endsAt(),
        null,
        createdBy,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static TemplateDefinition definition(Template template, List<TemplateStep> steps) {
    return new TemplateDefinition(template.platform(), (ObjectNode) template.config(), steps);
  }

  private static List<TemplateStep> kept(List<TemplateStepRow> steps) {
    return steps.stream()
        .map(
            step ->
                new TemplateStep(step.stepType(), (ObjectNode) step.config(), step.delayHours()))
        .toList();
  }

  private static List<TemplateView.Warning> warnings(TemplateDefinition definition) {
    return TemplateCheck.of(definition).warnings().stream()
        .map(problem -> new TemplateView.Warning(problem.pointer(), problem.message()))
        .toList();
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("template", id);
  }
}
