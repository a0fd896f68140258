package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.authoring.MailContent;
import dev.stitch.authoring.SavedMailConfig;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateProblem;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Validation;
import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import dev.stitch.store.authoring.MailTemplate;
import dev.stitch.store.authoring.MailTemplateRepository;
import dev.stitch.store.authoring.MailTemplateUses.Pinned;
import dev.stitch.store.authoring.MailTemplateVersion;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts the texts of saved mail where a graph or a campaign names it. Saved mail that is named stays
 * as it is until the surrounding transaction ends, so that what is kept with it is true.
 */
@Singleton
public class SavedMails {

  private static final String EMAIL = "email.send";

  private static final String GONE = "there is no such saved mail; choose another one";

  private final MailTemplateRepository templates;

  SavedMails(MailTemplateRepository templates) {
    this.templates = templates;
  }

  /**
   * A graph with the texts.
   *
   * @param pinned whose texts they are
   * @param problems where it names mail that there is not; the texts are missing there
   */
  public record OfGraph(JsonNode graph, List<Pinned> pinned, List<GraphProblem> problems) {

    /** What is wrong with the mail that it names, and what validation finds in the rest. */
    public List<GraphProblem> errors(Validation validation) {
      return Stream.concat(problems.stream(), validation.errors().stream().map(this::inDraft))
          .toList();
    }

    /** What validation finds doubtful. */
    public List<GraphProblem> warnings(Validation validation) {
      return validation.warnings().stream().map(this::inDraft).toList();
    }

    /** A problem of a text where its author looks for it: the draft has no text, but its name. */
    private GraphProblem inDraft(GraphProblem problem) {
      boolean saved =
          problem.nodeId() != null
              && problem.field() != null
              && List.of("data.subject", "data.text", "data.html").contains(problem.field())
              && graph
                  .path("nodes")
                  .valueStream()
                  .anyMatch(
                      node ->
                          node.path("id").asText().equals(problem.nodeId())
                              && SavedMailConfig.in(node.path("data")));
      return saved
          ? new GraphProblem(
              problem.nodeId(),
              problem.edgeId(),
              "data." + SavedMailConfig.ID,
              "the saved mail does not fit here: " + problem.message())
          : problem;
    }
  }

  /**
   * A campaign with the texts.
   *
   * @param pinned whose texts they are
   * @param problems where it names mail that there is not; the texts are missing there
   */
  public record OfTemplate(
      TemplateDefinition template, List<Pinned> pinned, List<TemplateProblem> problems) {}

  /** The texts of one config; or what is wrong with what it names. */
  private record Resolved(ObjectNode config, Optional<Pinned> pinned, Optional<Problem> problem) {}

  private record Problem(String field, String message) {}

  /** Puts texts into the steps of a graph that send mail; it may be any JSON. */
  public OfGraph resolve(JsonNode draft) {
    JsonNode graph = draft.deepCopy();
    List<Pinned> pinned = new ArrayList<>();
    List<GraphProblem> problems = new ArrayList<>();
    for (JsonNode node : graph.path("nodes")) {
      if (node instanceof ObjectNode step
          && step.path("type").asText().equals(EMAIL)
          && step.path("data") instanceof ObjectNode data
          && SavedMailConfig.in(data)) {
        Resolved resolved = resolve(data);
        step.set("data", resolved.config());
        resolved.pinned().ifPresent(pinned::add);
        resolved
            .problem()
            .ifPresent(
                problem ->
                    problems.add(
                        new GraphProblem(
                            step.path("id").asText(),
                            null,
                            "data." + problem.field(),
                            problem.message())));
      }
    }
    return new OfGraph(graph, pinned, problems);
  }

  /** Puts texts into the messages of a campaign. */
  public OfTemplate resolve(TemplateDefinition template) {
    List<TemplateStep> steps = new ArrayList<>();
    List<Pinned> pinned = new ArrayList<>();
    List<TemplateProblem> problems = new ArrayList<>();
    for (TemplateStep step : template.steps()) {
      if (!isMail(template, step) || !SavedMailConfig.in(step.config())) {
        steps.add(step);
        continue;
      }
      Resolved resolved = resolve(step.config());
      String config = "/steps/" + steps.size() + "/config/";
      steps.add(new TemplateStep(step.type(), resolved.config(), step.delayHours()));
      resolved.pinned().ifPresent(pinned::add);
      resolved
          .problem()
          .ifPresent(
              problem ->
                  problems.add(new TemplateProblem(config + problem.field(), problem.message())));
    }
    return new OfTemplate(
        new TemplateDefinition(template.platform(), template.config(), steps), pinned, problems);
  }

  /** Messages of other platforms are no mail, and have no subject and HTML. */
  private static boolean isMail(TemplateDefinition template, TemplateStep step) {
    boolean byMail = template.platform() == null || template.platform() == Platform.GMAIL;
    return byMail && step.type() == TemplateStepType.MESSAGE;
  }

  private Resolved resolve(ObjectNode config) {
    Optional<MailTemplate> found =
        id(config.path(SavedMailConfig.ID)).flatMap(templates::findForShare);
    if (found.isEmpty()) {
      return wrong(config, SavedMailConfig.ID, GONE);
    }
    MailTemplate template = found.get();
    JsonNode asked = config.path(SavedMailConfig.VERSION);
    boolean named = !asked.isMissingNode() && !asked.isNull();
    if (named && !asked.isInt()) {
      return wrong(config, SavedMailConfig.VERSION, "must be the number of a version");
    }
    int number = named ? asked.intValue() : template.version();
    Optional<MailTemplateVersion> version = templates.version(template.id(), number);
    if (version.isEmpty()) {
      return wrong(
          config,
          SavedMailConfig.VERSION,
          "'%s' has no version %d; leave it out to take version %d"
              .formatted(template.name(), number, template.version()));
    }
    MailContent content =
        new MailContent(version.get().subject(), version.get().text(), version.get().html());
    return new Resolved(
        SavedMailConfig.resolved(config, content),
        Optional.of(new Pinned(template.id(), number)),
        Optional.empty());
  }

  private static Resolved wrong(ObjectNode config, String field, String message) {
    return new Resolved(config, Optional.empty(), Optional.of(new Problem(field, message)));
  }

  private static Optional<UUID> id(JsonNode id) {
    try {
      return Optional.of(UUID.fromString(id.asText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
