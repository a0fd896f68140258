package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.call.AcceptedCalls;
import dev.stitch.activities.call.CallStep;
import dev.stitch.activities.call.RefusedConfig;
import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.WorkflowType;
import java.util.List;
import java.util.UUID;

/** {@code enrich}: fills in what is missing of a contact by a run of its own, and waits for it. */
public final class EnrichStep extends CallStep {

  private static final String CONTACT = "contactId";

  /** Settings that are those of the route, too. */
  private static final List<String> OF_THE_ROUTE = List.of("fields", "sources", "model", "script");

  private static final UUID ANYBODY = new UUID(0, 0);

  public EnrichStep() {
    super(
        "enrich",
        "Enrich a contact",
        """
        {
          "type": "object",
          "x-contact": {"unless": "contactId"},
          "properties": {
            "contactId": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Contact",
              "description": "Id of the contact; the run's when left out."
            },
            "fields": {
              "type": "array", "minItems": 1, "maxItems": 50, "items": {"type": "string"},
              "title": "Fields",
              "description": "name, email, phone, company, title and attributes.NAME; all of the first five but email when left out."
            },
            "sources": {
              "type": "array", "minItems": 1, "uniqueItems": true,
              "items": {"type": "string", "enum": ["website", "search", "x"]},
              "title": "Sources",
              "description": "Where to look; website and search when left out."
            },
            "model": {
              "type": "string", "minLength": 1, "maxLength": 100,
              "examples": ["scripted", "claude-haiku-5-5"],
              "title": "Model",
              "description": "What reads the texts that are found: a model of Anthropic's API, or scripted: an offline stand-in that costs nothing."
            },
            "script": {
              "type": "string", "maxLength": 20000, "x-lines": 3,
              "title": "Script",
              "description": "What the model scripted answers: a template over contact, and input with the texts that were found."
            }
          }
        }
        """);
  }

  @Override
  public List<ConfigFault> faults(JsonNode config) {
    return RefusedConfig.faults(
        () -> PipelineRuns.check(WorkflowType.ENRICH, body(config, ANYBODY)));
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    ObjectNode body = body(context.config(), contact(context));
    PipelineRuns pipelines = context.service(PipelineRuns.class);
    return context
        .service(AcceptedCalls.class)
        .call(
            context,
            (id, origin) ->
                pipelines.accept(
                    id,
                    RequestJson.read(body, EnrichRequest.class),
                    origin.named(context.step().label())));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return new StepPreview.Other(
        "enrich a contact", body(context.config(), contact(context)), null);
  }

  /** The body of the route that asks for the same. */
  private static ObjectNode body(JsonNode config, UUID contact) {
    ObjectNode body = Jsonb.object();
    body.putArray("contactIds").add(contact.toString());
    OF_THE_ROUTE.stream()
        .filter(config::hasNonNull)
        .forEach(name -> body.set(name, config.get(name)));
    return body;
  }

  private static UUID contact(StepContext context) throws StepException {
    JsonNode template = context.config().path(CONTACT);
    if (!template.isTextual()) {
      return context
          .contactId()
          .orElseThrow(() -> new StepException(FailureCode.NOT_FOUND, "The run has no contact."));
    }
    String id = context.render(template.textValue(), false).strip();
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, CONTACT + ": \"" + id + "\" is no contact's id", e);
    }
  }
}
