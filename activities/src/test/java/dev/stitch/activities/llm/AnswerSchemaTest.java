package dev.stitch.activities.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerSchemaTest {

  private static final String LEAD =
      """
      {'type':'object','required':['name'],'properties':{
        'name':{'type':'string','description':'Of the lead','minLength':2},
        'score':{'type':'integer','minimum':0,'maximum':10},
        'site':{'type':'string','format':'uri'},
        'phone':{'type':'string','format':'phone'},
        'tags':{'type':'array','items':{'type':'string','pattern':'^[a-z]+$'},'minItems':1,'maxItems':3},
        'owner':{'oneOf':[{'$ref':'#/$defs/person'},{'type':'null'}]}},
       '$defs':{'person':{'type':'object','properties':{'id':{'type':'string'}}}}}
      """;

  @Test
  void theApiIsGivenWhatItTakesAndTheRestInWords() throws Exception {
    assertThat(new AnswerSchema(json(LEAD)).forApi())
        .isEqualTo(
            json(
                """
                {'type':'object','required':['name'],'properties':{
                  'name':{'type':'string','description':'Of the lead (minLength: 2)'},
                  'score':{'type':'integer','description':'(minimum: 0, maximum: 10)'},
                  'site':{'type':'string','format':'uri'},
                  'phone':{'type':'string','description':'(format: "phone")'},
                  'tags':{'type':'array','items':{'type':'string','description':'(pattern: "^[a-z]+$")'},
                          'minItems':1,'description':'(maxItems: 3)'},
                  'owner':{'anyOf':[{'$ref':'#/$defs/person'},{'type':'null'}]}},
                 '$defs':{'person':{'type':'object','properties':{'id':{'type':'string'}},
                                    'additionalProperties':false}},
                 'additionalProperties':false}
                """
                    .replace("\"", "\\\"")));
  }

  @Test
  void anAnswerThatMeetsItIsRead() throws Exception {
    assertThat(new AnswerSchema(json(LEAD)).read("{\"name\": \"Ada\", \"score\": 7}"))
        .isEqualTo(json("{'name':'Ada','score':7}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name': 'Ada' | no JSON",
        "{'name': 'A'}  | name",
        "{'score': 3}   | name",
        "{'name': 'Ada', 'score': 11} | score",
        "``             | empty",
      })
  void oneThatDoesNotIsWorthAnotherAttempt(String answer, String told) throws Exception {
    AnswerSchema schema = new AnswerSchema(json(LEAD));

    StepException failure =
        catchThrowableOfType(StepException.class, () -> schema.read(answer.replace('\'', '"')));

    assertThat(failure.code()).isEqualTo(FailureCode.UNUSABLE_ANSWER);
    assertThat(failure.code().retryable()).isTrue();
    assertThat(failure).hasMessageContaining(told);
  }

  @Test
  void theScriptedModelMakesUpWhatMeetsIt() throws Exception {
    JsonNode schema = json(LEAD);

    assertThat(
            new AnswerSchema(schema)
                .read(SchemaExample.of(schema).toString())
                .path("name")
                .asText())
        .isEqualTo("scripted");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JsonCodec.MAPPER.readTree(text.replace("'", "\""));
  }
}
