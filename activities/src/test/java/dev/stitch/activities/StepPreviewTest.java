package dev.stitch.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.TestStep;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.plan.Locality;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.step.Wait;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each outward step would do, told by a process that has neither database nor network. */
class StepPreviewTest {

  private static final UUID ENTITY = new UUID(0, 1);
  private static final UUID CONTACT = new UUID(0, 2);
  private static final UUID OTHER = new UUID(0, 3);
  private static final String ADA =
      "{'id': '" + CONTACT + "', 'name': 'Ada', 'email': 'ada@example.org', 'status': 'active'}";

  static Stream<StepType> typesThatAct() {
    return StepTypes.all().stream()
        .filter(type -> type.effect() || type.writes() || type.locality() == Locality.REMOTE);
  }

  @ParameterizedTest
  @MethodSource("typesThatAct")
  void aTypeThatActsSaysWhatItWouldDoInsteadOfDoingIt(StepType type) throws Exception {
    assertThat(type.getClass().getMethod("preview", StepContext.class).getDeclaringClass())
        .isNotEqualTo(StepType.class);
  }

  @Test
  void aMailIsRenderedForItsContactWithAPlainTextBesideItsHtml() throws Exception {
    assertThat(
            preview(
                "email.send",
                "{'subject': 'Hi {{contact.name}}', 'html': '<b>{{contact.name}}</b>'}"))
        .isEqualTo(
            new StepPreview.Mail(
                "ada@example.org",
                null,
                null,
                "Hi Ada",
                "Ada",
                "<b>Ada</b>",
                completed("{'to': 'ada@example.org', 'subject': 'Hi Ada'}")));
  }

  @Test
  void aMailNamesWhomTheStepNames() throws Exception {
    StepPreview mail =
        preview(
            "email.send",
            "{'subject': 's', 'text': 't', 'to': 'b@c.org', 'from': 'Eve <e@f.org>', 'replyTo': 'g@h.org'}");

    assertThat(mail)
        .isInstanceOfSatisfying(
            StepPreview.Mail.class,
            seen -> {
              assertThat(seen.to()).isEqualTo("b@c.org");
              assertThat(seen.from()).isEqualTo("Eve <e@f.org>");
              assertThat(seen.replyTo()).isEqualTo("g@h.org");
            });
  }

  @Test
  void whoMustNotBeWrittenToGetsNoMail() {
    TestStep step =
        step("email.send", "{'subject': 's', 'text': 't'}")
            .with(
                "contact",
                json("{'email': 'ada@example.org', 'unsubscribedAt': '2026-01-01T00:00:00Z'}")
                    .toString());

    assertThatThrownBy(() -> preview(step))
        .isInstanceOfSatisfying(
            StepException.class,
            refused -> assertThat(refused.code()).isEqualTo(FailureCode.CONTACT_UNREACHABLE));
  }

  @Test
  void aRequestHasItsMethodAddressAndBodyButNoHeaders() throws Exception {
    assertThat(
            preview(
                "http.request",
                "{'method': 'PUT', 'url': 'https://example.org/{{contact.name}}', 'headers': {'Authorization': 'secret'}, 'body': {'who': '{{contact.name}}'}}"))
        .isEqualTo(
            new StepPreview.HttpRequest(
                "PUT", "https://example.org/Ada", "{\"who\":\"Ada\"}", null));
  }

  @Test
  void aPageIsAskedFor() throws Exception {
    assertThat(preview("url.fetch", "{'url': 'https://example.org/a'}"))
        .isEqualTo(new StepPreview.HttpRequest("GET", "https://example.org/a", null, null));
  }

  @Test
  void aPageIsAskedForByABrowserToo() throws Exception {
    assertThat(preview("browser.scrape", "{'url': 'https://example.org/{{contact.name}}'}"))
        .isEqualTo(new StepPreview.HttpRequest("GET", "https://example.org/Ada", null, null));
  }

