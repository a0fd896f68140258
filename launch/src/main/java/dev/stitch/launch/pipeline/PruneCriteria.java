package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.graph.expression.Scope;
import dev.stitch.model.StepException;
import java.time.Instant;

/**
 * Who is to be archived.
 *
 * @param cel over {@code contact} and {@code now}
 * @param now the same for all contacts of a run
 */
public record PruneCriteria(String cel, Instant now) {

  /**
   * Whether a contact is.
   *
   * @param contact with the fields of the API's
   * @throws StepException {@code EXPRESSION} when that cannot be told of this contact
   */
  public boolean meet(JsonNode contact) throws StepException {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    variables.set("contact", contact);
    variables.put("now", now.toString());
    return Expressions.test(Scope.CONTACT, cel, variables);
  }
}
