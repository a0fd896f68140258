package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** {@code contact.query}: finds contacts, oldest first, for later steps to work on. */
public final class ContactQueryStep extends LocalContactStep {

  private static final int DEFAULT_LIMIT = 100;

  public ContactQueryStep() {
    super(
        "contact.query",
        "Find contacts",
        """
        {
          "type": "object",
          "properties": {
            "filter": {
              "type": "object",
              "title": "Filter",
              "description": "Contacts must meet every part; archived ones are left out unless status says otherwise.",
              "additionalProperties": false,
              "properties": {
                "q": {
                  "type": "string", "format": "template",
                  "title": "Text", "description": "Part of name, address or company."
                },
                "status": {
                  "type": "string", "enum": ["active", "archived", "any"], "default": "active",
                  "title": "Status"
                },
                "tag": {"type": "string", "format": "template", "title": "Tag"},
                "email": {"type": "string", "format": "template", "title": "Email"},
                "lifecycleStage": {
                  "type": "string", "format": "template", "title": "Lifecycle stage"
                }
              }
            },
            "limit": {
              "type": "integer", "minimum": 1, "maximum": 1000, "default": 100,
              "title": "Limit", "description": "Most contacts to take."
            }
          }
        }
        """);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    List<Contact> found =
        context.service(ContactRepository.class).after(filter(context), null, limit(context));
    ObjectNode output = Jsonb.object().put("count", found.size());
    ArrayNode contacts = output.putArray("contacts");
    found.forEach(contact -> contacts.add(Jsonb.tree(contact)));
    return StepOutcome.completed(output);
  }

  /** Says what would be asked; the answer depends on the database. */
  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new StepPreview.Other(
        "find contacts",
        Jsonb.object().put("limit", limit(context)).set("filter", Jsonb.tree(filter(context))),
        null);
  }

  private static int limit(StepContext context) {
    return context.config().path("limit").asInt(DEFAULT_LIMIT);
  }

  private static ContactFilter filter(StepContext context) throws StepException {
    JsonNode filter = context.config().path("filter");
    return new ContactFilter(
        part(context, filter, "q"),
        status(filter.path("status").asText("active")),
        part(context, filter, "tag"),
        part(context, filter, "email"),
        part(context, filter, "lifecycleStage"),
        null,
        null,
        null);
  }

  /** A filter that comes out empty would find everybody, which nobody means. */
  private static @Nullable String part(StepContext context, JsonNode filter, String name)
      throws StepException {
    String text = text(context, filter.path(name));
    if (text == null && filter.hasNonNull(name)) {
      throw new StepException(FailureCode.INVALID_CONFIG, "filter." + name + " is empty");
    }
    return text;
  }

  private static @Nullable ContactStatus status(String word) {
    return switch (word) {
      case "active" -> ContactStatus.ACTIVE;
      case "archived" -> ContactStatus.ARCHIVED;
      default -> null;
    };
  }
}
