package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.campaign.TemplateCheck;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateProblem;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.Texts;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a client may say of a template, and of its steps. */
final class TemplateRules {

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 10_000;

  /** As many faults as one answer tells. */
  private static final int TOLD = 50;

  private TemplateRules() {}

  /**
   * A request with what may be left out filled in; its steps are checked with the rest of the
   * template by {@link #check}.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  static TemplateRequest accepted(TemplateRequest request) {
    List<Fault> faults = new ArrayList<>();
    String name = Texts.trimmed(request.name());
    if (name == null || name.length() > MAX_NAME) {
      faults.add(new Fault("/name", "must be 1 to " + MAX_NAME + " characters"));
    }
    String description = Texts.trimmed(request.description());
    if (description != null && description.length() > MAX_DESCRIPTION) {
      faults.add(
          new Fault("/description", "must be at most %,d characters".formatted(MAX_DESCRIPTION)));
    }
    if (request.templateType() == null) {
      faults.add(
          new Fault(
              "/templateType",
              "is required: outreach, engagement, content, nurture, prospecting, enrichment or pruning"));
    }
    if (request.startsAt() != null
        && request.endsAt() != null
        && !request.endsAt().isAfter(request.startsAt())) {
      faults.add(new Fault("/endsAt", "must be after startsAt"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    BoundedJson.require("/config", request.config(), SizeLimits.METADATA);
    BoundedJson.require("/goalMetrics", request.goalMetrics(), SizeLimits.METADATA);
    return new TemplateRequest(
        name,
        description,
        request.platform(),
        request.templateType(),
        request.status(),
        request.config() == null ? Jsonb.object() : request.config(),
        request.goalMetrics() == null ? Jsonb.object() : request.goalMetrics(),
        request.startsAt(),
        request.endsAt(),
        request.steps());
  }

  /**
   * Steps as they are checked and kept.
   *
   * @param from the place of the first
   * @throws ApiProblem 422 when one has no type, or says another place than it has
   */
  static List<TemplateStep> steps(@Nullable List<StepRequest> steps, int from) {
    if (steps == null) {
      throw ApiProblem.invalid("/steps", "is required: the list of all steps");
    }
    if (steps.size() > TemplateDefinition.MAX_STEPS) {
      throw ApiProblem.invalid(
          "/steps",
          "has %,d steps; a template takes at most %d"
              .formatted(steps.size(), TemplateDefinition.MAX_STEPS));
    }
    List<TemplateStep> read = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      read.add(step(steps.get(i), from + i, "/steps/" + i));
    }
    return read;
  }

  /**
   * One step.
   *
   * @param place its index in the template
   * @param pointer where it is in the request
   */
  static TemplateStep step(StepRequest step, int place, String pointer) {
    if (step.stepType() == null) {
      throw ApiProblem.invalid(
          pointer + "/stepType",
          "is required: connect, message, follow, like, comment, wait or condition");
    }
    if (step.stepIndex() != null && step.stepIndex() != place) {
      throw ApiProblem.invalid(
          pointer + "/stepIndex",
          "must be %d, its place in the list, or be left out".formatted(place));
    }
    ObjectNode config = step.config() == null ? Jsonb.object() : step.config();
    return new TemplateStep(
        step.stepType(), config, step.delayHours() == null ? 0 : step.delayHours());
  }

  /**
   * Checks a whole template.
   *
   * @param found what is wrong with it besides
   * @param single when the request is one step, that step's pointer in the template; its faults
   *     point into the request then
   * @throws ApiProblem 422 with what is wrong
   */
  static void check(
      TemplateDefinition template, List<TemplateProblem> found, @Nullable String single) {
    List<Fault> faults =
        Stream.concat(found.stream(), TemplateCheck.of(template).errors().stream())
            .limit(TOLD)
            .map(
                problem ->
                    new Fault(
                        single != null && problem.pointer().startsWith(single + "/")
                            ? problem.pointer().substring(single.length())
                            : problem.pointer(),
                        problem.message()))
            .toList();
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
  }
}