  @Test
  void aSearchOfTheWebNamesItsQuery() throws Exception {
    assertThat(preview("web.search", "{'query': ' {{contact.name}} press '}"))
        .isEqualTo(
            new StepPreview.Other(
                "search the web", json("{'query': 'Ada press', 'maxResults': 10}"), null));
    assertThatThrownBy(() -> preview("web.search", "{'query': '{{input.none}}'}"))
        .isInstanceOfSatisfying(
            StepException.class,
            refused -> assertThat(refused.code()).isEqualTo(FailureCode.INVALID_CONFIG));
  }

  @Test
  void aPostIsToldByItsWordsAndTowardsNobody() throws Exception {
    assertThat(preview("engagement.post", "{'platform': 'x', 'text': 'News'}"))
        .isInstanceOfSatisfying(
            StepPreview.Other.class,
            seen -> {
              assertThat(seen.act()).isEqualTo("Publish a post on X");
              assertThat(seen.detail()).isEqualTo(json("{'platform': 'x', 'text': 'News'}"));
            });
  }

  @Test
  void anEnrichmentAndASyncSayOfWhomAndWhat() throws Exception {
    assertThat(preview("enrich", "{'fields': ['title']}"))
        .isEqualTo(
            new StepPreview.Other(
                "enrich a contact",
                json("{'contactIds': ['" + CONTACT + "'], 'fields': ['title']}"),
                null));
    assertThat(preview("sync", "{'platform': 'x', 'type': 'tweets'}"))
        .isEqualTo(
            new StepPreview.Other(
                "sync an account", json("{'platform': 'x', 'type': 'tweets'}"), null));
  }

  @Test
  void aRepositoryIsNamedByWhoeverClonesIt() throws Exception {
    assertThat(preview("git.clone", "{'repo': 'https://git.example/{{contact.name}}.git'}"))
        .isEqualTo(
            new StepPreview.Other(
                "clone a repository", json("{'repo': 'https://git.example/Ada.git'}"), null));
  }

  @Test
  void anAgentSaysWhatItIsToDo() throws Exception {
    assertThat(
            preview(
                "agent.run", "{'task': 'Greet {{contact.name}}', 'model': 'm', 'sessionId': ''}"))
        .isEqualTo(
            new StepPreview.Other(
                "run an agent",
                json("{'task': 'Greet Ada', 'model': 'm', 'entityId': '" + new UUID(0, 1) + "'}"),
                null));
  }

  @Test
  void anOutsideWorkerIsAskedAndWaitedFor() throws Exception {
    TestStep step =
        step(
            "callback",
            "{'url': 'https://example.org', 'payload': {'who': '{{contact.name}}'}, 'timeout': 'PT1H'}");
    StepOutcome waits =
        new StepOutcome.Waiting(new Wait.Callback("", step.now().plusSeconds(3600)));

    assertThat(preview(step))
        .isEqualTo(
            new StepPreview.HttpRequest(
                "POST",
                "https://example.org/",
                "{\"runId\":\""
                    + step.runId()
                    + "\",\"nodeId\":\"node\",\"input\":{\"who\":\"Ada\"}}",
                waits));
    assertThat(preview("callback", "{'timeout': 'PT1H'}"))
        .isEqualTo(new StepPreview.Computed(waits));
  }

  @Test
  void anUpdateIsAPatchOfTheContact() throws Exception {
    assertThat(preview("contact.update", "{'values': {'attributes.n': '40 + 2', 'phone': 'null'}}"))
        .hasToString(
            new StepPreview.ContactWrite(
                    CONTACT,
                    json("{'attributes.n': 42, 'phone': null}"),
                    completed("{'attributes.n': 42, 'phone': null}"))
                .toString());
  }

