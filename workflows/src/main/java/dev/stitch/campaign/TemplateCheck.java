package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.stitch.graph.GraphProblem;
import dev.stitch.graph.Graphs;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.model.BoundedCache;
import dev.stitch.model.Durations;
import dev.stitch.model.FlowKind;
import dev.stitch.model.NearNames;
import dev.stitch.model.Platform;
import dev.stitch.model.TemplateStepType;
import dev.stitch.step.TimeZones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a template: first what it says by itself, then, as for any system flow,
 * what its graph comes to.
 */
public final class TemplateCheck {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(Dialects.getDraft202012());

  private static final BoundedCache<JsonNode, Schema> SCHEMAS = new BoundedCache<>(32);

  private static final String STEPS = "/steps";
  private static final String CONFIG = "/config";

  private final TemplateDefinition template;
  private final SequencedSet<TemplateProblem> errors = new LinkedHashSet<>();
  private final List<TemplateProblem> warnings = new ArrayList<>();

  private TemplateCheck(TemplateDefinition template) {
    this.template = template;
  }

  /**
   * What a check found.
   *
   * @param errors what must be mended before the template is kept
   * @param warnings what has no effect, and is probably misspelt
   */
  public record Findings(List<TemplateProblem> errors, List<TemplateProblem> warnings) {
    public Findings {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }

  /** Everything that is wrong or doubtful; never throws, whatever the configs say. */
  public static Findings of(TemplateDefinition template) {
    return new TemplateCheck(template).findings();
  }

  private Findings findings() {
    int steps = template.steps().size();
    if (steps > TemplateDefinition.MAX_STEPS) {
      error(
          STEPS,
          "has %,d steps; a template takes at most %d"
              .formatted(steps, TemplateDefinition.MAX_STEPS));
    } else {
      config();
      for (int i = 0; i < steps; i++) {
        step(i, template.steps().get(i));
      }
      if (errors.isEmpty() && steps > 0) {
        graph();
      }
    }
    return new Findings(List.copyOf(errors), warnings);
  }

  private void config() {
    JsonNode config = template.config();
    schema(StepConfigs.TEMPLATE, config, CONFIG);
    window(config.path("window"), CONFIG + "/window");
    JsonNode after = config.path("reenrol").path("after");
    if (after.isTextual()) {
      duration(after.textValue(), CONFIG + "/reenrol/after");
    }
    String exitWhen = config.path("exitWhen").textValue();
    if (exitWhen != null) {
      Expressions.checkCondition(Scope.STEP, exitWhen)
          .ifPresent(problem -> error(CONFIG + "/exitWhen", "the expression is wrong: " + problem));
    }
    goal(config.path(TemplateGoal.FIELD));
    if ("goal".equals(config.path("variantGoal").textValue())
        && !config.path(TemplateGoal.FIELD).isObject()) {
      error(CONFIG + "/variantGoal", "needs a goal: say in 'goal' what counts as reached");
    }
  }

  private void goal(JsonNode goal) {
    String pointer = CONFIG + "/" + TemplateGoal.FIELD;
    String when = goal.path("when").textValue();
    if (when != null) {
      Expressions.checkCondition(Scope.CONTACT, when)
          .ifPresent(
              problem ->
                  error(
                      pointer + "/when",
                      "the expression is wrong: " + problem + " (it sees contact and now)"));
    }
    String event = goal.path("event").textValue();
    if (event != null && event.isBlank()) {
      error(pointer + "/event", "must be the name of an event");
    }
    String within = goal.path(TemplateGoal.WITHIN).textValue();
    if (within != null) {
      duration(within, pointer + "/" + TemplateGoal.WITHIN)
          .filter(
              duration -> duration.toSeconds() < 1 || duration.compareTo(TemplateGoal.LONGEST) > 0)
          .ifPresent(
              duration ->
                  error(
                      pointer + "/" + TemplateGoal.WITHIN,
                      "must be one second to %d days".formatted(TemplateGoal.LONGEST.toDays())));
    }
  }

