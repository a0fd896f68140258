package dev.stitch.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Templates;
import dev.stitch.model.StepException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a mail, as templates or rendered.
 *
 * @param text null when the mail is HTML only
 * @param html null when the mail is text only
 */
public record MailContent(String subject, @Nullable String text, @Nullable String html) {

  /** A variable that only the texts of a mail see. */
  public static final String UNSUBSCRIBE_URL = "unsubscribeUrl";

  /** Characters of a subject: mail programs show a tenth of it. */
  public static final int MAX_SUBJECT = 1_000;

  /** Characters of a text. */
  public static final int MAX_TEXT = 100_000;

  /** Characters of HTML; Gmail cuts what is longer than 102 KiB. */
  public static final int MAX_HTML = 200_000;

  public MailContent {
    Objects.requireNonNull(subject, "subject");
  }

  /** The texts of a mail's config; what is not a text is left out. */
  public static MailContent of(JsonNode config) {
    return new MailContent(
        config.path("subject").asText(),
        config.path("text").textValue(),
        config.path("html").textValue());
  }

  /**
   * Something that is wrong.
   *
   * @param field {@code subject}, {@code text} or {@code html}
   */
  public record Fault(String field, String message) {}

  /** What is wrong with the texts as templates that no flow is known of yet. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (subject.isBlank()) {
      faults.add(new Fault("subject", "is required: what the recipient sees first"));
    }
    if (isBlank(text) && isBlank(html)) {
      faults.add(new Fault("text", "is required where there is no html: the mail says nothing"));
    }
    bound("subject", subject, MAX_SUBJECT, faults);
    bound("text", text, MAX_TEXT, faults);
    bound("html", html, MAX_HTML, faults);
    if (faults.isEmpty()) {
      each(
          (field, template) ->
              Templates.check(template, Set.of(), List.of(UNSUBSCRIBE_URL))
                  .forEach(problem -> faults.add(new Fault(field, problem))));
    }
    return faults;
  }

  /**
   * The mail as its recipient gets it, values in HTML escaped.
   *
   * @param variables what its templates see besides {@code unsubscribeUrl}
   * @throws StepException {@code EXPRESSION} when one of them cannot be rendered
   */
  public MailContent rendered(JsonNode variables, String unsubscribeUrl) throws StepException {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    variables.properties().forEach(each -> seen.set(each.getKey(), each.getValue()));
    seen.put(UNSUBSCRIBE_URL, unsubscribeUrl);
    return new MailContent(
        oneLine(Templates.render(subject, seen, false)),
        body(text, seen, false),
        body(html, seen, true));
  }

  /** The same with another text. */
  public MailContent withText(String other) {
    return new MailContent(subject, other, html);
  }

  /** The same with other HTML. */
  public MailContent withHtml(String other) {
    return new MailContent(subject, text, other);
  }

  /** The variables that the texts name and that have no value, as {@code contact.company}. */
  public Set<String> missing(JsonNode variables) {
    Set<String> missing = new LinkedHashSet<>();
    each((field, template) -> missing.addAll(Templates.missing(template, variables)));
    missing.remove(UNSUBSCRIBE_URL);
    return missing;
  }

  /** A header is one line: what could end it or hide in it becomes a space. */
  public static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }

  private static @Nullable String body(@Nullable String template, JsonNode seen, boolean html)
      throws StepException {
    // PostgreSQL's text holds every character but this one, and a mail has no use for it either.
    return template == null ? null : Templates.render(template, seen, html).replace("\u0000", "");
  }

  private void each(BiConsumer<String, String> field) {
    field.accept("subject", subject);
    if (text != null) {
      field.accept("text", text);
    }
    if (html != null) {
      field.accept("html", html);
    }
  }

  private static void bound(String field, @Nullable String value, int max, List<Fault> faults) {
    if (value != null && value.length() > max) {
      faults.add(
          new Fault(
              field, "must be at most %,d characters; it has %,d".formatted(max, value.length())));
    }
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
