package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.StorableJson;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.step.Values;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@code contact.create}: adds a contact, unless one has the address already. */
public final class ContactCreateStep extends LocalContactStep {

  private static final int MAX_ADDRESS = 254;

  /** What no address lacks; whether mail arrives is found out by sending some. */
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");

  public ContactCreateStep() {
    super(
        "contact.create",
        "Create a contact",
        """
        {
          "type": "object",
          "required": ["email"],
          "properties": {
            "email": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Email",
              "description": "A contact that has this address is left as it is, and answered."
            },
            "values": {
              "type": "object", "maxProperties": 200,
              "title": "Values",
              "description": "From field to CEL, e.g. name → input.lead.name. Fields: name, phone, company, title, timezone, lifecycleStage, tags, unsubscribed and attributes.*.",
              "propertyNames": {
                "pattern": "^(name|phone|company|title|timezone|lifecycleStage|tags|unsubscribed|attributes([.][^.]+)+)$",
                "maxLength": 200
              },
              "additionalProperties": {"type": "string", "format": "cel"}
            }
          }
        }
        """);
  }

  @Override
  public boolean writes() {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    ObjectNode values = values(context);
    return StepOutcome.completed(
        context
            .service(ContactRegister.class)
            .create(address(context), values, context.now(), origin(context)));
  }

  /** Whether a contact has the address already is in the database. */
  @Override
  public StepPreview preview(StepContext context) throws StepException {
    ObjectNode values = values(context);
    return new StepPreview.ContactWrite(null, values.put("email", address(context)), null);
  }

  private static ObjectNode values(StepContext context) throws StepException {
    return (ObjectNode) StorableJson.withoutNul(Values.of(context).flat());
  }

  private static String address(StepContext context) throws StepException {
    String email = text(context, context.config().path("email"));
    if (email == null || email.length() > MAX_ADDRESS || !ADDRESS.matcher(email).matches()) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "email: \"" + email + "\" is no mail address");
    }
    return email.toLowerCase(Locale.ROOT);
  }
}
