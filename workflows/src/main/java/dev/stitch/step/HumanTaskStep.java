package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a person and waits for the answer. */
public final class HumanTaskStep extends LocalStepType {

  public HumanTaskStep() {
    super(
        "human.task",
        "Human task",
        """
        {"type": "object",
         "required": ["title"],
         "properties": {
           "title": {"type": "string", "format": "template", "minLength": 1, "title": "Title",
             "description": "What is asked, in a line."},
           "description": {"type": "string", "format": "template", "title": "Description",
             "description": "What the person needs to know to decide."},
           "form": {"type": "object", "x-schema": true, "title": "Form",
             "description": "JSON Schema of the answer; the task shows it as a form."},
           "choices": {"type": "array", "uniqueItems": true, "maxItems": 20, "title": "Choices",
             "description": "Each is a button and a branch, e.g. approve and reject.",
             "items": {"type": "string", "minLength": 1, "not": {"const": "timeout"}}},
           "assignee": {"type": "string", "format": "template", "title": "Assignee",
             "description": "Who is asked; anyone when left out."},
           "dueIn": {"type": "string", "format": "duration", "title": "Due in",
             "description": "How long to wait before leaving by 'timeout'; for ever when left out."}}}
        """);
  }

  @Override
  public List<String> branches(JsonNode config) {
    List<String> branches = choices(config);
    branches.add("timeout");
    return branches;
  }

  @Override
  public boolean chooses(JsonNode config) {
    return !choices(config).isEmpty();
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    JsonNode config = context.config();
    JsonNode form = config.path("form");
    String title = rendered(context, "title");
    return new StepOutcome.Waiting(
        new Wait.Person(
            title == null ? context.step().label() : title,
            rendered(context, "description"),
            form.isObject() ? form : null,
            choices(config),
            rendered(context, "assignee"),
            after(context, "dueIn")));
  }

  private static List<String> choices(JsonNode config) {
    List<String> choices = new ArrayList<>();
    for (JsonNode choice : config.path("choices")) {
      if (choice.isTextual()) {
        choices.add(choice.textValue());
      }
    }
    return choices;
  }

  private static @Nullable String rendered(StepContext context, String field) throws StepException {
    String template = text(context.config(), field);
    return template == null ? null : context.render(template, false);
  }
}
