package dev.stitch.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no template takes: each is answered by a 4xx that names the field. */
@Tag("server")
class HostileTemplatesTest extends JourneyApiTest {

  private static final String ROUTE = "/api/workflows/templates";

  private String id;

  @BeforeEach
  void aTemplate() {
    Answer answer = post(ROUTE, json("{'name':'Campaign','templateType':'outreach'}"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    id = answer.at("/id").textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'nmae':'x'}                                           | /nmae",
        "{'name':null}                                          | /name",
        "{'name':7}                                             | /name",
        "{'name':'  '}                                          | /name",
        "{'platform':'myspace'}                                 | /platform",
        "{'templateType':null}                                  | /templateType",
        "{'templateType':3}                                     | /templateType",
        "{'status':'asleep'}                                    | /status",
        "{'config':'no json'}                                   | /config",
        "{'config':'[1]'}                                       | /config",
        "{'config':[]}                                          | /config",
        "{'config':7}                                           | /config",
        "{'goalMetrics':true}                                   | /goalMetrics",
        "{'config':{'exitWhen':'contact.('}}                    | /config/exitWhen",
        "{'config':{'window':{'timezone':'Mars/Olympus'}}}      | /config/window/timezone",
        "{'startsAt':-1}                                        | /startsAt",
        "{'startsAt':1e300}                                     | /startsAt",
        "{'startsAt':99999999999999999999999999}                | /startsAt",
        "{'startsAt':'yesterday'}                               | /startsAt",
        "{'startsAt':'+999999999-01-01T00:00:00Z'}              | /startsAt",
        "{'startsAt':[]}                                        | /startsAt",
        "{'startsAt':20,'endsAt':10}                            | /endsAt",
        "{'steps':{}}                                           | /steps",
        "{'steps':[null]}                                       | /steps/0",
        "{'steps':[{'stepType':'dance'}]}                       | /steps/0/stepType",
        "{'steps':[{}]}                                         | /steps/0/stepType",
        "{'steps':[{'stepType':'follow','delayHours':-1}]}      | /steps/0/delayHours",
        "{'steps':[{'stepType':'follow','delayHours':1e300}]}   | /steps/0/delayHours",
        "{'steps':[{'stepType':'follow','delayHours':'soon'}]}  | /steps/0/delayHours",
        "{'steps':[{'stepType':'follow','stepIndex':1}]}        | /steps/0/stepIndex",
        "{'steps':[{'stepType':'follow','more':1}]}             | /steps/0/more",
        "{'steps':[{'stepType':'wait','config':{'duration':'-P1D'}}]} | /steps/0/config/duration",
        "{'steps':[{'stepType':'condition','config':{'expression':'1'}}]} | /steps/0/config/expression",
      })
  void aPatchThatCannotBeMeantChangesNothing(String body, String pointer) {
    Answer before = get(ROUTE + "/" + id);

    Answer answer = patch(ROUTE + "/" + id, json(body));

    assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
    assertThat(get(ROUTE + "/" + id).body()).isEqualTo(before.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "'x'", "{", ""})
  void aBodyThatIsNoObjectIsRefused(String body) {
    for (String path : new String[] {"", "/" + id + "/steps"}) {
      assertThat(post(ROUTE + path, json(body)).status()).as("POST %s", path).isIn(400, 422);
    }
    assertThat(patch(ROUTE + "/" + id, json(body)).status()).isIn(400, 422);
    assertThat(put(ROUTE + "/" + id + "/steps", json(body)).status()).isIn(400, 422);
    assertThat(post(ROUTE + "/" + id + "/enrollments", json(body)).status()).isIn(400, 422);
  }

  @Test
  void tenThousandStepsAreTooMany() {
    String steps = String.join(",", Collections.nCopies(10_000, "{'stepType':'follow'}"));

    Answer answer = put(ROUTE + "/" + id + "/steps", json("{'steps':[" + steps + "]}"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/steps");
    assertThat(answer.text()).contains("at most 500");
  }

  @Test
  void asManyStepsAsThereMayBeAreTaken() {
    config("{'exitWhen':'contact.name == ``'}".replace("``", "\\\"\\\""));
    String step = "{'stepType':'follow','delayHours':1}";

    Answer answer =
        put(
            ROUTE + "/" + id + "/steps",
            json("{'steps':[" + String.join(",", Collections.nCopies(500, step)) + "]}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(post(ROUTE + "/" + id + "/steps", json(step)).pointer()).isEqualTo("/steps");
  }

  @Test
  void theOneStepThatIsAppendedIsPointedAtByItself() {
    Answer answer =
        post(
            ROUTE + "/" + id + "/steps",
            json("{'stepType':'comment','config':{'target':'ftp://x','text':'y'}}"));

    assertThat(answer.pointer()).isEqualTo("/config/target");
  }

  @Test
  void aTextWithinATextThatCannotBeStoredIsRefused() {
    Answer answer = patch(ROUTE + "/" + id, "{\"config\":\"{\\\"a\\\":\\\"\\\\u0000\\\"}\"}");

    assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    assertThat(answer.pointer()).isEqualTo("/config");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | /contactIds",
        "{'contactIds':[],'contactFilter':{}}      | /contactIds",
        "{'contactIds':['x']}                      | /contactIds/0",
        "{'contactIds':[null]}                     | /contactIds/0",
        "{'contactFilter':{'colour':'red'}}        | /contactFilter/colour",
        "{'contactIds':[],'entityIds':[]}          | /entityIds",
        "{'contactIds':[],'dryRun':'maybe'}        | /dryRun",
      })
  void anEnrollmentThatCannotBeMeantEnrollsNobody(String body, String pointer) {
    Answer answer = post(ROUTE + "/" + id + "/enrollments", json(body));

    assertThat(answer.status()).as(answer.text()).isIn(400, 422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String unknown = ROUTE + "/" + UUID.randomUUID();

    assertThat(get(unknown).status()).isEqualTo(404);
    assertThat(get(unknown + "/graph").status()).isEqualTo(404);
    assertThat(patch(unknown, "{}").status()).isEqualTo(404);
    assertThat(put(unknown + "/steps", json("{'steps':[]}")).status()).isEqualTo(404);
    assertThat(post(unknown + "/steps", json("{'stepType':'follow'}")).status()).isEqualTo(404);
    assertThat(send("POST", unknown + "/activate", null).status()).isEqualTo(404);
    assertThat(get(unknown + "/enrollments").status()).isEqualTo(404);
    assertThat(post(unknown + "/enrollments", json("{'contactIds':[]}")).status()).isEqualTo(404);
    assertThat(get(ROUTE + "/nonsense").status()).isEqualTo(404);
    assertThat(get(ROUTE + "?status=asleep").status()).isIn(400, 422);
  }

  private void config(String config) {
    Answer answer = patch(ROUTE + "/" + id, json("{'config':%s}".formatted(config)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
