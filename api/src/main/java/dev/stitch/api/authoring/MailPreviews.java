package dev.stitch.api.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.authoring.MailContent;
import dev.stitch.mail.html.MailLinks;
import dev.stitch.mail.html.PlainText;
import dev.stitch.model.StepException;
import dev.stitch.store.contact.ContactSnapshots;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Renders mail for a contact, as a step that sends it does. */
@Singleton
class MailPreviews {

  private static final String UNSUBSCRIBE_URL = "{{" + MailContent.UNSUBSCRIBE_URL + "}}";

  private final MailTemplates templates;
  private final ContactSnapshots contacts;

  MailPreviews(MailTemplates templates, ContactSnapshots contacts) {
    this.templates = templates;
    this.contacts = contacts;
  }

  MailPreview ofSaved(UUID id, MailPreviewRequest.Reader reader) {
    return preview(templates.content(id), reader.contactId());
  }

  /**
   * @throws ApiProblem 422 with what is wrong with the texts
   */
  MailPreview of(MailPreviewRequest request) {
    return preview(accepted(request.content()), request.contactId());
  }

  /**
   * The texts as they are rendered for a contact.
   *
   * @throws ApiProblem 422 when there is no such contact, or they cannot be rendered
   */
  MailContent rendered(MailContent content, @Nullable UUID contactId) {
    return rendered(content, variables(contactId));
  }

  static MailContent accepted(MailContent content) {
    List<Fault> faults = MailFaults.of(content);
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return content;
  }

  private MailPreview preview(MailContent content, @Nullable UUID contactId) {
    ObjectNode variables = variables(contactId);
    MailContent rendered = rendered(content, variables);
    return new MailPreview(
        rendered.subject(),
        rendered.text(),
        rendered.html(),
        rendered.text() == null
            ? PlainText.of(Objects.requireNonNull(rendered.html()))
            : rendered.text(),
        List.copyOf(content.missing(variables)),
        MailLinks.of(rendered.text(), rendered.html()));
  }

  private static MailContent rendered(MailContent content, JsonNode variables) {
    try {
      return content.rendered(variables, UNSUBSCRIBE_URL);
    } catch (StepException e) {
      throw ApiProblem.invalid("", String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode variables(@Nullable UUID contactId) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.set("contact", contactId == null ? variables.objectNode() : contact(contactId));
    return variables.put("now", Instant.now().toString());
  }

  private JsonNode contact(UUID contactId) {
    return contacts
        .find(contactId)
        .orElseThrow(() -> ApiProblem.invalid("/contactId", "there is no contact " + contactId));
  }
}