  @Test
  void aNewContactHasNoId() throws Exception {
    assertThat(
            preview(
                "contact.create",
                "{'email': 'Bob@Example.org', 'values': {'name': 'contact.name'}}"))
        .isEqualTo(
            new StepPreview.ContactWrite(
                null, json("{'name': 'Ada', 'email': 'bob@example.org'}"), null));
  }

  @Test
  void archivingWritesTheStatus() throws Exception {
    assertThat(preview("contact.archive", "{'contact': '" + OTHER + "'}"))
        .isEqualTo(
            new StepPreview.ContactWrite(
                OTHER,
                json("{'status': 'archived'}"),
                completed("{'contactId': '" + OTHER + "'}")));
  }

  @Test
  void aMergeNamesBoth() throws Exception {
    assertThat(preview("contact.merge", "{'from': '" + OTHER + "'}"))
        .isEqualTo(
            new StepPreview.Other(
                "merge contacts",
                json("{'from': '" + OTHER + "', 'into': '" + CONTACT + "'}"),
                null));
  }

  @Test
  void aSearchSaysWhomItLooksFor() throws Exception {
    StepPreview search = preview("contact.query", "{'filter': {'tag': '{{contact.name}}'}}");

    assertThat(search)
        .isInstanceOfSatisfying(
            StepPreview.Other.class,
            seen -> {
              assertThat(seen.act()).isEqualTo("find contacts");
              assertThat(seen.detail().at("/filter/tag").asText()).isEqualTo("Ada");
              assertThat(seen.detail().at("/limit").asInt()).isEqualTo(100);
              assertThat(seen.outcome()).isNull();
            });
  }

  @Test
  void onlyOfTheScriptedModelIsTheAnswerKnown() throws Exception {
    assertThat(
            preview(
                "llm.generate",
                "{'model': 'scripted', 'prompt': 'Greet {{contact.name}}', 'script': 'Hi {{contact.name}}', 'maxTokens': 50}"))
        .isEqualTo(
            new StepPreview.ModelCall(
                "scripted",
                null,
                "Greet Ada",
                50,
                completed("{'model': 'scripted', 'text': 'Hi Ada'}")));
    assertThat(preview("llm.generate", "{'model': 'm', 'system': 'Be kind', 'prompt': 'p'}"))
        .isEqualTo(new StepPreview.ModelCall("m", "Be kind", "p", 16_000, null));
  }

  @Test
  void theScriptedModelMeetsTheSchema() throws Exception {
    assertThat(
            preview(
                    "llm.extract",
                    "{'model': 'scripted', 'prompt': 'p', 'schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}}}")
                .outcome())
        .isEqualTo(completed("{'model': 'scripted', 'data': {'n': 1}}"));
  }

  @Test
  void calledFlowsAreNamedWithTheirInputs() throws Exception {
    assertThat(preview("subflow", "{'flowId': '" + OTHER + "', 'input': {'who': 'contact.name'}}"))
        .isEqualTo(new StepPreview.FlowCall(OTHER, List.of(json("{'who': 'Ada'}"))));
    assertThat(preview("for_each", "{'flowId': '" + OTHER + "', 'items': '[7, 8]'}"))
        .hasToString(
            new StepPreview.FlowCall(
                    OTHER,
                    List.of(json("{'item': 7, 'index': 0}"), json("{'item': 8, 'index': 1}")))
                .toString());
  }

  private static StepPreview preview(String type, String config) throws Exception {
    return preview(step(type, config));
  }

  private static StepPreview preview(TestStep step) throws Exception {
    return StepTypes.find(step.type()).orElseThrow().preview(step);
  }

  /** A step of a journey of Ada; it has no services, so that whoever asks for one fails. */
  private static TestStep step(String type, String config) {
    return TestStep.of(null, type, config.replace('\'', '"'))
        .about(ENTITY, CONTACT)
        .with("contact", json(ADA).toString())
        .with("input", "{}");
  }

  private static StepOutcome completed(String output) {
    return StepOutcome.completed(json(output));
  }

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
