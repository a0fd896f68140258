package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.LocalStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepPreview;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** What steps over contacts have in common: they are done at once, in the database. */
abstract class LocalContactStep extends LocalStepType {

  LocalContactStep(String id, String title, String schema) {
    super(id, title, schema);
  }

  @Override
  public abstract StepPreview preview(StepContext context) throws StepException;

  /** A rendered text of the config, or null when it is absent or comes out blank. */
  static @Nullable String text(StepContext context, JsonNode template) throws StepException {
    if (!template.isTextual()) {
      return null;
    }
    String text = context.render(template.asText(), false).replace("\0", "").strip();
    return text.isEmpty() ? null : text;
  }

  /** That the run of a flow makes a change. */
  static RevisionOrigin origin(StepContext context) {
    return RevisionOrigin.of(RevisionSource.FLOW, context.runId());
  }

  /** The contact that a field names by its id; without the field, the run's. */
  static UUID contact(StepContext context, String field) throws StepException {
    if (!context.config().hasNonNull(field)) {
      return context
          .contactId()
          .orElseThrow(() -> new StepException(FailureCode.NOT_FOUND, "The run has no contact."));
    }
    String text = text(context, context.config().path(field));
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, field + ": \"" + text + "\" is no contact's id", e);
    }
  }
}
