package dev.stitch.graph.expression;

import static dev.stitch.graph.GraphBuilder.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.machine.StepVariables;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableFieldsTest {

  private static final VariableFields STEPS =
      VariableFields.ofSteps(
          json("{\"properties\": {\"email\": {}, \"subject\": {}, \"first name\": {}}}"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "contact.nme == 'x'                   | contact.nme    | did you mean 'name'?",
        "contact['nme'] == 'x'                | contact.nme    | did you mean 'name'?",
        "has(contact.nme)                     | contact.nme    | did you mean 'name'?",
        "contact.?nme.orValue('') == ''       | contact.nme    | did you mean 'name'?",
        "contact[?'nme'].hasValue()           | contact.nme    | did you mean 'name'?",
        "contact.?nme.optMap(n, n + '!')      | contact.nme    | did you mean 'name'?",
        "contact.nme.a.b['c'].d               | contact.nme    | did you mean 'name'?",
        "contact.nme.startsWith('A')          | contact.nme    | did you mean 'name'?",
        "size(contact.tgs) > 1                | contact.tgs    | did you mean 'tags'?",
        "{'a': [contact.nme]}                 | contact.nme    | did you mean 'name'?",
        "[1].map(x, contact.nme)              | contact.nme    | did you mean 'name'?",
        "contact.nme.map(contact, contact.x)  | contact.nme    | did you mean 'name'?",
        "contact.shoeSize > 40                | contact.shoeSize | write contact.attributes.shoeSize",
        "entity.metdata.x                     | entity.metdata | did you mean 'metadata'?",
        "entity.owner                         | entity.owner   | it has id, flowId, currentNodeId, metadata",
        "trigger.knd                          | trigger.knd    | did you mean 'kind'?",
        "input.emal                          | input.emal    | did you mean 'email'?",
        "input.nope                           | input.nope     | add it to the input schema",
        "input['nope']                        | input.nope     | add it to the input schema",
        "event.nme == 'x'                    | event.nme     | did you mean 'name'?",
      })
  void aFieldThatCannotExistIsToldWithWhatIsMeant(String cel, String path, String hint) {
    assertThat(Expressions.check(cel)).isEmpty();
    assertThat(told(cel, STEPS))
        .singleElement()
        .asString()
        .startsWith(path + ": ")
        .contains("'" + path.substring(path.indexOf('.') + 1) + "'", hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact.name == 'x' && contact['lifecycleStage'] == 'won'",
        "contact.attributes.nme.deep['er'].still > 3",
        "contact.platform.linkedin.url",
        "contact.?attributes.?score.orValue(0) > 3",
        "contact[input.email]",
        "[{'nme': 1}].exists(contact, contact.nme > 0)",
        "[[{'nme': 1}]].all(contact, contact.all(c, has(c.nme) && contact[0].nme > 0))",
        "optional.of({'nme': 1}).optMap(contact, contact.nme)",
        "{'nme': contact.name}.nme",
        "{'contact': {'nme': 1}}.contact.nme",
        "entity.metadata.nme.x",
        "input['first name'] + input.subject.anything",
        "size(input.item) + input.index",
        "trigger.connections.gmail",
        "event.data.nme.x",
        "steps.nowhere.outptu",
        "now.getFullYear() > 2025"
      })
  void nothingIsSaidOfWhatMayExist(String cel) {
    assertThat(Expressions.check(cel)).isEmpty();
    assertThat(told(cel, STEPS)).isEmpty();
  }

  @Test
  void eachFieldIsToldOnceAndABrokenExpressionOnlyOfWhatBreaksIt() {
    assertThat(told("contact.nme == contact.nme || contact['nme'] == 'x'", STEPS)).hasSize(1);
    assertThat(told("contact.nme ==", STEPS)).isEmpty();
  }

  @Test
  void whatAMacroCallsStepsIsNoStep() {
    assertThat(Expressions.steps(Scope.STEP, "[{'a': 1}].map(steps, steps.a)")).isEmpty();
    assertThat(Expressions.steps(Scope.STEP, "steps.b.output.map(steps, steps.a)"))
        .containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dear {{contact.nme}}                                | {{contact.nme}}: 'contact' has no 'nme'; did you mean 'name'?",
        "{{#if contact.nme}}x{{/if}}                         | {{contact.nme}}: 'contact' has no 'nme'; did you mean 'name'?",
        "{{#with entity}}{{../contact.nme}}{{/with}}         | {{contact.nme}}: 'contact' has no 'nme'; did you mean 'name'?",
        "{{#each contact.tags}}{{@root.contact.nme}}{{/each}} | {{contact.nme}}: 'contact' has no 'nme'; did you mean 'name'?",
        "{{contact.[nme].length.x}}                          | {{contact.nme.length.x}}: 'contact' has no 'nme'; did you mean 'name'?",
        "{{{this.contact/nme}}}                              | {{contact.nme}}: 'contact' has no 'nme'; did you mean 'name'?",
        "{{lookup contact.tgs 0}}                            | {{contact.tgs}}: 'contact' has no 'tgs'; did you mean 'tags'?",
        "{{input.nope}}                                      | {{input.nope}}: the flow's input has no 'nope'; add it to the input schema if it is meant"
      })
  void templatesAreToldOfTheSame(String template, String problem) {
    assertThat(Templates.unknownFields(template, STEPS)).containsExactly(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{contact.name}} {{contact.attributes.nme.x}} {{contact.tags.[0]}} {{contact}}",
        "{{#with contact}}{{nme}}{{/with}}",
        "{{#each input.subject as |contact|}}{{contact.nme}}{{/each}}",
        "{{#each input.item}}{{nme}} {{input.index}}{{/each}}",
        "{{input.[first name]}} {{steps.a.outptu}} {{nobody.nme}}",
        "{{contact.nme",
        "contact.nme"
      })
  void nothingIsSaidOfTemplatesThatMayHaveValues(String template) {
    assertThat(Templates.unknownFields(template, STEPS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "{}",
        "[]",
        "{\"properties\": {}}",
        "{\"properties\": \"nope\"}",
        "{\"properties\": [3]}",
        "{\"properties\": {\"a\": {}}, \"additionalProperties\": true}",
        "{\"properties\": {\"a\": {}}, \"additionalProperties\": {\"type\": \"string\"}}",
        "{\"properties\": {\"a\": {}}, \"unevaluatedProperties\": {}}",
        "{\"properties\": {\"a\": {}}, \"patternProperties\": {\"^n\": {}}}",
        "{\"properties\": {\"a\": {}}, \"allOf\": [{\"properties\": {\"nope\": {}}}]}",
        "{\"properties\": {\"a\": {}}, \"$ref\": \"#/$defs/x\"}"
      })
  void anInputWhoseSchemaLeavesItOpenMayHaveAnything(String schema) {
    assertThat(told("input.nope", VariableFields.ofSteps(json(schema)))).isEmpty();
    assertThat(told("input.nope", VariableFields.ofSteps(null))).isEmpty();
  }

  @Test
  void anInputThatIsClosedExpresslyHasWhatItsSchemaLists() {
    assertThat(
            told(
                "input.a + input.nope",
                VariableFields.ofSteps(
                    json("{\"properties\": {\"a\": {}}, \"additionalProperties\": false}"))))
        .singleElement()
        .asString()
        .startsWith("input.nope: ");
  }

  @Test
  void thereAreNoStepsAtAStage() {
    assertThat(
            told(
                "steps.a.output == input.x || trigger.kind == 'y' || event.name == contact.name",
                VariableFields.OF_STAGES))
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactlyInAnyOrder("steps.a", "input.x", "trigger.kind");
    assertThat(told("event.name == 'x'", VariableFields.OF_SPINE_EDGES))
        .containsExactly("event.name: 'event' is empty here; use contact or entity");
  }

  @Test
  void entitiesHaveTheFieldsThatStepsSee() {
    UUID id = new UUID(0, 1);
    assertThat(StepVariables.entity(id, id, "a", json("{}")).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(VariableFields.ENTITY);
  }

  private static List<String> told(String cel, VariableFields fields) {
    return Expressions.unknownFields(Scope.GRAPH, cel, fields);
  }
}