  private void step(int index, TemplateStep step) {
    String pointer = STEPS + "/" + index;
    if (!(step.delayHours() >= 0 && step.delayHours() <= TemplateStep.MAX_DELAY_HOURS)) {
      error(
          pointer + "/delayHours",
          "must be 0 to %,d hours".formatted((long) TemplateStep.MAX_DELAY_HOURS));
    }
    schema(StepConfigs.schema(step.type(), byMail()), step.config(), pointer + CONFIG);
    switch (step.type()) {
      case MESSAGE -> window(step.config().path("window"), pointer + CONFIG + "/window");
      case CONDITION -> target(index, step.config(), pointer + CONFIG + "/otherwise/goto");
      case CONNECT, FOLLOW, LIKE, COMMENT, WAIT -> {}
    }
  }

  private boolean byMail() {
    return template.platform() == null || template.platform() == Platform.GMAIL;
  }

  /** A sequence only goes forward, as every system flow. */
  private void target(int index, JsonNode config, String pointer) {
    JsonNode target = config.path("otherwise").path("goto");
    OptionalInt step =
        target.canConvertToInt() ? OptionalInt.of(target.intValue()) : OptionalInt.empty();
    if (target.isIntegralNumber()
        && (step.isEmpty()
            || step.getAsInt() <= index
            || step.getAsInt() >= template.steps().size())) {
      error(
          pointer,
          "must be a later step of the template, %d to %d; 'stop' ends the sequence"
              .formatted(index + 1, template.steps().size() - 1));
    }
  }

  private void window(JsonNode window, String pointer) {
    String zone = window.path("timezone").textValue();
    if (zone != null && !zone.equals(TimeZones.CONTACT)) {
      try {
        TimeZones.parse(zone);
      } catch (IllegalArgumentException e) {
        error(pointer + "/timezone", String.valueOf(e.getMessage()));
      }
    }
    JsonNode holidays = window.path("holidays");
    for (int i = 0; i < holidays.size(); i++) {
      if (holidays.get(i).isTextual()) {
        date(holidays.get(i).textValue(), pointer + "/holidays/" + i);
      }
    }
  }

  private void date(String text, String pointer) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeException e) {
      error(pointer, "'" + text + "' is not a date like 2026-12-25");
    }
  }

  private Optional<Duration> duration(String text, String pointer) {
    try {
      return Optional.of(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      error(pointer, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void schema(JsonNode schema, JsonNode config, String pointer) {
    for (Error error : SCHEMAS.get(schema, REGISTRY::getSchema).validate(config)) {
      String at = error.getInstanceLocation().toString();
      String missing = "required".equals(error.getKeyword()) ? "/" + error.getProperty() : "";
      error(pointer + (at.startsWith("/") ? at : "") + missing, String.valueOf(error.getMessage()));
    }
    List<String> known = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    config
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                warnings.add(
                    new TemplateProblem(
                        pointer + "/" + escaped(name),
                        "is kept and has no effect" + NearNames.hint(name, known)));
              }
            });
  }

  private void graph() {
    for (GraphProblem problem :
        Graphs.validate(FlowKind.SYSTEM, TemplateCompiler.compile(template)).errors()) {
      error(pointer(problem), problem.message());
    }
  }

  private String pointer(GraphProblem problem) {
    String node = problem.nodeId();
    OptionalInt index = node == null ? OptionalInt.empty() : SequenceNodes.stepIndex(node);
    if (node == null || index.isEmpty()) {
      return STEPS;
    }
    if (node.equals(SequenceNodes.exit(index.getAsInt()))) {
      return CONFIG + "/exitWhen";
    }
    String step = STEPS + "/" + index.getAsInt();
    return node.equals(SequenceNodes.delay(index.getAsInt()))
        ? step + "/delayHours"
        : step + CONFIG + field(template.steps().get(index.getAsInt()), problem.field());
  }

  /** Where the field of a node comes from: {@code data.cases[0].name} as {@code /cases/0/name}. */
  private String field(TemplateStep step, @Nullable String field) {
    if (field == null || !field.startsWith("data.")) {
      return "";
    }
    String path = field.substring("data".length()).replace("[", ".").replace("]", "");
    if (path.equals(".description") && !byMail()) {
      return step.type() == TemplateStepType.CONNECT ? "/note" : "/text";
    }
    return path.replace('.', '/');
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private void error(String pointer, String message) {
    errors.add(new TemplateProblem(pointer, message));
  }
}
