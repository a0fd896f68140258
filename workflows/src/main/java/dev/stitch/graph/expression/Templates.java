package dev.stitch.graph.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import dev.stitch.model.BoundedCache;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Handlebars without logic of its own: values, {@code if}, {@code unless}, {@code each}, {@code
 * with} and {@code lookup}. Values are plain data, so nothing in them is ever run or rendered
 * again, and no template reaches a file, a class or a helper that acts.
 */
public final class Templates {

  private static final Handlebars TEXT = handlebars(EscapingStrategy.NOOP);
  private static final Handlebars HTML = handlebars(EscapingStrategy.HTML_ENTITY);

  private static final BoundedCache<String, Compiled> TEXTS = cache();
  private static final BoundedCache<String, Compiled> HTMLS = cache();
  private static final BoundedCache<String, TemplateReferences> REFERENCES = cache();

  private Templates() {}

  /** Two million characters of templates, whose compiled form is mostly their text. */
  private static <V> BoundedCache<String, V> cache() {
    return new BoundedCache<>(2_000_000, template -> template.length() + 64);
  }

  private static Handlebars handlebars(EscapingStrategy escaping) {
    return new Handlebars(new NoPartials())
        .with(new LogiclessHelpers())
        .with(escaping)
        .with(TemplateValues::format);
  }

  /**
   * Renders a template; a value that is missing or null renders empty, an object or list as JSON.
   *
   * @param html whether values are escaped for HTML
   * @throws StepException {@code EXPRESSION} when the template is broken or renders more than a MiB
   */
  public static String render(String template, JsonNode variables, boolean html)
      throws StepException {
    if (!template.contains("{{")) {
      return template;
    }
    Compiled compiled = compiled(template, html);
    Template usable = compiled.template();
    if (usable == null) {
      throw new StepException(FailureCode.EXPRESSION, "Template: " + compiled.problem());
    }
    try {
      BoundedWriter out = new BoundedWriter();
      usable.apply(context(variables), out);
      return out.toString();
    } catch (HandlebarsException | IOException e) {
      throw new StepException(FailureCode.EXPRESSION, "Template: " + reason(e), e);
    }
  }

  /** As {@link #check(String, Set, List)}, where a template sees the usual variables only. */
  public static List<String> check(String template, Set<String> upstreamStepIds) {
    return check(template, upstreamStepIds, List.of());
  }

  /**
   * What is wrong with a template before any value is known: syntax, helpers that do not exist,
   * variables that cannot exist.
   *
   * @param upstreamStepIds the steps that have run when it is rendered
   * @param more variables that it sees besides {@link Variables#IN_TEMPLATES}
   */
  public static List<String> check(
      String template, Set<String> upstreamStepIds, List<String> more) {
    if (!template.contains("{{")) {
      return List.of();
    }
    Compiled compiled = compiled(template, false);
    return compiled.problem() == null
        ? references(template).unknown(upstreamStepIds, more)
        : List.of(compiled.problem());
  }

  /** What a template names of variables that they do not have; empty for one that is broken. */
  public static List<String> unknownFields(String template, VariableFields fields) {
    return template.contains("{{") && compiled(template, false).problem() == null
        ? references(template).unknownFields(fields)
        : List.of();
  }

  /**
   * The variables that a template names and that are missing, null or empty, as {@code
   * contact.company}, in the order of the template. What is asked for inside of a list's items is
   * not looked at.
   */
  public static List<String> missing(String template, JsonNode variables) {
    return template.contains("{{") ? references(template).missing(variables) : List.of();
  }

  private static Context context(JsonNode variables) {
    Context context =
        Context.newBuilder(TemplateValues.of(variables))
            .resolver(MapValueResolver.INSTANCE)
            .build();
    context.data(LogiclessHelpers.ROUNDS, new AtomicInteger());
    return context;
  }

  private static TemplateReferences references(String template) {
    return REFERENCES.get(template, TemplateReferences::of);
  }

  private record Compiled(@Nullable Template template, @Nullable String problem) {}

  private static Compiled compiled(String text, boolean html) {
    return html
        ? HTMLS.get(text, missing -> compile(HTML, missing))
        : TEXTS.get(text, missing -> compile(TEXT, missing));
  }

  private static Compiled compile(Handlebars handlebars, String text) {
    List<String> problems = references(text).problems();
    if (!problems.isEmpty()) {
      return new Compiled(null, problems.getFirst());
    }
    try {
      return new Compiled(handlebars.compileInline(text), null);
    } catch (HandlebarsException | IOException e) {
      return new Compiled(null, reason(e));
    }
  }

  private static String reason(Exception e) {
    if (e instanceof HandlebarsException known && known.getError() != null) {
      var error = known.getError();
      return error.reason + " (line " + error.line + ", column " + (error.column + 1) + ")";
    }
    return String.valueOf(e.getMessage());
  }
}
